package io.candor.explain.tree;

/** Pairs of different inputs, in one row: (0, 1), (0, 2), (1, 2), (0, 3), ... */
final class Pairs {
    private Pairs() {}

    static int of(int a, int b) {
        int high = Math.max(a, b);
        return high * (high - 1) / 2 + Math.min(a, b);
    }

    static int count(int inputs) {
        return inputs * (inputs - 1) / 2;
    }
}
