package io.candor.assessment;

import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Sha256;
import io.candor.core.file.AtomicFile;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.core.model.Decider;
import io.candor.core.model.Input;
import io.candor.core.model.Model;
import io.candor.core.model.ThresholdDecider;
import io.candor.io.ModelFolder;
import io.candor.io.Models;
import io.candor.io.SavedModel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model with its way to decide, as a method of mitigation made it; or the one without any.
 *
 * @param name a folder's: small letters, digits, dots and hyphens
 * @param plain the model to hold it against: the same without mitigation
 * @param evidence of the mitigation; empty where there is none
 * @param made method, criterion, bound, multipliers, as far as there are
 * @param notes for people
 * @param behind the model that was trained, where columns are prepared for it
 */
record Mended(
        String name,
        Model model,
        Decider decider,
        Model plain,
        Optional<Evidence> evidence,
        Json.Obj made,
        List<String> notes,
        Optional<Behind> behind) {

    /** Where a model with prepared columns lies in its folder; the file that {@link Models} finds there. */
    private static final String PIPELINE = "model.pipeline.json";

    /**
     * @param pipeline what stands beside it, naming {@link #FOLDER}
     */
    record Behind(Model trained, Json.Obj pipeline) {
        static final String FOLDER = "trained";
    }

    /** Saves it; the model's file is the last. */
    SavedModel save(Path folder, Json.Obj provenance) {
        evidence.ifPresent(e -> AtomicFile.write(folder.resolve("mitigation.json"), CanonicalJson.pretty(e.toJson())));
        if (behind.isEmpty()) return ModelFolder.save(folder, model, provenance, decider);
        ModelFolder.save(folder.resolve(Behind.FOLDER), behind.get().trained(), provenance, decider);
        AtomicFile.write(
                folder.resolve(PIPELINE), CanonicalJson.pretty(behind.get().pipeline()));
        return Models.load(folder);
    }

    /** As one that is assessed, without being saved. */
    AssessedModel assessed(String algorithm) {
        Json.Obj none = Json.object().build();
        String digest = Sha256.of(("candor.unsaved/" + name).getBytes(StandardCharsets.UTF_8));
        return new AssessedModel(name, digest, algorithm, true, none, new AssessedModel.Source.Loaded(model, decider));
    }

    /** The one without mitigation. */
    Mended without() {
        return new Mended(
                "unmitigated",
                plain,
                new ThresholdDecider(0.5),
                plain,
                Optional.empty(),
                Json.object().put("method", "none").build(),
                List.of(),
                Optional.empty());
    }

    /** Which of some columns are read when it decides, by the model or by the decider. */
    static List<String> reads(Model model, Decider decider, List<String> columns) {
        List<String> read = new ArrayList<>(decider.reads());
        for (Input input : model.inputs()) read.add(input.name());
        return columns.stream().filter(read::contains).toList();
    }
}
