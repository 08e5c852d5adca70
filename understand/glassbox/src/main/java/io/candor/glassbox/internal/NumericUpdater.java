package io.candor.glassbox.internal;

import io.candor.core.random.RandomStream;
import io.candor.glassbox.EbmSettings.Missing;

/**
 * Steps of a numeric term: its bins are cut in their order. Where missing values go is a setting; with {@code separate}
 * they are a leaf of their own at every step and the gain of setting them apart counts.
 */
final class NumericUpdater implements TermUpdater {
    private final LeafRule rule;
    private final int[] samples;
    private final Missing missing;
    private final BinSequence bins;
    private final BestFirstTree tree;

    /**
     * @param samples training rows of the bag per bin
     * @param monotone see {@link BestFirstTree}; then missing values are always apart
     */
    NumericUpdater(LeafRule rule, int maxLeaves, Missing missing, int[] samples, int monotone) {
        this.rule = rule;
        this.samples = samples;
        this.bins = new BinSequence(samples.length);
        this.tree = new BestFirstTree(rule, maxLeaves, samples.length, monotone);
        // with one data bin there is nothing to cut but missing from present
        if (monotone != 0) this.missing = Missing.SEPARATE;
        else this.missing = missing == Missing.SEPARATE && samples.length <= 3 ? Missing.LOW : missing;
    }

    @Override
    public double update(Histogram sums, boolean random, RandomStream draws, double[] update) {
        java.util.Arrays.fill(update, 0);
        if (samples[0] == 0) return fit(sums, false, false, random, draws, update);
        return switch (missing) {
            case LOW -> fit(sums, true, false, random, draws, update);
            case HIGH -> fit(sums, false, true, random, draws, update);
            case SEPARATE -> apart(sums, random, draws, update);
            case GAIN -> {
                double low = fit(sums, true, false, random, draws, update);
                if (random && draws.nextInt(2) == 0) yield low;
                double[] other = new double[update.length];
                double high = fit(sums, false, true, random, draws, other);
                if (!random && low >= high) yield low;
                System.arraycopy(other, 0, update, 0, other.length);
                yield high;
            }
        };
    }

    private double apart(Histogram sums, boolean random, RandomStream draws, double[] update) {
        double gain = fit(sums, false, false, random, draws, update);
        double g = sums.gradient(0);
        double h = sums.hessian(0);
        double restG = 0;
        double restH = 0;
        for (int i = 0; i < bins.size; i++) {
            restG += bins.gradient[i];
            restH += bins.hessian[i];
        }
        if (tree.leaves() == 1) spread(update);
        update[0] = rule.value(g, h);
        return gain + rule.gain(g, h) + rule.gain(restG, restH) - rule.gain(g + restG, h + restH);
    }

    private double fit(
            Histogram sums, boolean first, boolean last, boolean random, RandomStream draws, double[] update) {
        bins.clear();
        if (first) add(sums, 0);
        for (int b = 1; b < samples.length - 1; b++) add(sums, b);
        if (last) add(sums, 0);
        double gain = random ? tree.cutAtRandom(bins, draws) : tree.grow(bins, draws);
        if (tree.leaves() > 1) spread(update);
        return gain;
    }

    private void spread(double[] update) {
        for (int leaf = 0; leaf < tree.leaves(); leaf++) {
            double value = tree.value(leaf, bins);
            for (int i = tree.from(leaf); i < tree.to(leaf); i++) update[bins.bin[i]] = value;
        }
    }

    private void add(Histogram sums, int bin) {
        bins.add(bin, sums.gradient(bin), sums.hessian(bin), samples[bin]);
    }
}
