package io.candor.explain.effect;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.evaluation.Intervals;
import io.candor.evaluation.Moments;
import io.candor.explain.blackbox.BlackBox;
import io.candor.explain.blackbox.InputRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Accumulated local effects of the first order (Apley &amp; Zhu 2020, eq. 15, 16): between neighbouring quantiles, the mean change of
 * the prediction of the rows that lie between them, added up and centred over the rows. So the model is asked only near real rows.
 *
 * <p>Levels have no neighbours of their own. They are put in the order of their mean prediction (a deviation: the paper orders by
 * the likeness of the other inputs), and the rows of two neighbours are moved from one to the other. Rows without a value are left
 * out. Intervals take the mean changes as independent and leave out the centring.
 *
 * @param points edges of a number, at least two
 */
public record AccumulatedEffects(BlackBox model, int points) {
    public static final int POINTS = 41;

    public AccumulatedEffects {
        if (points < 2) throw new IllegalArgumentException("two edges are the least");
    }

    public EffectCurve of(InputRows rows, int input) {
        return of(new Variation(model, rows), rows, input);
    }

    EffectCurve of(Variation variation, InputRows rows, int input) {
        GridPoints grid = GridPoints.of(rows, input, points);
        if (!grid.number()) grid = ordered(rows, grid);
        List<List<Integer>> between = new ArrayList<>();
        for (int g = 0; g + 1 < grid.count(); g++) between.add(new ArrayList<>());
        long[] counts = new long[grid.count()];
        for (int i = 0; i < rows.rows(); i++) place(rows, grid, i, between, counts);
        int outputs = model.outputs().count();
        double[][] values = new double[outputs][grid.count()];
        double[][] low = new double[outputs][grid.count()];
        double[][] high = new double[outputs][grid.count()];
        double[] variance = new double[outputs];
        for (int g = 1; g < grid.count(); g++) {
            Moments[] change = changes(variation, grid, g, between.get(g - 1));
            for (int k = 0; k < outputs; k++) {
                values[k][g] = values[k][g - 1] + change[k].mean();
                if (change[k].n() > 1) variance[k] += change[k].variance() / change[k].n();
                high[k][g] = Intervals.z(Intervals.ALPHA) * Math.sqrt(variance[k]);
            }
        }
        for (int k = 0; k < outputs; k++) {
            centre(values[k], counts, grid.number());
            for (int g = 0; g < grid.count(); g++) {
                low[k][g] = values[k][g] - high[k][g];
                high[k][g] = values[k][g] + high[k][g];
            }
        }
        String name = rows.inputs().get(input).name();
        return new EffectCurve(
                name, grid.number(), grid.labels(), values, low, high, counts, new double[0][][], new int[0]);
    }

    /** Which interval a row lies in, the lower end apart; a row with a level lies at both sides of it. */
    private static void place(InputRows rows, GridPoints grid, int row, List<List<Integer>> between, long[] counts) {
        if (rows.column(grid.input()) instanceof NumericColumn numbers) {
            double value = numbers.get(row);
            if (Double.isNaN(value) || grid.count() < 2) return;
            int g = 1;
            while (g < grid.count() - 1 && value > grid.value(g)) g++;
            between.get(g - 1).add(row);
            counts[g]++;
            return;
        }
        CategoricalColumn levels = (CategoricalColumn) rows.column(grid.input());
        for (int g = 0; g < grid.count(); g++) {
            if (levels.code(row) < 0 || levels.code(row) != levels.code(grid.rows()[g])) continue;
            counts[g]++;
            if (g > 0) between.get(g - 1).add(row);
            if (g + 1 < grid.count()) between.get(g).add(row);
        }
    }

    private Moments[] changes(Variation variation, GridPoints grid, int point, List<Integer> members) {
        int outputs = model.outputs().count();
        Moments[] change = new Moments[outputs];
        Arrays.setAll(change, k -> new Moments());
        if (members.isEmpty()) return change;
        int[] own = members.stream().mapToInt(i -> i).toArray();
        double[][] scores = variation.scores(grid.input(), new int[] {grid.rows()[point - 1], grid.rows()[point]}, own);
        for (int i = 0; i < own.length; i++)
            for (int k = 0; k < outputs; k++) change[k].add(scores[1][i * outputs + k] - scores[0][i * outputs + k]);
        return change;
    }

    /** A number's interval counts with the mean of its ends, as the paper has it. */
    private static void centre(double[] values, long[] counts, boolean number) {
        double sum = 0;
        long n = 0;
        for (int g = number ? 1 : 0; g < values.length; g++) {
            sum += counts[g] * (number ? (values[g - 1] + values[g]) / 2 : values[g]);
            n += counts[g];
        }
        if (n > 0) for (int g = 0; g < values.length; g++) values[g] -= sum / n;
    }

    private GridPoints ordered(InputRows rows, GridPoints grid) {
        double[] scores = model.score(rows.table());
        int outputs = model.outputs().count();
        CategoricalColumn levels = (CategoricalColumn) rows.column(grid.input());
        double[] sum = new double[levels.levels().size()];
        long[] n = new long[sum.length];
        for (int i = 0; i < rows.rows(); i++) {
            if (levels.code(i) < 0) continue;
            sum[levels.code(i)] += scores[i * outputs];
            n[levels.code(i)]++;
        }
        int[] order = Arrays.stream(grid.rows())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer r) -> sum[levels.code(r)] / n[levels.code(r)])
                        .thenComparing(r -> levels.levels().get(levels.code(r))))
                .mapToInt(r -> r)
                .toArray();
        return new GridPoints(rows, grid.input(), order);
    }
}
