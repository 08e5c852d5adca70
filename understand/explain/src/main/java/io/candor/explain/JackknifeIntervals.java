package io.candor.explain;

import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Bag;
import io.candor.core.model.Term;
import io.candor.evaluation.Bounds;
import java.util.Arrays;
import java.util.Optional;

/**
 * How sure an additive model is of its tables and of single scores, read off its bags: the spread over bags (± 1.96 standard
 * deviations; stability, not confidence) and, where the bags allow it, the {@linkplain Jackknife 95 % jackknife interval}.
 */
public final class JackknifeIntervals {
    static final double DEVIATIONS = 1.96;

    private final AdditiveModel model;
    private final Jackknife jackknife;

    /**
     * One number of the model.
     *
     * @param score the model's own
     * @param deviation over bags
     * @param spread over bags: score ± 1.96 deviations
     * @param jackknife 95 % interval; empty for one bag, or bags that left nothing out
     */
    public record Uncertain(double score, double deviation, Bounds spread, Optional<Bounds> jackknife) {}

    public JackknifeIntervals(AdditiveModel model) {
        this.model = model;
        double[] weights = model.bags().stream().mapToDouble(Bag::weight).toArray();
        double total = model.terms().isEmpty()
                ? Double.POSITIVE_INFINITY
                : Arrays.stream(model.terms().get(0).weights()).sum();
        this.jackknife = new Jackknife(total == Double.POSITIVE_INFINITY ? new double[0] : weights, total);
    }

    public Jackknife jackknife() {
        return jackknife;
    }

    /**
     * An entry of a term's table.
     *
     * @param cell index into the term's weights
     */
    public Uncertain of(int term, int cell, int output) {
        Term t = model.terms().get(term);
        int at = cell * model.outputs() + output;
        return around(t.scores()[at], t.deviations()[at]);
    }

    /**
     * The score of an encoded row before the link: of every bag the same sum of its own tables.
     *
     * @throws IllegalStateException if the model has no bags
     */
    public Uncertain ofScore(double[] row, int output) {
        if (model.bags().isEmpty()) throw new IllegalStateException("the model has no bags");
        double[] scores = bagScores(row, output);
        double score = model.additiveScore(row, output);
        return around(score, jackknife.bags() == 0 ? 0 : jackknife.deviation(scores));
    }

    /** What each bag alone would say of an encoded row, before the link. */
    public double[] bagScores(double[] row, int output) {
        double[] scores = new double[model.bags().size()];
        for (int b = 0; b < scores.length; b++) scores[b] = model.bags().get(b).intercept()[output];
        for (int t = 0; t < model.termCount(); t++) {
            int at = model.terms().get(t).cell(row) * model.outputs() + output;
            for (int b = 0; b < scores.length; b++)
                scores[b] += model.bags().get(b).scores().get(t)[at];
        }
        return scores;
    }

    private Uncertain around(double score, double deviation) {
        double spread = DEVIATIONS * deviation;
        return new Uncertain(
                score,
                deviation,
                new Bounds(score - spread, score + spread),
                jackknife.defined() ? Optional.of(jackknife.around(score, deviation)) : Optional.empty());
    }
}
