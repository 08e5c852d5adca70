package io.candor.audit.internal;

import io.candor.core.CandorException;
import io.candor.store.PendingEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tiles that an interrupted flush accounts for. A flush decides, durably, where pending entries will stand before it writes
 * tiles, and settles them after it has removed outgrown ones. So until the next flush there may be tiles of any log between
 * the one without the entries that are published but not settled, and the one with all entries that are placed.
 */
final class Leftovers {
    private final Tiles tiles;
    private final List<byte[]> leaves;
    private final long least;

    /**
     * @param logged leaves of the log
     * @param pending entries that are not settled
     */
    Leftovers(Tiles tiles, List<byte[]> logged, List<PendingEntry> pending) {
        this.tiles = tiles;
        this.leaves = new ArrayList<>(logged);
        Map<Long, String> placed = new HashMap<>();
        long published = 0;
        for (PendingEntry entry : pending) {
            Long index = entry.logIndex();
            if (index == null) continue;
            placed.put(index, entry.text());
            if (index < logged.size()) published++;
        }
        this.least = Math.max(0, logged.size() - published);
        for (String text; (text = placed.get((long) leaves.size())) != null; ) {
            leaves.add(TreeHash.leaf(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** Whether a tile was written by the flush, and holds what the flush would write. */
    boolean accountFor(TilePath tile) {
        long most = (long) leaves.size() >>> tile.shift();
        boolean partial = tile.width() < Tiles.WIDTH;
        if (tile.end() > most || (partial && tile.end() < least >>> tile.shift())) return false;
        try {
            return tile.level() < 0 ? entriesAgree(tile) : hashesAgree(tile);
        } catch (CandorException damaged) {
            return false;
        }
    }

    private boolean entriesAgree(TilePath tile) {
        int index = (int) (tile.n() * Tiles.WIDTH);
        boolean agree = true;
        for (byte[] entry : tiles.entries(tile.n(), tile.width())) {
            agree &= Arrays.equals(TreeHash.leaf(entry), leaves.get(index++));
        }
        return agree;
    }

    private boolean hashesAgree(TilePath tile) {
        long index = tile.n() * Tiles.WIDTH;
        boolean agree = true;
        for (byte[] hash : tiles.hashes(tile.level(), tile.n(), tile.width())) {
            int from = (int) (index << tile.shift());
            int to = (int) (++index << tile.shift());
            agree &= Arrays.equals(hash, TileTree.combine(leaves, from, to));
        }
        return agree;
    }
}
