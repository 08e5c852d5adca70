package io.candor.audit.internal;

import java.util.ArrayList;
import java.util.List;

/** Extends the tiles of a log. Nothing counts until a checkpoint of the new size is published. */
public final class TileAppender {
    private final Tiles tiles;

    public TileAppender(Tiles tiles) {
        this.tiles = tiles;
    }

    /** Writes every tile that changes when the entries follow the first {@code size}. */
    public void append(long size, List<byte[]> entries) {
        entries(size, entries);
        List<byte[]> fresh = new ArrayList<>();
        for (byte[] entry : entries) fresh.add(TreeHash.leaf(entry));
        for (int level = 0; !fresh.isEmpty(); level++) fresh = hashes(level, size >>> (8 * level), fresh);
    }

    /** Removes the partial tiles of the old size that the new size has outgrown. */
    public void tidy(long oldSize, long newSize) {
        for (int level = -1; level < 8; level++) {
            long hashes = level < 0 ? oldSize : oldSize >>> (8 * level);
            long n = hashes / Tiles.WIDTH;
            int width = (int) (hashes % Tiles.WIDTH);
            if (width > 0 && Tiles.width(level, n, newSize) != width) tiles.remove(Tiles.path(level, n, width));
        }
    }

    /** Removes what a crash left behind: tiles that a log of that size does not have. */
    public void tidyAll(long size) {
        for (String path : tiles.present()) {
            boolean belongs =
                    TilePath.parse(path).map(tile -> tile.belongsTo(size)).orElse(false);
            if (!belongs) tiles.remove(path);
        }
    }

    private void entries(long size, List<byte[]> entries) {
        long n = size / Tiles.WIDTH;
        int width = (int) (size % Tiles.WIDTH);
        List<byte[]> bundle = new ArrayList<>(width == 0 ? List.of() : tiles.entries(n, width));
        for (byte[] entry : entries) {
            bundle.add(entry);
            if (bundle.size() == Tiles.WIDTH) {
                tiles.writeEntries(n++, bundle);
                bundle.clear();
            }
        }
        if (!bundle.isEmpty()) tiles.writeEntries(n, bundle);
    }

    /** Appends hashes to one level; gives the hashes of the tiles that became full, for the level above. */
    private List<byte[]> hashes(int level, long size, List<byte[]> fresh) {
        long n = size / Tiles.WIDTH;
        int width = (int) (size % Tiles.WIDTH);
        List<byte[]> tile = new ArrayList<>(width == 0 ? List.of() : tiles.hashes(level, n, width));
        List<byte[]> full = new ArrayList<>();
        for (byte[] hash : fresh) {
            tile.add(hash);
            if (tile.size() == Tiles.WIDTH) {
                tiles.writeHashes(level, n++, tile);
                full.add(TileTree.combine(tile, 0, Tiles.WIDTH));
                tile.clear();
            }
        }
        if (!tile.isEmpty()) tiles.writeHashes(level, n, tile);
        return full;
    }
}
