package io.candor.evaluation.search;

import io.candor.core.CandorException;
import io.candor.core.evidence.Estimate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What came of a candidate.
 *
 * @param number from 1, in the order of trying
 * @param folds one score each; empty if it failed
 * @param size the mean over folds; empty if it failed
 * @param findings what else was asked of the predictions of rows that were not learnt from, by name
 * @param failure why there are no scores
 */
public record Trial(
        int number,
        Candidate candidate,
        List<FoldScore> folds,
        Optional<ModelSize> size,
        Map<String, Estimate> findings,
        Optional<CandorException> failure,
        Instant started,
        Instant finished) {

    public Trial {
        folds = List.copyOf(folds);
        findings = Collections.unmodifiableMap(new LinkedHashMap<>(findings));
    }

    public boolean failed() {
        return failure.isPresent();
    }

    public double loss() {
        return mean(FoldScore::loss);
    }

    /** The mean over folds that have the metric; NaN if none has it. */
    public double mean(ToDoubleFunction<FoldScore> metric) {
        return Spread.of(values(metric)).mean();
    }

    /** The standard error of that mean; NaN for less than two folds. */
    public double error(ToDoubleFunction<FoldScore> metric) {
        return Spread.of(values(metric)).error();
    }

    /** How much larger the loss is than another trial's, fold by fold. */
    public Spread over(Trial other) {
        double[] differences = new double[folds.size()];
        for (int f = 0; f < differences.length; f++) {
            differences[f] = folds.get(f).loss() - other.folds.get(f).loss();
        }
        return Spread.of(differences);
    }

    /** Wall time of fitting and scoring all folds. */
    public double seconds() {
        return Duration.between(started, finished).toMillis() / 1000.0;
    }

    private double[] values(ToDoubleFunction<FoldScore> metric) {
        return folds.stream().mapToDouble(metric).filter(v -> !Double.isNaN(v)).toArray();
    }
}
