package io.candor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.core.CandorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobsTest {
    private static final byte[] BYTES = "hello".getBytes(StandardCharsets.UTF_8);
    private static final String DIGEST = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    @TempDir
    Path temp;

    private Blobs blobs;

    @BeforeEach
    void open() {
        blobs = new Blobs(temp);
    }

    private Path file() {
        return temp.resolve("blobs/sha256/2c").resolve(DIGEST.substring(2));
    }

    @Test
    void aBlobLiesAtItsDigest() throws IOException {
        assertThat(blobs.put(BYTES)).isEqualTo(DIGEST);
        assertThat(file()).hasBinaryContent(BYTES);
        assertThat(blobs.get(DIGEST)).isEqualTo(BYTES);
        assertThat(blobs.put(Files.write(temp.resolve("f"), BYTES))).isEqualTo(DIGEST);
        assertThat(blobs.files()).containsExactly(file());
        assertThat(blobs.digest(file())).contains(DIGEST);
    }

    @Test
    void aChangedBlobIsFoundWhenReadAndWhenKeptAgain() throws IOException {
        blobs.put(BYTES);
        Files.writeString(file(), "jello");
        assertIntegrity(() -> blobs.get(DIGEST));
        assertIntegrity(() -> blobs.put(BYTES));
        assertThat(blobs.problem(DIGEST)).isPresent();
    }

    @Test
    void aMissingBlobIsAnIntegrityError() {
        assertIntegrity(() -> blobs.get(DIGEST));
        assertThat(blobs.problem(DIGEST)).contains("is missing");
    }

    @Test
    void strayFilesStandForNoBlob() throws IOException {
        blobs.put(BYTES);
        Path stray = Files.writeString(temp.resolve("blobs/sha256/2c/readme"), "x");
        assertThat(blobs.files()).contains(stray);
        assertThat(blobs.digest(stray)).isEmpty();
    }

    private static void assertIntegrity(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CandorException.class, e -> assertThat(e.kind()).isEqualTo(CandorException.Kind.INTEGRITY))
                .hasMessageStartingWith("CND-S007");
    }
}
