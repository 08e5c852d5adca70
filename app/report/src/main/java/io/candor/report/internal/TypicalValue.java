package io.candor.report.internal;

import io.candor.core.json.Json;
import java.util.List;

/**
 * A value that most training rows are near: the middle of the heaviest bin, or its first level; nobody's in particular.
 *
 * @param input with the training range of a number
 * @param value as text; null for missing
 */
record TypicalValue(Json.Obj input, Json value) {
    /** @param terms of evidence {@code explain.shapes} */
    static TypicalValue of(Json.Obj input, Json.Obj terms) {
        String name = input.text("name");
        Json.Obj main = null;
        Json.Obj axis = null;
        for (Json item : terms.members().values()) {
            Json.Obj term = (Json.Obj) item;
            if (!term.need("inputs").equals(Json.texts(List.of(name)))) axis = axisOf(term, name, axis);
            else main = term;
        }
        boolean number = input.text("kind").equals("number");
        if (number) return number(input, main, main == null ? axis : main);
        List<Json> levels = input.array("levels");
        if (levels.isEmpty()) return new TypicalValue(input, Json.NULL);
        if (main == null) return new TypicalValue(input, levels.get(0));
        int bin = heaviest(main) + 1;
        List<Json> bins = main.array("bin_of_level");
        for (int l = 0; l < bins.size(); l++)
            if (((Json.Num) bins.get(l)).value() == bin) return new TypicalValue(input, levels.get(l));
        return new TypicalValue(input, levels.get(0));
    }

    private static Json.@org.jspecify.annotations.Nullable Obj axisOf(
            Json.Obj term, String name, Json.@org.jspecify.annotations.Nullable Obj otherwise) {
        if (!(term.get("axes") instanceof Json.Arr axes)) return otherwise;
        for (Json item : axes.items()) {
            if (item instanceof Json.Obj axis && axis.text("input").equals(name)) return axis;
        }
        return otherwise;
    }

    private static TypicalValue number(
            Json.Obj input,
            Json.@org.jspecify.annotations.Nullable Obj main,
            Json.@org.jspecify.annotations.Nullable Obj axis) {
        if (axis == null || axis.get("min") == null) return new TypicalValue(input, Json.NULL);
        double from = axis.number("min");
        double to = axis.number("max");
        Json.Builder ranged = Json.object();
        input.members().forEach(ranged::put);
        ranged.put("min", from).put("max", to);
        if (main != null) {
            double[] cuts = PerformanceSection.numbers(main.array("cuts"));
            int bin = heaviest(main);
            if (bin < cuts.length) to = Math.min(to, cuts[bin]);
            if (bin > 0) from = Math.max(from, cuts[bin - 1]);
        }
        return new TypicalValue(ranged.build(), Json.of(Numbers.bound(from / 2 + to / 2)));
    }

    private static int heaviest(Json.Obj main) {
        double[] weights = PerformanceSection.numbers(main.array("weights"));
        int best = 0;
        for (int b = 1; b < weights.length; b++) if (weights[b] > weights[best]) best = b;
        return best;
    }
}
