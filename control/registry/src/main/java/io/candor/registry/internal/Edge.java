package io.candor.registry.internal;

import io.candor.core.json.Json;

/**
 * One step of the lineage.
 *
 * @param from what came first, for example {@code data:<digest>}
 * @param to what came of it, for example {@code run:<id>}
 * @param relation {@code used} or {@code produced}
 * @param role of data in a run; else empty
 * @param name of the data, model or kind of evidence at the end that is not the run
 */
public record Edge(String from, String to, String relation, String role, String name) {
    Json.Obj toJson() {
        Json.Builder json = Json.object().put("from", from).put("to", to).put("relation", relation);
        if (!role.isEmpty()) json.put("role", role);
        return json.build();
    }
}
