package io.candor.fairness.threshold.internal;

import io.candor.core.model.ScoreRule.Operation;
import java.util.List;

/**
 * Operations for each group, and what is selected by them.
 *
 * @param fp selected negatives per group
 * @param tp selected positives per group
 * @param operations per group
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Choice(double[] fp, double[] tp, List<List<Operation>> operations) {
    double allFp() {
        double sum = 0;
        for (double v : fp) sum += v;
        return sum;
    }

    double allTp() {
        double sum = 0;
        for (double v : tp) sum += v;
        return sum;
    }
}
