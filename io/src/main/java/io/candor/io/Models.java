package io.candor.io;

import io.candor.core.CandorException;
import io.candor.core.evidence.Sha256;
import io.candor.core.json.Json;
import io.candor.core.model.Model;
import io.candor.core.model.ModelReader;
import io.candor.core.model.ThresholdDecider;
import io.candor.io.internal.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Loads a model from wherever it comes: a saved model's folder, or a file of another program that a {@link ModelReader} knows.
 * Readers beside those of this room are found by {@link ServiceLoader}.
 */
public final class Models {
    private Models() {}

    /**
     * A folder with a {@code model.pipeline.json} and no {@code model.json} is that pipeline. A file of another program has no decider, so 0.5 decides, and its provenance is its format; its digest is that of the
     * file. A pipeline has the decider of the model in it, and a digest of both.
     *
     * @throws CandorException {@code CND-M010} if nothing knows the file, and what {@link ModelFolder#load} and the readers throw
     */
    public static SavedModel load(Path place) {
        Path path = inFolder(place);
        if (!Files.isRegularFile(path)) return ModelFolder.load(path);
        if (PipelineFile.is(path)) return PipelineFile.load(path);
        for (ModelReader reader : readers()) {
            if (!reader.accepts(path)) continue;
            Model model = reader.read(path);
            Json.Obj provenance = Json.object()
                    .put("algorithm", reader.format())
                    .put("format", reader.format())
                    .build();
            return new SavedModel(model, provenance, new ThresholdDecider(0.5), digest(path));
        }
        throw ModelFolder.noModel(path);
    }

    /** What a model's digest is taken of: its folder, or its file. */
    public static String digest(Path place) {
        Path path = inFolder(place);
        if (!Files.isRegularFile(path)) return ModelFolder.digest(path);
        if (PipelineFile.is(path)) return PipelineFile.digest(path);
        try {
            return Sha256.of(path);
        } catch (IOException e) {
            throw new SourceFile(path).unreadable(e);
        }
    }

    private static Path inFolder(Path place) {
        Path pipeline = place.resolve("model" + PipelineFile.END);
        boolean only = !Files.exists(place.resolve("model.json")) && Files.isRegularFile(pipeline);
        return only ? pipeline : place;
    }

    private static List<ModelReader> readers() {
        List<ModelReader> readers = new ArrayList<>(List.of(
                new EbmJson(),
                new XgboostFile(),
                new LightgbmFile(),
                new CatboostFile(),
                new OnnxTreeFile(),
                new PredictionsFile()));
        ServiceLoader.load(ModelReader.class).forEach(readers::add);
        return readers;
    }
}
