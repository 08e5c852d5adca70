package io.candor.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SourcesTest {
    private static final int MOST_LINES = 500;

    @Test
    void noFileIsLongerThanSomeoneReads() {
        List<Path> files = Sources.files();
        assertThat(files).hasSizeGreaterThan(200);
        assertThat(files)
                .filteredOn(f -> Sources.of(f).lines().count() > MOST_LINES)
                .isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIsForAndIsNullMarked() {
        Set<Path> bare = new TreeSet<>();
        Set<Path> marked = new TreeSet<>();
        for (Path file : Sources.files()) {
            Path folder = file.getParent();
            bare.add(folder);
            if (!file.endsWith("package-info.java")) continue;
            String text = Sources.of(file);
            if (text.startsWith("/**") && text.contains("\n@NullMarked\npackage ")) marked.add(folder);
        }
        bare.removeAll(marked);
        assertThat(bare).isEmpty();
    }
}
