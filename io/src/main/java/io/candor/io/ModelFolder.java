package io.candor.io;

import io.candor.core.CandorException;
import io.candor.core.evidence.Sha256;
import io.candor.core.file.AtomicFile;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.core.model.Decider;
import io.candor.core.model.Model;
import io.candor.core.model.ModelReader;
import io.candor.core.model.Task;
import io.candor.core.model.ThresholdDecider;
import io.candor.io.internal.DeciderJson;
import io.candor.io.internal.MlflowDescriptor;
import io.candor.io.internal.ModelContent;
import io.candor.io.internal.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A saved model: a folder with {@code model.json} (format, version, provenance, content), what is too large for it in files
 * beside it that it names by digest, {@code decider.json} and an MLflow-compatible {@code MLmodel}. Saving replaces those files one by one, each atomically; {@code model.json} is the last.
 */
public final class ModelFolder implements ModelReader {
    private static final String FORMAT = "candor-model";
    private static final int VERSION = 1;

    /** Saves and returns what was saved, with its digest. */
    public static SavedModel save(Path folder, Model model, Json.Obj provenance, Decider decider) {
        Json.Obj content = Json.object()
                .put("format", FORMAT)
                .put("version", VERSION)
                .put("kind", ModelContent.kind(model))
                .put("provenance", provenance)
                .put("content", ModelContent.write(model, folder))
                .build();
        AtomicFile.write(folder.resolve("MLmodel"), MlflowDescriptor.text(model));
        AtomicFile.write(folder.resolve("decider.json"), CanonicalJson.pretty(decider.toJson()));
        AtomicFile.write(folder.resolve("model.json"), CanonicalJson.pretty(content));
        return new SavedModel(model, provenance, decider, digest(folder));
    }

    @Override
    public String format() {
        return "Candor model";
    }

    @Override
    public boolean accepts(Path file) {
        return Files.isRegularFile(file.resolve("model.json"));
    }

    @Override
    public Model read(Path folder) {
        return load(folder).model();
    }

    /**
     * @throws CandorException {@code CND-M010} if there is no model, {@code CND-M011} if it is of a newer version, {@code
     *     CND-M012} if it is damaged
     */
    public static SavedModel load(Path folder) {
        Path file = folder.resolve("model.json");
        if (!Files.isRegularFile(file)) {
            if (!Files.exists(folder)) throw SourceFile.missing(folder);
            throw noModel(folder);
        }
        Json parsed;
        try {
            long most = Runtime.getRuntime().maxMemory() / 16; // a number's text of two bytes becomes an object
            if (Files.size(file) > most) throw new IllegalArgumentException("model.json is larger than memory allows");
            parsed = JsonText.read(file);
        } catch (CandorException | IllegalArgumentException e) {
            throw damaged(folder, e);
        } catch (IOException e) {
            throw new SourceFile(folder).unreadable(e);
        }
        if (!(parsed instanceof Json.Obj json)
                || !FORMAT.equals(json.optionalText("format").orElse(""))) {
            throw damaged(folder, new IllegalArgumentException("not a Candor model"));
        }
        if (!(json.get("version") instanceof Json.Num version) || version.value() != VERSION) {
            throw CandorException.user(
                    "CND-M011",
                    "the model in " + folder + " is of another format version",
                    "version " + VERSION,
                    "use the release of Candor that wrote it, or train it again");
        }
        try {
            Model model = ModelContent.read(json.text("kind"), json.object("content"), folder);
            return new SavedModel(model, json.object("provenance"), decider(folder, model), digest(folder));
        } catch (IOException e) {
            throw new SourceFile(folder).unreadable(e);
        } catch (IllegalArgumentException | ClassCastException | IndexOutOfBoundsException e) {
            throw damaged(folder, e);
        }
    }

    /** SHA-256 of the canonical JSON {@code {path: sha256}} of a folder's files. */
    public static String digest(Path folder) {
        TreeMap<String, Path> files = new TreeMap<>();
        Json.Builder digests = Json.object();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile)
                    .forEach(f -> files.put(folder.relativize(f).toString().replace('\\', '/'), f));
            for (var file : files.entrySet()) digests.put(file.getKey(), Sha256.of(file.getValue()));
        } catch (IOException e) {
            throw new SourceFile(folder).unreadable(e);
        }
        return Sha256.of(CanonicalJson.bytes(digests.build()));
    }

    private static Decider decider(Path folder, Model model) {
        Path file = folder.resolve("decider.json");
        if (!Files.exists(file)) {
            if (model.task() == Task.BINARY) throw new IllegalArgumentException("decider.json is missing");
            return new ThresholdDecider(0.5);
        }
        return DeciderJson.read((Json.Obj) JsonText.read(file));
    }

    static CandorException noModel(Path path) {
        return CandorException.user(
                "CND-M010",
                path + " is not a model",
                "a saved model's folder, with a model.json, or a file of a known format: an EBM as InterpretML's JSON,"
                        + " XGBoost's .json or .ubj",
                "train one with 'candor train'");
    }

    private static CandorException damaged(Path folder, RuntimeException e) {
        String why = e instanceof ClassCastException ? "a value is of the wrong type" : String.valueOf(e.getMessage());
        return CandorException.user(
                        "CND-M012",
                        "the model in " + folder + " is damaged (" + why + ")",
                        "the files as they were written",
                        "restore them or train the model again")
                .causedBy(e);
    }
}
