package io.candor.fairness.prepare.internal;

import io.candor.core.data.BooleanColumn;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.json.Json;
import io.candor.core.model.Input;
import io.candor.core.prepare.PreparedColumn;
import io.candor.core.prepare.Step;
import java.util.ArrayList;
import java.util.List;

/** Columns as a model's inputs, and as a pipeline's file has them. */
public final class InputCodes {
    private InputCodes() {}

    public static Input input(Column column) {
        if (column instanceof NumericColumn) return Input.number(column.name());
        if (column instanceof BooleanColumn) return Input.category(column.name(), List.of("false", "true"));
        if (column instanceof CategoricalColumn category) return Input.category(column.name(), category.levels());
        throw RemoverRefusals.type(column.name());
    }

    public static Json.Obj json(Input input) {
        Json.Builder json = Json.object().put("name", input.name());
        return input.kind() == Input.Kind.NUMBER
                ? json.build()
                : json.put("levels", Json.texts(input.levels())).build();
    }

    public static Json.Obj column(String name, PreparedColumn.Sum sum, List<Input> inputs) {
        List<Json> terms = new ArrayList<>();
        for (int t = 0; t < sum.terms().size(); t++) {
            PreparedColumn.Chain chain = sum.terms().get(t);
            Input input = inputs.get(chain.input());
            List<Json> steps = new ArrayList<>();
            for (Step step : chain.steps()) steps.add(step(step, input));
            terms.add(Json.object()
                    .put("of", input.name())
                    .put("steps", Json.array(steps))
                    .put("weight", sum.weights().get(t))
                    .build());
        }
        return Json.object().put("name", name).put("sum", Json.array(terms)).build();
    }

    private static Json step(Step step, Input input) {
        if (step instanceof Step.Scale scale) return one("scale", Json.numbers(scale.centre(), scale.divisor()));
        if (step instanceof Step.Impute impute) return one("impute", Json.of(impute.with()));
        if (step instanceof Step.Is is) {
            return one(
                    "is",
                    Json.texts(is.levels().stream()
                            .sorted()
                            .map(input.levels()::get)
                            .toList()));
        }
        Step.Code code = (Step.Code) step;
        Json.Builder levels = Json.object();
        for (int l = 0; l < code.codes().length; l++) levels.put(input.levels().get(l), code.codes()[l]);
        return one(
                "code",
                Json.object()
                        .put("levels", levels.build())
                        .put("missing", code.missing())
                        .put("unseen", code.unseen())
                        .build());
    }

    private static Json.Obj one(String name, Json with) {
        return Json.object().put(name, with).build();
    }
}
