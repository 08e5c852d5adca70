package io.candor.registry;

import io.candor.core.json.Json;

/**
 * Data that a run used. The rows themselves are not kept.
 *
 * @param name registered name
 * @param role {@code train}, {@code test}, {@code all}
 * @param fileDigest SHA-256 of the file's bytes
 * @param tableDigest digest of the rows in this role
 * @param rows number of rows in this role
 * @param columns number of columns
 */
public record DataUse(String name, String role, String fileDigest, String tableDigest, long rows, long columns) {
    public DataUse {
        if (!fileDigest.matches("[0-9a-f]{64}"))
            throw new IllegalArgumentException("not a SHA-256 digest: " + fileDigest);
    }

    Json.Obj toJson() {
        return Json.object()
                .put("name", name)
                .put("role", role)
                .put("fileDigest", fileDigest)
                .put("tableDigest", tableDigest)
                .put("rows", rows)
                .put("columns", columns)
                .build();
    }

    static DataUse fromJson(Json.Obj json) {
        return new DataUse(
                json.text("name"),
                json.text("role"),
                json.text("fileDigest"),
                json.text("tableDigest"),
                (long) json.number("rows"),
                (long) json.number("columns"));
    }
}
