package io.candor.registry;

import io.candor.audit.TlogProof;
import io.candor.audit.Trail;
import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Sha256;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.io.JsonText;
import io.candor.registry.internal.Lineage;
import io.candor.registry.internal.ModelBlobs;
import io.candor.registry.internal.RegistryCheck;
import io.candor.registry.internal.RegistryRows;
import io.candor.store.RoomSchema;
import io.candor.store.RowCheck;
import io.candor.store.Store;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Keeps runs and everything that belongs to them. Whatever is kept is in the trail when a method returns. Thread-safe.
 *
 * <pre>{@code
 * Registry registry = new Registry(store, trail);
 * ModelUse model = registry.keepModel("adult-ebm", folder, "ebm", true);
 * registry.finish(new FinishedRun(registry.newRunId(), "default", "adult", ..., List.of(model), data, evidence,
 *         Environment.capture(Path.of("."))));
 * TlogProof receipt = registry.resultsWritten(runId, results); // written beside results.json by the caller
 * }</pre>
 */
public final class Registry {
    /** The tables of this room. */
    public static final RoomSchema SCHEMA = new RoomSchema("registry", 1);

    private final Store store;
    private final Trail trail;
    private final SecureRandom random = new SecureRandom();

    /** @param trail gives time and actor of the entries */
    public Registry(Store store, Trail trail) {
        store.migrate(SCHEMA);
        this.store = store;
        this.trail = trail;
    }

    /** 32 random lower-case hexadecimal digits. */
    public String newRunId() {
        return randomHex();
    }

    /**
     * Keeps a model's bytes.
     *
     * @param name as in evidence subjects, without {@code model:}
     * @param model a folder or a file
     * @throws CandorException {@code CND-R006} if it can't be read
     */
    public ModelUse keepModel(String name, Path model, String algorithm, boolean produced) {
        return new ModelUse(name, new ModelBlobs(store.blobs()).keep(model), algorithm, produced);
    }

    /**
     * Keeps a finished run: its evidence and record as blobs, its rows and trail entries in one transaction, then the log.
     *
     * @return the record as it was kept
     * @throws CandorException {@code CND-R005} if a run of that id is there already
     */
    public RunRecord finish(FinishedRun run) {
        RunRecord record = RunRecord.of(run, randomHex());
        for (Evidence evidence : run.evidence()) store.blobs().put(evidence.canonicalBytes());
        String digest = store.blobs().put(CanonicalJson.bytes(record.toJson()));
        store.inTransaction(handle -> {
            RegistryRows rows = new RegistryRows(handle);
            if (rows.run(run.id()).isPresent()) throw known(run.id());
            rows.insert(RegistryRows.derived(record, digest));
            for (ModelUse model : record.models()) register(handle, record.id(), model);
            return store.outbox().add(handle, trail.entry("run.finished", "run:" + run.id(), "", digest));
        });
        trail.flush();
        return record;
    }

    private void register(Handle handle, String run, ModelUse model) {
        RegistryRows rows = new RegistryRows(handle);
        List<ModelVersion> versions = rows.models(model.name());
        if (versions.stream().anyMatch(v -> v.digest().equals(model.digest()))) return;
        int next = versions.isEmpty() ? 1 : versions.get(versions.size() - 1).version() + 1;
        ModelVersion version =
                new ModelVersion(model.name(), next, model.digest(), model.algorithm(), run, randomHex());
        rows.insert(version);
        String after = Sha256.of(CanonicalJson.bytes(version.toJson()));
        store.outbox().add(handle, trail.entry("model.registered", version.object(), "", after));
    }

    /**
     * Notes that a run's results file is written; keeps a copy.
     *
     * @return the receipt, which the caller writes beside the file ({@link TlogProof#SUFFIX})
     * @throws CandorException {@code CND-R001} if the run is unknown
     */
    public TlogProof resultsWritten(String run, Path results) {
        summary(run);
        ResultsRef ref = new ResultsRef(
                run, results.toAbsolutePath().normalize(), store.blobs().put(results));
        long id = store.inTransaction(handle -> {
            new RegistryRows(handle).insert(ref);
            return store.outbox().add(handle, trail.entry("results.written", "results:" + run, "", ref.digest()));
        });
        trail.flush();
        return trail.prove(store.outbox().place(id).orElseThrow().logIndex());
    }

    /** All runs, newest first. */
    public List<RunSummary> runs() {
        return store.read(handle -> new RegistryRows(handle).runs());
    }

    /** Names of all experiments, sorted. */
    public List<String> experiments() {
        return runs().stream().map(RunSummary::experiment).distinct().sorted().toList();
    }

    /** All models, by name and version. */
    public List<ModelVersion> models() {
        return store.read(handle -> new RegistryRows(handle).models());
    }

    /** Every results file that a run wrote. */
    public List<ResultsRef> results() {
        return store.read(handle -> new RegistryRows(handle).results());
    }

    /**
     * A run's record, its digest checked.
     *
     * @throws CandorException {@code CND-R001} if there is no such run, of kind INTEGRITY if its record was changed
     */
    public RunRecord run(String id) {
        byte[] bytes = store.blobs().get(summary(id).record());
        try {
            return RunRecord.fromJson((Json.Obj) JsonText.parse(bytes, "run record"));
        } catch (IllegalArgumentException | ClassCastException e) {
            throw damaged("the record of run " + id).causedBy(e);
        }
    }

    private RunSummary summary(String id) {
        return store.read(handle -> new RegistryRows(handle).run(id))
                .orElseThrow(() -> CandorException.user(
                        "CND-R001",
                        "there is no run '" + id + "'",
                        "the 32 hexadecimal digits of a run in this store",
                        Suggestions.remedy(
                                id, runs().stream().map(RunSummary::id).toList())));
    }

    /**
     * A piece of evidence, its digest checked.
     *
     * @throws CandorException {@code CND-R003} if no run produced it
     */
    public Evidence evidence(String id) {
        if (!id.matches("[0-9a-f]{64}") || !store.blobs().has(id)) {
            throw CandorException.user(
                    "CND-R003",
                    "there is no evidence '" + id + "'",
                    "the 64 hexadecimal digits of a piece of evidence in this store",
                    "'candor registry lineage' of a run lists its evidence");
        }
        try {
            return Evidence.fromJson((Json.Obj) JsonText.parse(store.blobs().get(id), "evidence"));
        } catch (IllegalArgumentException | ClassCastException e) {
            throw damaged("the evidence " + id).causedBy(e);
        }
    }

    /** Evidence that a run produced, in the order it was made. */
    public List<Evidence> evidenceOf(String run) {
        return run(run).evidence().stream().map(ref -> evidence(ref.id())).toList();
    }

    /**
     * What something came from and what came of it.
     *
     * @param node a run's id, a model's name (its newest version) or digest, {@code name/version}, a data file's digest, or a piece
     *     of evidence's id
     * @return {@code {"nodes": [{"id", "kind", "name"}], "edges": [{"from", "to", "relation", "role"}]}}; edges point from what
     *     came first to what came of it
     * @throws CandorException {@code CND-R002} if nothing is called that
     */
    public Json.Obj lineage(String node) {
        return store.read(handle -> {
            RegistryRows rows = new RegistryRows(handle);
            Map<String, String> names = new LinkedHashMap<>();
            for (RunSummary run : rows.runs()) names.put(run.id(), run.name());
            Lineage lineage = new Lineage(rows.edges(), names);
            String digest = modelDigest(rows, node).orElse(node);
            for (String kind : List.of("run:", "model:", "data:", "evidence:")) {
                if (lineage.knows(kind + digest)) return lineage.around(kind + digest);
            }
            throw CandorException.user(
                    "CND-R002",
                    "nothing in the registry is called '" + node + "'",
                    "a run's id, a model's name or name/version, or a digest",
                    Suggestions.remedy(
                            node,
                            rows.models().stream()
                                    .map(ModelVersion::name)
                                    .distinct()
                                    .toList()));
        });
    }

    private static Optional<String> modelDigest(RegistryRows rows, String node) {
        int slash = node.lastIndexOf('/');
        String suffix = slash < 0 ? "" : node.substring(slash + 1);
        boolean versioned = suffix.matches("[1-9][0-9]{0,8}");
        List<ModelVersion> versions = rows.models(versioned ? node.substring(0, slash) : node);
        return versions.stream()
                .filter(v -> !versioned || v.version() == Integer.parseInt(suffix))
                .reduce((older, newer) -> newer)
                .map(ModelVersion::digest);
    }

    /** For {@code trail verify}: rebuilds the rows from the blobs and holds both to the log. */
    public static Function<Store, RowCheck> rowCheck() {
        return store -> {
            store.migrate(SCHEMA);
            return new RegistryCheck(store);
        };
    }

    private String randomHex() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static CandorException known(String id) {
        return CandorException.user(
                "CND-R005",
                "run " + id + " is in the registry already",
                "a fresh id for every run; runs are never changed",
                "run again");
    }

    private static CandorException damaged(String what) {
        return CandorException.integrity(
                "CND-R004",
                what + " can't be read",
                "JSON as Candor wrote it",
                "use the release of Candor that wrote it, or restore blobs/ from a backup");
    }
}
