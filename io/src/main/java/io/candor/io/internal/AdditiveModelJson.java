package io.candor.io.internal;

import io.candor.core.json.Json;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Bins;
import io.candor.core.model.Term;

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
                        Json.array(model.inputs().stream().map(JsonParts::input).toList()))
                .put(
                        "terms",
                        Json.array(model.terms().stream()
                                .map(AdditiveModelJson::term)
                                .toList()))
                .build();
    }

    private static Json.Obj term(Term term) {
        return Json.object()
                .put("inputs", JsonParts.integers(term.inputs()))
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
            Json.Builder json = Json.object().put("bin_of_level", JsonParts.integers(levels.binOfLevel()));
            int used = new Bins.Levels(levels.binOfLevel()).count();
            if (levels.count() != used) json.put("bins", levels.count());
            return json.build();
        }
        Bins.Cuts cuts = (Bins.Cuts) bins;
        Json.Builder json = Json.object().put("cuts", Json.numbers(cuts.cuts()));
        if (!Double.isNaN(cuts.min())) json.put("min", cuts.min()).put("max", cuts.max());
        return json.build();
    }

    /** @throws IllegalArgumentException if the JSON is not such a model */
    public static AdditiveModel read(Json.Obj json) {
        return new AdditiveModel(
                JsonParts.task(json),
                json.text("target"),
                JsonParts.inputs(json),
                JsonParts.classes(json),
                JsonParts.link(json),
                JsonParts.integer(json.number("outputs")),
                JsonParts.numbers(json.array("intercept")),
                json.array("terms").stream().map(t -> readTerm((Json.Obj) t)).toList());
    }

    private static Term readTerm(Json.Obj json) {
        return new Term(
                JsonParts.integers(json.array("inputs")),
                json.array("bins").stream().map(b -> readBins((Json.Obj) b)).toList(),
                JsonParts.numbers(json.array("scores")),
                JsonParts.numbers(json.array("deviations")),
                JsonParts.numbers(json.array("weights")));
    }

    private static Bins readBins(Json.Obj json) {
        if (json.get("bin_of_level") != null) {
            int[] binOfLevel = JsonParts.integers(json.array("bin_of_level"));
            for (int bin : binOfLevel) {
                if (bin < 1 || bin > binOfLevel.length + 1) throw new IllegalArgumentException("a level has no bin");
            }
            if (json.get("bins") == null) return new Bins.Levels(binOfLevel);
            int count = JsonParts.integer(json.number("bins"));
            if (count > binOfLevel.length + 2) throw new IllegalArgumentException("a bin has no level");
            return new Bins.Levels(binOfLevel, count);
        }
        double[] cuts = JsonParts.numbers(json.array("cuts"));
        for (int i = 1; i < cuts.length; i++) {
            if (!(cuts[i - 1] < cuts[i])) throw new IllegalArgumentException("cuts are not ascending");
        }
        boolean bounded = json.get("min") != null;
        if (bounded && json.number("min") > json.number("max")) throw new IllegalArgumentException("min is above max");
        return new Bins.Cuts(
                cuts, bounded ? json.number("min") : Double.NaN, bounded ? json.number("max") : Double.NaN);
    }
}
