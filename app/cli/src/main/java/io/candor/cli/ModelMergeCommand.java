package io.candor.cli;

import io.candor.assessment.FreshFolder;
import io.candor.core.CandorException;
import io.candor.core.json.Json;
import io.candor.core.model.AdditiveModel;
import io.candor.glassbox.edit.ModelMerge;
import io.candor.io.ModelFolder;
import io.candor.io.Models;
import io.candor.io.SavedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code candor model merge}. */
@Command(
        name = "merge",
        header = "Make one explainable boosting machine of several that were trained apart.",
        description = {
            "",
            "Bins are the union of all, scores the mean over the models by the weight of their training rows,",
            "outer bags are all of theirs. The first model's decision threshold is kept.",
            ""
        },
        footer = {"", "Example:", "  candor model merge --model north --model south --out both"})
final class ModelMergeCommand extends Verb {
    @Option(
            names = "--model",
            required = true,
            paramLabel = "MODEL",
            description = "A saved model's folder, or an EBM's JSON; two or more.")
    List<Path> models = new ArrayList<>();

    @Option(names = "--out", required = true, paramLabel = "MODEL", description = "Folder for the merged model.")
    Path out = Path.of("");

    @Override
    public Integer call() {
        if (models.size() < 2) {
            throw CandorException.user(
                    "CND-U022", "there is one model to merge", "two or more", "name another with --model");
        }
        Terminal terminal = global.terminal();
        List<SavedModel> saved = models.stream().map(Models::load).toList();
        AdditiveModel merged =
                ModelMerge.of(saved.stream().map(ModelEditCommand::additive).toList());
        List<Json> parts = new ArrayList<>();
        for (SavedModel part : saved) {
            parts.add(Json.object()
                    .put("digest", part.digest())
                    .put("provenance", part.provenance())
                    .build());
        }
        Json.Obj provenance = Json.object()
                .put("algorithm", "merge")
                .put("merged", Json.array(parts))
                .build();
        SavedModel now = FreshFolder.fill(
                out,
                "model.json",
                () -> ModelFolder.save(out, merged, provenance, saved.get(0).decider()));
        terminal.print(
                "merged " + saved.size() + " models, " + merged.termCount() + " terms, "
                        + merged.bags().size() + " bags\nmodel: " + out + "  (sha256 " + now.digest() + ")",
                Json.object()
                        .put("model", out.toString())
                        .put("digest", now.digest())
                        .put("terms", merged.termCount())
                        .put("bags", merged.bags().size())
                        .build());
        return 0;
    }
}
