package io.candor.fairness.monitor.internal;

import io.candor.core.json.Json;
import io.candor.evaluation.Confusion;
import io.candor.fairness.monitor.MonitorPlan;
import io.candor.fairness.monitor.WatchedRate;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts of one window by feature and group: decisions (0, 1), labelled rows (label × decision), scores by bin. Decisions and labels
 * are counted apart, so that a label may come later, or to another monitor, and sums stay sums. Not thread-safe.
 */
public final class Tally {
    private static final int DECIDED = 0;
    private static final int LABELLED = 2;
    private static final int BINS = 6;

    private final long[][][] counts;

    public Tally(MonitorPlan plan) {
        counts = new long[plan.features().size()][][];
        for (int f = 0; f < counts.length; f++)
            counts[f] = new long[plan.features().get(f).size()][BINS + plan.bins()];
    }

    public void decide(int feature, int group, int decision, double score) {
        long[] cell = counts[feature][group];
        cell[DECIDED + decision]++;
        int bins = cell.length - BINS;
        if (bins > 0 && score >= 0) cell[BINS + Math.min(bins - 1, (int) (score * bins))]++;
    }

    public void label(int feature, int group, int label, int decision) {
        counts[feature][group][LABELLED + 2 * label + decision]++;
    }

    public void add(Tally other) {
        for (int f = 0; f < counts.length; f++)
            for (int g = 0; g < counts[f].length; g++)
                for (int i = 0; i < counts[f][g].length; i++) counts[f][g][i] += other.counts[f][g][i];
    }

    /** Rows that were decided on. */
    public long decided() {
        long n = 0;
        for (long[] cell : counts[0]) n += cell[DECIDED] + cell[DECIDED + 1];
        return n;
    }

    public long decided(int feature, int group) {
        return counts[feature][group][DECIDED] + counts[feature][group][DECIDED + 1];
    }

    /** Rows whose label came. */
    public long labelled() {
        long n = 0;
        for (int g = 0; g < counts[0].length; g++) n += confusion(0, g).n();
        return n;
    }

    public Confusion confusion(int feature, int group) {
        long[] c = counts[feature][group];
        return new Confusion(c[LABELLED + 3], c[LABELLED + 1], c[LABELLED], c[LABELLED + 2]);
    }

    /** A rate of one group as numerator and denominator. */
    public Ratio rate(int feature, int group, WatchedRate rate) {
        if (rate == WatchedRate.SELECTION_RATE) {
            return new Ratio(counts[feature][group][DECIDED + 1], decided(feature, group));
        }
        Confusion c = confusion(feature, group);
        return new Ratio(rate.of(c), rate.among(c));
    }

    /** A rate of all rows. */
    public Ratio overall(WatchedRate rate) {
        Ratio sum = new Ratio(0, 0);
        for (int g = 0; g < counts[0].length; g++) sum = sum.plus(rate(0, g, rate));
        return sum;
    }

    /** Scores of a group by bin. */
    public long[] scores(int feature, int group) {
        long[] c = counts[feature][group];
        return java.util.Arrays.copyOfRange(c, BINS, c.length);
    }

    public Json.Arr toJson() {
        List<Json> features = new ArrayList<>();
        for (long[][] groups : counts) {
            List<Json> cells = new ArrayList<>();
            for (long[] cell : groups) {
                List<Json> numbers = new ArrayList<>();
                for (long n : cell) numbers.add(Json.of(n));
                cells.add(Json.array(numbers));
            }
            features.add(Json.array(cells));
        }
        return Json.array(features);
    }

    /** @throws IllegalArgumentException if the shape, a count or a sum does not do */
    public static Tally fromJson(MonitorPlan plan, List<Json> features) {
        Tally tally = new Tally(plan);
        size(features, tally.counts.length);
        for (int f = 0; f < tally.counts.length; f++) {
            List<Json> groups = items(features.get(f));
            size(groups, tally.counts[f].length);
            for (int g = 0; g < tally.counts[f].length; g++) {
                List<Json> cell = items(groups.get(g));
                size(cell, tally.counts[f][g].length);
                for (int i = 0; i < tally.counts[f][g].length; i++) tally.counts[f][g][i] = Counts.of(cell.get(i));
            }
        }
        tally.checkSums();
        return tally;
    }

    /** Every row is in one group of every feature. */
    private void checkSums() {
        for (int f = 0; f < counts.length; f++) {
            long decided = 0;
            long labelled = 0;
            for (int g = 0; g < counts[f].length; g++) {
                decided += decided(f, g);
                labelled += confusion(f, g).n();
            }
            if (decided != decided() || labelled != labelled()) throw new IllegalArgumentException("sums of features");
        }
    }

    private static List<Json> items(Json value) {
        if (value instanceof Json.Arr a) return a.items();
        throw new IllegalArgumentException("not an array");
    }

    private static void size(List<Json> items, int n) {
        if (items.size() != n) throw new IllegalArgumentException(items.size() + " items instead of " + n);
    }
}
