package io.candor.audit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TilePathTest {
    @Test
    void aNameSaysWhatTheTileIs() {
        assertThat(TilePath.parse("tile/0/x001/x234/067")).contains(new TilePath(0, 1_234_067, 256));
        assertThat(TilePath.parse("tile/entries/005.p/1")).contains(new TilePath(-1, 5, 1));
        assertThat(TilePath.parse("tile/7/000.p/255")).contains(new TilePath(7, 0, 255));
    }

    @Test
    void aNameThatNoLogHasIsNone() {
        List<String> names = List.of(
                "tile/8/000",
                "tile/0/0",
                "tile/0/x000/001",
                "tile/0/001/000",
                "tile/0/000.p/256",
                "tile/0/000.p/01",
                "tile/0/000.p/0",
                "tile/0/x999/x999/x999/x999/x999/999",
                "tile/0/.000123.tmp",
                "tile");
        for (String name : names) assertThat(TilePath.parse(name)).as(name).isEmpty();
    }

    @Test
    void aTileBelongsToALogThatHasExactlyIt() {
        TilePath partial = new TilePath(1, 0, 2);
        for (long size : new long[] {512, 767})
            assertThat(partial.belongsTo(size)).isTrue();
        for (long size : new long[] {0, 511, 768, Long.MAX_VALUE}) {
            assertThat(partial.belongsTo(size)).isFalse();
        }
        assertThat(new TilePath(0, 1L << 40, 44).belongsTo(300)).isFalse();
        // far beyond the end, where a difference no longer fits an int
        assertThat(new TilePath(0, 1L << 24, 44).belongsTo(44)).isFalse();
    }

    @Test
    void theSizeOfALogIsReadOffItsBundles() {
        assertThat(Tiles.sizeOf(Set.of())).isZero();
        assertThat(Tiles.sizeOf(Set.of("tile/entries/000.p/7", "tile/entries/000.p/9")))
                .isEqualTo(9);
        assertThat(Tiles.sizeOf(Set.of("tile/entries/000", "tile/entries/001.p/44", "tile/entries/003")))
                .isEqualTo(300);
    }
}
