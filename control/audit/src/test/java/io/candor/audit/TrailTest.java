package io.candor.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.store.Caller;
import io.candor.store.Store;
import io.candor.store.TrailEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrailTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));
    private static final Caller ANN = new Caller("ann", "r1");

    @TempDir
    Path folder;

    private Trail open(Store store) {
        return Trail.open(store, CLOCK, ANN);
    }

    private static TrailEntry entry(int i) {
        return new TrailEntry(CLOCK.instant(), "ann", "note.added", "note:" + i, "", "", "");
    }

    private static void commit(Store store, int i) {
        store.inTransaction(handle -> store.outbox().add(handle, entry(i)));
    }

    private void assertLogHolds(int entries) {
        try (Store store = Store.open(folder)) {
            Trail trail = open(store);
            assertThat(trail.entries(0, Long.MAX_VALUE))
                    .extracting(logged -> logged.entry().object())
                    .hasSize(entries)
                    .doesNotHaveDuplicates();
            assertThat(store.outbox().pending()).isEmpty();
            assertThat(store.outbox().head().size()).isEqualTo(entries);
        }
        TrailReport report = TrailVerifier.verify(folder, Optional.empty(), s -> List.of());
        assertThat(report.problems()).isEmpty();
        assertThat(report.entries()).isEqualTo(entries);
    }

    @Test
    void anEntryIsInTheLogWhenItIsAcknowledged() {
        try (Store store = Store.open(folder)) {
            Trail trail = open(store);
            assertThat(trail.checkpoint().size()).isZero();
            trail.record("model.registered", "model:m", "", "a".repeat(64));
            assertThat(trail.checkpoint().size()).isEqualTo(1);
            TrailEntry logged = trail.entries(0, 10).get(0).entry();
            assertThat(logged)
                    .isEqualTo(new TrailEntry(
                            CLOCK.instant(), "ann", "model.registered", "model:m", "", "a".repeat(64), "r1"));
        }
        assertLogHolds(1);
    }

    @Test
    void entriesOfOtherRoomsAreLoggedByTheNextFlushInOrder() {
        try (Store store = Store.open(folder)) {
            Trail trail = open(store);
            for (int i = 0; i < 300; i++) commit(store, i);
            assertThat(trail.flush().size()).isEqualTo(300);
            assertThat(trail.entries(298, 400))
                    .extracting(e -> e.entry().object())
                    .containsExactly("note:298", "note:299");
        }
        assertLogHolds(300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"placed", "tiles", "checkpoint", "tidied"})
    void aCrashAfterAnyStepLosesNothingAndLogsNothingTwice(String crash) {
        try (Store store = Store.open(folder)) {
            for (int i = 0; i < 255; i++) commit(store, i);
            open(store);
            commit(store, 255);
            commit(store, 256);
            assertThatThrownBy(() -> Trail.open(store, CLOCK, ANN, step -> {
                        if (step.equals(crash)) throw new IllegalStateException("power cut");
                    }))
                    .hasMessage("power cut");
        }
        try (Store store = Store.open(folder)) {
            commit(store, 257);
        }
        TrailReport before = TrailVerifier.verify(folder, Optional.empty(), s -> List.of());
        assertThat(before.problems()).isEmpty();
        boolean leavesTiles = crash.equals("tiles") || crash.equals("checkpoint");
        assertThat(before.remarks().stream().anyMatch(r -> r.contains("interrupted flush")))
                .isEqualTo(leavesTiles);
        assertLogHolds(258);
    }

    @Test
    void twoCrashesInARowLeaveALogThatVerifies() {
        try (Store store = Store.open(folder)) {
            for (int i = 0; i < 254; i++) commit(store, i);
            open(store);
            for (int i = 254; i < 258; i++) {
                commit(store, i);
                assertThatThrownBy(() -> Trail.open(store, CLOCK, ANN, step -> {
                            if (step.equals("tiles")) throw new IllegalStateException("power cut");
                        }))
                        .hasMessage("power cut");
            }
        }
        assertThat(TrailVerifier.verify(folder, Optional.empty(), s -> List.of())
                        .problems())
                .isEmpty();
        assertLogHolds(258);
    }

    @Test
    void aTileThatAnInterruptedFlushDoesNotAccountForIsFound() throws Exception {
        try (Store store = Store.open(folder)) {
            commit(store, 0);
            open(store);
            commit(store, 1);
            assertThatThrownBy(() -> Trail.open(store, CLOCK, ANN, step -> {
                        if (step.equals("tiles")) throw new IllegalStateException("power cut");
                    }))
                    .hasMessage("power cut");
        }
        for (String kind : List.of("entries", "0")) {
            Path tile = folder.resolve("trail/tile/" + kind + "/000.p/2");
            byte[] bytes = Files.readAllBytes(tile);
            byte[] changed = bytes.clone();
            changed[bytes.length - 1] ^= 1;
            Files.write(tile, changed);
            assertThat(TrailVerifier.verify(folder, Optional.empty(), s -> List.of())
                            .problems())
                    .extracting(io.candor.store.RowCheck.Problem::where)
                    .containsExactly("trail/tile/" + kind + "/000.p/2");
            Files.write(tile, bytes);
            Path later = tile.resolveSibling("3");
            Files.write(later, bytes);
            assertThat(TrailVerifier.verify(folder, Optional.empty(), s -> List.of())
                            .problems())
                    .extracting(io.candor.store.RowCheck.Problem::where)
                    .containsExactly("trail/tile/" + kind + "/000.p/3");
            Files.delete(later);
        }
        assertLogHolds(2);
    }

    @Test
    void threadsAndSeveralStoresShareOneLog() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        List<Callable<Integer>> work = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int thread = t;
            work.add(() -> {
                try (Store store = Store.open(folder)) {
                    Trail trail = open(store);
                    for (int i = 0; i < 8; i++) trail.append(entry(thread * 100 + i));
                }
                return 0;
            });
        }
        for (Future<Integer> done : pool.invokeAll(work)) done.get();
        pool.shutdown();
        assertLogHolds(32);
    }

    @Test
    void receiptsVerifyAnywhereAndAnyChangedByteIsFound() {
        try (Store store = Store.open(folder)) {
            Trail trail = open(store);
            for (int i = 0; i < 5; i++) trail.append(entry(i));
            NoteKey key = NoteKey.parse(trail.vkey());
            TlogProof proof = trail.prove(3);
            byte[] file = proof.text().getBytes(StandardCharsets.UTF_8);
            assertThat(TlogProof.parse(file)).isEqualTo(proof);
            assertThat(proof.verifies(key)).isTrue();
            assertThat(proof.entry()).isEqualTo(entry(3).text());
            for (int i = 0; i < file.length; i++) {
                byte[] changed = file.clone();
                changed[i] ^= 1;
                assertThat(verifies(changed, key)).as("byte " + i).isFalse();
            }
            assertThatThrownBy(() -> trail.prove(5)).hasMessageStartingWith("CND-T007");
        }
    }

    private static boolean verifies(byte[] receipt, NoteKey key) {
        try {
            return TlogProof.parse(receipt).verifies(key);
        } catch (io.candor.core.CandorException e) {
            return false;
        }
    }

    @Test
    void aLaterCheckpointExtendsAnEarlierOne() {
        try (Store store = Store.open(folder)) {
            Trail trail = open(store);
            for (int i = 0; i < 3; i++) trail.append(entry(i));
            Checkpoint early = trail.checkpoint();
            for (int i = 3; i < 9; i++) trail.append(entry(i));
            Checkpoint late = trail.checkpoint();
            assertThat(MerkleProof.extendsTree(
                            early.size(), early.root(), late.size(), late.root(), trail.proveExtends(3)))
                    .isTrue();
        }
    }

    @Test
    void aTamperedLogIsNotContinued() throws Exception {
        try (Store store = Store.open(folder)) {
            Trail trail = open(store);
            for (int i = 0; i < 3; i++) trail.append(entry(i));
            Path tile = folder.resolve("trail/tile/0/000.p/3");
            byte[] bytes = Files.readAllBytes(tile);
            bytes[40] ^= 1;
            Files.write(tile, bytes);
            assertThatThrownBy(() -> trail.append(entry(3))).hasMessageStartingWith("CND-T008");
        }
    }

    @Test
    void aLogThatWasRolledBackIsNotContinued() throws Exception {
        try (Store store = Store.open(folder)) {
            Trail trail = open(store);
            trail.append(entry(0));
            byte[] old = Files.readAllBytes(folder.resolve("trail/checkpoint"));
            byte[] oldTile = Files.readAllBytes(folder.resolve("trail/tile/0/000.p/1"));
            trail.append(entry(1));
            Files.write(folder.resolve("trail/checkpoint"), old);
            Files.createDirectories(folder.resolve("trail/tile/0/000.p"));
            Files.write(folder.resolve("trail/tile/0/000.p/1"), oldTile);
            assertThatThrownBy(() -> trail.append(entry(2))).hasMessageStartingWith("CND-T009");
            Files.delete(folder.resolve("trail/checkpoint"));
        }
        try (Store store = Store.open(folder)) {
            assertThatThrownBy(() -> open(store)).hasMessageStartingWith("CND-T009");
        }
    }
}
