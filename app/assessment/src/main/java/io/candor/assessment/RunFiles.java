package io.candor.assessment;

import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Sha256;
import io.candor.core.file.AtomicFile;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.results.Results;
import io.candor.results.ResultsFile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Logs a run and writes its results, in the order that lets the file be proved: evidence into blobs, the run record's digest into
 * the trail, a checkpoint, {@code results.json} with that checkpoint, its digest into the trail, the receipt beside it.
 */
public final class RunFiles {
    private RunFiles() {}

    /** Writes {@code results.json} and its receipt; gives the results with the trail in them. */
    public static Results write(Results results, Workspace workspace, Path folder) {
        String record = workspace.store().blobs().put(record(results, workspace));
        workspace.trail().record("run.finished", "run:" + results.run().id(), "", record);
        Results logged = new Results(
                results.run(),
                results.models(),
                results.datasets(),
                results.evidence(),
                results.gates(),
                results.policyId(),
                results.ledger(),
                results.environment(),
                Optional.of(trail(workspace, record)));
        byte[] bytes = ResultsFile.bytes(logged);
        Path file = folder.resolve("results.json");
        AtomicFile.write(file, bytes);
        long index = workspace
                .trail()
                .append(workspace
                        .trail()
                        .entry("results.written", "run:" + results.run().id(), "", Sha256.of(bytes)));
        AtomicFile.write(
                folder.resolve("results.json.tlog-proof"),
                workspace.trail().prove(index).text());
        return logged;
    }

    private static Json.Obj trail(Workspace workspace, String record) {
        var checkpoint = workspace.trail().flush();
        return Json.object()
                .put("size", checkpoint.size())
                .put("root", checkpoint.rootHex())
                .put("origin", checkpoint.origin())
                .put("runRecord", record)
                .build();
    }

    /** What the trail's digest is taken of: a random salt, so that nobody can confirm a guess of the data from the log. */
    private static byte[] record(Results results, Workspace workspace) {
        byte[] salt = new byte[16];
        new SecureRandom().nextBytes(salt);
        for (Evidence evidence : results.evidence()) workspace.store().blobs().put(evidence.canonicalBytes());
        Json.Obj json = Json.object()
                .put("run", results.run().id())
                .put("salt", HexFormat.of().formatHex(salt))
                .put(
                        "models",
                        Json.texts(results.models().stream()
                                .map(Results.ModelEntry::digest)
                                .toList()))
                .put(
                        "data",
                        Json.texts(results.datasets().stream()
                                .map(Results.DatasetEntry::tableDigest)
                                .toList()))
                .put(
                        "evidence",
                        Json.texts(results.evidence().stream().map(Evidence::id).toList()))
                .build();
        return CanonicalJson.bytes(json);
    }
}
