package io.candor.explain.surrogate;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.model.Input;
import io.candor.core.random.RandomStream;
import io.candor.core.random.RandomStreams;
import io.candor.explain.Cells;
import io.candor.explain.blackbox.BlackBox;
import io.candor.explain.blackbox.InputRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * LIME for tables (Ribeiro, Singh &amp; Guestrin 2016): a ridge regression of the predictions around a row on which inputs kept the row's
 * value, weighted by nearness, exp(−(changed inputs) / (0.75² · inputs)). Coefficients say what keeping a value adds.
 *
 * <p>Deviations from the authors' code: each input is changed or kept by a fair coin, and a changed one gets the value of a background row
 * (the authors draw numbers from a normal distribution and compare quartiles, so that a "changed" value may be the same); inputs
 * are not selected. Standard errors are the sandwich of the weighted regression (White 1980): how much another draw would
 * change the coefficients, not how well a line fits; that is {@code fit}, the weighted R².
 *
 * <pre>{@code
 * BlackBox box = new BlackBox(model, false, ForkJoinPool.commonPool());
 * Evidence why = new Lime(box, background, Lime.SAMPLES, 42).evidence(table, new int[] {0}, subjects);
 * }</pre>
 *
 * @param samples drawn rows, more than inputs
 */
public record Lime(BlackBox model, Table background, int samples, long seed) {
    public static final int SAMPLES = 5000;

    private static final double WIDTH = 0.75;
    private static final double RIDGE = 1;

    public Lime {
        if (background.rows() == 0) throw new IllegalArgumentException("the background has no rows");
        if (samples <= model.model().inputs().size() + 1) {
            throw CandorException.user(
                    "CND-E017",
                    samples + " samples are too few for "
                            + model.model().inputs().size() + " inputs",
                    "more samples than inputs",
                    "give more with --budget");
        }
    }

    /**
     * One row's regression.
     *
     * @param base per output, the intercept
     * @param values per input, then output
     * @param errors standard errors, likewise
     * @param predictions per output
     * @param fit per output, weighted R²
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Row(
            int row, double[] base, double[][] values, double[][] errors, double[] predictions, double[] fit) {}

    public List<Row> of(Table table, int[] rows) {
        InputRows all = InputRows.of(model.model().inputs(), background, table.select(rows));
        List<Row> found = new ArrayList<>();
        for (int r = 0; r < rows.length; r++) found.add(explain(all, background.rows() + r, rows[r]));
        return found;
    }

    private Row explain(InputRows all, int at, int row) {
        int n = all.inputs().size();
        int outputs = model.outputs().count();
        RandomStream random = new RandomStreams(seed).stream("explain.lime", row);
        int[][] picked = new int[n][samples];
        double[][] kept = new double[samples][n + 1];
        double[] weights = new double[samples];
        for (int s = 0; s < samples; s++) {
            kept[s][n] = 1;
            int changed = 0;
            for (int j = 0; j < n; j++) {
                boolean keep = s == 0 || (random.nextLong() & 1) == 0; // the first is the row itself
                picked[j][s] = keep ? at : random.nextInt(background.rows());
                kept[s][j] = keep ? 1 : 0;
                if (!keep) changed++;
            }
            weights[s] = StrictMath.exp(-changed / (WIDTH * WIDTH * n));
        }
        double[] scores = model.to("explain row " + row).score(all.mixed(picked));
        RidgeFit fit = new RidgeFit(kept, weights, RIDGE);
        double[] base = new double[outputs];
        double[][] values = new double[n][outputs];
        double[][] errors = new double[n][outputs];
        double[] fits = new double[outputs];
        for (int k = 0; k < outputs; k++) {
            double[] y = new double[samples];
            for (int s = 0; s < samples; s++) y[s] = scores[s * outputs + k];
            double[] coefficients = fit.coefficients(y);
            double[] own = fit.errors(y, coefficients);
            base[k] = coefficients[n];
            for (int j = 0; j < n; j++) {
                values[j][k] = coefficients[j];
                errors[j][k] = own[j];
            }
            fits[k] = fit.determination(y, coefficients);
        }
        return new Row(row, base, values, errors, Arrays.copyOf(scores, outputs), fits);
    }

    /** As evidence {@code explain.contributions} v1. */
    public Evidence evidence(Table table, int[] rows, List<Subject> subjects) {
        List<String> names = model.model().inputs().stream().map(Input::name).toList();
        List<Json> json = new ArrayList<>();
        for (Row row : of(table, rows)) json.add(json(row, table, names));
        return new Evidence(
                "explain.contributions",
                1,
                subjects,
                new Evidence.Method("LIME", 1, "Ribeiro, Singh & Guestrin 2016"),
                Json.object()
                        .put("samples", samples)
                        .put("kernel_width", WIDTH)
                        .put("ridge", RIDGE)
                        .put("background_rows", background.rows())
                        .put("seed", Long.toString(seed))
                        .build(),
                Json.object()
                        .put("method", "lime")
                        .put("output", model.outputs().scale())
                        .put("outputs", Json.texts(model.outputs().names()))
                        .put("features", Json.texts(names))
                        .put("rows", Json.array(json))
                        .put("seed", Long.toString(seed))
                        .put("sampleSize", samples)
                        .build(),
                List.of(
                        "A line near the row: the residual and fit say how much of the prediction it tells.",
                        "What counts as near is a choice; another width or background gives other values.",
                        "Values do not add up to the prediction as Shapley values do."),
                Disclosure.rows());
    }

    private Json json(Row row, Table table, List<String> names) {
        List<Json> values = new ArrayList<>();
        List<Json> errors = new ArrayList<>();
        double[] residuals = row.predictions().clone();
        for (int k = 0; k < residuals.length; k++) residuals[k] -= row.base()[k];
        for (int j = 0; j < names.size(); j++) {
            values.add(model.outputs().numbers(row.values()[j]));
            errors.add(model.outputs().numbers(row.errors()[j]));
            for (int k = 0; k < residuals.length; k++) residuals[k] -= row.values()[j][k];
        }
        return Json.object()
                .put("row", row.row())
                .put("prediction", model.outputs().numbers(row.predictions()))
                .put("baseValue", model.outputs().numbers(row.base()))
                .put("values", Json.array(values))
                .put("standardErrors", Json.array(errors))
                .put("residual", model.outputs().numbers(residuals))
                .put("fit", model.outputs().numbers(row.fit()))
                .put("data", Cells.of(table, names, row.row()))
                .build();
    }
}
