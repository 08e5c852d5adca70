package io.candor.glassbox.edit;

import io.candor.core.model.Bins;
import io.candor.core.model.Input;
import io.candor.core.model.Term;
import java.util.Arrays;
import java.util.List;

/**
 * How finer bins of one input follow from coarser ones: which old bin each new bin lies in, and which share of its weight it
 * takes (by width for numbers, by number of levels for categories).
 *
 * @param bins the finer ones
 * @param source per new bin, the old bin
 * @param share per new bin, of the old bin's weight
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
record Refinement(Bins bins, int[] source, double[] share) {

    /** Cuts of both, for one number. */
    static Bins.Cuts union(Bins.Cuts a, Bins.Cuts b) {
        double[] all = Arrays.copyOf(a.cuts(), a.cuts().length + b.cuts().length);
        System.arraycopy(b.cuts(), 0, all, a.cuts().length, b.cuts().length);
        double[] cuts = Arrays.stream(all).sorted().distinct().toArray();
        double min = Double.isNaN(a.min()) || b.min() < a.min() ? b.min() : a.min();
        double max = Double.isNaN(a.max()) || b.max() > a.max() ? b.max() : a.max();
        return new Bins.Cuts(cuts, min, max);
    }

    /** A bin for each level. */
    static Bins.Levels each(int levels) {
        int[] bins = new int[levels];
        for (int l = 0; l < levels; l++) bins[l] = l + 1;
        return new Bins.Levels(bins);
    }

    /**
     * @param from bins of {@code old}
     * @param to bins of {@code now}, which divide those of {@code from}
     */
    static Refinement of(Input old, Bins from, Input now, Bins to) {
        if (from instanceof Bins.Cuts coarse && to instanceof Bins.Cuts fine) return numbers(coarse, fine);
        return categories(old, (Bins.Levels) from, now, (Bins.Levels) to);
    }

    private static Refinement numbers(Bins.Cuts from, Bins.Cuts to) {
        int count = to.count();
        int[] source = new int[count];
        double[] share = new double[count];
        source[count - 1] = from.count() - 1;
        share[0] = 1;
        share[count - 1] = 1;
        double[] cuts = to.cuts();
        for (int b = 1; b < count - 1; b++) {
            source[b] = b == 1 ? 1 : from.of(cuts[b - 2]);
            double low = b == 1 ? to.min() : Math.max(to.min(), cuts[b - 2]);
            double high = b == count - 2 ? to.max() : Math.min(to.max(), cuts[b - 1]);
            share[b] = high > low ? high - low : 0;
        }
        return normalised(to, source, share);
    }

    private static Refinement categories(Input old, Bins.Levels from, Input now, Bins.Levels to) {
        int count = to.count();
        int[] source = new int[count];
        double[] share = new double[count];
        int unseen = from.count() - 1;
        Arrays.fill(source, unseen);
        source[0] = 0;
        share[0] = 1;
        for (int l = 0; l < now.levels().size(); l++) {
            int known = old.levels().indexOf(now.levels().get(l));
            if (known < 0) continue;
            source[to.binOfLevel()[l]] = from.binOfLevel()[known];
            share[to.binOfLevel()[l]] = 1;
        }
        share[count - 1] = 1;
        return normalised(to, source, share);
    }

    /** Shares of one old bin add up to 1; if none has width, they are equal. */
    private static Refinement normalised(Bins bins, int[] source, double[] share) {
        int last = 0;
        for (int s : source) last = Math.max(last, s);
        double[] total = new double[last + 1];
        int[] parts = new int[last + 1];
        for (int b = 0; b < source.length; b++) {
            total[source[b]] += share[b];
            parts[source[b]]++;
        }
        for (int b = 0; b < source.length; b++) {
            share[b] = total[source[b]] > 0 ? share[b] / total[source[b]] : 1.0 / parts[source[b]];
        }
        return new Refinement(bins, source, share);
    }

    /** Weights of the new cells. */
    static double[] weights(Term term, List<Refinement> axes, int[] cells) {
        double[] weights = new double[cells.length];
        for (int i = 0; i < weights.length; i++) {
            double share = 1;
            for (int d = axes.size() - 1, rest = i; d >= 0; d--) {
                int n = axes.get(d).source.length;
                share *= axes.get(d).share[rest % n];
                rest /= n;
            }
            weights[i] = term.weights()[cells[i]] * share;
        }
        return weights;
    }

    /** Values of the old cells at the new ones. */
    static double[] gather(double[] values, int[] cells, int outputs) {
        double[] gathered = new double[cells.length * outputs];
        for (int i = 0; i < cells.length; i++) {
            System.arraycopy(values, cells[i] * outputs, gathered, i * outputs, outputs);
        }
        return gathered;
    }
}
