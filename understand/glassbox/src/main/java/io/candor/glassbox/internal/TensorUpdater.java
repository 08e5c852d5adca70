package io.candor.glassbox.internal;

import io.candor.core.model.Bins;
import io.candor.core.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Steps of a term with three or more features. Grown greedily: always the box and the feature not yet cut whose best cut gains
 * most, until every feature is cut once; so d + 1 leaves for d features. Random cuts are one for each feature: 2^d leaves.
 */
final class TensorUpdater implements TermUpdater {
    private record Box(int[] from, int[] to) {}

    private record Cut(int box, int axis, int at, double gain) {}

    private final LeafRule rule;
    private final int[] counts;
    private final int[] firsts; // 0 if missing holds rows
    private final int[] strides;
    private final int[] samples;

    /** @param samples training rows of the bag per cell */
    TensorUpdater(LeafRule rule, List<Bins> bins, int[] samples) {
        this.rule = rule;
        this.samples = samples;
        this.counts = bins.stream().mapToInt(Bins::count).toArray();
        this.strides = new int[counts.length];
        this.firsts = new int[counts.length];
        Arrays.fill(firsts, 1);
        for (int d = counts.length - 1, stride = 1; d >= 0; d--) {
            strides[d] = stride;
            stride *= counts[d];
        }
        for (int cell = 0; cell < samples.length; cell++) {
            if (samples[cell] == 0) continue;
            for (int d = 0; d < counts.length; d++) if (cell / strides[d] % counts[d] == 0) firsts[d] = 0;
        }
    }

    @Override
    public double update(Histogram sums, boolean random, RandomStream draws, double[] update) {
        Arrays.fill(update, 0);
        List<Box> boxes = new ArrayList<>(List.of(whole()));
        double before = gain(sums, boxes.get(0));
        boolean[] done = new boolean[counts.length];
        for (int d = 0; d < counts.length; d++) {
            if (random) {
                int places = counts[d] - 2 - firsts[d];
                if (places > 0) cutAll(boxes, d, firsts[d] + 1 + draws.nextInt(places));
                continue;
            }
            Cut best = best(sums, boxes, done);
            if (best == null) break;
            done[best.axis] = true;
            cut(boxes, best.box, best.axis, best.at);
        }
        if (boxes.size() == 1) return 0;
        double after = 0;
        for (Box box : boxes) {
            after += gain(sums, box);
            double value = rule.value(sum(sums.gradients, box), sum(sums.hessians, box));
            each(box, cell -> update[cell] = value);
        }
        return after - before;
    }

    private Box whole() {
        int[] to = counts.clone();
        for (int d = 0; d < to.length; d++) to[d]--;
        return new Box(firsts.clone(), to);
    }

    private static void cutAll(List<Box> boxes, int axis, int at) {
        int n = boxes.size();
        for (int b = 0; b < n; b++) cut(boxes, b, axis, at);
    }

    private static void cut(List<Box> boxes, int which, int axis, int at) {
        Box box = boxes.get(which);
        int[] middleTo = box.to.clone();
        int[] middleFrom = box.from.clone();
        middleTo[axis] = at;
        middleFrom[axis] = at;
        boxes.set(which, new Box(box.from, middleTo));
        boxes.add(new Box(middleFrom, box.to));
    }

    private @org.jspecify.annotations.Nullable Cut best(Histogram sums, List<Box> boxes, boolean[] done) {
        Cut best = null;
        for (int b = 0; b < boxes.size(); b++) {
            for (int d = 0; d < counts.length; d++) {
                if (done[d]) continue;
                Cut found = cut(sums, boxes.get(b), b, d);
                if (found != null && (best == null || found.gain > best.gain)) best = found;
            }
        }
        return best;
    }

    private @org.jspecify.annotations.Nullable Cut cut(Histogram sums, Box box, int which, int axis) {
        double[] g = new double[counts[axis]];
        double[] h = new double[counts[axis]];
        long[] n = new long[counts[axis]];
        each(box, cell -> {
            int at = cell / strides[axis] % counts[axis];
            g[at] += sums.gradients[cell];
            h[at] += sums.hessians[cell];
            n[at] += samples[cell];
        });
        double allG = Arrays.stream(g).sum();
        double allH = Arrays.stream(h).sum();
        long all = Arrays.stream(n).sum();
        Cut best = null;
        double least = rule.gain(allG, allH) + Double.MIN_NORMAL;
        double leftG = 0;
        double leftH = 0;
        long left = 0;
        for (int at = box.from[axis] + 1; at < box.to[axis]; at++) {
            leftG += g[at - 1];
            leftH += h[at - 1];
            left += n[at - 1];
            if (!rule.allows(left, leftH) || !rule.allows(all - left, allH - leftH)) continue;
            double gain = rule.gain(leftG, leftH) + rule.gain(allG - leftG, allH - leftH);
            if (gain < least || (best != null && gain - rule.gain(allG, allH) <= best.gain)) continue;
            best = new Cut(which, axis, at, gain - rule.gain(allG, allH));
        }
        return best;
    }

    private double gain(Histogram sums, Box box) {
        return rule.gain(sum(sums.gradients, box), sum(sums.hessians, box));
    }

    private double sum(double[] values, Box box) {
        double[] total = new double[1];
        each(box, cell -> total[0] += values[cell]);
        return total[0];
    }

    private void each(Box box, java.util.function.IntConsumer action) {
        walk(box, 0, 0, action);
    }

    private void walk(Box box, int axis, int cell, java.util.function.IntConsumer action) {
        for (int at = box.from[axis]; at < box.to[axis]; at++) {
            int next = cell + at * strides[axis];
            if (axis + 1 == counts.length) action.accept(next);
            else walk(box, axis + 1, next, action);
        }
    }
}
