package io.candor.assessment;

import io.candor.audit.Checkpoint;
import io.candor.audit.TlogProof;
import io.candor.core.file.AtomicFile;
import io.candor.core.json.Json;
import io.candor.registry.DataUse;
import io.candor.registry.FinishedRun;
import io.candor.registry.ModelUse;
import io.candor.registry.Registry;
import io.candor.results.Results;
import io.candor.results.ResultsFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Logs a run and writes its results, in the order that lets the file be proved: evidence and run record into the registry and
 * the trail, a checkpoint, {@code results.json} with that checkpoint, its digest into the trail, the receipt beside it.
 */
public final class RunFiles {
    private RunFiles() {}

    /**
     * Writes {@code results.json} and its receipt; gives the results with the trail in them.
     *
     * @param model the model's folder; empty if only its predictions are known
     * @param parameters good enough to run it again
     */
    public static Results write(
            Results results, Workspace workspace, Optional<Path> model, Json.Obj parameters, Path folder) {
        Registry registry = workspace.registry();
        List<ModelUse> models = new ArrayList<>();
        for (Results.ModelEntry entry : results.models()) {
            model.ifPresent(m -> models.add(registry.keepModel(entry.name(), m, entry.algorithm(), entry.trained())));
        }
        registry.finish(new FinishedRun(
                results.run().id(),
                results.run().name(),
                results.run().name(),
                Instant.parse(results.run().started()),
                Instant.parse(results.run().finished()),
                parameters,
                models,
                results.datasets().stream()
                        .map(d ->
                                new DataUse(d.name(), d.role(), d.fileDigest(), d.tableDigest(), d.rows(), d.columns()))
                        .toList(),
                results.evidence(),
                results.environment()));
        Results logged = results.withTrail(
                trail(workspace.trail().checkpoint(), workspace.trail().vkey()));
        Path file = folder.resolve("results.json");
        ResultsFile.write(file, logged);
        TlogProof receipt = registry.resultsWritten(results.run().id(), file);
        AtomicFile.write(folder.resolve("results.json" + TlogProof.SUFFIX), receipt.text());
        return logged;
    }

    private static Json.Obj trail(Checkpoint checkpoint, String key) {
        return Json.object()
                .put("origin", checkpoint.origin())
                .put("size", checkpoint.size())
                .put("root", checkpoint.rootHex())
                .put("key", key)
                .build();
    }
}
