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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TrailVerifierTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));
    private static final int ENTRIES = 300;

    /** Made once and copied: making a store costs more than all that is done to it here. */
    @TempDir
    static Path made;

    private static String vkey = "";

    @TempDir
    Path folder;

    @BeforeAll
    static void make() {
        try (Store store = Store.open(made)) {
            for (int i = 0; i < ENTRIES; i++) {
                TrailEntry entry = new TrailEntry(CLOCK.instant(), "ann", "note.added", "note:" + i, "", "", "");
                store.inTransaction(handle -> store.outbox().add(handle, entry));
            }
            vkey = Trail.open(store, CLOCK, Caller.of("ann")).vkey();
            for (int i = 0; i < 5; i++) store.blobs().put(("blob " + i).getBytes(StandardCharsets.UTF_8));
        }
    }

    @BeforeEach
    void fill() throws IOException {
        copy(made, folder);
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

    /** Replaces the checkpoint by one of that size, signed by somebody else. */
    private void forgeCheckpoint(long size) throws IOException {
        KeyFile stranger = KeyFile.create(Files.createDirectories(folder.resolve("keys/other")));
        sign(size, stranger);
    }

    private void sign(long size, KeyFile key) throws IOException {
        Files.writeString(
                folder.resolve("trail/checkpoint"),
                SignedNote.sign(
                                Checkpoint.of(key.key().name(), size, new byte[32])
                                        .text(),
                                key)
                        .toString());
    }

    @Test
    @Timeout(20)
    void aForgedSizeIsNotUsed() throws IOException {
        forgeCheckpoint(900_000_000_000_000_000L);
        TrailReport report = verify();
        assertThat(report.problems()).extracting(Problem::where).containsExactly("trail/checkpoint");
        assertThat(report.entries()).isEqualTo(ENTRIES);
    }

    @Test
    @Timeout(20)
    void aHugeSizeIsBoundedByTheFilesEvenIfItIsSigned() throws IOException {
        sign(900_000_000_000_000_000L, KeyFile.open(folder.resolve("keys")));
        TrailReport report = verify();
        assertThat(report.problems())
                .extracting(Problem::what)
                .anyMatch(w -> w.contains("far more than the files"))
                .hasSizeLessThan(2 * ENTRIES);
        assertThat(report.entries()).isEqualTo(256);
    }

    @Test
    void aFileThatIsLongerThanItsFormatAllowsIsNotReadWhole() throws IOException {
        for (String file : List.of("checkpoint", "tile/0/000", "tile/entries/000")) {
            Path path = folder.resolve("trail").resolve(file);
            byte[] bytes = Files.readAllBytes(path);
            try (var sparse = new java.io.RandomAccessFile(path.toFile(), "rw")) {
                sparse.setLength(8L << 30);
            }
            assertThat(checkTrailAlone()).as(file).isNotEmpty();
            Files.write(path, bytes);
        }
    }

    @Test
    void aFailureOfTheDatabaseMidwayIsOneFindingAndDoublesNone() throws IOException {
        Path tile = folder.resolve("trail/tile/0/000");
        byte[] bytes = Files.readAllBytes(tile);
        bytes[0] ^= 1;
        Files.write(tile, bytes);
        breakPageOf("trail_index");
        TrailReport report = TrailVerifier.verify(folder, Optional.empty(), s -> List.of());
        assertThat(report.problems())
                .extracting(Problem::where)
                .containsExactlyInAnyOrder("trail/tile/0/000", "candor.db");
        assertThat(report.problems()).extracting(Problem::what).anyMatch(w -> w.startsWith("CND-S003"));
        assertThat(report.remarks()).hasSize(1);
    }

    private void breakPageOf(String table) throws IOException {
        long page;
        try (Store store = Store.open(folder)) {
            page = store.read(h -> h.createQuery("select rootpage from sqlite_master where name = '" + table + "'")
                    .mapTo(Long.class)
                    .one());
        }
        try (var database =
                new java.io.RandomAccessFile(folder.resolve("candor.db").toFile(), "rw")) {
            database.seek(16);
            int pageSize = database.readUnsignedShort();
            database.seek((page - 1) * pageSize);
            database.write(new byte[pageSize]);
        }
    }

    @Test
    void aDroppedTableIsAProblemAndTheRestIsStillChecked() {
        for (String table : List.of("trail_index", "trail_pending", "trail_head")) {
            change("drop table " + table);
            TrailReport report = TrailVerifier.verify(
                    folder, Optional.of(vkey), s -> List.of(log -> List.of(new Problem("row", "" + log.size()))));
            assertThat(report.problems())
                    .as(table)
                    .contains(new Problem("row", "" + ENTRIES))
                    .filteredOn(p -> p.where().equals("candor.db"))
                    .isNotEmpty();
            assertThat(report.problems()).doesNotHaveDuplicates();
            assertThat(report.entries()).isEqualTo(ENTRIES);
        }
    }

    @Test
    void roomsWhoseChecksCannotBeMadeAreAProblem() {
        TrailReport report = TrailVerifier.verify(folder, Optional.of(vkey), s -> {
            throw new IllegalStateException("no such table");
        });
        assertThat(report.problems()).containsExactly(new Problem("candor.db", "can't be checked: no such table"));
    }

    @Test
    void aCopyWithoutKeysVerifiesWithAKeyFromOutside() throws IOException {
        for (String file : List.of("trail.key", "trail.vkey", ""))
            Files.delete(folder.resolve("keys").resolve(file));
        TrailReport report = TrailVerifier.verify(withoutDatabase(), Optional.of(vkey), s -> List.of());
        assertThat(report.problems()).isEmpty();
        assertThat(report.identityProven()).isTrue();
        assertThat(report.remarks()).anyMatch(r -> r.contains("keys/trail.vkey is missing"));
    }

    @Test
    void withoutAnyKeyTheCheckpointIsUnverifiedNotMissing() throws IOException {
        Files.delete(folder.resolve("keys/trail.vkey"));
        TrailReport report = TrailVerifier.verify(folder, Optional.empty(), s -> List.of());
        assertThat(report.problems())
                .extracting(Problem::where, Problem::what)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "keys/trail.vkey", "is missing; give the key that you kept with --key"),
                        org.assertj.core.groups.Tuple.tuple("trail/checkpoint", "can't be verified without a key"));
        assertThat(report.checkpoint()).isPresent();
        assertThat(report.entries()).isEqualTo(ENTRIES);
    }

    @Test
    void aMissingCheckpointDoesNotHideTheEntries() throws IOException {
        Files.delete(folder.resolve("trail/checkpoint"));
        TrailReport report = verify();
        assertThat(report.problems()).containsExactly(new Problem("trail/checkpoint", "is missing or can't be read"));
        assertThat(report.entries()).isEqualTo(ENTRIES);
    }

    @Test
    void onlyTheNamesOfAtomicWritesMayBeLeftBehindAndAreRemarked() throws IOException {
        for (String place : List.of("trail", "trail/tile/0", "blobs/sha256")) {
            Path kept = Files.writeString(folder.resolve(place).resolve("payload.tmp"), "x");
            assertThat(verify().problems()).extracting(Problem::where).containsExactly(place + "/payload.tmp");
            Files.delete(kept);
            Path left = Files.writeString(folder.resolve(place).resolve(".000123456.tmp"), "x");
            assertThat(verify().problems()).isEmpty();
            assertThat(verify().remarks()).containsExactly(place + "/.000123456.tmp is left of an interrupted write");
            Files.delete(left);
        }
    }

    @Test
    void aTileOfALevelThatTheLogDoesNotReachIsFound() throws IOException {
        for (int level = 1; level < 8; level++) {
            Path tile = folder.resolve("trail/tile/" + level + "/000.p/2");
            Files.createDirectories(tile.getParent());
            Files.write(tile, new byte[64]);
            assertThat(verify().problems())
                    .extracting(Problem::where)
                    .containsExactly("trail/tile/" + level + "/000.p/2");
            Files.delete(tile);
        }
    }

    private Path resultsWithReceipt(Path store) throws IOException {
        Path results = Files.writeString(folder.resolve("results.json"), "{}");
        try (Store opened = Store.open(store)) {
            Trail trail = Trail.open(opened, CLOCK, Caller.of("ann"));
            long index = trail.append(trail.entry("results.written", "results:r", "", Sha256.of(results)));
            Files.writeString(
                    folder.resolve("results.json.tlog-proof"),
                    trail.prove(index).text());
        }
        return results;
    }

    private List<Problem> verifyWith(Path results) {
        TrailReport report = TrailVerifier.verify(folder, Optional.of(vkey), s -> List.of(), List.of(results));
        assertThat(report.receipts()).isEqualTo(1);
        return report.problems();
    }

    @Test
    void aResultsFileIsCheckedAgainstTheLogOfItsStore() throws IOException {
        Path results = resultsWithReceipt(folder);
        assertThat(verifyWith(results)).isEmpty();
        Files.writeString(results, "{ }");
        assertThat(verifyWith(results)).extracting(Problem::where).containsExactly(results.toString());
        Files.delete(folder.resolve("results.json.tlog-proof"));
        assertThat(verifyWith(results)).extracting(Problem::where).containsExactly(results.toString());
    }

    @Test
    void aReceiptOfALogThatWasReplacedIsFoundThoughTheSameKeySignedIt(@TempDir Path before) throws IOException {
        copy(folder, before);
        Path results = resultsWithReceipt(folder);
        byte[] receipt = Files.readAllBytes(folder.resolve("results.json.tlog-proof"));
        for (String file : List.of("trail", "blobs", "keys", "candor.db", "candor.db-wal", "candor.db-shm")) {
            delete(folder.resolve(file));
        }
        copy(before, folder); // as it was before the results were written: consistent in itself
        assertThat(verify().problems()).isEmpty();
        assertThat(verifyWith(results))
                .extracting(Problem::what)
                .singleElement()
                .asString()
                .contains("has only 300");
        try (Store store = Store.open(folder)) {
            Trail trail = Trail.open(store, CLOCK, Caller.of("ann"));
            trail.record("note.added", "note:other", "", "");
        }
        assertThat(verify().problems()).isEmpty();
        assertThat(TrailVerifier.checkReceipt(results, NoteKey.parse(vkey))).isEmpty();
        assertThat(verifyWith(results))
                .extracting(Problem::what)
                .containsExactly("its entry does not stand at index 300 of the store's log");
        assertThat(Files.readAllBytes(folder.resolve("results.json.tlog-proof")))
                .isEqualTo(receipt);
    }

    @Test
    void aReceiptOfALogThatWentOnOtherwiseIsFound(@TempDir Path before) throws IOException {
        Path results = Files.writeString(folder.resolve("results.json"), "{}");
        try (Store store = Store.open(folder)) {
            Trail trail = Trail.open(store, CLOCK, Caller.of("ann"));
            trail.append(trail.entry("results.written", "results:r", "", Sha256.of(results)));
        }
        copy(folder, before);
        for (Path log : List.of(folder, before)) {
            try (Store store = Store.open(log)) {
                Trail trail = Trail.open(store, CLOCK, Caller.of("ann"));
                trail.record("note.added", log == folder ? "note:one" : "note:other", "", "");
                Files.writeString(
                        log.resolve("results.json.tlog-proof"),
                        trail.prove(ENTRIES).text());
            }
        }
        assertThat(verifyWith(results)).isEmpty();
        assertThat(verifyWith(before.resolve("results.json")))
                .extracting(Problem::what)
                .containsExactly("is for a log that the store's does not continue");
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(from)) {
            files = walk.filter(f -> !f.startsWith(to) && Files.isRegularFile(f))
                    .toList();
        }
        for (Path file : files) {
            Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.copy(file, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void delete(Path path) throws IOException {
        if (!Files.exists(path)) return;
        List<Path> files;
        try (Stream<Path> walk = Files.walk(path)) {
            files = walk.sorted(java.util.Comparator.reverseOrder()).toList();
        }
        for (Path file : files) Files.delete(file);
    }
}
