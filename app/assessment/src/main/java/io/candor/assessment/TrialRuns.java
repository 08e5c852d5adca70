package io.candor.assessment;

import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.evaluation.search.Leaderboard;
import io.candor.evaluation.search.Trial;
import io.candor.registry.DataUse;
import io.candor.registry.Environment;
import io.candor.registry.FinishedRun;
import io.candor.registry.ModelUse;
import io.candor.registry.Registry;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Every trial of a search as a run of its own; the chosen one has the model and the leaderboard. */
public final class TrialRuns {
    private TrialRuns() {}

    /**
     * Keeps them, in the order of trying.
     *
     * @param model what the chosen one became, and its folder
     * @return the chosen one's run id
     */
    public static String log(
            Workspace workspace,
            DataSource.Part part,
            Leaderboard board,
            Evidence evidence,
            long seed,
            String modelName,
            Path model) {
        Registry registry = workspace.registry();
        Json.Obj environment = Environment.capture(Path.of("").toAbsolutePath());
        DataUse data = new DataUse(
                part.source().name(),
                part.role(),
                part.source().fileDigest(),
                part.digest(),
                part.table().rows(),
                part.table().names().size());
        List<Json> rows = evidence.result().array("trials");
        String chosenRun = "";
        List<Trial> inOrder = board.trials().stream()
                .sorted(Comparator.comparingInt(Trial::number))
                .toList();
        for (Trial trial : inOrder) {
            boolean chosen = trial == board.chosen();
            String id = registry.newRunId();
            List<ModelUse> models = new ArrayList<>();
            if (chosen) {
                models.add(
                        registry.keepModel(modelName, model, trial.candidate().algorithm(), true));
                chosenRun = id;
            }
            registry.finish(new FinishedRun(
                    id,
                    "search " + part.source().name() + "/" + part.target().name(),
                    "trial " + trial.number() + (chosen ? " (chosen): " : ": ")
                            + trial.candidate().words(),
                    trial.started().truncatedTo(ChronoUnit.SECONDS),
                    trial.finished().truncatedTo(ChronoUnit.SECONDS),
                    parameters(trial, rows.get(board.trials().indexOf(trial)), seed),
                    models,
                    List.of(data),
                    chosen ? List.of(evidence) : List.of(),
                    environment));
        }
        return chosenRun;
    }

    private static Json.Obj parameters(Trial trial, Json row, long seed) {
        Json.Builder json = Json.object();
        ((Json.Obj) row).members().forEach(json::put);
        return json.put("seed", Long.toString(seed))
                .put("seconds", trial.seconds())
                .build();
    }
}
