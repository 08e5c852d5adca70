package io.candor.glassbox.internal;

import io.candor.core.random.RandomStream;

/**
 * Steps of a category term. Categories are put in the order of G/(H + cat_smooth) and then cut like a number (Fisher 1958;
 * for second-order boosting as in LightGBM). Those with few rows are pooled, and the pool is tried at both ends. Missing is
 * one more category. Random cuts take the categories in their stored order.
 */
final class NominalUpdater implements TermUpdater {
    private static final int POOL = -1;
    private static final long MOST_MOVES = 100_000;

    private final int[] samples;
    private final int[] pooled;
    private final int[] order; // of the others; kept between steps, because it is nearly right the next time
    private final double[] key;
    private final double smooth;
    private final BinSequence bins;
    private final BestFirstTree tree;

    /**
     * @param samples training rows of the bag per bin
     * @param few categories with fewer rows are pooled
     */
    NominalUpdater(LeafRule rule, int maxLeaves, int few, double smooth, int[] samples) {
        this.samples = samples;
        this.smooth = smooth;
        this.key = new double[samples.length];
        this.bins = new BinSequence(samples.length + 1);
        this.tree = new BestFirstTree(rule, maxLeaves, samples.length, 0);
        int[] rare = new int[samples.length];
        int[] common = new int[samples.length];
        int r = 0;
        int c = 0;
        for (int b = 0; b < samples.length; b++) {
            if (samples[b] == 0) continue;
            if (samples[b] < few) rare[r++] = b;
            else common[c++] = b;
        }
        this.pooled = java.util.Arrays.copyOf(rare, r);
        this.order = java.util.Arrays.copyOf(common, c);
    }

    @Override
    public double update(Histogram sums, boolean random, RandomStream draws, double[] update) {
        java.util.Arrays.fill(update, 0);
        return random ? atRandom(sums, draws, update) : best(sums, draws, update);
    }

    private double atRandom(Histogram sums, RandomStream draws, double[] update) {
        bins.clear();
        for (int b = 0; b < samples.length; b++) {
            if (samples[b] > 0) bins.add(b, sums.gradient(b), sums.hessian(b), samples[b]);
        }
        if (bins.size < 2) return 0;
        double gain = tree.cutAtRandom(bins, draws);
        spread(update);
        return gain;
    }

    private double best(Histogram sums, RandomStream draws, double[] update) {
        sort(sums);
        fill(sums, true);
        double gain = tree.grow(bins, draws);
        if (tree.leaves() > 1) spread(update);
        if (pooled.length == 0) return gain;
        fill(sums, false);
        double other = tree.grow(bins, draws);
        if (other <= gain) return gain;
        spread(update);
        return other;
    }

    private void sort(Histogram sums) {
        for (int b : order) key[b] = sums.gradient(b) / (sums.hessian(b) + smooth);
        long moves = 0;
        for (int i = 1; i < order.length; i++) {
            int bin = order[i];
            int j = i;
            for (; j > 0 && key[order[j - 1]] > key[bin]; j--) order[j] = order[j - 1];
            order[j] = bin;
            moves += i - j;
            if (moves > MOST_MOVES) {
                merge();
                return;
            }
        }
    }

    /** For the rare order that is far from right. */
    private void merge() {
        int[] other = new int[order.length];
        for (int width = 1; width < order.length; width *= 2) {
            for (int from = 0; from < order.length; from += 2 * width) {
                int middle = Math.min(from + width, order.length);
                int to = Math.min(from + 2 * width, order.length);
                int left = from;
                int right = middle;
                for (int k = from; k < to; k++) {
                    boolean first = right >= to || (left < middle && key[order[left]] <= key[order[right]]);
                    other[k] = first ? order[left++] : order[right++];
                }
            }
            System.arraycopy(other, 0, order, 0, order.length);
        }
    }

    private void fill(Histogram sums, boolean poolFirst) {
        bins.clear();
        if (poolFirst) addPool(sums);
        for (int b : order) bins.add(b, sums.gradient(b), sums.hessian(b), samples[b]);
        if (!poolFirst) addPool(sums);
    }

    private void addPool(Histogram sums) {
        if (pooled.length == 0) return;
        double g = 0;
        double h = 0;
        int n = 0;
        for (int b : pooled) {
            g += sums.gradient(b);
            h += sums.hessian(b);
            n += samples[b];
        }
        bins.add(POOL, g, h, n);
    }

    private void spread(double[] update) {
        for (int leaf = 0; leaf < tree.leaves(); leaf++) {
            double value = tree.value(leaf, bins);
            for (int i = tree.from(leaf); i < tree.to(leaf); i++) {
                if (bins.bin[i] == POOL) for (int b : pooled) update[b] = value;
                else update[bins.bin[i]] = value;
            }
        }
    }
}
