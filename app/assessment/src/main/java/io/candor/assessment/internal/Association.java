package io.candor.assessment.internal;

import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.evaluation.DeLong;
import io.candor.evaluation.Determination;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much one column alone says about the label: for finding leaks, not for reporting. Rows fall into bins (levels, or twenty
 * quantiles of a number, and missing); each half of the rows is predicted by the bin means of the other half.
 *
 * @param auc cross-fitted, 0.5 where it does not apply; of several classes the mean of each against the rest
 * @param r2 cross-fitted, 0 where it does not apply
 * @param oddsRatioOfPresence between rows that have a value and rows that don't, at least 1; 1 where either are under 30 rows
 * @param oddsRatioOfValues between the only two values, at least 1; 1 where there are not two of 30 rows each
 */
public record Association(double auc, double r2, double oddsRatioOfPresence, double oddsRatioOfValues) {
    private static final int BINS = 20;
    private static final int MIN_ROWS = 30;
    private static final double PRIOR_ROWS = 1;

    /** More classes than that would take too long, one by one. */
    private static final int MOST_CLASSES = 20;

    public static Association of(Column column, Target target) {
        int n = column.size();
        if (n < MIN_ROWS || target.classes().size() > MOST_CLASSES) return new Association(0.5, 0, 1, 1);
        if (target.task() == Task.MULTICLASS) return ofAnyClass(column, target);
        int[] bins = bins(column);
        double[] fitted = crossFit(bins, target.values());
        if (target.task() == Task.REGRESSION) {
            Determination fit = new Determination(target.values(), fitted);
            return new Association(0.5, fit.defined() ? fit.value() : 0, 1, 1);
        }
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) labels[i] = (int) target.values()[i];
        DeLong roc = new DeLong(labels, fitted);
        int[] presence = new int[n];
        for (int i = 0; i < n; i++) presence[i] = column.isMissing(i) ? 0 : 1;
        int values = 0;
        for (int bin : bins) values = Math.max(values, bin);
        int[] two = new int[n];
        for (int i = 0; i < n; i++) two[i] = bins[i] - 1; // missing is −1
        return new Association(
                roc.defined() ? roc.auc() : 0.5,
                0,
                oddsRatio(presence, labels),
                values == 2 ? oddsRatio(two, labels) : 1);
    }

    /** The mean area, because a class that is easy to tell is no leak; the largest odds, because a leak may tell one class. */
    private static Association ofAnyClass(Column column, Target target) {
        Association strongest = new Association(0.5, 0, 1, 1);
        double area = 0;
        for (int k = 0; k < target.classes().size(); k++) {
            double[] against = new double[column.size()];
            for (int i = 0; i < against.length; i++) against[i] = target.values()[i] == k ? 1 : 0;
            Association own = of(
                    column,
                    new Target(
                            target.name(),
                            Task.BINARY,
                            against,
                            List.of("rest", target.classes().get(k))));
            strongest = new Association(
                    0.5,
                    0,
                    Math.max(strongest.oddsRatioOfPresence, own.oddsRatioOfPresence),
                    Math.max(strongest.oddsRatioOfValues, own.oddsRatioOfValues));
            area += own.auc / target.classes().size();
        }
        return new Association(area, 0, strongest.oddsRatioOfPresence, strongest.oddsRatioOfValues);
    }

    /** Per row: 0 for missing, else 1 … k. */
    private static int[] bins(Column column) {
        int[] bins = new int[column.size()];
        Map<String, Integer> levels = new HashMap<>();
        for (int i = 0; i < bins.length; i++) {
            String text = column.text(i);
            if (text != null) bins[i] = levels.computeIfAbsent(text, t -> levels.size() + 1);
        }
        if (!(column instanceof NumericColumn numbers) || levels.size() <= BINS) return bins;
        double[] sorted = Arrays.stream(numbers.values())
                .filter(v -> !Double.isNaN(v))
                .sorted()
                .toArray();
        for (int i = 0; i < bins.length; i++) {
            double v = numbers.get(i);
            if (Double.isNaN(v)) continue;
            int bin = 1;
            for (int b = 1; b < BINS; b++) if (v >= sorted[(int) ((long) sorted.length * b / BINS)]) bin = b + 1;
            bins[i] = bin;
        }
        return bins;
    }

    /** Which half a row is in: scattered, because labels may alternate from row to row. */
    private static int half(int row) {
        return (int) (row * 0x9E3779B97F4A7C15L >>> 63);
    }

    private static double[] crossFit(int[] bins, double[] y) {
        int count = Arrays.stream(bins).max().orElse(0) + 1;
        double mean = Arrays.stream(y).average().orElse(0);
        double[][] sums = new double[2][count];
        double[][] rows = new double[2][count];
        for (int i = 0; i < y.length; i++) {
            int half = half(i);
            sums[half][bins[i]] += y[i];
            rows[half][bins[i]]++;
        }
        double[] fitted = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            int other = 1 - half(i);
            fitted[i] = (sums[other][bins[i]] + PRIOR_ROWS * mean) / (rows[other][bins[i]] + PRIOR_ROWS);
        }
        return fitted;
    }

    /** Of the label between parts 0 and 1, with a half added to each cell (Haldane 1956); the larger of it and its inverse. */
    private static double oddsRatio(int[] part, int[] labels) {
        double[][] cells = new double[2][2];
        for (int i = 0; i < part.length; i++) if (part[i] >= 0) cells[part[i]][labels[i]]++;
        for (double[] cell : cells) if (cell[0] + cell[1] < MIN_ROWS) return 1;
        double ratio = (cells[0][0] + 0.5) * (cells[1][1] + 0.5) / ((cells[0][1] + 0.5) * (cells[1][0] + 0.5));
        return Math.max(ratio, 1 / ratio);
    }
}
