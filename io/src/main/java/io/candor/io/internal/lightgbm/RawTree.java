package io.candor.io.internal.lightgbm;

/**
 * One tree as it stands in the file. Inner nodes and leaves are numbered apart: a child ≥ 0 is an inner node, another one the
 * leaf of its complement. All numbers of inner nodes are empty for a tree of one leaf.
 *
 * @param threshold per inner node; of a category the number of its set
 * @param decision per inner node: bit 0 a category, bit 1 missing goes left, bits 2 and 3 what is missing
 * @param leafValue per leaf
 * @param innerCount rows per inner node; empty if the file does not say
 * @param leafCount rows per leaf; empty if the file does not say
 * @param setFrom per set its first word, and the end of the last one
 * @param words 32 bits of codes each
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
record RawTree(
        int[] feature,
        double[] threshold,
        int[] decision,
        int[] left,
        int[] right,
        double[] leafValue,
        double[] innerCount,
        double[] leafCount,
        int[] setFrom,
        int[] words) {
    private static final int CATEGORY = 1;
    private static final int DEFAULT_LEFT = 2;

    /** What counts as missing at a node. */
    enum Missing {
        /** Nothing: a missing number is taken for zero. */
        NONE,
        /** Zero, for which a missing number is taken. */
        ZERO,
        NAN
    }

    RawTree {
        for (int end : setFrom)
            if (end < 0 || end > words.length) throw new IllegalArgumentException("a set is not there");
    }

    boolean byCategory(int node) {
        return (decision[node] & CATEGORY) != 0;
    }

    boolean defaultLeft(int node) {
        return (decision[node] & DEFAULT_LEFT) != 0;
    }

    Missing missing(int node) {
        int kind = decision[node] >> 2 & 3;
        if (kind > 2) throw new IllegalArgumentException("a decision is of no known type");
        return Missing.values()[kind];
    }

    /** What is done with a code. */
    @FunctionalInterface
    interface Code {
        void take(int code);
    }

    /** Codes that a node sends left, ascending. */
    void codes(int node, Code code) {
        int set = (int) threshold[node];
        if (set != threshold[node] || set < 0 || set + 1 >= setFrom.length) {
            throw new IllegalArgumentException("a split has no categories");
        }
        for (int w = setFrom[set]; w < setFrom[set + 1]; w++) {
            for (int bits = words[w]; bits != 0; bits &= bits - 1) {
                long found = 32L * (w - setFrom[set]) + Integer.numberOfTrailingZeros(bits);
                if (found > Integer.MAX_VALUE) throw new IllegalArgumentException("a category is too large");
                code.take((int) found);
            }
        }
    }
}
