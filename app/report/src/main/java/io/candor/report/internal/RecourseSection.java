package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;

/** What would have to be otherwise for another outcome: a table of changes for each row. */
final class RecourseSection {
    private RecourseSection() {}

    /** @param found evidence {@code explain.counterfactuals} */
    static Markup of(Evidence found) {
        Markup section = Section.of(
                "recourse",
                "Counterfactuals",
                "What is the least that would have to be otherwise for another outcome?");
        for (Json item : found.result().array("rows")) section.add(row((Json.Obj) item));
        section.add(el(
                        "p",
                        "A counterfactual is told to the model, not to the world: changing these values in life may change others, too.")
                .cls("soft"));
        return section.add(Section.source(found.id()));
    }

    private static Markup row(Json.Obj row) {
        String name = "Row " + Numbers.value(row.number("row"));
        if (row.text("status").equals("already")) return el("p").data(name + " has the wanted outcome already.");
        if (!row.text("status").equals("found")) return el("p").data(name + ": none found. " + why(row));
        List<List<String>> table = new ArrayList<>();
        int way = 0;
        for (Json item : row.array("counterfactuals")) {
            Json.Obj one = (Json.Obj) item;
            List<String> changes = new ArrayList<>();
            for (Json change : one.array("changes")) {
                Json.Obj of = (Json.Obj) change;
                changes.add(of.text("input") + ": " + text(of.need("from")) + " → " + text(of.need("to")));
            }
            String plausible = one.get("fartherThan") instanceof Json.Num share
                    ? "farther from real rows than " + Numbers.fixed(100 * share.value(), 0) + " % of them are"
                    : "–";
            table.add(List.of(
                    Integer.toString(++way),
                    String.join("; ", changes),
                    Numbers.value(one.number("score")),
                    Numbers.value(one.number("distance")),
                    Numbers.value(one.number("cost")),
                    plausible));
        }
        boolean cut = row.get("cutShort") instanceof Json.Bool b && b.value();
        String title = name + ", a score of " + score(row) + (cut ? " (cut short by the time limit)" : "");
        return Figure.table(title, List.of("Way", "Changes", "Score then", "Distance", "Cost", "Plausibility"), table);
    }

    private static String score(Json.Obj row) {
        return row.get("score") instanceof Json.Num n ? Numbers.value(n.value()) : "–";
    }

    private static String why(Json.Obj row) {
        List<String> why = new ArrayList<>();
        if (row.get("closest") instanceof Json.Num closest) {
            why.add("The best score among those tried is " + Numbers.value(closest.value()) + ".");
        }
        if (row.get("binding") instanceof Json.Arr binding && !binding.items().isEmpty()) {
            List<String> texts =
                    binding.items().stream().map(b -> ((Json.Str) b).value()).toList();
            why.add("In the way: " + String.join(", ", texts) + ".");
        }
        return String.join(" ", why);
    }

    private static String text(Json value) {
        if (value instanceof Json.Num n) return Numbers.bound(n.value());
        return value instanceof Json.Str s ? s.value() : "missing";
    }
}
