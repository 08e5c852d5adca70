package io.candor.registry;

import io.candor.core.json.Json;

/**
 * A registered model.
 *
 * @param name registered name
 * @param version from 1; other bytes under the same name are a new version
 * @param digest of its folder or file
 * @param algorithm for example {@code ebm}
 * @param run that brought it in
 * @param salt random, hexadecimal
 */
public record ModelVersion(String name, int version, String digest, String algorithm, String run, String salt) {
    /** What the trail's digest is taken of. */
    public Json.Obj toJson() {
        return Json.object()
                .put("name", name)
                .put("version", version)
                .put("digest", digest)
                .put("algorithm", algorithm)
                .put("run", run)
                .put("salt", salt)
                .build();
    }

    /** The trail's name for it. */
    public String object() {
        return "model:" + name + "/" + version;
    }
}
