package io.candor.io.internal;

import io.candor.core.json.Json;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Bins;
import io.candor.core.model.Input;
import io.candor.core.model.Link;
import io.candor.core.model.Task;
import io.candor.core.model.Term;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** An additive model as JSON, format version 1, and back. Numbers keep every bit. */
public final class AdditiveModelJson {
    private AdditiveModelJson() {}

    public static Json.Obj write(AdditiveModel model) {
        return Json.object()
                .put("task", model.task().label())
                .put("target", model.target())
                .put("classes", Json.texts(model.classes()))
                .put("link", model.link().label())
                .put("outputs", model.outputs())
                .put("intercept", Json.numbers(model.intercept()))
                .put(
                        "inputs",
                        Json.array(model.inputs().stream()
                                .map(AdditiveModelJson::input)
                                .toList()))
                .put(
                        "terms",
                        Json.array(model.terms().stream()
                                .map(AdditiveModelJson::term)
                                .toList()))
                .build();
    }

    private static Json.Obj input(Input input) {
        Json.Builder json = Json.object()
                .put("name", input.name())
                .put("kind", input.kind().name().toLowerCase(Locale.ROOT));
        if (input.kind() == Input.Kind.CATEGORY) json.put("levels", Json.texts(input.levels()));
        return json.build();
    }

    private static Json.Obj term(Term term) {
        return Json.object()
                .put("inputs", integers(term.inputs()))
                .put(
                        "bins",
                        Json.array(term.bins().stream()
                                .map(AdditiveModelJson::bins)
                                .toList()))
                .put("scores", Json.numbers(term.scores()))
                .put("deviations", Json.numbers(term.deviations()))
                .put("weights", Json.numbers(term.weights()))
                .build();
    }

    private static Json.Obj bins(Bins bins) {
        if (bins instanceof Bins.Levels levels) {
            Json.Builder json = Json.object().put("bin_of_level", integers(levels.binOfLevel()));
            int used = new Bins.Levels(levels.binOfLevel()).count();
            if (levels.count() != used) json.put("bins", levels.count());
            return json.build();
        }
        Bins.Cuts cuts = (Bins.Cuts) bins;
        Json.Builder json = Json.object().put("cuts", Json.numbers(cuts.cuts()));
        if (!Double.isNaN(cuts.min())) json.put("min", cuts.min()).put("max", cuts.max());
        return json.build();
    }

    private static Json integers(int[] values) {
        double[] numbers = new double[values.length];
        for (int i = 0; i < values.length; i++) numbers[i] = values[i];
        return Json.numbers(numbers);
    }

    /** @throws IllegalArgumentException if the JSON is not such a model */
    public static AdditiveModel read(Json.Obj json) {
        List<Input> inputs =
                json.array("inputs").stream().map(i -> readInput((Json.Obj) i)).toList();
        distinct(inputs.stream().map(Input::name).toList(), "inputs");
        List<String> classes = texts(json.array("classes"));
        distinct(classes, "classes");
        return new AdditiveModel(
                Task.valueOf(json.text("task").toUpperCase(Locale.ROOT)),
                json.text("target"),
                inputs,
                classes,
                Link.valueOf(json.text("link").toUpperCase(Locale.ROOT)),
                integer(json.number("outputs")),
                numbers(json.array("intercept")),
                json.array("terms").stream().map(t -> readTerm((Json.Obj) t)).toList());
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

    private static Term readTerm(Json.Obj json) {
        double[] inputs = numbers(json.array("inputs"));
        int[] indices = new int[inputs.length];
        for (int i = 0; i < indices.length; i++) indices[i] = integer(inputs[i]);
        return new Term(
                indices,
                json.array("bins").stream().map(b -> readBins((Json.Obj) b)).toList(),
                numbers(json.array("scores")),
                numbers(json.array("deviations")),
                numbers(json.array("weights")));
    }

    private static Bins readBins(Json.Obj json) {
        if (json.get("bin_of_level") != null) {
            double[] bins = numbers(json.array("bin_of_level"));
            int[] binOfLevel = new int[bins.length];
            for (int i = 0; i < bins.length; i++) {
                binOfLevel[i] = integer(bins[i]);
                if (binOfLevel[i] < 1 || binOfLevel[i] > bins.length + 1) {
                    throw new IllegalArgumentException("a level has no bin");
                }
            }
            if (json.get("bins") == null) return new Bins.Levels(binOfLevel);
            int count = integer(json.number("bins"));
            if (count > bins.length + 2) throw new IllegalArgumentException("a bin has no level");
            return new Bins.Levels(binOfLevel, count);
        }
        double[] cuts = numbers(json.array("cuts"));
        for (int i = 1; i < cuts.length; i++) {
            if (!(cuts[i - 1] < cuts[i])) throw new IllegalArgumentException("cuts are not ascending");
        }
        boolean bounded = json.get("min") != null;
        if (bounded && json.number("min") > json.number("max")) throw new IllegalArgumentException("min is above max");
        return new Bins.Cuts(
                cuts, bounded ? json.number("min") : Double.NaN, bounded ? json.number("max") : Double.NaN);
    }

    private static int integer(double value) {
        if (value != (int) value) throw new IllegalArgumentException(value + " is not an integer");
        return (int) value;
    }

    private static double[] numbers(List<Json> items) {
        double[] values = new double[items.size()];
        for (int i = 0; i < values.length; i++) values[i] = ((Json.Num) items.get(i)).value();
        return values;
    }

    private static List<String> texts(List<Json> items) {
        return items.stream().map(i -> ((Json.Str) i).value()).toList();
    }
}
