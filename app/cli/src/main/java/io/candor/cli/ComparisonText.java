package io.candor.cli;

import io.candor.core.evidence.Estimate;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A comparison of models on a terminal: one table per feature, of the disparity that comes first. */
final class ComparisonText {
    private static final int PERCENT = 100;

    private ComparisonText() {}

    static void print(Terminal terminal, Json.Obj result) {
        String performance = result.text("performance");
        Map<String, Json> candidates = result.object("candidates").members();
        List<String> shown = new ArrayList<>();
        for (Json item : result.array("axes")) {
            Json.Obj axis = (Json.Obj) item;
            if (shown.contains(axis.text("feature"))) continue;
            shown.add(axis.text("feature"));
            terminal.print("");
            terminal.print("by " + TextTable.printable(axis.text("feature")));
            TextTable table = new TextTable(
                    "model", performance, axis.text("disparity"), "against " + result.text("baseline"), "front");
            candidates.forEach((name, body) -> {
                Json.Obj standing = axis.object("standings").object(name);
                Json.Obj candidate = (Json.Obj) body;
                table.row(
                        name,
                        Figures.of(Estimate.fromJson(candidate.object("performance"))),
                        Figures.of(Estimate.fromJson(standing.object("disparity"))),
                        against(candidate, standing),
                        front(standing));
            });
            terminal.print(table.toString());
        }
        terminal.print("");
        terminal.print(
                "95 % intervals; against: difference of " + performance + ", then of the gap, on the same rows;");
        terminal.print("front: no other is as good on both; in brackets in how many of 100 draws of the rows");
        limits(terminal, result, candidates);
        made(terminal, candidates);
    }

    private static String against(Json.Obj candidate, Json.Obj standing) {
        Estimate performance = Estimate.fromJson(candidate.object("performance_against_baseline"));
        Estimate gap = Estimate.fromJson(standing.object("against_baseline"));
        if (performance instanceof Estimate.Undefined && gap instanceof Estimate.Undefined) return "–";
        return Figures.of(performance) + "; " + Figures.of(gap);
    }

    private static String front(Json.Obj standing) {
        String share =
                standing.get("front_share") instanceof Json.Num s ? " (" + Math.round(PERCENT * s.value()) + ")" : "";
        if (standing.get("front") instanceof Json.Bool b && b.value()) return "yes" + share;
        List<Json> by = standing.array("dominated_by");
        return (by.isEmpty() ? "not enough data" : "no, " + ((Json.Str) by.get(0)).value() + more(by.size() - 1))
                + share;
    }

    private static String more(int others) {
        return others == 0 ? "" : " and " + others + " more";
    }

    private static void limits(Terminal terminal, Json.Obj result, Map<String, Json> candidates) {
        if (result.array("limits").isEmpty()) return;
        TextTable table = new TextTable("model", "limit", "kept by the whole interval");
        candidates.forEach((name, body) -> ((Json.Obj) body)
                .object("limits")
                .members()
                .forEach((limit, state) ->
                        table.row(name, limit, ((Json.Str) state).value().replace('_', ' '))));
        terminal.print("");
        terminal.print(table.toString());
    }

    private static void made(Terminal terminal, Map<String, Json> candidates) {
        TextTable table = new TextTable("model", "reads", "made by");
        candidates.forEach((name, body) -> {
            Json.Obj candidate = (Json.Obj) body;
            table.row(name, reads(candidate), how(candidate.object("made")));
        });
        terminal.print("");
        terminal.print(table.toString());
    }

    private static String reads(Json.Obj candidate) {
        if (!(candidate.get("reads") instanceof Json.Arr reads)) return "unknown";
        if (reads.items().isEmpty()) return "none of them";
        return String.join(
                ", ", reads.items().stream().map(r -> ((Json.Str) r).value()).toList());
    }

    /** Everything but what the table has already, and what is too long for a line. */
    private static String how(Json.Obj made) {
        List<String> parts = new ArrayList<>();
        made.optionalText("method").ifPresent(m -> parts.add(m.equals("none") ? "no mitigation" : m));
        made.members().forEach((name, value) -> {
            if (List.of("method", "sensitive", "rules", "settings").contains(name)) return;
            parts.add(name + " " + (value instanceof Json.Str s ? s.value() : CanonicalJson.text(value)));
        });
        return parts.isEmpty() ? "not known" : String.join(", ", parts);
    }
}
