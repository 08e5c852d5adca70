package io.candor.fairness.curve;

import io.candor.core.evidence.Estimate;
import io.candor.core.json.Json;
import io.candor.core.math.ExactSum;
import io.candor.evaluation.Intervals;
import io.candor.fairness.curve.internal.ScoredRows;
import java.util.ArrayList;
import java.util.List;
import org.hipparchus.distribution.discrete.BinomialDistribution;

/**
 * Rows of neighbouring scores: what was promised, and what came.
 *
 * @param low lowest score
 * @param high highest score
 * @param weight of its rows; their number without weights
 * @param meanScore mean
 * @param observed share of positives, with Wilson's interval (at Kish's effective number of weighted rows)
 * @param chance the mean distance of mean score and share if each score were the row's chance to be positive
 */
public record CalibrationBin(
        double low, double high, long n, double weight, double meanScore, Estimate observed, double chance) {

    /**
     * Bins of equal numbers of rows; rows of one score stay together, so a bin may take rows of the next.
     *
     * @param most bins
     * @param least rows in each, if there are as many
     */
    static List<CalibrationBin> of(ScoredRows rows, int most, int least) {
        int n = rows.size();
        int count = Math.max(1, Math.min(most, n / least));
        int enough = Math.min(least, n);
        List<CalibrationBin> bins = new ArrayList<>();
        int from = 0;
        for (int b = 1; b <= count && from < n; b++) {
            int end = rows.pastTies((int) ((long) n * b / count) - 1);
            if (n - end < enough) end = n; // ties left too few for another
            if (end - from < enough) continue; // ties took these rows
            bins.add(between(rows, from, end));
            from = end;
        }
        return bins;
    }

    private static CalibrationBin between(ScoredRows rows, int from, int to) {
        ExactSum weight = new ExactSum();
        ExactSum squares = new ExactSum();
        ExactSum score = new ExactSum();
        ExactSum positive = new ExactSum();
        ExactSum spread = new ExactSum();
        for (int i = from; i < to; i++) {
            double w = rows.weight(i);
            double s = rows.scores()[i];
            weight.add(w);
            squares.add(w * w);
            score.add(w * s);
            spread.add(w * w * s * (1 - s));
            if (rows.labels()[i] == 1) positive.add(w);
        }
        double total = weight.value();
        double rate = positive.value() / total;
        double mean = score.value() / total;
        double effective = total * total / squares.value();
        String name = rows.weights() == null ? "Wilson" : "Wilson, of effective counts";
        Estimate observed =
                Intervals.wilson(rate * effective, effective, Intervals.ALPHA).around(rate, to - from, name);
        double chance = deviation(mean, spread.value() / (total * total));
        return new CalibrationBin(rows.scores()[from], rows.scores()[to - 1], to - from, total, mean, observed, chance);
    }

    /**
     * The mean absolute deviation of a share of independent rows with this mean and variance: a binomial's (de Moivre: 2 ν (1 − p) P(X = ν) / n, ν = ⌊np⌋ + 1) of
     * the n that has about this variance, scaled to have it exactly.
     */
    static double deviation(double mean, double variance) {
        double spread = mean * (1 - mean);
        if (!(variance > 0) || !(spread > 0)) return 0;
        int n = (int) Math.max(1, Math.min(Integer.MAX_VALUE - 1, Math.rint(spread / variance)));
        int v = Math.min(n, (int) Math.floor(n * mean) + 1);
        double binomial = 2.0 * v * (1 - mean) * new BinomialDistribution(n, mean).probability(v) / n;
        return binomial * StrictMath.sqrt(variance / (spread / n));
    }

    /** The share of positives. */
    public double rate() {
        return ((Estimate.Interval) observed).value();
    }

    Json.Obj toJson() {
        return Json.object()
                .put("low", low)
                .put("high", high)
                .put("n", n)
                .put("mean_score", meanScore)
                .put("observed", observed.toJson())
                .build();
    }
}
