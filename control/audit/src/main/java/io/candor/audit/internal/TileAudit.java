package io.candor.audit.internal;

import io.candor.core.CandorException;
import io.candor.core.evidence.Sha256;
import io.candor.store.RowCheck.Problem;
import io.candor.store.TrailEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Recomputes every tile from the entries, and the root from the leaves alone. Collects problems and goes on. */
public final class TileAudit {
    private final Tiles tiles;
    private final List<Problem> problems;
    private final List<byte[]> leaves = new ArrayList<>();
    private final List<TrailEntry> entries = new ArrayList<>();

    public TileAudit(Tiles tiles, List<Problem> problems) {
        this.tiles = tiles;
        this.problems = problems;
    }

    /** Checks a log of that size against its signed root. */
    public void check(long size, String rootHex) {
        Set<String> extra = new TreeSet<>(tiles.present());
        extra.removeAll(Tiles.expected(size));
        for (String path : extra) {
            if (!path.endsWith(".tmp"))
                problems.add(new Problem("trail/" + path, "does not belong to a log of " + size + " entries"));
        }
        for (long n = 0; n * Tiles.WIDTH < size; n++) bundle(n, size);
        List<byte[]> below = leaves;
        for (int level = 0; !below.isEmpty(); level++) below = level(level, below);
        if (leaves.size() != size || !rootAt(size).equals(Optional.of(rootHex))) {
            problems.add(new Problem("trail/checkpoint", "the entries do not lead to the signed root"));
        }
    }

    private void bundle(long n, long size) {
        int width = Tiles.width(-1, n, size);
        String where = "trail/" + Tiles.path(-1, n, width);
        try {
            for (byte[] bytes : tiles.entries(n, width)) {
                leaves.add(TreeHash.leaf(bytes));
                Optional<TrailEntry> entry = Entries.parse(bytes);
                entry.ifPresent(entries::add);
                if (entry.isEmpty()) problems.add(new Problem(where, "holds an entry that is not canonical"));
            }
        } catch (CandorException e) {
            problems.add(new Problem(where, String.valueOf(e.getMessage())));
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
                if (!same) problems.add(new Problem(where, "does not agree with the entries"));
            } catch (CandorException e) {
                problems.add(new Problem(where, String.valueOf(e.getMessage())));
            }
            if (right.size() == Tiles.WIDTH) above.add(TileTree.combine(right, 0, Tiles.WIDTH));
        }
        return above;
    }

    /** The root of the first {@code size} entries in hexadecimal; empty if there are not as many. */
    public Optional<String> rootAt(long size) {
        if (size > leaves.size()) return Optional.empty();
        Tree tree = (level, index) ->
                TileTree.combine(leaves, Math.toIntExact(index << level), Math.toIntExact(index + 1 << level));
        return Optional.of(Sha256.hex(tree.root(size)));
    }

    /** Leaf hashes of the entries in hexadecimal. */
    public List<String> leaves() {
        return leaves.stream().map(Sha256::hex).toList();
    }

    /** The leaf hash of an entry's text, in hexadecimal. */
    public String leafOf(String text) {
        return Sha256.hex(TreeHash.leaf(text.getBytes(StandardCharsets.UTF_8)));
    }

    public List<TrailEntry> entries() {
        return entries;
    }
}
