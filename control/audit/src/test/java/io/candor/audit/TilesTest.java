package io.candor.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.audit.internal.Findings;
import io.candor.audit.internal.TileAppender;
import io.candor.audit.internal.TileAudit;
import io.candor.audit.internal.TileTree;
import io.candor.audit.internal.Tiles;
import io.candor.audit.internal.Tree;
import io.candor.audit.internal.TreeHash;
import io.candor.core.evidence.Sha256;
import io.candor.store.TrailEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TilesTest {
    @TempDir
    Path temp;

    @Test
    void pathsAreThoseOfTheSpecification() {
        assertThat(Tiles.path(0, 1_234_067, 256)).isEqualTo("tile/0/x001/x234/067");
        assertThat(Tiles.path(-1, 5, 1)).isEqualTo("tile/entries/005.p/1");
        // the specification's example: 70,000 entries
        assertThat(expected(70_000))
                .contains("tile/0/272", "tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1")
                .contains("tile/entries/273.p/112")
                .doesNotContain("tile/0/274", "tile/1/002", "tile/2/000")
                .hasSize(274 + 274 + 2 + 1);
    }

    @Test
    void tilesGrownInStepsLeadToTheRootOfTheDefinition() {
        Tiles tiles = new Tiles(temp);
        TileAppender appender = new TileAppender(tiles);
        List<byte[]> leaves = new ArrayList<>();
        int[] steps = {1, 1, 3, 250, 1, 1, 255, 600, 2};
        for (int step : steps) {
            List<byte[]> entries = new ArrayList<>();
            for (int i = 0; i < step; i++) entries.add(entry(leaves.size() + i));
            appender.append(leaves.size(), entries);
            long old = leaves.size();
            for (byte[] entry : entries) leaves.add(TreeHash.leaf(entry));
            appender.tidy(old, leaves.size());
            Tree plain =
                    (level, index) -> TileTree.combine(leaves, (int) (index << level), (int) ((index + 1) << level));
            TileTree tree = new TileTree(tiles, leaves.size());
            assertThat(tree.root(leaves.size())).isEqualTo(plain.root(leaves.size()));
            assertThat(tree.root(old)).isEqualTo(plain.root(old));
            assertThat(tiles.present()).isEqualTo(expected(leaves.size()));
        }
        Findings findings = new Findings();
        new TileAudit(tiles, List.of(), findings)
                .check(leaves.size(), Sha256.hex(new TileTree(tiles, leaves.size()).root(leaves.size())));
        assertThat(findings.problems()).isEmpty();
        assertThat(findings.remarks()).isEmpty();
    }

    /** Every file that a log of that size has, as the specification counts them. */
    private static Set<String> expected(long size) {
        Set<String> paths = new TreeSet<>();
        for (int level = -1; level < 8; level++) {
            long hashes = level < 0 ? size : size >>> (8 * level);
            for (long n = 0; n * Tiles.WIDTH < hashes; n++)
                paths.add(Tiles.path(level, n, Tiles.width(level, n, size)));
        }
        return paths;
    }

    static byte[] entry(int i) {
        return new TrailEntry(Instant.ofEpochSecond(i), "ann", "note.added", "note:" + i, "", "", "")
                .text()
                .getBytes(StandardCharsets.UTF_8);
    }
}
