package io.candor.fairness.threshold.internal;

import io.candor.core.model.ScoreRule.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The best thresholds, one per group and no chance. Where rates shall be alike within a tolerance, a window of that width slides over the rate;
 * within a window each group takes its best threshold by itself, kept by a queue whose values fall. Of two rates, one window slides for each place of the other. Exact,
 * unless two rates are compared and there are more thresholds than {@link #MOST_FOR_TWO}: then evenly spread ones and the hull's are tried.
 */
final class PureSearch implements Oracle {
    private static final int MOST_FOR_TWO = 3_000;
    private static final double SLACK = 1e-12; // of rates, which are rounded

    private final Limits limits;
    private final int groups;
    private final int[] group; // per candidate
    private final double[] fp;
    private final double[] tp;
    private final double[] threshold;
    private final double[][] rate; // per compared rate and candidate
    private final boolean exact;

    PureSearch(List<RocCurve> curves, Limits limits) {
        if (limits.rates().size() > 2) throw Refusals.notWithoutChance("more than two parities");
        for (Limits.Bound bound : limits.bounds()) {
            if (bound.group() < 0) throw Refusals.notWithoutChance("a bound of all rows together");
        }
        this.limits = limits;
        this.groups = curves.size();
        int points = 0;
        for (RocCurve curve : curves) points += curve.points();
        this.exact = limits.rates().size() < 2 || points <= MOST_FOR_TWO;
        List<int[]> picked = new ArrayList<>();
        int size = 0;
        for (int g = 0; g < groups; g++) {
            int[] tried = tried(curves.get(g));
            int[] kept = within(g, curves.get(g), tried);
            if (kept.length == 0) throw Refusals.infeasible("threshold of a group");
            picked.add(kept);
            size += kept.length;
        }
        group = new int[size];
        fp = new double[size];
        tp = new double[size];
        threshold = new double[size];
        rate = new double[limits.rates().size()][size];
        int at = 0;
        for (int g = 0; g < groups; g++) {
            RocCurve curve = curves.get(g);
            for (int p : picked.get(g)) {
                group[at] = g;
                fp[at] = curve.fp()[p];
                tp[at] = curve.tp()[p];
                threshold[at] = curve.threshold()[p];
                for (int k = 0; k < rate.length; k++) {
                    rate[k][at] = limits.rates().get(k).forms().get(g).value(tp[at], fp[at]);
                }
                at++;
            }
        }
    }

    private int[] tried(RocCurve curve) {
        if (exact) return IntStream.range(0, curve.points()).toArray();
        double[] hull = RocHull.of(curve, false).threshold();
        int[] given = new int[hull.length];
        for (int v = 0; v < hull.length; v++) {
            int low = 0;
            int high = curve.points() - 1;
            while (low < high) { // thresholds descend
                int middle = (low + high) >>> 1;
                if (curve.threshold()[middle] > hull[v]) low = middle + 1;
                else high = middle;
            }
            given[v] = low;
        }
        return curve.some(MOST_FOR_TWO / groups, given);
    }

    private int[] within(int g, RocCurve curve, int[] tried) {
        return Arrays.stream(tried)
                .filter(p -> limits.bounds().stream()
                        .filter(b -> b.group() == g)
                        .allMatch(b -> b.form().value(curve.tp()[p], curve.fp()[p]) >= -SLACK))
                .toArray();
    }

    @Override
    public Choice best(double a, double b) {
        double[] value = new double[group.length];
        for (int c = 0; c < value.length; c++) value[c] = a * tp[c] + b * fp[c];
        Window best = new Window(value);
        int[] all = IntStream.range(0, value.length).toArray();
        if (rate.length == 0) {
            best.slide(all, new double[value.length], 1);
        } else if (rate.length == 1) {
            best.slide(sorted(0), rate[0], limits.rates().get(0).tolerance());
        } else {
            int[] byFirst = sorted(0);
            int[] bySecond = sorted(1);
            double width = limits.rates().get(0).tolerance() + SLACK;
            int[] inside = new int[bySecond.length];
            double last = Double.NaN;
            for (int c : byFirst) {
                double low = rate[0][c];
                if (low == last) continue;
                last = low;
                int count = 0;
                for (int d : bySecond) if (rate[0][d] >= low && rate[0][d] <= low + width) inside[count++] = d;
                best.slide(
                        Arrays.copyOf(inside, count),
                        rate[1],
                        limits.rates().get(1).tolerance());
            }
        }
        if (best.picked == null) throw Refusals.infeasible("set of thresholds without chance");
        return choice(best.picked);
    }

    private int[] sorted(int k) {
        int[] order = IntStream.range(0, group.length).toArray();
        long[] keys = new long[order.length];
        for (int c = 0; c < keys.length; c++) keys[c] = ScoreOrder.key(Math.max(rate[k][c], 0), 0);
        ScoreOrder.sort(keys, order);
        return order;
    }

    private Choice choice(int[] picked) {
        double[] chosenFp = new double[groups];
        double[] chosenTp = new double[groups];
        List<List<Operation>> operations = new ArrayList<>();
        for (int g = 0; g < groups; g++) {
            chosenFp[g] = fp[picked[g]];
            chosenTp[g] = tp[picked[g]];
            operations.add(List.of(new Operation(true, threshold[picked[g]], 1)));
        }
        return new Choice(chosenFp, chosenTp, operations);
    }

    @Override
    public Optional<Choice> between(Choice from, Choice to, double share) {
        return Optional.empty();
    }

    @Override
    public boolean exact() {
        return exact;
    }

    /** The best candidates of any window so far, one per group. */
    private final class Window {
        private final double[] value;
        private double most = Double.NEGATIVE_INFINITY;
        private int @org.jspecify.annotations.Nullable [] picked;

        Window(double[] value) {
            this.value = value;
        }

        /** @param order candidates by ascending rate */
        void slide(int[] order, double[] by, double width) {
            int[] size = new int[groups];
            for (int c : order) size[group[c]]++;
            int[][] queue = new int[groups][];
            for (int g = 0; g < groups; g++) {
                if (size[g] == 0) return; // no window holds every group
                queue[g] = new int[size[g]];
            }
            int[] head = new int[groups];
            int[] tail = new int[groups];
            int start = 0;
            for (int end = 0; end < order.length; end++) {
                int c = order[end];
                int g = group[c];
                while (tail[g] > head[g] && value[queue[g][tail[g] - 1]] < value[c]) tail[g]--;
                queue[g][tail[g]++] = c;
                while (by[c] - by[order[start]] > width + SLACK) {
                    int gone = order[start++];
                    int h = group[gone];
                    if (head[h] < tail[h] && queue[h][head[h]] == gone) head[h]++;
                }
                take(queue, head, tail);
            }
        }

        private void take(int[][] queue, int[] head, int[] tail) {
            double sum = 0;
            for (int g = 0; g < groups; g++) {
                if (head[g] == tail[g]) return;
                sum += value[queue[g][head[g]]];
            }
            if (!(sum > most)) return;
            most = sum;
            picked = new int[groups];
            for (int g = 0; g < groups; g++) picked[g] = queue[g][head[g]];
        }
    }
}
