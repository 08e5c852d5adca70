package io.candor.explain;

import io.candor.core.json.Json;
import io.candor.core.model.Input;
import io.candor.core.model.LinearModel;
import java.util.ArrayList;
import java.util.List;

/** A linear model as the member {@code model} of evidence {@code explain.coefficients}: all numbers that a page needs to score. */
final class LinearParts {
    private LinearParts() {}

    static Json.Obj of(LinearModel model) {
        List<Json> inputs = new ArrayList<>();
        List<Json> effects = new ArrayList<>();
        for (int j = 0; j < model.inputs().size(); j++) {
            Input input = model.inputs().get(j);
            Json.Builder json = Json.object().put("name", input.name());
            if (input.kind() == Input.Kind.NUMBER) json.put("kind", "number");
            else json.put("kind", "category").put("levels", Json.texts(input.levels()));
            inputs.add(json.build());
            effects.add(effect(model.effects().get(j)));
        }
        return Json.object()
                .put("task", model.task().label())
                .put("target", model.target())
                .put("classes", Json.texts(model.classes()))
                .put("intercept", Json.numbers(model.intercept()))
                .put("inputs", Json.array(inputs))
                .put("effects", Json.array(effects))
                .build();
    }

    private static Json effect(LinearModel.Effect effect) {
        if (effect instanceof LinearModel.Slope slope) {
            return Json.object()
                    .put("slope", Json.numbers(slope.slope()))
                    .put("centre", slope.centre())
                    .put("missing", Json.numbers(slope.missing()))
                    .build();
        }
        LinearModel.Levels levels = (LinearModel.Levels) effect;
        return Json.object()
                .put("scores", Json.numbers(levels.scores()))
                .put("missing", Json.numbers(levels.missing()))
                .put("unseen", Json.numbers(levels.unseen()))
                .build();
    }
}
