package io.candor.report.internal;

import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.results.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the data looks like, column by column. */
public final class DataSection {
    private DataSection() {}

    public static Optional<Markup> of(Results results) {
        Optional<Evidence> found = results.first("data.profile");
        if (found.isEmpty()) return Optional.empty();
        Evidence evidence = found.get();
        List<List<String>> rows = new ArrayList<>();
        for (Map.Entry<String, Json> column :
                evidence.result().object("columns").members().entrySet()) {
            Json.Obj c = (Json.Obj) column.getValue();
            rows.add(List.of(
                    column.getKey(),
                    c.text("type"),
                    Numbers.value(c.number("missing")),
                    c.get("distinct") instanceof Json.Num d ? Numbers.value(d.value()) : "–",
                    content(c)));
        }
        return Optional.of(Section.of("data", "Data", "What does the data hold?")
                .add(Figure.table(
                        Numbers.value(evidence.result().number("rows")) + " rows",
                        List.of("Column", "Type", "Missing", "Distinct", "Content"),
                        rows))
                .add(Section.source(evidence.id())));
    }

    private static String content(Json.Obj column) {
        if (column.get("top") instanceof Json.Arr top) {
            List<String> parts = new ArrayList<>();
            for (Json item : top.items().subList(0, Math.min(4, top.items().size()))) {
                Json.Obj level = (Json.Obj) item;
                parts.add(level.text("level") + " (" + Numbers.value(level.number("n")) + ")");
            }
            return String.join(", ", parts) + (top.items().size() > 4 ? ", …" : "");
        }
        if (column.get("min") instanceof Json.Num min && column.get("max") instanceof Json.Num max) {
            String mean = column.get("mean") instanceof Json.Num m ? ", mean " + Numbers.value(m.value()) : "";
            return Numbers.bound(min.value()) + " to " + Numbers.bound(max.value()) + mean;
        }
        return "–";
    }
}
