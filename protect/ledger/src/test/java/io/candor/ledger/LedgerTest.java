package io.candor.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.core.CandorException;
import io.candor.core.port.BudgetLedger;
import io.candor.store.Caller;
import io.candor.store.PendingEntry;
import io.candor.store.Store;
import io.candor.store.TrailEntry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final String FILE = "a".repeat(64);
    private static final String OTHER = "b".repeat(64);
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));

    @TempDir
    Path folder;

    private Store store;
    private Ledger ledger;
    private int logged;

    @BeforeEach
    void open() {
        store = Store.open(folder);
        ledger = new Ledger(store, CLOCK, new Caller("owner", "r1"), () -> logged++);
    }

    @AfterEach
    void close() {
        store.close();
    }

    static BudgetLedger.Charge charge(String dataset, String digest, BigDecimal epsilon) {
        return new BudgetLedger.Charge(dataset, digest, "ann", "row", "add-remove", "discrete-laplace", epsilon);
    }

    private BudgetLedger.Receipt spend(String epsilon) {
        return ledger.reserve(charge("adult", FILE, new BigDecimal(epsilon)));
    }

    private void assertRefused(BudgetLedger.Charge charge, String code) {
        assertThatThrownBy(() -> ledger.reserve(charge)).isInstanceOfSatisfying(CandorException.class, e -> {
            assertThat(e.kind()).isEqualTo(CandorException.Kind.BUDGET);
            assertThat(e.code()).isEqualTo(code);
        });
    }

    @Test
    void chargesAddUpExactlyToTheCapAndNotBeyond() {
        ledger.setBudget("adult", FILE, "1", "row");
        for (int i = 1; i <= 10; i++) {
            BudgetLedger.Receipt receipt = spend("0.1"); // ten times 0.1 is not 1 in binary
            assertThat(receipt.epsilonSpent()).isEqualByComparingTo(new BigDecimal(i).movePointLeft(1));
            assertThat(receipt.epoch()).isEqualTo(1);
        }
        assertRefused(charge("adult", FILE, new BigDecimal("0.000000000001")), "CND-L008");
        assertThat(ledger.show("adult").left()).isZero();
    }

    @Test
    void aRefusalChargesNothingIsRecordedAndSaysWhatIsLeft() {
        ledger.setBudget("adult", FILE, "0.5", "row");
        spend("0.3");
        assertThatThrownBy(() -> spend("0.3")).hasMessageContaining("0.2 of 0.5 is left");
        assertThat(ledger.show("adult").spent()).isEqualByComparingTo("0.3");
        assertThat(ledger.show("adult").refusals())
                .singleElement()
                .satisfies(r -> assertThat(r.code()).isEqualTo("CND-L008"));
        spend("0.2");
    }

    @Test
    void dataThatIsNotRegisteredOrHasChangedIsRefused() {
        assertRefused(charge("adult", FILE, BigDecimal.ONE), "CND-L005");
        ledger.setBudget("adult", FILE, "1", "row");
        assertRefused(charge("adult", OTHER, BigDecimal.ONE), "CND-L006");
        assertRefused(
                new BudgetLedger.Charge("adult", FILE, "ann", "user", "add-remove", "m", BigDecimal.ONE), "CND-L007");
        assertRefused(new BudgetLedger.Charge("adult", FILE, "ann", "row", "replace", "m", BigDecimal.ONE), "CND-L007");
        assertThat(ledger.show("adult").spent()).isZero();
    }

    @Test
    void nobodyEarnsBudgetByANegativeOrSillyCharge() {
        ledger.setBudget("adult", FILE, "1", "row");
        for (String silly : new String[] {"0", "-1", "1e999999999", "1e-999999999", "1001", "0.1234567890123"}) {
            assertThatThrownBy(() -> spend(silly)).hasMessageStartingWith("CND-L001");
        }
        assertThat(ledger.show("adult").charges()).isEmpty();
    }

    @Test
    void aReservationStaysChargedUntilAndAfterItIsSpent() {
        ledger.setBudget("adult", FILE, "1", "row");
        BudgetLedger.Receipt receipt = spend("0.4");
        assertThat(ledger.show("adult").charges().get(0).state()).isEqualTo("reserved");
        ledger.spent(receipt);
        ledger.spent(receipt);
        assertThat(ledger.show("adult").charges().get(0).state()).isEqualTo("spent");
        assertThat(ledger.show("adult").spent()).isEqualByComparingTo("0.4");
        assertThatThrownBy(() -> ledger.spent(new BudgetLedger.Receipt(99, "adult", 1, BigDecimal.ONE, BigDecimal.ONE)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aChangedFileStartsANewEpochAndAnOldOneIsNotTakenBack() {
        ledger.setBudget("adult", FILE, "1", "row");
        spend("1");
        assertThat(ledger.setBudget("adult", OTHER, "2", "row").epoch()).isEqualTo(2);
        assertRefused(charge("adult", FILE, BigDecimal.ONE), "CND-L006");
        assertThat(ledger.reserve(charge("adult", OTHER, BigDecimal.ONE)).epoch())
                .isEqualTo(2);
        assertThatThrownBy(() -> ledger.setBudget("adult", FILE, "5", "row")).hasMessageStartingWith("CND-L002");
    }

    @Test
    void oneFileHasOneNameAndOneCapThatCoversWhatIsSpent() {
        ledger.setBudget("adult", FILE, "1", "row");
        assertThatThrownBy(() -> ledger.setBudget("adult2", FILE, "1", "row")).hasMessageStartingWith("CND-L002");
        spend("0.6");
        assertThatThrownBy(() -> ledger.setBudget("adult", FILE, "0.5", "row")).hasMessageStartingWith("CND-L003");
        assertThat(ledger.setBudget("adult", FILE, "0.6", "row").epoch()).isEqualTo(1);
        assertRefused(charge("adult", FILE, new BigDecimal("0.1")), "CND-L008");
        ledger.setBudget("adult", FILE, "0.7", "row");
        spend("0.1");
    }

    @Test
    void malformedBudgetsAreRefused() {
        for (String[] bad : new String[][] {
            {"", FILE, "1", "row"},
            {"a/b", FILE, "1", "row"},
            {"a", "xyz", "1", "row"},
            {"a", FILE, "one", "row"},
            {"a", FILE, "0", "row"},
            {"a", FILE, "1", "person"}
        }) {
            assertThatThrownBy(() -> ledger.setBudget(bad[0], bad[1], bad[2], bad[3]))
                    .hasMessageStartingWith("CND-L001");
        }
        assertThatThrownBy(() -> ledger.show("nobody")).hasMessageStartingWith("CND-L009");
    }

    @Test
    void everyChangeCommitsItsTrailEntryWithoutTheFilesDigest() {
        ledger.setBudget("adult", FILE, "0.5", "row");
        ledger.spent(spend("0.5"));
        assertThatThrownBy(() -> spend("0.5")).hasMessageStartingWith("CND-L008");
        List<String> entries =
                store.outbox().pending().stream().map(PendingEntry::text).toList();
        assertThat(entries).hasSize(4);
        assertThat(entries.get(0))
                .contains("budget.set", "budget:adult/1", "\"actor\":\"owner\"", "\"request\":\"r1\"");
        assertThat(entries.get(1)).contains("budget.reserved", "charge:1", "\"actor\":\"ann\"");
        assertThat(entries.get(2)).contains("budget.spent", "charge:1");
        assertThat(entries.get(3)).contains("budget.refused", "refusal:1");
        assertThat(entries).noneMatch(e -> e.contains(FILE));
        assertThat(logged).isEqualTo(4);
    }

    @Test
    void theStatementShowsAmountsAsDecimalText() {
        ledger.setBudget("adult", FILE, "1.50", "row");
        spend("0.25");
        var json = ledger.show("adult").toJson();
        assertThat(json.text("epsilon")).isEqualTo("1.5");
        assertThat(json.text("spent")).isEqualTo("0.25");
        assertThat(json.text("left")).isEqualTo("1.25");
        assertThat(ledger.statements()).containsOnlyKeys("adult");
    }

    private Map<String, List<TrailEntry>> log() {
        Map<String, List<TrailEntry>> log = new java.util.HashMap<>();
        for (PendingEntry pending : store.outbox().pending()) {
            TrailEntry entry = parse(pending.text());
            log.computeIfAbsent(entry.object(), o -> new ArrayList<>()).add(entry);
        }
        return log;
    }

    private static TrailEntry parse(String text) {
        java.util.function.Function<String, String> member =
                name -> text.replaceAll(".*\"" + name + "\":\"([^\"]*)\".*", "$1");
        return new TrailEntry(
                Instant.parse(member.apply("time")),
                member.apply("actor"),
                member.apply("action"),
                member.apply("object"),
                member.apply("before"),
                member.apply("after"),
                member.apply("request"));
    }

    @Test
    void rowsAreHeldToTheLog() {
        ledger.setBudget("adult", FILE, "1", "row");
        ledger.setBudget("adult", FILE, "0.5", "row");
        ledger.spent(spend("0.3"));
        assertThatThrownBy(() -> spend("0.3")).hasMessageStartingWith("CND-L008");
        Map<String, List<TrailEntry>> log = log();
        assertThat(Ledger.rowCheck().apply(store).check(log)).isEmpty();
        for (String tampering : new String[] {
            "update budget set epsilon = '100'",
            "update budget_charge set epsilon = '0.1'",
            "update budget_charge set state = 'reserved'",
            "update budget_refusal set principal = 'bob'",
            "delete from budget_refusal",
            "delete from budget_charge"
        }) {
            inTables("create table kept_%1$s as select * from %1$s");
            store.inTransaction(h -> h.execute(tampering));
            assertThat(Ledger.rowCheck().apply(store).check(log)).as(tampering).isNotEmpty();
            inTables("delete from %1$s");
            inTables("insert into %1$s select * from kept_%1$s");
            inTables("drop table kept_%1$s");
            assertThat(Ledger.rowCheck().apply(store).check(log)).isEmpty();
        }
    }

    private void inTables(String sql) {
        store.inTransaction(handle -> {
            handle.execute("pragma defer_foreign_keys = 1");
            for (String table : List.of("budget", "budget_charge", "budget_refusal")) {
                handle.execute(String.format(sql, table));
            }
            return 0;
        });
    }

    @Test
    void sixteenThreadsNeverPassTheCapAndUseAllOfIt() throws Exception {
        ledger.setBudget("adult", FILE, "2.05", "row");
        ExecutorService pool = Executors.newFixedThreadPool(16);
        List<Callable<Integer>> work = new ArrayList<>();
        for (int t = 0; t < 16; t++) {
            work.add(() -> {
                int accepted = 0;
                for (int i = 0; i < 4; i++) {
                    try {
                        spend("0.1");
                        accepted++;
                    } catch (CandorException e) {
                        assertThat(e.code()).isEqualTo("CND-L008");
                    }
                }
                return accepted;
            });
        }
        int accepted = 0;
        for (Future<Integer> done : pool.invokeAll(work)) accepted += done.get();
        pool.shutdown();
        assertThat(accepted).isEqualTo(20); // floor(2.05 / 0.1)
        assertThat(ledger.show("adult").spent()).isEqualByComparingTo("2");
    }

    @Test
    void sixteenProcessesNeverPassTheCapAndUseAllOfIt() throws Exception {
        ledger.setBudget("adult", FILE, "2.05", "row");
        List<Process> processes = new ArrayList<>();
        for (int p = 0; p < 16; p++) processes.add(start("0.1", "3"));
        int accepted = 0;
        for (Process process : processes) {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            accepted += Integer.parseInt(output.strip().replaceAll("(?s).*accepted ", ""));
        }
        assertThat(accepted).isEqualTo(20);
        assertThat(ledger.show("adult").spent()).isEqualByComparingTo("2");
        assertThat(ledger.show("adult").refusals()).hasSize(28);
    }

    @Test
    void aProcessThatIsKilledBetweenReservingAndSpendingLosesTheBudget() throws Exception {
        ledger.setBudget("adult", FILE, "1", "row");
        Process process = start("0.7", "1", "wait");
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            while (line != null && !line.startsWith("reserved ")) line = out.readLine();
            assertThat(line).isNotNull();
            process.destroyForcibly().waitFor();
        }
        assertThat(ledger.show("adult").spent()).isEqualByComparingTo("0.7");
        assertThat(ledger.show("adult").charges().get(0).state()).isEqualTo("reserved");
        assertRefused(charge("adult", FILE, new BigDecimal("0.4")), "CND-L008");
    }

    private Process start(String epsilon, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                System.getProperty("java.class.path"),
                LedgerProcess.class.getName(),
                folder.toString(),
                FILE,
                epsilon));
        command.addAll(List.of(more));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    @Test
    void theDeclaredVersionIsThatOfTheNewestMigration() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/db/ledger"))) {
            assertThat(files).hasSize(Ledger.SCHEMA.version());
        }
    }
}
