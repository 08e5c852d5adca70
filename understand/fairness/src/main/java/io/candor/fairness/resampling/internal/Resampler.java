package io.candor.fairness.resampling.internal;

import io.candor.core.random.RandomStream;
import io.candor.evaluation.CountDraws;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.Predictions;
import io.candor.fairness.resampling.internal.Design.Feature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All metrics of one resample. A replicate is one array: feature by feature, view by view (all rows, then each stratum), metric by metric: overall,
 * each group, those of unknown value last, and the four gaps.
 */
public final class Resampler {
    private final Predictions predictions;
    private final Design design;
    private final List<CellMetric> cellMetrics;
    private final List<RowMetric> rowMetrics;
    private final @Nullable Areas areas;
    private final List<long[]> counts = new ArrayList<>(); // per feature: stratum x group x cell
    private final int cells;

    public Resampler(FairnessPlan plan, Design design, Predictions predictions) {
        this.predictions = predictions;
        this.design = design;
        cellMetrics = CellMetric.of(plan, predictions);
        rowMetrics = RowMetric.of(predictions);
        areas = predictions instanceof Predictions.Binary b && b.scores() != null
                ? new Areas(b.labels(), java.util.Objects.requireNonNull(b.scores()))
                : null;
        int k = CellMetric.classes(predictions);
        cells = k * k;
        for (Feature feature : design.features()) counts.add(counted(feature));
    }

    /** Names of the metrics, in order. */
    public List<String> metrics() {
        List<String> names = new ArrayList<>();
        for (CellMetric m : cellMetrics) names.add(m.name());
        if (areas != null) names.add("auc");
        for (RowMetric m : rowMetrics) names.add(m.name());
        return names;
    }

    /** Views of a feature: all rows, and each stratum where there are controls. */
    public int views() {
        return 1 + design.stratumLabels().size();
    }

    /** Numbers of one metric in one view of a feature. */
    public static int block(Feature feature) {
        return 1 + feature.groups() + Gaps.NAMES.size();
    }

    /** The numbers of a whole replicate. */
    public int length() {
        int length = 0;
        for (Feature f : design.features()) length += views() * metrics().size() * block(f);
        return length;
    }

    /** The metrics of one resample of the rows. */
    public double[] draw(RandomStream random) {
        double[] out = new double[length()];
        double @Nullable [] times = rowMetrics.isEmpty() && areas == null ? null : times(random);
        int at = 0;
        CountDraws draws = new CountDraws(random);
        for (int f = 0; f < design.features().size(); f++) {
            Feature feature = design.features().get(f);
            double[] drawn = new double[counts.get(f).length];
            if (cells > 0) {
                long[] fallen = draws.multinomial(predictions.rows(), counts.get(f));
                for (int c = 0; c < drawn.length; c++) drawn[c] = fallen[c];
            }
            List<double[][]> byRow = times == null ? List.of() : rowValues(feature, times);
            for (int view = 0; view < views(); view++) {
                for (CellMetric metric : cellMetrics) at = write(out, at, cellValues(feature, view, metric, drawn));
                for (double[][] values : byRow) at = write(out, at, values[view]);
            }
        }
        return out;
    }

    /** The overall value, then groups, then gaps. */
    private static int write(double[] out, int at, double[] overallThenGroups) {
        int n = overallThenGroups.length;
        System.arraycopy(overallThenGroups, 0, out, at, n);
        double[] gaps = Gaps.of(Arrays.copyOfRange(overallThenGroups, 1, n - 1), overallThenGroups[0]);
        System.arraycopy(gaps, 0, out, at + n, gaps.length);
        return at + n + gaps.length;
    }

    private long[] counted(Feature feature) {
        long[] counted = new long[design.cells() * feature.groups() * cells];
        if (cells == 0) return counted;
        for (int i = 0; i < predictions.rows(); i++)
            counted[place(feature, i) * cells + CellMetric.cell(predictions, i)]++;
        return counted;
    }

    private int place(Feature feature, int row) {
        return design.strata()[row] * feature.groups() + feature.grouping().codes()[row];
    }

    private double[] cellValues(Feature feature, int view, CellMetric metric, double[] drawn) {
        int groups = feature.groups();
        double[] values = new double[1 + groups];
        double[] whole = new double[cells];
        for (int g = 0; g < groups; g++) {
            double[] own = new double[cells];
            int from = view == 0 ? 0 : view - 1;
            int to = view == 0 ? design.cells() : view;
            for (int s = from; s < to; s++)
                for (int c = 0; c < cells; c++) own[c] += drawn[(s * groups + g) * cells + c];
            for (int c = 0; c < cells; c++) whole[c] += own[c];
            values[1 + g] = metric.value(own, 0);
        }
        values[0] = metric.value(whole, 0);
        return values;
    }

    /** Per metric and view: overall, then groups. */
    private List<double[][]> rowValues(Feature feature, double[] times) {
        List<double[][]> all = new ArrayList<>();
        if (areas != null) all.add(areaValues(areas, feature, times));
        int groups = feature.groups();
        for (RowMetric metric : rowMetrics) {
            int sums = metric.sums();
            double[] fallen = new double[design.cells() * groups * sums];
            for (int i = 0; i < times.length; i++) {
                if (times[i] == 0) continue;
                int at = place(feature, i) * sums;
                fallen[at] += times[i];
                metric.add(i, times[i], fallen, at);
            }
            double[][] values = new double[views()][1 + groups];
            for (int view = 0; view < views(); view++) {
                double[] own = new double[(groups + 1) * sums];
                int from = view == 0 ? 0 : view - 1;
                int to = view == 0 ? design.cells() : view;
                for (int s = from; s < to; s++) {
                    for (int g = 0; g < groups; g++) {
                        for (int k = 0; k < sums; k++) {
                            double x = fallen[(s * groups + g) * sums + k];
                            own[k] += x;
                            own[(1 + g) * sums + k] += x;
                        }
                    }
                }
                for (int p = 0; p <= groups; p++) values[view][p] = metric.value(own, p * sums);
            }
            all.add(values);
        }
        return all;
    }

    private double[][] areaValues(Areas sorted, Feature feature, double[] times) {
        int groups = feature.groups();
        double[][] values = new double[views()][1 + groups];
        int[] codes = feature.grouping().codes();
        double[] byGroup = sorted.of(times, codes, groups);
        values[0][0] = sorted.of(times, new int[times.length], 1)[0];
        System.arraycopy(byGroup, 0, values[0], 1, groups);
        if (views() == 1) return values;
        int[] places = new int[times.length];
        for (int i = 0; i < places.length; i++) places[i] = place(feature, i);
        double[] byPlace = sorted.of(times, places, design.cells() * groups);
        double[] byStratum = sorted.of(times, design.strata(), design.cells());
        for (int s = 0; s < design.cells(); s++) {
            values[1 + s][0] = byStratum[s];
            System.arraycopy(byPlace, s * groups, values[1 + s], 1, groups);
        }
        return values;
    }

    private double[] times(RandomStream random) {
        int n = predictions.rows();
        double[] times = new double[n];
        for (int i = 0; i < n; i++) times[random.nextInt(n)]++;
        return times;
    }
}
