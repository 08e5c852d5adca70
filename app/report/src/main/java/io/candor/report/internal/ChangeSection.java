package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A row with other values: what was changed, the scores and decisions before and after, and curves around the changed row. */
final class ChangeSection {
    private ChangeSection() {}

    /** @param found evidence {@code explain.what-if} */
    static Markup of(Evidence found) {
        Json.Obj result = found.result();
        Markup section = Section.of("change", "What if", "What does the model say of this row with other values?");
        List<List<String>> table = new ArrayList<>();
        for (Json item : result.array("changes")) {
            Json.Obj change = (Json.Obj) item;
            table.add(List.of(change.text("input"), text(change.need("from")), text(change.need("to"))));
        }
        List<Json> outputs = result.array("outputs");
        for (int k = 0; k < outputs.size(); k++) {
            String name = result.text("output") + " of " + ((Json.Str) outputs.get(k)).value();
            table.add(List.of(name, score(result.object("before"), k), score(result.object("after"), k)));
        }
        if (result.object("before").optionalText("decision").isPresent()) {
            table.add(List.of(
                    "decision",
                    result.object("before").text("decision"),
                    result.object("after").text("decision")));
        }
        section.add(Figure.table("Row " + Numbers.value(result.number("row")), List.of("", "Before", "After"), table));
        if (result.get("remarks") instanceof Json.Arr remarks) {
            for (Json remark : remarks.items()) section.add(el("p").data(((Json.Str) remark).value()));
        }
        if (result.get("curves") instanceof Json.Obj curves) section.add(curves(curves, outputs));
        return section.add(Section.source(found.id()));
    }

    private static Markup curves(Json.Obj curves, List<Json> outputs) {
        Markup grid = el("div").cls("grid2");
        for (Map.Entry<String, Json> curve : curves.members().entrySet()) {
            Json.Obj own = (Json.Obj) curve.getValue();
            if (own.array("points").isEmpty()) continue;
            for (Json output : outputs) {
                grid.add(EffectSection.curve(curve.getKey(), own, ((Json.Str) output).value()));
            }
        }
        return grid;
    }

    private static String score(Json.Obj of, int output) {
        Json score = of.need("score");
        return Numbers.value(
                ((Json.Num) (score instanceof Json.Arr all ? all.items().get(output) : score)).value());
    }

    private static String text(Json value) {
        return value instanceof Json.Str s ? s.value() : "missing";
    }
}
