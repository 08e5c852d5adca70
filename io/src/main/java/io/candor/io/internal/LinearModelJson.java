package io.candor.io.internal;

import io.candor.core.json.Json;
import io.candor.core.model.LinearModel;
import java.util.Optional;

/** A linear model as JSON, format version 1, and back. Numbers keep every bit. */
final class LinearModelJson {
    private LinearModelJson() {}

    static Json.Obj write(LinearModel model) {
        Json.Builder json = JsonParts.header(model)
                .put("link", model.link().label())
                .put("intercept", Json.numbers(model.intercept()))
                .put(
                        "effects",
                        Json.array(model.effects().stream()
                                .map(LinearModelJson::effect)
                                .toList()))
                .put("training_weight", model.trainingWeight());
        model.intervals()
                .ifPresent(i -> json.put(
                        "intervals",
                        Json.object()
                                .put("method", i.method())
                                .put("errors", JsonParts.gaps(i.errors()))
                                .put("low", JsonParts.gaps(i.low()))
                                .put("high", JsonParts.gaps(i.high()))
                                .build()));
        return json.build();
    }

    private static Json.Obj effect(LinearModel.Effect effect) {
        if (effect instanceof LinearModel.Slope s) {
            return Json.object()
                    .put("slope", Json.numbers(s.slope()))
                    .put("centre", s.centre())
                    .put("deviation", s.deviation())
                    .put("missing", Json.numbers(s.missing()))
                    .put("missing_weight", s.missingWeight())
                    .build();
        }
        LinearModel.Levels l = (LinearModel.Levels) effect;
        return Json.object()
                .put("levels", Json.numbers(l.scores()))
                .put("missing", Json.numbers(l.missing()))
                .put("unseen", Json.numbers(l.unseen()))
                .put("weights", Json.numbers(l.weights()))
                .put("missing_weight", l.missingWeight())
                .build();
    }

    /** @throws IllegalArgumentException if the JSON is not such a model */
    static LinearModel read(Json.Obj json) {
        double[] intercept = JsonParts.numbers(json.array("intercept"));
        return new LinearModel(
                JsonParts.task(json),
                json.text("target"),
                JsonParts.inputs(json),
                JsonParts.classes(json),
                JsonParts.link(json),
                intercept.length,
                intercept,
                json.array("effects").stream()
                        .map(e -> readEffect((Json.Obj) e))
                        .toList(),
                json.number("training_weight"),
                intervals(json));
    }

    private static LinearModel.Effect readEffect(Json.Obj json) {
        double[] missing = JsonParts.numbers(json.array("missing"));
        double weight = json.number("missing_weight");
        if (json.get("slope") != null) {
            return new LinearModel.Slope(
                    JsonParts.numbers(json.array("slope")),
                    json.number("centre"),
                    json.number("deviation"),
                    missing,
                    weight);
        }
        return new LinearModel.Levels(
                JsonParts.numbers(json.array("levels")),
                missing,
                JsonParts.numbers(json.array("unseen")),
                JsonParts.numbers(json.array("weights")),
                weight);
    }

    private static Optional<LinearModel.Intervals> intervals(Json.Obj json) {
        if (!(json.get("intervals") instanceof Json.Obj i)) return Optional.empty();
        return Optional.of(new LinearModel.Intervals(
                i.text("method"),
                JsonParts.readGaps(i.array("errors")),
                JsonParts.readGaps(i.array("low")),
                JsonParts.readGaps(i.array("high"))));
    }
}
