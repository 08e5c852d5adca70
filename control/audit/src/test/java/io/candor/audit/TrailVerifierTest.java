package io.candor.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.core.CandorException;
import io.candor.core.evidence.Sha256;
import io.candor.store.Caller;
import io.candor.store.RowCheck.Problem;
import io.candor.store.Store;
import io.candor.store.TrailEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrailVerifierTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));
    private static final int ENTRIES = 300;

    @TempDir
    Path folder;

    private String vkey = "";

    @BeforeEach
    void fill() {
        try (Store store = Store.open(folder)) {
            for (int i = 0; i < ENTRIES; i++) {
                TrailEntry entry = new TrailEntry(CLOCK.instant(), "ann", "note.added", "note:" + i, "", "", "");
                store.inTransaction(handle -> store.outbox().add(handle, entry));
            }
            vkey = Trail.open(store, CLOCK, Caller.of("ann")).vkey();
            for (int i = 0; i < 5; i++) store.blobs().put(("blob " + i).getBytes(StandardCharsets.UTF_8));
        }
    }

    private TrailReport verify() {
        return TrailVerifier.verify(folder, Optional.of(vkey), s -> List.of());
    }

    @Test
    void aWholeStoreVerifiesAndIdentityIsProvenByAKeyFromOutside() {
        TrailReport report = verify();
        assertThat(report.problems()).isEmpty();
        assertThat(report.identityProven()).isTrue();
        assertThat(report.entries()).isEqualTo(ENTRIES);
        assertThat(report.blobs()).isEqualTo(5);
        assertThat(report.remarks()).isEmpty();
        report.orThrow();
    }

    @Test
    void withoutAKeyIdentityIsNotProven() {
        TrailReport report = TrailVerifier.verify(folder, Optional.empty(), s -> List.of());
        assertThat(report.verifies()).isTrue();
        assertThat(report.identityProven()).isFalse();
        assertThat(report.remarks()).singleElement().asString().contains("identity not proven");
    }

    @Test
    void aStoreSignedByAnotherKeyDoesNotVerify() throws IOException {
        Path other = Files.createDirectory(folder.resolve("keys/other"));
        String stranger = KeyFile.create(other).key().vkey();
        TrailReport report = TrailVerifier.verify(folder, Optional.of(stranger), s -> List.of());
        assertThat(report.problems()).extracting(Problem::where).contains("trail/checkpoint", "keys/trail.vkey");
        assertThat(report.identityProven()).isFalse();
    }

    @Test
    void anyChangedByteOfTheCheckpointIsFound() throws IOException {
        Path file = folder.resolve("trail/checkpoint");
        byte[] bytes = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, changed);
            assertThat(checkTrailAlone()).as("byte " + i).isNotEmpty();
        }
        Files.write(file, bytes);
        assertThat(checkTrailAlone()).isEmpty();
    }

    /** The log part of the verifier alone, because the database is not what changes here. */
    private List<Problem> checkTrailAlone() {
        return TrailVerifier.verify(withoutDatabase(), Optional.of(vkey), s -> List.of())
                .problems();
    }

    private Path withoutDatabase() {
        try {
            for (String file : List.of("candor.db", "candor.db-wal", "candor.db-shm")) {
                Files.deleteIfExists(folder.resolve(file));
            }
            return folder;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aChangedTruncatedDeletedOrExtraFileIsFound() throws IOException {
        List<Path> files;
        try (Stream<Path> trail = Files.walk(folder.resolve("trail"));
                Stream<Path> blobs = Files.walk(folder.resolve("blobs"))) {
            files = Stream.concat(trail, blobs)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(10);
        SplittableRandom random = new SplittableRandom(2);
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            for (int i = 0; i < 12; i++) {
                byte[] changed = bytes.clone();
                changed[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, changed);
                assertThat(checkTrailAlone()).as(file + " changed").isNotEmpty();
            }
            Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 1));
            assertThat(checkTrailAlone()).as(file + " truncated").isNotEmpty();
            Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length + 1));
            assertThat(checkTrailAlone()).as(file + " longer").isNotEmpty();
            Files.delete(file);
            if (file.startsWith(folder.resolve("trail"))) {
                assertThat(checkTrailAlone()).as(file + " deleted").isNotEmpty();
            }
            Files.write(file, bytes);
            Path extra = file.resolveSibling("99");
            Files.write(extra, bytes);
            assertThat(checkTrailAlone()).as(extra + " extra").isNotEmpty();
            Files.delete(extra);
        }
        assertThat(checkTrailAlone()).isEmpty();
    }

    @Test
    void changedRowsOfTheIndexAreFound() {
        change("update trail_index set leaf_hash = 'x' where log_index = 7");
        assertThat(verify().problems()).extracting(Problem::what).anyMatch(w -> w.contains("entry 7"));
        change("delete from trail_index where log_index = 8");
        change("insert into trail_index (id, log_index, leaf_hash) values (9999, 5000, 'y')");
        change("update trail_head set root = '00'");
        assertThat(verify().problems()).hasSize(4);
        change("update trail_head set size = 301");
        assertThat(verify().problems()).extracting(Problem::what).anyMatch(w -> w.contains("rolled back"));
    }

    private void change(String sql) {
        try (Store store = Store.open(folder)) {
            store.inTransaction(h -> h.execute(sql));
        }
    }

    @Test
    void roomsCheckTheirRowsAgainstTheLog() {
        TrailReport report = TrailVerifier.verify(
                folder,
                Optional.of(vkey),
                s -> List.of(log -> {
                    assertThat(log).hasSize(ENTRIES).containsKey("note:7");
                    return List.of(new Problem("row", "differs"));
                }));
        assertThat(report.problems()).containsExactly(new Problem("row", "differs"));
        assertThatThrownBy(report::orThrow)
                .isInstanceOfSatisfying(
                        CandorException.class, e -> assertThat(e.kind()).isEqualTo(CandorException.Kind.INTEGRITY))
                .hasMessageStartingWith("CND-T010");
    }

    @Test
    void anEntryThatIsNotCanonicalIsFoundEvenIfItIsSigned() {
        io.candor.audit.internal.TileAppender appender =
                new io.candor.audit.internal.TileAppender(new io.candor.audit.internal.Tiles(folder.resolve("trail")));
        appender.append(ENTRIES, List.of("{ \"v\": 1 }".getBytes(StandardCharsets.UTF_8)));
        long size = ENTRIES + 1;
        byte[] root = new io.candor.audit.internal.TileTree(
                        new io.candor.audit.internal.Tiles(folder.resolve("trail")), size)
                .root(size);
        KeyFile key = KeyFile.open(folder.resolve("keys"));
        io.candor.core.file.AtomicFile.write(
                folder.resolve("trail/checkpoint"),
                SignedNote.sign(Checkpoint.of(key.key().name(), size, root).text(), key)
                        .toString());
        assertThat(checkTrailAlone()).extracting(Problem::what).anyMatch(w -> w.contains("not canonical"));
    }

    @Test
    void aFileWithAReceiptIsCheckedAgainstIt() throws IOException {
        Path results = Files.writeString(folder.resolve("results.json"), "{}");
        try (Store store = Store.open(folder)) {
            Trail trail = Trail.open(store, CLOCK, Caller.of("ann"));
            long index = trail.append(trail.entry("results.written", "results:r", "", Sha256.of(results)));
            Files.writeString(
                    folder.resolve("results.json.tlog-proof"),
                    trail.prove(index).text());
        }
        NoteKey key = NoteKey.parse(vkey);
        assertThat(TrailVerifier.checkReceipt(results, key)).isEmpty();
        Files.writeString(results, "{ }");
        assertThat(TrailVerifier.checkReceipt(results, key)).hasSize(1);
        Files.delete(folder.resolve("results.json.tlog-proof"));
        assertThat(TrailVerifier.checkReceipt(results, key)).hasSize(1);
    }

    @Test
    void aFolderWithoutAStoreIsAUsersMistake() {
        assertThatThrownBy(() -> TrailVerifier.verify(folder.resolve("nowhere"), Optional.empty(), s -> List.of()))
                .hasMessageStartingWith("CND-S002");
    }

    @Test
    void aDamagedDatabaseIsReportedAndTheRestIsStillChecked() throws IOException {
        Files.write(folder.resolve("candor.db"), "not a database".repeat(1000).getBytes(StandardCharsets.UTF_8));
        for (String side : List.of("candor.db-wal", "candor.db-shm")) Files.deleteIfExists(folder.resolve(side));
        TrailReport report = verify();
        assertThat(report.problems()).extracting(Problem::where).containsExactly("candor.db");
        assertThat(report.entries()).isEqualTo(ENTRIES);
    }
}
