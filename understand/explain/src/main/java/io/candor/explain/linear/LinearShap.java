package io.candor.explain.linear;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.math.ExactSum;
import io.candor.core.model.Input;
import io.candor.core.model.LinearModel;
import io.candor.core.model.RowEncoder;
import io.candor.core.random.RandomStream;
import io.candor.core.random.RandomStreams;
import io.candor.explain.Cells;
import io.candor.explain.ExplainedRows;
import io.candor.explain.ModelOutputs;
import java.util.ArrayList;
import java.util.List;

/**
 * Shapley values of a linear model's score, before its link, against background rows.
 *
 * <ul>
 *   <li><em>Independent</em>: an input adds what it adds, less its mean over the background (interventional; Štrumbelj and Kononenko
 *       2014): exact.
 *   <li><em>Correlated</em>: an input that is not told is expected from those that are, by the best linear prediction over the background,
 *       which under a joint normal distribution is the conditional mean (observational; Chen et al. 2020, "True to the model or true
 *       to the data?"; Aas et al. 2021). What is predicted is each input's effect from the effects of others, so a category counts by its
 *       coefficients. Then a coalition is worth the foretold sum of effects, which is linear in the row: exact from all coalitions
 *       of up to 14 inputs, else from random orders with their reverses (1,000 of them, fewer beyond 200 inputs; at most 160 MB for an
 *       output), with standard errors.
 * </ul>
 *
 * <pre>{@code
 * Evidence why = LinearShap.correlated(model, background, 42).evidence(rows, new int[] {0}, subjects);
 * }</pre>
 */
public final class LinearShap {
    private static final int ORDERS = 500; // pairs of them
    private static final int LEAST_ORDERS = 20;
    private static final int MOST_INPUTS = 1000;
    private static final long MOST_NUMBERS = 20_000_000; // of all matrices of an output: 160 MB

    private final LinearModel model;
    private final Table background;
    private final boolean correlated;
    private final long seed;
    private final ModelOutputs outputs;
    private final Effects[] effects; // per output
    private final double[][][][] matrices; // per output: one, or one for each pair of orders; none if independent

    private LinearShap(LinearModel model, Table background, boolean correlated, long seed) {
        if (background.rows() == 0) {
            throw CandorException.user(
                    "CND-E060",
                    "there are no background rows for a linear model",
                    "rows over which inputs have a mean",
                    "check the background data, or the filter that chose its rows");
        }
        if (correlated && model.inputs().size() > MOST_INPUTS) {
            throw CandorException.user(
                    "CND-E061",
                    model.inputs().size() + " inputs are too many to foretell each from others",
                    "at most " + MOST_INPUTS,
                    "use --method linear-shap, or a model of fewer inputs");
        }
        this.model = model;
        this.background = background;
        this.correlated = correlated;
        this.seed = seed;
        this.outputs = ModelOutputs.of(model);
        this.effects = new Effects[model.outputs()];
        this.matrices = new double[model.outputs()][][][];
        for (int k = 0; k < effects.length; k++) {
            effects[k] = Effects.of(model, background, k);
            for (double mean : effects[k].mean()) if (!Double.isFinite(mean)) throw infinite();
            matrices[k] = correlated ? matrices(effects[k].covariance(), k) : new double[0][][];
        }
    }

    private static CandorException infinite() {
        return CandorException.user(
                "CND-E062",
                "an input of a linear model is infinite in a row",
                "numbers, or missing ones",
                "correct the data");
    }

    private double[][][] matrices(double[][] covariance, int output) {
        SharedSum shared = new SharedSum(covariance);
        if (covariance.length <= SharedSum.EXACT) return new double[][][] {shared.exact()};
        RandomStream random = new RandomStreams(seed).stream("explain.linear." + output);
        double[][][] all = new double[orders()][][];
        for (int r = 0; r < all.length; r++) all[r] = shared.drawn(random);
        return all;
    }

    /** Fewer of very many inputs, as each takes a matrix. */
    private int orders() {
        long inputs = model.inputs().size();
        return (int) Math.max(LEAST_ORDERS, Math.min(ORDERS, MOST_NUMBERS / (inputs * inputs)));
    }

    /** @throws CandorException {@code CND-E060} without background rows, {@code CND-E062} if one of them is infinite */
    public static LinearShap independent(LinearModel model, Table background) {
        return new LinearShap(model, background, false, 0);
    }

    /**
     * @param seed of random orders, if there are more than 14 inputs
     * @throws CandorException {@code CND-E060} without background rows, {@code CND-E061} for more than 1,000 inputs, {@code CND-E062} if
     *     a background row is infinite
     */
    public static LinearShap correlated(LinearModel model, Table background, long seed) {
        return new LinearShap(model, background, true, seed);
    }

    /** Per output what is said of no row in particular: the mean score of the background. */
    public double[] base() {
        double[] base = new double[effects.length];
        for (int k = 0; k < base.length; k++) {
            ExactSum sum = new ExactSum();
            sum.add(model.intercept()[k]);
            for (double mean : effects[k].mean()) sum.add(mean);
            base[k] = sum.value();
        }
        return base;
    }

    /**
     * Values of an encoded row.
     *
     * @param errors receives standard errors; 0 where values are exact
     * @return per input
     * @throws CandorException {@code CND-E062} if the row is infinite
     */
    public double[] values(double[] row, int output, double[] errors) {
        int p = row.length;
        double[] apart = new double[p];
        for (int j = 0; j < p; j++)
            apart[j] = model.contribution(j, row, output) - effects[output].mean()[j];
        java.util.Arrays.fill(errors, 0);
        if (!correlated) return apart;
        double[][][] all = matrices[output];
        double[] values = new double[p];
        for (int j = 0; j < p; j++) {
            double sum = 0;
            double squares = 0;
            for (double[][] matrix : all) {
                double value = 0;
                for (int c = 0; c < p; c++) value += matrix[j][c] * apart[c];
                sum += value;
                squares += value * value;
            }
            int n = all.length;
            values[j] = sum / n;
            if (n > 1) errors[j] = Math.sqrt(Math.max(0, squares / n - values[j] * values[j]) / (n - 1));
        }
        return values;
    }

    /**
     * Why some rows were scored as they were: {@code explain.contributions} v1.
     *
     * @param rows indices into the table
     * @param subjects digests of the model, the data and the background
     * @throws CandorException {@code CND-E003} if there is no such row
     */
    public Evidence evidence(Table table, int[] rows, List<Subject> subjects) {
        ExplainedRows.check(table, rows);
        List<String> names = model.inputs().stream().map(Input::name).toList();
        RowEncoder encoder = new RowEncoder(model.inputs(), table);
        double[] row = new double[names.size()];
        List<Json> explained = new ArrayList<>();
        for (int i : rows) {
            encoder.encode(i, row);
            explained.add(json(row)
                    .put("row", i)
                    .put("data", Cells.of(table, names, i))
                    .build());
        }
        String name = correlated ? "linear-shap-correlated" : "linear-shap";
        return new Evidence(
                "explain.contributions",
                1,
                subjects,
                new Evidence.Method(
                        "Shapley values of a linear model",
                        1,
                        correlated ? "Chen et al. 2020; Aas et al. 2021" : "Štrumbelj & Kononenko 2014"),
                parameters().build(),
                Json.object()
                        .put("method", name)
                        .put("output", outputs.scale())
                        .put("outputs", Json.texts(outputs.names()))
                        .put("baseValue", outputs.numbers(base()))
                        .put("features", Json.texts(names))
                        .put("rows", Json.array(explained))
                        .put("sampleSize", background.rows())
                        .build(),
                limits(),
                Disclosure.rows());
    }

    private Json.Builder json(double[] row) {
        int p = row.length;
        int n = effects.length;
        double[] scores = new double[n];
        double[] residuals = new double[n];
        double[][] values = new double[p][n];
        double[][] errors = new double[p][n];
        double[] own = new double[p];
        for (int k = 0; k < n; k++) {
            double[] found = values(row, k, own);
            scores[k] = model.additiveScore(row, k);
            ExactSum rest = new ExactSum();
            rest.add(scores[k]);
            rest.add(-base()[k]);
            for (int j = 0; j < p; j++) {
                values[j][k] = found[j];
                errors[j][k] = own[j];
                rest.add(-found[j]);
            }
            residuals[k] = rest.value();
        }
        model.link().invert(scores, 0, n);
        Json.Builder json = Json.object()
                .put("prediction", outputs.numbers(scores))
                .put("values", perInput(values))
                .put("residual", outputs.numbers(residuals));
        return correlated ? json.put("standardErrors", perInput(errors)) : json;
    }

    private Json perInput(double[][] values) {
        List<Json> all = new ArrayList<>();
        for (double[] of : values) all.add(outputs.numbers(of));
        return Json.array(all);
    }

    private Json.Builder parameters() {
        Json.Builder parameters = Json.object()
                .put("value_function", correlated ? "conditional, best linear prediction" : "interventional")
                .put("background_rows", background.rows());
        if (correlated && model.inputs().size() > SharedSum.EXACT) {
            parameters.put("orders", 2L * orders()).put("seed", Long.toString(seed));
        }
        return parameters;
    }

    private List<String> limits() {
        return List.of(
                "Says how the model came to its score, not what would happen to a person whose values changed.",
                correlated
                        ? "An input that the model hardly uses gets value from those that go with it; relations that are not linear are not seen."
                        : "Inputs are taken one without the other: where they go together, the model is asked about rows that may not be.");
    }
}
