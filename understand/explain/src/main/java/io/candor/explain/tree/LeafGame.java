package io.candor.explain.tree;

import java.util.Arrays;

/**
 * Shapley values of one leaf for every pattern of satisfied inputs at once. A row satisfies the inputs a, an absent row c with
 * probability P(c); the leaf is reached by a coalition if its members satisfy in a and the others in c. The value of input d is
 *
 * <p>Σ<sub>c</sub> P(c) ∫ (a<sub>d</sub> − c<sub>d</sub>) Π<sub>e≠d</sub> (t a<sub>e</sub> + (1 − t) c<sub>e</sub>) dt,
 *
 * <p>so at each node of the quadrature it is P, transformed by a 2 × 2 matrix along every input: another one along d than along the
 * others. Halving the inputs again and again shares the work: D log D transforms of 2<sup>D</sup> numbers instead of D². Of
 * background rows P is counted (WOODELF, arXiv 2511.09376, whose sparse matrices of 3<sup>D</sup> entries this replaces); of training
 * shares P is a product, and the values are path-dependent ones. One per thread.
 */
final class LeafGame {
    private double[][] scratch = new double[0][];
    private double[][] values = new double[0][];
    private int size;
    private double t;

    private interface Sink {
        void take(int input, double[] transformed);
    }

    /**
     * @param p 2^size probabilities, by pattern
     * @param size inputs of the leaf
     * @return by input, then pattern; overwritten by the next call
     */
    double[][] values(double[] p, int size) {
        GaussLegendre rule = prepare(size, size, size - 1);
        for (int k = 0; k < rule.count(); k++) {
            t = rule.nodes()[k];
            double w = rule.weights()[k];
            split(p, 0, size, 0, (d, v) -> difference(v, d, w, values[d]));
        }
        return values;
    }

    /** Half of what two inputs do together: by {@link Pairs#of}, then pattern; overwritten by the next call. */
    double[][] pairs(double[] p, int size) {
        GaussLegendre rule = prepare(size, Pairs.count(size), Math.max(0, size - 2));
        double[] first = scratch[scratch.length - 1];
        double[] before = scratch[scratch.length - 2];
        for (int k = 0; k < rule.count(); k++) {
            t = rule.nodes()[k];
            double w = rule.weights()[k] / 2;
            System.arraycopy(p, 0, before, 0, 1 << size);
            for (int i = 0; i + 1 < size; i++) {
                int a = i;
                Arrays.fill(first, 0, 1 << size, 0);
                difference(before, a, 1, first);
                split(first, a + 1, size, 0, (b, v) -> difference(v, b, w, values[Pairs.of(a, b)]));
                transform(before, a);
            }
        }
        return values;
    }

    private GaussLegendre prepare(int inputs, int count, int degree) {
        size = inputs;
        int levels = 34 - Integer.numberOfLeadingZeros(inputs); // of halving, and two for pairs
        if (scratch.length < levels || scratch[0].length < 1 << inputs) {
            scratch = new double[levels][1 << inputs];
        }
        if (values.length < count || values.length > 0 && values[0].length < 1 << inputs) {
            values = new double[count][1 << inputs];
        }
        for (int c = 0; c < count; c++) Arrays.fill(values[c], 0, 1 << inputs, 0);
        return GaussLegendre.degree(degree);
    }

    /** Hands each of some inputs what is transformed along all others of them. */
    private void split(double[] v, int from, int to, int level, Sink sink) {
        if (to - from == 1) {
            sink.take(from, v);
            return;
        }
        int middle = (from + to) >>> 1;
        double[] half = scratch[level];
        System.arraycopy(v, 0, half, 0, 1 << size);
        for (int e = middle; e < to; e++) transform(half, e);
        split(half, from, middle, level + 1, sink);
        System.arraycopy(v, 0, half, 0, 1 << size);
        for (int e = from; e < middle; e++) transform(half, e);
        split(half, middle, to, level + 1, sink);
    }

    /** Along one input, t a + (1 − t) c: from (c = 0, c = 1) to (a = 0, a = 1). */
    private void transform(double[] v, int input) {
        int bit = 1 << input;
        double absent = 1 - t;
        for (int block = 0; block < 1 << size; block += 2 * bit) {
            for (int i = block; i < block + bit; i++) {
                double not = v[i];
                double yes = v[i + bit];
                v[i] = absent * yes;
                v[i + bit] = t * not + yes;
            }
        }
    }

    /** Along one input, a − c, weighted and added. */
    private void difference(double[] v, int input, double w, double[] out) {
        int bit = 1 << input;
        for (int block = 0; block < 1 << size; block += 2 * bit) {
            for (int i = block; i < block + bit; i++) {
                out[i] -= w * v[i + bit];
                out[i + bit] += w * v[i];
            }
        }
    }
}
