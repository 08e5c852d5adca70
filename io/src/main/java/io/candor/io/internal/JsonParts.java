package io.candor.io.internal;

import io.candor.core.json.Json;
import io.candor.core.model.Input;
import io.candor.core.model.Link;
import io.candor.core.model.Model;
import io.candor.core.model.Task;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** What saved models have in common: task, target, classes, inputs; lists of numbers, NaN as null. */
final class JsonParts {
    private JsonParts() {}

    /** What every model says of itself. */
    static Json.Builder header(Model model) {
        return Json.object()
                .put("task", model.task().label())
                .put("target", model.target())
                .put("classes", Json.texts(model.classes()))
                .put(
                        "inputs",
                        Json.array(model.inputs().stream().map(JsonParts::input).toList()));
    }

    static Json.Obj input(Input input) {
        Json.Builder json = Json.object()
                .put("name", input.name())
                .put("kind", input.kind().name().toLowerCase(Locale.ROOT));
        if (input.kind() == Input.Kind.CATEGORY) json.put("levels", Json.texts(input.levels()));
        return json.build();
    }

    static Task task(Json.Obj json) {
        return Task.valueOf(json.text("task").toUpperCase(Locale.ROOT));
    }

    static Link link(Json.Obj json) {
        return Link.valueOf(json.text("link").toUpperCase(Locale.ROOT));
    }

    /** @throws IllegalArgumentException if two inputs have one name */
    static List<Input> inputs(Json.Obj json) {
        List<Input> inputs =
                json.array("inputs").stream().map(i -> readInput((Json.Obj) i)).toList();
        distinct(inputs.stream().map(Input::name).toList(), "inputs");
        return inputs;
    }

    /** @throws IllegalArgumentException if two classes have one name */
    static List<String> classes(Json.Obj json) {
        List<String> classes = texts(json.array("classes"));
        distinct(classes, "classes");
        return classes;
    }

    private static Input readInput(Json.Obj json) {
        if (json.text("kind").equals("number")) return Input.number(json.text("name"));
        if (!json.text("kind").equals("category")) throw new IllegalArgumentException("an input of an unknown kind");
        List<String> levels = texts(json.array("levels"));
        distinct(levels, "levels");
        return Input.category(json.text("name"), levels);
    }

    private static void distinct(List<String> names, String what) {
        if (new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("two of the " + what + " have one name");
        }
    }

    static Json integers(int[] values) {
        double[] numbers = new double[values.length];
        for (int i = 0; i < values.length; i++) numbers[i] = values[i];
        return Json.numbers(numbers);
    }

    static int integer(double value) {
        if (value != (int) value) throw new IllegalArgumentException(value + " is not an integer");
        return (int) value;
    }

    static int[] integers(List<Json> items) {
        int[] values = new int[items.size()];
        for (int i = 0; i < values.length; i++) values[i] = integer(((Json.Num) items.get(i)).value());
        return values;
    }

    static double[] numbers(List<Json> items) {
        double[] values = new double[items.size()];
        for (int i = 0; i < values.length; i++) values[i] = ((Json.Num) items.get(i)).value();
        return values;
    }

    /** Numbers that may be NaN, written as null. */
    static Json gaps(double[] values) {
        List<Json> items = new ArrayList<>();
        for (double v : values) items.add(Double.isNaN(v) ? Json.NULL : Json.of(v));
        return Json.array(items);
    }

    static double[] readGaps(List<Json> items) {
        double[] values = new double[items.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = items.get(i) instanceof Json.Null ? Double.NaN : ((Json.Num) items.get(i)).value();
        }
        return values;
    }

    static List<String> texts(List<Json> items) {
        return items.stream().map(i -> ((Json.Str) i).value()).toList();
    }
}
