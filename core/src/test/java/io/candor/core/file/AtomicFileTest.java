package io.candor.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void replacesAFileWhole() throws IOException {
        Path file = folder.resolve("new/deep/file.txt");
        AtomicFile.write(file, "one");
        AtomicFile.write(file, "two");
        assertThat(file).hasContent("two");
    }

    @Test
    void leavesTheOldFileAndNothingElseWhenWritingFails() throws IOException {
        Path file = folder.resolve("file.txt");
        AtomicFile.write(file, "old");
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write('n');
                    throw new IOException("No space left on device");
                }))
                .hasMessageStartingWith("CND-W001")
                .hasMessageContaining("No space left on device");
        assertThat(file).hasContent("old");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void knowsTheNamesThatItWritesUnder() {
        AtomicFile.write(folder.resolve("file.txt"), out -> {
            try (var files = Files.list(folder)) {
                assertThat(files).singleElement().matches(AtomicFile::isTemporary);
            }
        });
        assertThat(folder.resolve("file.txt")).isRegularFile();
        for (String name : new String[] {"file.tmp", "file.txt123.tmp", ".123", ".file.tmp", ".file.txt1.tmp.gz"}) {
            assertThat(AtomicFile.isTemporary(folder.resolve(name))).as(name).isFalse();
        }
    }

    @Test
    void writesToADeviceAndNeverReplacesIt() {
        Path device = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(device), "a device that is always full");
        assertThatThrownBy(() -> AtomicFile.write(device, "text"))
                .hasMessageStartingWith("CND-W001")
                .hasMessageContaining("No space left");
        assertThat(Files.isRegularFile(device)).isFalse();
    }

    @Test
    void saysThatAFileIsWhereAFolderShouldBe() {
        AtomicFile.write(folder.resolve("file"), "text");
        assertThatThrownBy(() -> AtomicFile.write(folder.resolve("file/inner.txt"), "text"))
                .hasMessageContaining("a file is where a folder should be");
    }
}
