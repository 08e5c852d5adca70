package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The edits of a model: every term that one of them changed, before and after, drawn in one chart or in two maps side by side. */
public final class EditFigures {
    /** The solid line first. */
    private static final List<String> SIDES = List.of("after", "before");

    private EditFigures() {}

    /** A section of its own, with the limits. */
    public static Markup alone(Evidence evidence) {
        Markup section =
                Section.of("edits", "What was changed", "What did the model say before, and what does it say now?");
        add(section, evidence, 100);
        for (String limit : evidence.limits()) section.add(el("p", limit).cls("soft"));
        return section;
    }

    /**
     * Adds what there is to see of evidence {@code explain.edits}.
     *
     * @param most how many tables are drawn
     */
    static void add(Markup section, Evidence evidence, int most) {
        List<Json> edits = evidence.result().array("edits");
        String scale = evidence.result().optionalText("output").orElse("output");
        section.add(el("h3", "Edits, before and after"));
        section.add(el(
                "p",
                "The model was changed by hand " + (edits.size() == 1 ? "once" : edits.size() + " times")
                        + " since its training. What each changed term adds, on the scale of " + scale
                        + ": the solid line and full dots are after the edit, the dashed line is before it."));
        int drawn = 0;
        for (int e = 0; e < edits.size(); e++) {
            Json.Obj edit = (Json.Obj) edits.get(e);
            Json.Obj changed = edit.object("changed");
            section.add(el("h4").data((e + 1) + ". " + EditWords.of(edit)));
            intercept(changed, section);
            Markup grid = el("div").cls("grid2");
            for (Map.Entry<String, Json> term :
                    changed.object("terms").members().entrySet()) {
                Json.Obj table = (Json.Obj) term.getValue();
                for (Map.Entry<String, Json> output :
                        table.object("outputs").members().entrySet()) {
                    if (drawn++ >= most) continue;
                    String name = table.object("outputs").members().size() > 1
                            ? term.getKey() + ", " + output.getKey()
                            : term.getKey();
                    grid.add(figure(
                            Section.anchor("edit", Integer.toString(e + 1), name),
                            name,
                            with(table, output.getValue())));
                }
            }
            if (!grid.isEmpty()) section.add(grid);
            List<Json> leftOut = changed.array("left_out");
            if (!leftOut.isEmpty()) {
                List<String> names =
                        leftOut.stream().map(n -> ((Json.Str) n).value()).toList();
                section.add(el("p").data("Changed too, but too large to draw: " + String.join("; ", names) + "."));
            }
        }
        if (drawn > most) section.add(el("p", "The first " + most + " of " + drawn + " changed tables are drawn."));
        section.add(Section.source(evidence.id()));
    }

    private static void intercept(Json.Obj changed, Markup section) {
        if (!(changed.get("intercept") instanceof Json.Obj intercept)) return;
        section.add(el(
                "p",
                "Intercept before: " + list(intercept.array("before")) + "; after: " + list(intercept.array("after"))
                        + "."));
    }

    private static String list(List<Json> numbers) {
        List<String> texts = new ArrayList<>();
        for (double v : PerformanceSection.numbers(numbers)) texts.add(Numbers.signed(v));
        return String.join(", ", texts);
    }

    /** The term with both tables where those of several outputs stand. */
    private static Json.Obj with(Json.Obj term, Json sides) {
        Json.Builder json = Json.object();
        term.members().forEach(json::put);
        return json.put("outputs", sides).build();
    }

    private static Markup figure(String id, String name, Json.Obj term) {
        if (term.text("kind").equals("pair")) {
            return PairFigure.of(name, term, List.of("before", "after"), Double.NaN)
                    .attr("id", id);
        }
        Shape shape = Shape.of(term, SIDES);
        return Figure.of(
                id,
                name,
                summary(shape),
                SeriesPlot.of("Before and after: " + name, shape, SIDES, shape.range(), shape.range()),
                ShapeTable.headers(shape, SIDES),
                ShapeTable.rows(shape));
    }

    private static String summary(Shape shape) {
        int most = 0;
        for (int b = 1; b < shape.bins().size(); b++)
            if (Math.abs(change(shape.bins().get(b)))
                    > Math.abs(change(shape.bins().get(most)))) most = b;
        double change = shape.bins().isEmpty() ? 0 : change(shape.bins().get(most));
        if (change == 0) return "Changed only for missing or unseen values.";
        return "Changed most, by " + Numbers.signed(change) + ", for " + shape.name(most) + ".";
    }

    private static double change(Shape.Bin bin) {
        return bin.values().get(0).score() - bin.values().get(1).score();
    }
}
