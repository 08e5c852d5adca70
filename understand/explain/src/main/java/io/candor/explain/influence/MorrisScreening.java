package io.candor.explain.influence;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.random.RandomStream;
import io.candor.core.random.RandomStreams;
import io.candor.evaluation.Intervals;
import io.candor.evaluation.Moments;
import io.candor.explain.blackbox.BlackBox;
import io.candor.explain.blackbox.InputRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Screening by elementary effects (Morris 1991): on random walks through a grid, each input is moved once, and the change of the
 * prediction is its effect there. The mean of absolute effects (μ*, Campolongo et al. 2007) says how much an input matters, their
 * deviation σ how much that depends on where the others are.
 *
 * <p>Deviations: a number's grid is its quartiles' (minimum, 33 %, 67 %, maximum of the rows' values) and not of even width, and an
 * effect is the change for two of these four levels (half of the range, as Δ = p / 2(p−1) asks) without division by Δ; a category moves to
 * another of its levels. So all effects are on the scale of the prediction.
 *
 * <pre>{@code
 * BlackBox box = new BlackBox(model, false, ForkJoinPool.commonPool());
 * Evidence influence = new MorrisScreening(box, MorrisScreening.WALKS, 42)
 *         .evidence(InputRows.of(model.inputs(), table), subjects);
 * }</pre>
 *
 * @param walks at least two
 */
public record MorrisScreening(BlackBox model, int walks, long seed) {
    public static final int WALKS = 200;

    private static final int LEVELS = 4;

    /**
     * Of one input and one output.
     *
     * @param strength μ*
     * @param mean of the signed effects, μ
     * @param deviation σ
     * @param error standard error of μ*
     */
    public record Effect(double strength, double mean, double deviation, double error) {}

    /** Per input, then output. */
    public Effect[][] of(InputRows rows) {
        int inputs = rows.inputs().size();
        int outputs = model.outputs().count();
        int[][] levels = new int[inputs][];
        for (int j = 0; j < inputs; j++) levels[j] = levels(rows, j);
        int[][] picked = new int[inputs][walks * (inputs + 1)];
        int[][] orders = new int[walks][];
        int[][] signs = new int[walks][inputs];
        for (int w = 0; w < walks; w++) {
            RandomStream random = new RandomStreams(seed).stream("explain.morris", w);
            orders[w] = random.permutation(inputs);
            int[] at = new int[inputs];
            int[] to = new int[inputs];
            for (int j = 0; j < inputs; j++) {
                if (levels[j].length == 0) continue; // missing everywhere: row 0 stands for it
                at[j] = random.nextInt(levels[j].length);
                boolean number = rows.column(j) instanceof NumericColumn && levels[j].length == LEVELS;
                to[j] = number
                        ? (at[j] + LEVELS / 2) % LEVELS
                        : levels[j].length > 1
                                ? (at[j] + 1 + random.nextInt(levels[j].length - 1)) % levels[j].length
                                : at[j];
                signs[w][j] = to[j] > at[j] ? 1 : -1;
            }
            for (int step = 0; step <= inputs; step++) {
                if (step > 0) at[orders[w][step - 1]] = to[orders[w][step - 1]];
                for (int j = 0; j < inputs; j++)
                    picked[j][w * (inputs + 1) + step] = levels[j].length == 0 ? 0 : levels[j][at[j]];
            }
        }
        double[] scores = model.score(rows.mixed(picked));
        Effect[][] effects = new Effect[inputs][outputs];
        for (int j = 0; j < inputs; j++) {
            for (int k = 0; k < outputs; k++) {
                Moments signed = new Moments();
                Moments absolute = new Moments();
                for (int w = 0; w < walks; w++) {
                    int step = position(orders[w], j) + 1;
                    int after = (w * (inputs + 1) + step) * outputs + k;
                    double change = signs[w][j] * (scores[after] - scores[after - outputs]);
                    signed.add(change);
                    absolute.add(Math.abs(change));
                }
                effects[j][k] = new Effect(
                        absolute.mean(),
                        signed.mean(),
                        Math.sqrt(signed.variance()),
                        Math.sqrt(absolute.variance() / walks));
            }
        }
        return effects;
    }

    private static int position(int[] order, int input) {
        int at = 0;
        while (order[at] != input) at++;
        return at;
    }

    /** Rows that have the values of the grid. */
    private static int[] levels(InputRows rows, int input) {
        if (rows.column(input) instanceof NumericColumn numbers) {
            Integer[] order = new Integer[rows.rows()];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, Comparator.comparingDouble(numbers::get));
            int there = 0;
            while (there < order.length && !Double.isNaN(numbers.get(order[there]))) there++;
            if (there == 0) return new int[0];
            int[] picked = new int[LEVELS];
            for (int q = 0; q < LEVELS; q++)
                picked[q] = order[(int) Math.round((double) q / (LEVELS - 1) * (there - 1))];
            return picked;
        }
        CategoricalColumn column = (CategoricalColumn) rows.column(input);
        int[] first = new int[column.levels().size()];
        Arrays.fill(first, -1);
        for (int i = 0; i < rows.rows(); i++)
            if (column.code(i) >= 0 && first[column.code(i)] < 0) first[column.code(i)] = i;
        return Arrays.stream(first).filter(i -> i >= 0).toArray();
    }

    /** As evidence {@code explain.importance} v1; of several outputs the importance is the mean over them. */
    public Evidence evidence(InputRows rows, List<Subject> subjects) {
        Effect[][] found = of(rows);
        List<Json.Obj> features = new ArrayList<>();
        for (int j = 0; j < found.length; j++) {
            double strength = 0;
            double error = 0;
            double mean = 0;
            double deviation = 0;
            int outputs = found[j].length;
            for (Effect e : found[j]) {
                strength += e.strength() / outputs;
                error += e.error() / outputs; // an upper bound: outputs move together
                mean += e.mean() / outputs;
                deviation += e.deviation() / outputs;
            }
            double half = Intervals.z(Intervals.ALPHA) * error;
            Json.Builder json = Json.object()
                    .put("name", rows.inputs().get(j).name())
                    .put("importance", strength)
                    .put("low", Math.max(0, strength - half))
                    .put("high", strength + half)
                    .put("sigma", deviation);
            if (outputs == 1) json.put("mu", mean);
            features.add(json.build());
        }
        features.sort(Comparator.comparingDouble((Json.Obj f) -> -f.number("importance"))
                .thenComparing(f -> f.text("name")));
        return new Evidence(
                "explain.importance",
                1,
                subjects,
                new Evidence.Method("Morris screening", 1, "Morris 1991; Campolongo et al. 2007"),
                Json.object()
                        .put("walks", walks)
                        .put("levels", LEVELS)
                        .put("seed", Long.toString(seed))
                        .put("confidence", 0.95)
                        .build(),
                Json.object()
                        .put("method", "mean absolute elementary effect")
                        .put("output", model.outputs().scale())
                        .put("features", Json.array(features))
                        .build(),
                List.of(
                        "Inputs move through their whole range by themselves: combinations that never occur count as much as others.",
                        "Ranks inputs; the size of an effect depends on the grid.",
                        "Says what the model uses, not what causes the outcome."),
                Disclosure.aggregate(1));
    }
}
