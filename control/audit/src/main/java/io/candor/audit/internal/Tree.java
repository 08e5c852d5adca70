package io.candor.audit.internal;

import java.util.ArrayList;
import java.util.List;

/** Roots and proofs over anything that knows the hashes of complete subtrees. */
public interface Tree {
    /** The hash of the complete subtree of 2^level leaves whose first leaf is index · 2^level. */
    byte[] subtree(int level, long index);

    /** The root of the first {@code size} leaves. */
    default byte[] root(long size) {
        return size == 0 ? TreeHash.empty() : range(0, size);
    }

    /** MTH(D[from:to]) of RFC 9162 §2.1.1; {@code from} is a multiple of the largest power of two below the width. */
    default byte[] range(long from, long to) {
        long width = to - from;
        if (Long.bitCount(width) == 1) {
            int level = Long.numberOfTrailingZeros(width);
            return subtree(level, from >>> level);
        }
        long k = Long.highestOneBit(width - 1);
        return TreeHash.node(range(from, from + k), range(from + k, to));
    }

    /** PATH(index, D[size]) of RFC 9162 §2.1.3.1, from the leaf's sibling up. */
    default List<byte[]> inclusion(long index, long size) {
        if (index < 0 || index >= size) throw new IllegalArgumentException("entry " + index + " of " + size);
        List<byte[]> path = new ArrayList<>();
        inclusion(index, 0, size, path);
        return path;
    }

    private void inclusion(long index, long from, long to, List<byte[]> path) {
        if (to - from == 1) return;
        long k = from + Long.highestOneBit(to - from - 1);
        if (index < k) {
            inclusion(index, from, k, path);
            path.add(range(k, to));
        } else {
            inclusion(index, k, to, path);
            path.add(range(from, k));
        }
    }

    /** PROOF(older, D[newer]) of RFC 9162 §2.1.4.1. */
    default List<byte[]> consistency(long older, long newer) {
        if (older < 1 || older > newer) throw new IllegalArgumentException("sizes " + older + " and " + newer);
        List<byte[]> path = new ArrayList<>();
        consistency(older, 0, newer, true, path);
        return path;
    }

    private void consistency(long older, long from, long to, boolean whole, List<byte[]> path) {
        if (older == to) {
            if (!whole) path.add(range(from, to));
            return;
        }
        long k = from + Long.highestOneBit(to - from - 1);
        if (older <= k) {
            consistency(older, from, k, whole, path);
            path.add(range(k, to));
        } else {
            consistency(older, k, to, false, path);
            path.add(range(from, k));
        }
    }
}
