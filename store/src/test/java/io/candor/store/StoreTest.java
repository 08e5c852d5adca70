package io.candor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.core.CandorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
    @TempDir
    Path temp;

    private Path folder() {
        return temp.resolve("store");
    }

    private Store open() {
        Store store = Store.open(folder());
        store.migrate(Samples.SCHEMA);
        return store;
    }

    @Test
    void whatIsCommittedIsThereAfterReopening() {
        try (Store store = open()) {
            Samples.add(store, "a");
        }
        try (Store store = Store.openExisting(folder())) {
            assertThat(Samples.notes(store)).isEqualTo(1);
            assertThat(store.outbox().pending())
                    .extracting(PendingEntry::text)
                    .containsExactly(Samples.entry("a").text());
        }
    }

    @Test
    void aFailureWithinATransactionUndoesBothTheChangeAndItsEntry() {
        try (Store store = open()) {
            assertThatThrownBy(() -> store.inTransaction(handle -> {
                        handle.execute("insert into note (text) values ('a')");
                        store.outbox().add(handle, Samples.entry("a"));
                        throw new IllegalStateException("stop");
                    }))
                    .hasMessage("stop");
            assertThat(Samples.notes(store)).isZero();
            assertThat(store.outbox().pending()).isEmpty();
        }
    }

    @Test
    void transactionsDoNotNestAndReadsDoNotWrite() {
        try (Store store = open()) {
            assertThatThrownBy(() -> store.inTransaction(h -> store.inTransaction(g -> 1)))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> store.read(h -> h.execute("delete from note")))
                    .hasMessageContaining("read");
        }
    }

    @Test
    void theDatabaseIsDurableAtCommit() {
        try (Store store = open()) {
            store.inTransaction(h -> {
                assertThat(h.createQuery("pragma synchronous")
                                .mapTo(Integer.class)
                                .one())
                        .isEqualTo(2);
                assertThat(h.createQuery("pragma journal_mode")
                                .mapTo(String.class)
                                .one())
                        .isEqualTo("wal");
                return assertThat(h.createQuery("pragma foreign_keys")
                                .mapTo(Integer.class)
                                .one())
                        .isEqualTo(1);
            });
        }
    }

    @Test
    void aMissingStoreIsNamed() {
        assertThatThrownBy(() -> Store.openExisting(folder())).hasMessageStartingWith("CND-S002");
        assertThat(folder()).doesNotExist();
    }

    @Test
    void aPlaceThatIsNoFolderIsRefused() throws IOException {
        Files.writeString(folder(), "a file");
        assertThatThrownBy(() -> Store.open(folder())).hasMessageStartingWith("CND-S001");
    }

    @Test
    void aStoreOfANewerProgramIsRefusedWithWhatToDo() {
        try (Store store = open()) {
            store.inTransaction(h -> h.execute("update flyway_sample set version = '2'"));
            assertThatThrownBy(() -> store.migrate(Samples.SCHEMA))
                    .hasMessageStartingWith("CND-S005")
                    .hasMessageContaining("use that newer Candor");
        }
    }

    @Test
    void tablesThatCannotBeMadeAreACodedError() {
        try (Store store = open()) {
            assertThatThrownBy(() -> store.migrate(new RoomSchema("samplebad", 1)))
                    .hasMessageStartingWith("CND-S010");
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsAnIntegrityError() throws IOException {
        Files.createDirectories(folder());
        Files.write(
                folder().resolve("candor.db"),
                "not a database at all".repeat(400).getBytes(StandardCharsets.UTF_8));
        assertDamaged();
    }

    @Test
    void aTruncatedDatabaseIsAnIntegrityError() throws IOException {
        try (Store store = open()) {
            for (int i = 0; i < 50; i++) Samples.add(store, "note " + i);
        }
        Path db = folder().resolve("candor.db");
        byte[] bytes = Files.readAllBytes(db);
        Files.write(db, java.util.Arrays.copyOf(bytes, 4096 + 100));
        assertDamaged();
    }

    private void assertDamaged() {
        assertThatThrownBy(() -> {
                    try (Store store = open()) {
                        Samples.notes(store);
                    }
                })
                .isInstanceOfSatisfying(
                        CandorException.class, e -> assertThat(e.kind()).isEqualTo(CandorException.Kind.INTEGRITY))
                .hasMessageStartingWith("CND-S003");
    }

    @Test
    void theDeclaredVersionIsThatOfTheNewestMigration() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/db/store"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void threadsOpenAFreshStoreTogetherAndLoseNothing() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> work = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                String name = "t" + t + ".";
                work.add(() -> {
                    try (Store store = open()) {
                        for (int i = 0; i < 5; i++) Samples.add(store, name + i);
                        return 5;
                    }
                });
            }
            for (Future<Integer> done : pool.invokeAll(work))
                assertThat(done.get()).isEqualTo(5);
        } finally {
            pool.shutdown();
        }
        assertNotes(40);
    }

    @Test
    void eightProcessesOpenAFreshStoreTogetherAndLoseNothing() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int p = 0; p < 8; p++) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "--enable-native-access=ALL-UNNAMED",
                            "-Xshare:auto",
                            "-cp",
                            System.getProperty("java.class.path"),
                            StoreProcess.class.getName(),
                            folder().toString(),
                            "p" + p + ".",
                            "5")
                    .redirectErrorStream(true)
                    .start());
        }
        for (Process process : processes) {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
        }
        assertNotes(40);
    }

    private void assertNotes(int expected) {
        try (Store store = open()) {
            assertThat(Samples.notes(store)).isEqualTo(expected);
            List<PendingEntry> pending = store.outbox().pending();
            assertThat(pending).hasSize(expected).extracting(PendingEntry::id).doesNotHaveDuplicates();
        }
    }

    @Test
    void oneLockIsHeldByOneThreadAtATime() throws Exception {
        try (Store store = open()) {
            int[] inside = new int[2];
            ExecutorService pool = Executors.newFixedThreadPool(4);
            List<Callable<Integer>> work = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                work.add(() -> store.locked("test", () -> {
                    inside[1] = Math.max(inside[1], ++inside[0]);
                    Thread.yield();
                    return inside[0]--;
                }));
            }
            for (Future<Integer> done : pool.invokeAll(work)) done.get();
            pool.shutdown();
            assertThat(inside[1]).isEqualTo(1);
        }
    }

    @Test
    void placedEntriesKeepTheirIndexUntilTheyAreSettled() {
        try (Store store = open()) {
            Samples.add(store, "a");
            Samples.add(store, "b");
            Outbox outbox = store.outbox();
            assertThat(outbox.pending()).extracting(PendingEntry::logIndex).containsOnlyNulls();
            outbox.place(outbox.pending(), 7);
            assertThat(outbox.pending()).extracting(PendingEntry::logIndex).containsExactly(7L, 8L);
            long first = outbox.pending().get(0).id();
            outbox.settle(List.of(new Outbox.Place(first, 7, "aa")), new Outbox.Head(8, "bb"));
            assertThat(outbox.pending()).hasSize(1);
            assertThat(outbox.place(first)).contains(new Outbox.Place(first, 7, "aa"));
            assertThat(outbox.head()).isEqualTo(new Outbox.Head(8, "bb"));
            assertThat(outbox.places()).hasSize(1);
        }
    }
}
