package io.candor.audit.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tree behind the tiles of a log of some size. Reads each tile at most once. Not thread-safe. */
public final class TileTree implements Tree {
    private final Tiles tiles;
    private final long size;
    private final Map<String, List<byte[]>> read = new HashMap<>();

    public TileTree(Tiles tiles, long size) {
        this.tiles = tiles;
        this.size = size;
    }

    @Override
    public byte[] subtree(int level, long index) {
        int tileLevel = level / 8;
        int within = level % 8;
        long first = index << within;
        long n = first / Tiles.WIDTH;
        int width = Tiles.width(tileLevel, n, size);
        List<byte[]> hashes =
                read.computeIfAbsent(Tiles.path(tileLevel, n, width), p -> tiles.hashes(tileLevel, n, width));
        int from = (int) (first % Tiles.WIDTH);
        return combine(hashes, from, from + (1 << within));
    }

    /** The root of a power of two of neighbouring hashes. */
    public static byte[] combine(List<byte[]> hashes, int from, int to) {
        if (to - from == 1) return hashes.get(from);
        int middle = (from + to) >>> 1;
        return TreeHash.node(combine(hashes, from, middle), combine(hashes, middle, to));
    }
}
