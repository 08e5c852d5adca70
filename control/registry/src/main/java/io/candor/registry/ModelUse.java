package io.candor.registry;

import io.candor.core.json.Json;

/**
 * A model in a run.
 *
 * @param name as in evidence subjects, without {@code model:}
 * @param digest of its folder (SHA-256 of the canonical JSON {@code {path: sha256}}) or of its single file
 * @param algorithm for example {@code ebm}
 * @param produced whether the run made it; else it used it
 */
public record ModelUse(String name, String digest, String algorithm, boolean produced) {
    public ModelUse {
        if (!digest.matches("[0-9a-f]{64}")) throw new IllegalArgumentException("not a SHA-256 digest: " + digest);
    }

    Json.Obj toJson() {
        return Json.object()
                .put("name", name)
                .put("digest", digest)
                .put("algorithm", algorithm)
                .put("produced", produced)
                .build();
    }

    static ModelUse fromJson(Json.Obj json) {
        return new ModelUse(
                json.text("name"),
                json.text("digest"),
                json.text("algorithm"),
                json.need("produced").equals(Json.of(true)));
    }
}
