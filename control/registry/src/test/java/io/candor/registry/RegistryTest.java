package io.candor.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.audit.NoteKey;
import io.candor.audit.TlogProof;
import io.candor.audit.Trail;
import io.candor.audit.TrailReport;
import io.candor.audit.TrailVerifier;
import io.candor.core.CandorException;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Sha256;
import io.candor.core.evidence.Subject;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.store.Caller;
import io.candor.store.RowCheck.Problem;
import io.candor.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final String DATA = "d".repeat(64);

    @TempDir
    Path temp;

    private Store store;
    private Trail trail;
    private Registry registry;

    @BeforeEach
    void open() {
        store = Store.open(temp.resolve("store"));
        trail = Trail.open(store, InstantSource.fixed(TIME), Caller.of("ann"));
        registry = new Registry(store, trail);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Path modelFolder(String content) throws IOException {
        Path folder = temp.resolve("model");
        Files.createDirectories(folder.resolve("more"));
        Files.writeString(folder.resolve("model.json"), content);
        Files.writeString(folder.resolve("more/MLmodel"), "flavors: {}\n");
        return folder;
    }

    private static Evidence evidence(String what) {
        return new Evidence(
                "data.profile",
                1,
                List.of(new Subject("data:adult", DATA)),
                new Evidence.Method("profile", 1, "none"),
                Json.object().build(),
                Json.object().put("what", what).build(),
                List.of(),
                Disclosure.aggregate(10));
    }

    private static DataUse data() {
        return new DataUse("adult", "train", DATA, "e".repeat(64), 100, 15);
    }

    private RunRecord finish(String name, List<ModelUse> models, Evidence... evidence) {
        return registry.finish(new FinishedRun(
                registry.newRunId(),
                "default",
                name,
                TIME,
                TIME.plusSeconds(3),
                Json.object().put("seed", "42").build(),
                models,
                List.of(data()),
                List.of(evidence),
                Environment.capture(temp)));
    }

    private TrailReport verify() {
        return TrailVerifier.verify(
                store.folder(),
                Optional.of(trail.vkey()),
                s -> List.of(Registry.rowCheck().apply(s)));
    }

    @Test
    void aFinishedRunIsKeptWithItsEvidenceAndStandsInTheTrail() {
        Evidence made = evidence("a");
        RunRecord record = finish("first", List.of(), made);
        assertThat(registry.run(record.id())).isEqualTo(record);
        assertThat(registry.evidenceOf(record.id())).containsExactly(made);
        assertThat(registry.runs()).extracting(RunSummary::name).containsExactly("first");
        assertThat(registry.experiments()).containsExactly("default");
        assertThat(record.id()).matches("[0-9a-f]{32}");
        var logged = trail.entries(0, 10).get(0).entry();
        assertThat(logged.action()).isEqualTo("run.finished");
        assertThat(logged.object()).isEqualTo("run:" + record.id());
        assertThat(logged.after()).isEqualTo(Sha256.of(CanonicalJson.bytes(record.toJson())));
    }

    @Test
    void theTrailHoldsNoDigestThatConfirmsAGuessOfTheData() {
        RunRecord one = finish("same", List.of(), evidence("a"));
        assertThat(one.salt()).matches("[0-9a-f]{32}");
        assertThat(trail.entries(0, 10)).noneMatch(e -> e.entry().text().contains(DATA));
    }

    @Test
    void otherBytesUnderOneNameAreANewVersionAndTheSameBytesAreNot() throws IOException {
        ModelUse first = registry.keepModel("ebm", modelFolder("{\"a\":1}"), "ebm", true);
        finish("one", List.of(first));
        finish("two", List.of(registry.keepModel("ebm", modelFolder("{\"a\":1}"), "ebm", false)));
        ModelUse second = registry.keepModel("ebm", modelFolder("{\"a\":2}"), "ebm", true);
        finish("three", List.of(second));
        assertThat(registry.models()).extracting(ModelVersion::version).containsExactly(1, 2);
        assertThat(registry.models()).extracting(ModelVersion::digest).containsExactly(first.digest(), second.digest());
    }

    @Test
    void aModelsDigestIsThatOfItsListOfFiles() throws IOException {
        Path folder = modelFolder("{}");
        Json.Obj list = Json.object()
                .put("model.json", Sha256.of(folder.resolve("model.json")))
                .put("more/MLmodel", Sha256.of(folder.resolve("more/MLmodel")))
                .build();
        assertThat(registry.keepModel("m", folder, "ebm", true).digest())
                .isEqualTo(Sha256.of(CanonicalJson.bytes(list)));
        assertThat(registry.keepModel("m", folder.resolve("model.json"), "x", false)
                        .digest())
                .isEqualTo(Sha256.of(folder.resolve("model.json")));
    }

    @Test
    void lineageLeadsFromDataThroughRunsToModelsAndEvidenceButNotToSiblings() throws IOException {
        ModelUse model = registry.keepModel("ebm", modelFolder("{}"), "ebm", true);
        RunRecord trained = finish("train", List.of(model));
        Evidence made = evidence("a");
        ModelUse used = new ModelUse("ebm", model.digest(), "ebm", false);
        RunRecord assessed = finish("assess", List.of(used), made);
        RunRecord sibling = finish("sibling", List.of());
        Json.Obj lineage = registry.lineage("ebm");
        assertThat(ids(lineage))
                .containsExactlyInAnyOrder(
                        "data:" + DATA,
                        "run:" + trained.id(),
                        "model:" + model.digest(),
                        "run:" + assessed.id(),
                        "evidence:" + made.id());
        assertThat(lineage.array("edges")).hasSize(4);
        assertThat(registry.lineage("ebm/1")).isEqualTo(lineage).isEqualTo(registry.lineage(model.digest()));
        assertThat(ids(registry.lineage(sibling.id())))
                .containsExactlyInAnyOrder("data:" + DATA, "run:" + sibling.id());
        assertThat(ids(registry.lineage(made.id()))).contains("run:" + trained.id(), "data:" + DATA);
        assertThat(ids(registry.lineage(DATA))).contains("run:" + sibling.id(), "evidence:" + made.id());
        assertThatThrownBy(() -> registry.lineage("ebn"))
                .hasMessageStartingWith("CND-R002")
                .hasMessageContaining("did you mean 'ebm'");
    }

    private static List<String> ids(Json.Obj lineage) {
        return lineage.array("nodes").stream()
                .map(n -> ((Json.Obj) n).text("id"))
                .toList();
    }

    @Test
    void unknownAndRepeatedIdsAreRefused() {
        assertThatThrownBy(() -> registry.run("0".repeat(32))).hasMessageStartingWith("CND-R001");
        assertThatThrownBy(() -> registry.evidence("../../etc")).hasMessageStartingWith("CND-R003");
        RunRecord record = finish("once", List.of());
        FinishedRun again = new FinishedRun(
                record.id(),
                "e",
                "n",
                TIME,
                TIME,
                Json.object().build(),
                List.of(),
                List.of(),
                List.of(),
                Json.object().build());
        assertThatThrownBy(() -> registry.finish(again)).hasMessageStartingWith("CND-R005");
    }

    @Test
    void aResultsFileGetsAReceiptAndAnyChangeIsFound() throws IOException {
        RunRecord run = finish("r", List.of(), evidence("a"));
        Path results = Files.writeString(temp.resolve("results.json"), "{\"run\":1}");
        TlogProof receipt = registry.resultsWritten(run.id(), results);
        Files.writeString(temp.resolve("results.json" + TlogProof.SUFFIX), receipt.text());
        NoteKey key = NoteKey.parse(trail.vkey());
        assertThat(TrailVerifier.checkReceipt(results, key)).isEmpty();
        assertThat(registry.results()).containsExactly(new ResultsRef(run.id(), results, Sha256.of(results)));
        assertThat(verify().problems()).isEmpty();
        Files.writeString(results, "{\"run\":2}");
        assertThat(TrailVerifier.checkReceipt(results, key)).isNotEmpty();
        assertThat(verify().problems()).extracting(Problem::where).containsExactly(results.toString());
        Files.delete(results);
        assertThat(verify().problems()).isEmpty();
        assertThatThrownBy(() -> registry.resultsWritten("0".repeat(32), results))
                .hasMessageStartingWith("CND-R001");
    }

    @Test
    void aWholeRegistryVerifiesAndEveryChangedRowIsFound() throws IOException {
        ModelUse model = registry.keepModel("ebm", modelFolder("{}"), "ebm", true);
        RunRecord run = finish("r", List.of(model), evidence("a"), evidence("b"));
        registry.resultsWritten(run.id(), Files.writeString(temp.resolve("results.json"), "{}"));
        assertThat(verify().problems()).isEmpty();
        assertThat(verify().identityProven()).isTrue();
        for (String tampering : new String[] {
            "update run set name = 'other'",
            "update run set record = '" + "0".repeat(64) + "'",
            "update run_data set file_digest = '" + "0".repeat(64) + "'",
            "update run_model set direction = 'used'",
            "update run_evidence set kind = 'x.y' where rowid = 1",
            "delete from run_evidence where rowid = 2",
            "insert into run_evidence values ('" + run.id() + "', '" + "1".repeat(64) + "', 'x.y')",
            "update model set version = 7",
            "delete from model",
            "update results set digest = '" + "0".repeat(64) + "'",
            "delete from results"
        }) {
            inTables("create table kept_%1$s as select * from %1$s");
            store.inTransaction(handle -> {
                handle.execute("pragma defer_foreign_keys = 1");
                return handle.execute(tampering);
            });
            assertThat(verify().problems()).as(tampering).isNotEmpty();
            inTables("delete from %1$s");
            inTables("insert into %1$s select * from kept_%1$s");
            inTables("drop table kept_%1$s");
            assertThat(verify().problems()).isEmpty();
        }
    }

    private void inTables(String sql) {
        List<String> tables = List.of("results", "model", "run_evidence", "run_model", "run_data", "run");
        List<String> order = sql.startsWith("insert")
                ? List.of("run", "run_data", "run_model", "run_evidence", "model", "results")
                : tables;
        store.inTransaction(handle -> {
            for (String table : order) handle.execute(String.format(sql, table));
            return 0;
        });
    }

    @Test
    void aMissingOrChangedBlobIsFound() throws IOException {
        RunRecord run = finish("r", List.of(registry.keepModel("ebm", modelFolder("{}"), "ebm", true)), evidence("a"));
        for (Path blob : store.blobs().files()) {
            byte[] bytes = Files.readAllBytes(blob);
            Files.delete(blob);
            assertThat(verify().problems()).as(blob + " deleted").isNotEmpty();
            byte[] changed = bytes.clone();
            changed[bytes.length / 2] ^= 1;
            Files.write(blob, changed);
            assertThat(verify().problems()).as(blob + " changed").isNotEmpty();
            Files.write(blob, bytes);
        }
        assertThat(verify().problems()).isEmpty();
        String record = registry.runs().get(0).record();
        Path file = store.folder()
                .resolve("blobs/sha256")
                .resolve(record.substring(0, 2))
                .resolve(record.substring(2));
        Files.writeString(file, "{}");
        assertThatThrownBy(() -> registry.run(run.id()))
                .isInstanceOfSatisfying(
                        CandorException.class, e -> assertThat(e.kind()).isEqualTo(CandorException.Kind.INTEGRITY));
    }

    @Test
    void aRunWhoseEntryIsStillPendingVerifies() {
        finish("r", List.of(), evidence("a"));
        String digest = store.blobs().put(CanonicalJson.bytes(Json.object().build()));
        store.inTransaction(h -> store.outbox().add(h, trail.entry("note.added", "note:1", "", digest)));
        TrailReport report = verify();
        assertThat(report.problems()).isEmpty();
        assertThat(report.remarks()).anyMatch(r -> r.contains("not in the log yet"));
    }

    @Test
    void theDeclaredVersionIsThatOfTheNewestMigration() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/db/registry"))) {
            assertThat(files).hasSize(Registry.SCHEMA.version());
        }
    }
}
