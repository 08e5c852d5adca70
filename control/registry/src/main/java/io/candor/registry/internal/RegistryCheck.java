package io.candor.registry.internal;

import io.candor.core.CandorException;
import io.candor.core.evidence.Sha256;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.io.JsonText;
import io.candor.registry.ModelVersion;
import io.candor.registry.ResultsRef;
import io.candor.registry.RunRecord;
import io.candor.registry.RunSummary;
import io.candor.store.Blobs;
import io.candor.store.RowCheck;
import io.candor.store.Store;
import io.candor.store.TrailEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rebuilds every row from the run records among the blobs, whose digests stand in the log, and compares. */
public final class RegistryCheck implements RowCheck {
    private final Store store;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> rows = new HashSet<>();

    public RegistryCheck(Store store) {
        this.store = store;
    }

    @Override
    public List<Problem> check(Map<String, List<TrailEntry>> log) {
        problems.clear();
        rows.clear();
        return store.read(handle -> {
            RegistryRows registry = new RegistryRows(handle);
            for (RunSummary run : registry.runs()) run(registry, run, log);
            for (ModelVersion model : registry.models()) model(model, log);
            for (ResultsRef results : registry.results()) results(results, log);
            for (String object : log.keySet()) {
                boolean ours =
                        object.startsWith("run:") || object.startsWith("model:") || object.startsWith("results:");
                if (ours && !rows.contains(object)) problem(object, "is in the log but not in the registry");
            }
            return List.copyOf(problems);
        });
    }

    private void run(RegistryRows registry, RunSummary run, Map<String, List<TrailEntry>> log) {
        String object = "run:" + run.id();
        held(object, run.record(), log);
        RunRecord record;
        try {
            byte[] bytes = store.blobs().get(run.record());
            record = RunRecord.fromJson((Json.Obj) JsonText.parse(bytes, object));
        } catch (CandorException | IllegalArgumentException | ClassCastException e) {
            problem(object, "its record can't be read: " + e.getMessage());
            return;
        }
        if (!RegistryRows.derived(record, run.record()).equals(registry.present(run.id()))) {
            problem(object, "the registry's rows are not what its record says");
        }
        Blobs blobs = store.blobs();
        for (RunRecord.EvidenceRef evidence : record.evidence()) {
            if (!blobs.has(evidence.id())) problem("evidence:" + evidence.id(), "is missing among the blobs");
        }
        record.models().forEach(model -> kept(model.name(), model.digest()));
    }

    private void model(ModelVersion model, Map<String, List<TrailEntry>> log) {
        held(model.object(), Sha256.of(CanonicalJson.bytes(model.toJson())), log);
        kept(model.name(), model.digest());
    }

    /** A model's blob is its file, or the list of its files. */
    private void kept(String name, String digest) {
        ModelBlobs models = new ModelBlobs(store.blobs());
        for (String missing : models.missing(digest)) {
            problem("model " + name, "its blob " + missing + " is missing");
        }
    }

    private void results(ResultsRef results, Map<String, List<TrailEntry>> log) {
        String object = "results:" + results.run();
        held(object, results.digest(), log);
        if (!store.blobs().has(results.digest())) problem(object, "its copy is missing among the blobs");
        try {
            // a file that was moved or deleted says nothing false; one that was changed does
            boolean changed =
                    Files.exists(results.path()) && !Sha256.of(results.path()).equals(results.digest());
            if (changed) problem(results.path().toString(), "was changed after it was written");
        } catch (IOException e) {
            problem(results.path().toString(), "can't be read");
        }
    }

    private void held(String object, String digest, Map<String, List<TrailEntry>> log) {
        rows.add(object);
        boolean logged = log.getOrDefault(object, List.of()).stream()
                .anyMatch(e -> e.after().equals(digest));
        if (!logged) problem(object, "the registry's row is not what the log says of it");
    }

    private void problem(String where, String what) {
        problems.add(new Problem(where, what));
    }
}
