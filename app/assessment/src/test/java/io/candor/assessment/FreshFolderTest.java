package io.candor.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.core.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Filled or not there. */
class FreshFolderTest {
    @TempDir
    Path here;

    @Test
    void workThatFailsLeavesNothing() {
        Path folder = here.resolve("a/b/c");
        assertThatThrownBy(() -> FreshFolder.fill(folder, "last", () -> {
                    AtomicFile.write(folder.resolve("deep/first"), "x");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(here).isEmptyDirectory();
    }

    @Test
    void whatIsCompleteStays() {
        Path folder = here.resolve("a");
        assertThatThrownBy(() -> FreshFolder.fill(folder, "last", () -> {
                    AtomicFile.write(folder.resolve("last"), "x");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(folder.resolve("last")).exists();
    }

    @Test
    void aFolderThatWasThereIsLeftAlone() throws IOException {
        Files.writeString(here.resolve("mine"), "x");
        assertThatThrownBy(() -> FreshFolder.fill(here, "last", () -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(here.resolve("mine")).exists();
    }

    @Test
    void aPlaceThatCannotBeWrittenIsToldBeforeTheWork() throws IOException {
        Files.writeString(here.resolve("file"), "x");
        assertThatThrownBy(() -> FreshFolder.fill(here.resolve("file/folder"), "last", () -> {
                    throw new AssertionError("worked");
                }))
                .hasMessageStartingWith("CND-W001");
        assertThat(here.resolve("file")).hasContent("x");
    }
}
