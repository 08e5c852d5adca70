package io.candor.registry.internal;

import io.candor.core.CandorException;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.io.JsonText;
import io.candor.store.Blobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Models among the blobs. A single file is one blob. A folder is one blob for each file and one for the canonical JSON {@code
 * {path: sha256}}, whose digest is, by the project's format rules, the folder's own.
 */
public final class ModelBlobs {
    private final Blobs blobs;

    public ModelBlobs(Blobs blobs) {
        this.blobs = blobs;
    }

    /** Keeps a model; gives its digest. */
    public String keep(Path model) {
        if (!Files.isDirectory(model)) return blobs.put(model);
        Map<String, Json> files = new TreeMap<>();
        try (Stream<Path> inside = Files.walk(model)) {
            for (Path file : inside.filter(Files::isRegularFile).toList()) {
                files.put(model.relativize(file).toString().replace('\\', '/'), Json.of(blobs.put(file)));
            }
        } catch (IOException e) {
            throw CandorException.user(
                            "CND-R006",
                            "cannot read the model " + model,
                            "a readable file or folder",
                            "check its permissions and try again")
                    .causedBy(e);
        }
        return blobs.put(CanonicalJson.bytes(new Json.Obj(files)));
    }

    /** Digests of the model's blobs that are not there. */
    public List<String> missing(String digest) {
        if (!blobs.has(digest)) return List.of(digest);
        List<String> missing = new ArrayList<>();
        for (Json file : listed(digest)) {
            if (file instanceof Json.Str s && !blobs.has(s.value())) missing.add(s.value());
        }
        return missing;
    }

    /** The files of a folder's list; empty for a model of one file. */
    private List<Json> listed(String digest) {
        try {
            if (!(JsonText.parse(blobs.get(digest), "model") instanceof Json.Obj files)) return List.of();
            boolean list = files.members().values().stream()
                    .allMatch(v -> v instanceof Json.Str s && s.value().matches("[0-9a-f]{64}"));
            return list ? List.copyOf(files.members().values()) : List.of();
        } catch (CandorException notJsonOrDamaged) {
            return List.of(); // damage is found by the check of the blobs themselves
        }
    }
}
