package io.candor.glassbox.internal;

import io.candor.core.random.RandomStream;
import java.util.Arrays;

/**
 * Splits a sequence of bins into leaves: always the leaf whose best cut gains most, until {@code maxLeaves} or no legal cut
 * is left. A cut's gain is left + right − parent; ties are broken at random. Where values must not fall (or rise), there is one
 * cut at most, and none that would. Not thread-safe.
 */
final class BestFirstTree {
    private static final class Leaf {
        int from;
        int to;
        int cut; // first position of the right part; 0 if it can't be cut
        double gain;
    }

    private final LeafRule rule;
    private final int maxLeaves;
    private final Leaf[] leaves;
    private final int monotone;
    private int count;

    /** @param monotone +1 if values must not fall from left to right, −1 if they must not rise, else 0 */
    BestFirstTree(LeafRule rule, int maxLeaves, int mostBins, int monotone) {
        this.rule = rule;
        this.monotone = monotone;
        this.maxLeaves = Math.min(monotone == 0 ? maxLeaves : 2, Math.max(mostBins, 1));
        this.leaves = new Leaf[this.maxLeaves];
        for (int i = 0; i < leaves.length; i++) leaves[i] = new Leaf();
    }

    /** Grows greedily; returns the total gain. */
    double grow(BinSequence bins, RandomStream random) {
        count = 1;
        double total = 0;
        seek(leaves[0], bins, 0, bins.size, random);
        while (count < maxLeaves) {
            Leaf best = leaves[0];
            for (int i = 1; i < count; i++) if (leaves[i].gain > best.gain) best = leaves[i];
            if (!(best.gain >= Double.MIN_NORMAL)) break;
            total += best.gain;
            Leaf right = leaves[count++];
            right.from = best.cut;
            right.to = best.to;
            best.to = best.cut;
            if (count == maxLeaves) break;
            seek(right, bins, right.from, right.to, random);
            seek(best, bins, best.from, best.to, random);
        }
        return total;
    }

    /** Cuts at random places, whatever the sums; returns the total gain. */
    double cutAtRandom(BinSequence bins, RandomStream random) {
        int cuts = Math.min(maxLeaves, bins.size) - 1;
        int[] at = new int[cuts];
        for (int k = 0; k < cuts; k++) {
            // Floyd's sampling without replacement of positions 1 … size − 1
            int high = bins.size - cuts + k;
            int drawn = 1 + random.nextInt(high);
            for (int j = 0; j < k; j++) if (at[j] == drawn) drawn = high;
            at[k] = drawn;
        }
        Arrays.sort(at);
        count = 0;
        double children = 0;
        for (int k = 0; k <= cuts; k++) {
            Leaf leaf = leaves[count++];
            leaf.from = k == 0 ? 0 : at[k - 1];
            leaf.to = k == cuts ? bins.size : at[k];
            children += gain(bins, leaf.from, leaf.to);
        }
        if (count > 1 && !goesRight(value(0, bins), value(1, bins))) {
            count = 1;
            leaves[0].to = bins.size;
            return 0;
        }
        return children - gain(bins, 0, bins.size);
    }

    private boolean goesRight(double left, double right) {
        return monotone == 0 || monotone * (right - left) >= 0;
    }

    int leaves() {
        return count;
    }

    int from(int leaf) {
        return leaves[leaf].from;
    }

    int to(int leaf) {
        return leaves[leaf].to;
    }

    double value(int leaf, BinSequence bins) {
        double g = 0;
        double h = 0;
        for (int i = leaves[leaf].from; i < leaves[leaf].to; i++) {
            g += bins.gradient[i];
            h += bins.hessian[i];
        }
        return rule.value(g, h);
    }

    private double gain(BinSequence bins, int from, int to) {
        double g = 0;
        double h = 0;
        for (int i = from; i < to; i++) {
            g += bins.gradient[i];
            h += bins.hessian[i];
        }
        return rule.gain(g, h);
    }

    private void seek(Leaf leaf, BinSequence bins, int from, int to, RandomStream random) {
        leaf.from = from;
        leaf.to = to;
        leaf.cut = 0;
        leaf.gain = 0;
        double g = 0;
        double h = 0;
        long n = 0;
        for (int i = from; i < to; i++) {
            g += bins.gradient[i];
            h += bins.hessian[i];
            n += bins.samples[i];
        }
        double best = rule.gain(g, h) + Double.MIN_NORMAL;
        int cut = 0;
        int ties = 0;
        double leftG = 0;
        double leftH = 0;
        long leftN = 0;
        for (int i = from; i + 1 < to; i++) {
            leftG += bins.gradient[i];
            leftH += bins.hessian[i];
            leftN += bins.samples[i];
            if (!rule.allows(leftN, leftH) || !rule.allows(n - leftN, h - leftH)) continue;
            double both = rule.gain(leftG, leftH) + rule.gain(g - leftG, h - leftH);
            if (both < best) continue;
            if (monotone != 0 && !goesRight(rule.value(leftG, leftH), rule.value(g - leftG, h - leftH))) continue;
            ties = both > best ? 1 : ties + 1;
            if (ties > 1 && random.nextInt(ties) > 0) continue;
            best = both;
            cut = i + 1;
        }
        if (cut == 0) return;
        leaf.cut = cut;
        leaf.gain = best - rule.gain(g, h);
    }
}
