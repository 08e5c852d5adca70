package io.candor.audit.internal;

import io.candor.core.CandorException;
import io.candor.core.evidence.Sha256;
import io.candor.core.file.AtomicFile;
import io.candor.store.PendingEntry;
import io.candor.store.TrailEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Recomputes every tile from the entries, and the root from the leaves alone. Collects problems and goes on. Its work and memory
 * are bounded by the files that there are, whatever size a checkpoint claims.
 */
public final class TileAudit {
    private final Tiles tiles;
    private final List<PendingEntry> pending;
    private final Findings findings;
    private final List<byte[]> leaves = new ArrayList<>();
    private final List<TrailEntry> entries = new ArrayList<>();
    private long size;

    /** @param pending what the store has not settled: an interrupted flush may have left tiles for it */
    public TileAudit(Tiles tiles, List<PendingEntry> pending, Findings findings) {
        this.tiles = tiles;
        this.pending = pending;
        this.findings = findings;
    }

    /** Checks a log of that size against its signed root. */
    public void check(long signedSize, String rootHex) {
        recompute(signedSize, tiles.present());
        if (!rootAt(signedSize).equals(Optional.of(rootHex))) {
            findings.problem("trail/checkpoint", "the entries do not lead to the signed root");
        }
    }

    /** Checks what there is against itself: nobody vouches for a size or a root. */
    public void checkUnsigned() {
        Set<String> present = tiles.present();
        recompute(Tiles.sizeOf(present), present);
    }

    private void recompute(long claimed, Set<String> present) {
        size = claimed;
        bundles(present.size());
        List<byte[]> below = leaves;
        for (int level = 0; !below.isEmpty(); level++) below = level(level, below);
        extra(present);
    }

    private void bundles(int files) {
        int missing = 0;
        for (long n = 0; n * Tiles.WIDTH < size; n++) {
            if (!bundle(n)) missing++;
            if (missing > files) {
                findings.problem(
                        "trail/checkpoint", "claims " + size + " entries, far more than the files of the log hold");
                return;
            }
        }
    }

    private boolean bundle(long n) {
        int width = Tiles.width(-1, n, size);
        String where = "trail/" + Tiles.path(-1, n, width);
        try {
            for (byte[] bytes : tiles.entries(n, width)) {
                leaves.add(TreeHash.leaf(bytes));
                Optional<TrailEntry> entry = Entries.parse(bytes);
                entry.ifPresent(entries::add);
                if (entry.isEmpty()) findings.problem(where, "holds an entry that is not canonical");
            }
            return true;
        } catch (CandorException e) {
            findings.problem(where, e);
            return false;
        }
    }

    private List<byte[]> level(int level, List<byte[]> hashes) {
        List<byte[]> above = new ArrayList<>();
        for (int from = 0; from < hashes.size(); from += Tiles.WIDTH) {
            List<byte[]> right = hashes.subList(from, Math.min(hashes.size(), from + Tiles.WIDTH));
            long n = from / Tiles.WIDTH;
            String where = "trail/" + Tiles.path(level, n, right.size());
            try {
                List<byte[]> kept = tiles.hashes(level, n, right.size());
                boolean same = true;
                for (int i = 0; i < right.size(); i++) same &= Arrays.equals(kept.get(i), right.get(i));
                if (!same) findings.problem(where, "does not agree with the entries");
            } catch (CandorException e) {
                findings.problem(where, e);
            }
            if (right.size() == Tiles.WIDTH) above.add(TileTree.combine(right, 0, Tiles.WIDTH));
        }
        return above;
    }

    private void extra(Set<String> present) {
        Leftovers leftovers = new Leftovers(tiles, leaves, pending);
        int left = 0;
        for (String path : present) {
            Optional<TilePath> tile = TilePath.parse(path);
            if (tile.isPresent() && tile.get().belongsTo(size)) continue;
            if (tile.isPresent() && leftovers.accountFor(tile.get())) left++;
            else if (AtomicFile.isTemporary(Path.of(path)))
                findings.remark("trail/" + path + " is left of an interrupted write");
            else findings.problem("trail/" + path, "does not belong to a log of " + size + " entries");
        }
        if (left > 0) findings.remark(left + " tiles are left of an interrupted flush; the next one removes them");
    }

    /** The root of the first {@code size} entries in hexadecimal; empty if there are not as many. */
    public Optional<String> rootAt(long size) {
        if (size > leaves.size()) return Optional.empty();
        Tree tree = (level, index) ->
                TileTree.combine(leaves, Math.toIntExact(index << level), Math.toIntExact((index + 1) << level));
        return Optional.of(Sha256.hex(tree.root(size)));
    }

    /** The signed size, or without one, how many entries the files hold. */
    public long size() {
        return size;
    }

    /** Leaf hashes of the entries in hexadecimal. */
    public List<String> leaves() {
        return leaves.stream().map(Sha256::hex).toList();
    }

    /** The leaf hash of an entry's text, in hexadecimal. */
    public static String leafOf(String text) {
        return Sha256.hex(TreeHash.leaf(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether an entry of that text stands at that index. */
    public boolean holds(long index, String text) {
        return index < leaves.size()
                && Arrays.equals(leaves.get((int) index), TreeHash.leaf(text.getBytes(StandardCharsets.UTF_8)));
    }

    public List<TrailEntry> entries() {
        return entries;
    }
}
