package io.candor.explain;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.math.ExactSum;
import io.candor.core.model.Additive;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.RowEncoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How much each term of an additive model moves the score: the weighted mean of |contribution| over some rows (and over
 * the outputs, if there are several), with the
 * normal interval of a weighted mean, m ± 1.96 √(n/(n−1) Σ w²(x − m)²) / Σ w (the linearised ratio estimator; Cochran,
 * "Sampling Techniques", 1977, ch. 6).
 */
public final class AdditiveImportance {
    private static final double Z = 1.959963984540054;

    private final Additive model;
    private final ModelOutputs outputs;

    /**
     * One term's importance.
     *
     * @param name the term's
     * @param low not below 0; NaN with a single row
     * @param high NaN with a single row
     */
    public record Importance(String name, double value, double low, double high) {}

    public AdditiveImportance(Additive model) {
        this.model = model;
        this.outputs = ModelOutputs.of(model);
    }

    /**
     * All terms, most important first, ties by name.
     *
     * @param weights positive, one per row; null for equal weights
     * @throws CandorException {@code CND-E002} without rows, {@code CND-E004} for a weight that is not positive and finite
     */
    public List<Importance> of(Table table, double @Nullable [] weights) {
        int n = table.rows();
        ExplainedRows.checkSome(table);
        if (weights != null && weights.length != n) {
            throw new IllegalArgumentException(weights.length + " weights for " + n + " rows");
        }
        if (weights != null) check(weights);
        double[][] sizes = sizes(table);
        List<Importance> found = new ArrayList<>();
        for (int t = 0; t < sizes.length; t++) found.add(mean(model.termName(t), sizes[t], weights));
        found.sort(Comparator.comparingDouble((Importance i) -> -i.value()).thenComparing(Importance::name));
        return found;
    }

    /**
     * As evidence {@code explain.importance} v1.
     *
     * @param weights positive, one per row; null for equal weights
     * @param subjects digests of the model and of the data
     * @throws CandorException {@code CND-E002} without rows, {@code CND-E004} for a weight that is not positive and finite
     */
    public Evidence evidence(Table table, double @Nullable [] weights, List<Subject> subjects) {
        List<Json> features = new ArrayList<>();
        for (Importance i : of(table, weights)) {
            Json.Builder feature = Json.object().put("name", i.name()).put("importance", i.value());
            if (!Double.isNaN(i.low())) feature.put("low", i.low()).put("high", i.high());
            features.add(feature.build());
        }
        Json.Obj result = Json.object()
                .put("method", "mean absolute contribution")
                .put("output", outputs.scale())
                .put("features", Json.array(features))
                .build();
        return new Evidence(
                "explain.importance",
                1,
                subjects,
                new Evidence.Method("mean absolute contribution", 1, "Nori et al. 2019; interval: Cochran 1977"),
                Json.object()
                        .put("rows", table.rows())
                        .put("weighted", weights != null)
                        .put("interval", "normal, of the weighted mean")
                        .put("confidence", 0.95)
                        .build(),
                result,
                List.of(
                        "Says how far a term moves this model's scores on these rows, not what causes the outcome.",
                        "The interval is for other rows like these; it leaves out that training again gives another model."),
                Disclosure.aggregate(table.rows()));
    }

    /**
     * A term's mean absolute score over the training rows, which the model counts in its cells; over outputs, too. No data is
     * needed.
     *
     * @return empty if the model does not count its training rows
     */
    public static OptionalDouble onTrainingRows(AdditiveModel model, int term) {
        double[] weights = model.terms().get(term).weights();
        double[] scores = model.terms().get(term).scores();
        double sum = 0;
        double weight = 0;
        for (int c = 0; c < weights.length; c++) {
            weight += weights[c];
            for (int k = 0; k < model.outputs(); k++) {
                sum += weights[c] * Math.abs(scores[c * model.outputs() + k]) / model.outputs();
            }
        }
        return weight > 0 ? OptionalDouble.of(sum / weight) : OptionalDouble.empty();
    }

    private static void check(double[] weights) {
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0 && weights[i] < Double.POSITIVE_INFINITY) continue;
            throw CandorException.user(
                    "CND-E004",
                    "row " + i + " has a weight that is not a positive, finite number",
                    "a weighted mean needs one for every row",
                    "leave out rows without weight");
        }
    }

    /** Per term and row, |contribution|, or its mean over outputs. */
    private double[][] sizes(Table table) {
        RowEncoder encoder = new RowEncoder(model.inputs(), table);
        double[] row = new double[model.inputs().size()];
        double[][] sizes = new double[model.termCount()][table.rows()];
        for (int i = 0; i < table.rows(); i++) {
            encoder.encode(i, row);
            for (int t = 0; t < sizes.length; t++) {
                double sum = 0;
                for (int k = 0; k < model.outputs(); k++) sum += Math.abs(model.contribution(t, row, k));
                sizes[t][i] = sum / model.outputs();
            }
        }
        return sizes;
    }

    /**
     * The mean of some sizes with its interval, see above.
     *
     * @param weights positive, one per size; null for equal weights
     */
    public static Importance mean(String name, double[] x, double @Nullable [] weights) {
        ExactSum sum = new ExactSum();
        ExactSum weight = new ExactSum();
        for (int i = 0; i < x.length; i++) {
            double w = weights == null ? 1 : weights[i];
            sum.add(w * x[i]);
            weight.add(w);
        }
        double total = weight.value();
        double mean = sum.value() / total;
        if (x.length < 2) return new Importance(name, mean, Double.NaN, Double.NaN);
        ExactSum squares = new ExactSum();
        for (int i = 0; i < x.length; i++) {
            double d = (weights == null ? 1 : weights[i]) * (x[i] - mean);
            squares.add(d * d);
        }
        double n = x.length;
        double half = Z * Math.sqrt(n / (n - 1) * squares.value()) / total; // sqrt is correctly rounded everywhere
        return new Importance(name, mean, Math.max(0, mean - half), mean + half);
    }
}
