package io.candor.io;

import io.candor.core.CandorException;
import io.candor.core.evidence.Sha256;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.core.model.Input;
import io.candor.core.model.Model;
import io.candor.core.prepare.PreparedModel;
import io.candor.io.internal.PipelineJson;
import io.candor.io.internal.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A model and what prepares its inputs, {@code *.pipeline.json}: it scores and is explained on raw features. The file names the model,
 * which lies beside or below it, the raw inputs, and for each column that the model sees how it is made; docs/how-to/explain-raw-features.md
 * has the format.
 */
final class PipelineFile {
    static final String END = ".pipeline.json";

    private PipelineFile() {}

    static boolean is(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(END);
    }

    /**
     * The model on raw inputs, with the decider of the model itself.
     *
     * @throws CandorException {@code CND-M006} if the file is no pipeline, or does not fit its model
     */
    static SavedModel load(Path file) {
        try {
            Json.Obj json = read(file);
            SavedModel saved = Models.load(beside(file, json.text("model")));
            List<String> wanted =
                    saved.model().inputs().stream().map(Input::name).toList();
            Model model = PreparedModel.of(PipelineJson.read(json, wanted), saved.model());
            Json.Obj provenance = Json.object()
                    .put(
                            "algorithm",
                            saved.provenance().optionalText("algorithm").orElse("pipeline"))
                    .put("format", "pipeline")
                    .put("model", saved.provenance())
                    .build();
            return new SavedModel(model, provenance, saved.decider(), digest(file, json, saved.digest()));
        } catch (IllegalArgumentException | ClassCastException e) {
            throw unusable(file, e);
        }
    }

    /** Of the file and of its model: SHA-256 of the canonical JSON {@code {name: sha256}}, as of a folder. */
    static String digest(Path file) {
        try {
            Json.Obj json = read(file);
            return digest(file, json, Models.digest(beside(file, json.text("model"))));
        } catch (IllegalArgumentException | ClassCastException e) {
            throw unusable(file, e);
        }
    }

    private static String digest(Path file, Json.Obj json, String ofModel) {
        try {
            return Sha256.of(CanonicalJson.bytes(Json.object()
                    .put(String.valueOf(file.getFileName()), Sha256.of(file))
                    .put(json.text("model"), ofModel)
                    .build()));
        } catch (IOException e) {
            throw new SourceFile(file).unreadable(e);
        }
    }

    private static Json.Obj read(Path file) {
        if (!(JsonText.read(file) instanceof Json.Obj json)) throw new IllegalArgumentException("not an object");
        PipelineJson.only(json, "format", "version", "model", "inputs", "columns");
        if (!json.text("format").equals("candor-pipeline") || json.number("version") != 1) {
            throw new IllegalArgumentException("not a candor-pipeline of version 1");
        }
        return json;
    }

    private static CandorException unusable(Path file, RuntimeException e) {
        String why = e instanceof ClassCastException ? "a value is of the wrong type" : String.valueOf(e.getMessage());
        return CandorException.user(
                        "CND-M006",
                        "the pipeline in " + file + " can't be used (" + why + ")",
                        "a model, its raw inputs, and a column for each of the model's inputs",
                        "see docs/how-to/explain-raw-features.md")
                .causedBy(e);
    }

    private static Path beside(Path file, String name) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        if (folder == null) throw new IllegalArgumentException("it lies nowhere");
        Path model = folder.resolve(name).normalize();
        if (!model.startsWith(folder) || model.equals(folder)) {
            throw new IllegalArgumentException("the model is not beside the file");
        }
        if (is(model)) throw new IllegalArgumentException("a pipeline of a pipeline");
        return model;
    }
}
