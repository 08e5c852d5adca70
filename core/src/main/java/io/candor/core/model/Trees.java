package io.candor.core.model;

import java.util.Arrays;

/**
 * Decision trees in flat arrays over nodes. A tree's nodes follow each other and a child stands after its parent, so a walk
 * always ends and no file can make it go round. Immutable by convention: arrays are read, never written.
 *
 * <p>Where a value goes: missing goes left if {@code missingLeft} says so; a number goes left if it is below the threshold
 * (or equal to it, by the comparison); a level goes left if it is in the node's set, so an unseen level goes right.
 * Where {@code zeroMissing} says so, a number next to zero goes where a missing one does.
 *
 * @param roots per tree its first node, ascending, the first one 0
 * @param feature per node the index of the input it asks; −1 for a leaf
 * @param threshold per node; unused where there is a set
 * @param left per node its left child; unused for a leaf
 * @param right per node its right child; unused for a leaf
 * @param missingLeft per node
 * @param zeroMissing per node whether a number within {@link #NEXT_TO_ZERO} of zero counts as missing; empty if at none
 * @param set per node the first word in {@code sets} of its bit set over the input's levels; −1 for a number
 * @param sets bits of levels, ⌈levels / 64⌉ words for each set
 * @param cover per node the training weight that reached it; NaN if not known
 * @param values per node and output ({@code width} numbers per node); unused for inner nodes
 * @param width 1 if each tree adds to one output, else the number of outputs
 * @param output per tree the output that it adds to; −1 if it adds to all, which needs a width of all outputs
 * @param comparison how a number is compared
 * @param precision in which numbers are compared; thresholds are then floats, too
 */
public record Trees(
        int[] roots,
        int[] feature,
        double[] threshold,
        int[] left,
        int[] right,
        boolean[] missingLeft,
        boolean[] zeroMissing,
        int[] set,
        long[] sets,
        double[] cover,
        double[] values,
        int width,
        int[] output,
        Comparison comparison,
        Precision precision) {
    /** What LightGBM takes for zero. */
    public static final double NEXT_TO_ZERO = 1e-35f;

    private static final boolean[] NOWHERE = new boolean[0];

    /** Which numbers go left. */
    public enum Comparison {
        /** Those below the threshold. */
        LESS,
        /** Those below or equal to it. */
        LESS_OR_EQUAL
    }

    /** In which numbers are compared. */
    public enum Precision {
        /** A value is rounded to a float first. */
        FLOAT,
        DOUBLE
    }

    /** @throws IllegalArgumentException if the arrays are no trees */
    public Trees {
        int nodes = feature.length;
        if (threshold.length != nodes
                || left.length != nodes
                || right.length != nodes
                || missingLeft.length != nodes
                || zeroMissing.length != nodes && zeroMissing.length != 0
                || set.length != nodes
                || cover.length != nodes
                || width < 1
                || values.length != (long) nodes * width
                || output.length != roots.length) {
            throw new IllegalArgumentException("trees' arrays differ in length");
        }
        if (roots.length == 0 ? nodes > 0 : roots[0] != 0) throw new IllegalArgumentException("nodes before a root");
        for (int t = 0; t < roots.length; t++) {
            int end = t + 1 < roots.length ? roots[t + 1] : nodes;
            if (roots[t] >= end) throw new IllegalArgumentException("roots do not ascend");
            check(feature, left, right, roots[t], end);
        }
        for (double v : values) if (Double.isNaN(v)) throw new IllegalArgumentException("a leaf is not a number");
        for (int i = 0; i < nodes; i++) {
            if (feature[i] >= 0 && set[i] < 0 && Double.isNaN(threshold[i])) {
                throw new IllegalArgumentException("a threshold is not a number");
            }
            if (cover[i] < 0) throw new IllegalArgumentException("a negative cover");
        }
    }

    /** Where no number counts as missing. */
    public Trees(
            int[] roots,
            int[] feature,
            double[] threshold,
            int[] left,
            int[] right,
            boolean[] missingLeft,
            int[] set,
            long[] sets,
            double[] cover,
            double[] values,
            int width,
            int[] output,
            Comparison comparison,
            Precision precision) {
        this(
                roots,
                feature,
                threshold,
                left,
                right,
                missingLeft,
                NOWHERE,
                set,
                sets,
                cover,
                values,
                width,
                output,
                comparison,
                precision);
    }

    /** Every node but the root has one parent, which stands before it. */
    private static void check(int[] feature, int[] left, int[] right, int from, int end) {
        boolean[] reached = new boolean[end - from];
        for (int i = from; i < end; i++) {
            if (i > from && !reached[i - from])
                throw new IllegalArgumentException("node " + i + " has no parent before it");
            if (feature[i] < 0) continue;
            for (int child : new int[] {left[i], right[i]}) {
                if (child <= i || child >= end) throw new IllegalArgumentException("node " + i + " has no such child");
                if (reached[child - from]) throw new IllegalArgumentException("node " + child + " has two parents");
                reached[child - from] = true;
            }
        }
    }

    /** The same trees with other covers, one per node. */
    public Trees withCover(double[] covers) {
        return new Trees(
                roots,
                feature,
                threshold,
                left,
                right,
                missingLeft,
                zeroMissing,
                set,
                sets,
                covers,
                values,
                width,
                output,
                comparison,
                precision);
    }

    /** The first trees; all of them if there are not more. */
    public Trees first(int trees) {
        if (trees >= count()) return this;
        int nodes = roots[trees];
        return new Trees(
                Arrays.copyOf(roots, trees),
                Arrays.copyOf(feature, nodes),
                Arrays.copyOf(threshold, nodes),
                Arrays.copyOf(left, nodes),
                Arrays.copyOf(right, nodes),
                Arrays.copyOf(missingLeft, nodes),
                Arrays.copyOf(zeroMissing, Math.min(zeroMissing.length, nodes)),
                Arrays.copyOf(set, nodes),
                sets,
                Arrays.copyOf(cover, nodes),
                Arrays.copyOf(values, nodes * width),
                width,
                Arrays.copyOf(output, trees),
                comparison,
                precision);
    }

    public int count() {
        return roots.length;
    }

    /** The node after the last one of a tree. */
    public int end(int tree) {
        return tree + 1 < roots.length ? roots[tree + 1] : feature.length;
    }

    public boolean isLeaf(int node) {
        return feature[node] < 0;
    }

    /** Whether a level is in a node's set. */
    public boolean contains(int node, int level) {
        return level >= 0 && (sets[set[node] + (level >> 6)] >>> (level & 63) & 1) == 1;
    }

    /** Whether a number goes where a missing one does, as it is next to zero. */
    public boolean countsAsMissing(int node, double number) {
        return zeroMissing.length > 0 && zeroMissing[node] && Math.abs(number) <= NEXT_TO_ZERO;
    }

    /** The child to which an encoded row goes from an inner node. */
    public int next(int node, double[] row) {
        double v = row[feature[node]];
        boolean goesLeft;
        if (Double.isNaN(v)) goesLeft = missingLeft[node];
        else if (set[node] >= 0) goesLeft = contains(node, (int) v);
        else if (countsAsMissing(node, v)) goesLeft = missingLeft[node];
        else {
            double x = precision == Precision.FLOAT ? (float) v : v;
            goesLeft = comparison == Comparison.LESS ? x < threshold[node] : x <= threshold[node];
        }
        return goesLeft ? left[node] : right[node];
    }

    /** The leaf of a tree that an encoded row ends in. */
    public int leaf(int tree, double[] row) {
        int node = roots[tree];
        while (feature[node] >= 0) node = next(node, row);
        return node;
    }

    /** What a leaf of a tree adds to one output. */
    public double value(int tree, int leaf, int of) {
        if (output[tree] < 0) return values[leaf * width + of];
        return output[tree] == of ? values[leaf * width] : 0;
    }
}
