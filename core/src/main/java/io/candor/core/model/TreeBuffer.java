package io.candor.core.model;

import java.util.Arrays;

/**
 * Collects trees, node by node, in flat arrays that grow. A node is a leaf of value 0 and of unknown cover until something
 * else is said of it. What is added is bounded by the memory there is. Used once.
 */
public final class TreeBuffer {
    private static final int FEW = 64;

    private final int width;
    private int trees;
    private int nodes;
    private int words;
    private boolean zeros;
    private int[] roots = new int[16];
    private int[] output = new int[16];
    private int[] feature = new int[FEW];
    private double[] threshold = new double[FEW];
    private int[] left = new int[FEW];
    private int[] right = new int[FEW];
    private boolean[] missingLeft = new boolean[FEW];
    private boolean[] zeroMissing = new boolean[FEW];
    private int[] set = new int[FEW];
    private long[] sets = new long[16];
    private double[] cover = new double[FEW];
    private double[] values;
    private long wordsLeft = Runtime.getRuntime().maxMemory() / 64;

    /** @param width numbers per leaf */
    public TreeBuffer(int width) {
        this.width = width;
        this.values = new double[FEW * width];
    }

    /**
     * Begins a tree; the next node is its root.
     *
     * @param of the output that it adds to; −1 if to all
     */
    public void tree(int of) {
        if (trees == roots.length) {
            roots = Arrays.copyOf(roots, 2 * trees);
            output = Arrays.copyOf(output, 2 * trees);
        }
        roots[trees] = nodes;
        output[trees++] = of;
    }

    /**
     * Adds a node to the last tree.
     *
     * @throws IllegalArgumentException if there are more than fit into memory
     */
    public int node() {
        if (nodes == feature.length) grow();
        feature[nodes] = -1;
        set[nodes] = -1;
        cover[nodes] = Double.NaN;
        return nodes++;
    }

    /** How many nodes there are. */
    public int nodes() {
        return nodes;
    }

    /** @throws IllegalArgumentException if it is no weight; NaN is a cover that is not known */
    public void cover(int node, double weight) {
        if (weight < 0 || Double.isInfinite(weight)) throw new IllegalArgumentException("a cover is no weight");
        cover[node] = weight;
    }

    /** @throws IllegalArgumentException if the value is not finite */
    public void leaf(int node, int k, double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) throw new IllegalArgumentException("a leaf is not finite");
        values[node * width + k] = value;
    }

    /** A question of a number. */
    public void number(int node, int of, double at, boolean missingGoesLeft) {
        if (Double.isNaN(at)) throw new IllegalArgumentException("a threshold is not a number");
        feature[node] = of;
        threshold[node] = Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, at)); // infinity can't be saved
        missingLeft[node] = missingGoesLeft;
    }

    /** Says that a number next to zero counts as missing at a node. */
    public void zeroIsMissing(int node) {
        zeroMissing[node] = true;
        zeros = true;
    }

    /** A question of a category of so many levels; none goes left until {@link #goesLeft}. */
    public void category(int node, int of, int levels, boolean missingGoesLeft) {
        int size = (levels + 63) / 64;
        wordsLeft -= size;
        if (wordsLeft < 0) throw tooLarge();
        if (words + size > sets.length) sets = Arrays.copyOf(sets, Math.max(words + size, 2 * sets.length));
        feature[node] = of;
        set[node] = words;
        missingLeft[node] = missingGoesLeft;
        words += size;
    }

    /** Puts a level into a node's set. */
    public void goesLeft(int node, int level) {
        sets[set[node] + (level >> 6)] |= 1L << (level & 63);
    }

    /** Where an inner node leads to. */
    public void children(int node, int goesLeft, int goesRight) {
        left[node] = goesLeft;
        right[node] = goesRight;
    }

    private void grow() {
        int size = feature.length + (feature.length >> 1);
        if ((long) size * width > Integer.MAX_VALUE - 8) throw tooLarge();
        feature = Arrays.copyOf(feature, size);
        threshold = Arrays.copyOf(threshold, size);
        left = Arrays.copyOf(left, size);
        right = Arrays.copyOf(right, size);
        missingLeft = Arrays.copyOf(missingLeft, size);
        zeroMissing = Arrays.copyOf(zeroMissing, size);
        set = Arrays.copyOf(set, size);
        cover = Arrays.copyOf(cover, size);
        values = Arrays.copyOf(values, size * width);
    }

    private static IllegalArgumentException tooLarge() {
        return new IllegalArgumentException("it holds more than fits into memory");
    }

    /** @throws IllegalArgumentException if what was collected are no trees */
    public Trees trees(Trees.Comparison comparison, Trees.Precision precision) {
        return new Trees(
                Arrays.copyOf(roots, trees),
                Arrays.copyOf(feature, nodes),
                Arrays.copyOf(threshold, nodes),
                Arrays.copyOf(left, nodes),
                Arrays.copyOf(right, nodes),
                Arrays.copyOf(missingLeft, nodes),
                Arrays.copyOf(zeroMissing, zeros ? nodes : 0),
                Arrays.copyOf(set, nodes),
                Arrays.copyOf(sets, words),
                Arrays.copyOf(cover, nodes),
                Arrays.copyOf(values, nodes * width),
                width,
                Arrays.copyOf(output, trees),
                comparison,
                precision);
    }
}
