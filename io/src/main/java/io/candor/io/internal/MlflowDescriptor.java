package io.candor.io.internal;

import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.core.model.Input;
import io.candor.core.model.Model;

/**
 * The {@code MLmodel} file that MLflow looks for: a flavour of our own and the signature. JSON is YAML, so it is written as
 * JSON. It holds no time and no path, so that saving twice gives equal bytes.
 */
public final class MlflowDescriptor {
    private MlflowDescriptor() {}

    public static String text(Model model) {
        Json inputs = Json.array(model.inputs().stream()
                .map(i -> Json.object()
                        .put("name", i.name())
                        .put("type", i.kind() == Input.Kind.NUMBER ? "double" : "string")
                        .put("required", false)
                        .build())
                .toList());
        Json outputs = Json.array(java.util.List.of(
                Json.object().put("type", "double").put("name", "score").build()));
        return CanonicalJson.pretty(Json.object()
                .put(
                        "flavors",
                        Json.object()
                                .put(
                                        "candor",
                                        Json.object()
                                                .put("data", "model.json")
                                                .put("format_version", 1)
                                                .build())
                                .build())
                .put(
                        "signature",
                        Json.object()
                                .put("inputs", CanonicalJson.text(inputs))
                                .put("outputs", CanonicalJson.text(outputs))
                                .build())
                .build());
    }
}
