package io.candor.core.prepare;

import io.candor.core.model.Trees;
import java.util.Arrays;

/** Nodes of trees that grow, a parent before its children. */
final class NodeList {
    private final int width;
    private final long most;
    private int count;
    private int[] feature = new int[64];
    private double[] threshold = new double[64];
    private int[] left = new int[64];
    private int[] right = new int[64];
    private boolean[] missingLeft = new boolean[64];
    private int[] set = new int[64];
    private double[] cover = new double[64];
    private double[] values;
    private long[] sets = new long[64];
    private int words;

    NodeList(int width, long most) {
        this.width = width;
        this.most = Math.min(most, Integer.MAX_VALUE / 2 / width);
        this.values = new double[64 * width];
    }

    int count() {
        return count;
    }

    boolean full() {
        return count >= most;
    }

    void leaf(double rows, double[] from, int node) {
        int at = add(rows, -1);
        System.arraycopy(from, node * width, values, at * width, width);
    }

    int number(double rows, int input, double below, boolean missing) {
        int at = add(rows, input);
        threshold[at] = below;
        missingLeft[at] = missing;
        return at;
    }

    int levels(double rows, int input, long[] bits, boolean missing) {
        int at = add(rows, input);
        if (words + bits.length > sets.length) sets = Arrays.copyOf(sets, 2 * (words + bits.length));
        System.arraycopy(bits, 0, sets, words, bits.length);
        set[at] = words;
        words += bits.length;
        missingLeft[at] = missing;
        return at;
    }

    /** The node that comes next is the left child. */
    void setLeft(int parent) {
        left[parent] = count;
    }

    /** The node that comes next is the right child. */
    void setRight(int parent) {
        right[parent] = count;
    }

    private int add(double rows, int input) {
        if (count == feature.length) grow();
        feature[count] = input;
        set[count] = -1;
        cover[count] = rows;
        return count++;
    }

    private void grow() {
        int size = 2 * count;
        feature = Arrays.copyOf(feature, size);
        threshold = Arrays.copyOf(threshold, size);
        left = Arrays.copyOf(left, size);
        right = Arrays.copyOf(right, size);
        missingLeft = Arrays.copyOf(missingLeft, size);
        set = Arrays.copyOf(set, size);
        cover = Arrays.copyOf(cover, size);
        values = Arrays.copyOf(values, size * width);
    }

    Trees trees(int[] roots, int[] output) {
        return new Trees(
                roots,
                Arrays.copyOf(feature, count),
                Arrays.copyOf(threshold, count),
                Arrays.copyOf(left, count),
                Arrays.copyOf(right, count),
                Arrays.copyOf(missingLeft, count),
                Arrays.copyOf(set, count),
                Arrays.copyOf(sets, words),
                Arrays.copyOf(cover, count),
                Arrays.copyOf(values, count * width),
                width,
                output,
                Trees.Comparison.LESS,
                Trees.Precision.DOUBLE);
    }
}
