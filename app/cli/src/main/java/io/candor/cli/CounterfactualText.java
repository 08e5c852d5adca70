package io.candor.cli;

import io.candor.core.evidence.Estimate;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What would have given rows another outcome, as text: a table for each row, what changes as before → after. */
final class CounterfactualText {
    private static final int MOST_ROWS = 50;

    private CounterfactualText() {}

    static String of(Json.Obj result) {
        StringBuilder text = new StringBuilder();
        List<Json> rows = result.array("rows");
        for (int r = 0; r < Math.min(MOST_ROWS, rows.size()); r++)
            text.append(row((Json.Obj) rows.get(r))).append("\n\n");
        if (rows.size() > MOST_ROWS)
            text.append("and ").append(rows.size() - MOST_ROWS).append(" rows more, in --json\n\n");
        boolean several = rows.stream()
                        .filter(r -> ((Json.Obj) r).get("counterfactuals") != null)
                        .count()
                > 1;
        if (several) text.append(importance(result)).append("\n\n");
        for (Json target : result.array("targets"))
            text.append(target((Json.Obj) target))
                    .append(" is the outcome of ")
                    .append(Figures.of(((Json.Obj) target).number("rows")))
                    .append(" of ")
                    .append(Figures.of(result.number("population")))
                    .append(" rows of the data\n");
        return text + "Distances count steps of each input's median absolute deviation, or range; another level is 1."
                + " Seed " + result.text("seed") + ".";
    }

    /** As in "&gt;50K (at least 0.5)". */
    private static String target(Json.Obj target) {
        StringBuilder text = new StringBuilder(target.text("outcome"));
        if (target.get("atLeast") instanceof Json.Num n) text.append(", from ").append(Figures.of(n.value()));
        if (target.get("below") instanceof Json.Num n) text.append(", below ").append(Figures.of(n.value()));
        if (target.get("atMost") instanceof Json.Num n) text.append(", up to ").append(Figures.of(n.value()));
        return text.toString();
    }

    private static String row(Json.Obj row) {
        String score = row.get("score") instanceof Json.Num n ? ", score " + Figures.of(n.value()) : "";
        StringBuilder text = new StringBuilder("row " + (long) row.number("row") + score + "; wanted: ");
        text.append(target(row.object("target"))).append('\n');
        if (row.get("unknownLevels") instanceof Json.Arr unknown) {
            for (Json name : unknown.items())
                text.append("the model has not seen the level of '")
                        .append(RecourseText.cell(name))
                        .append("'\n");
        }
        switch (row.text("status")) {
            case "already" -> text.append("has this outcome already");
            case "none" -> none(row, text);
            default -> text.append(ways(row));
        }
        if (row.get("cutShort") instanceof Json.Bool cut && cut.value())
            text.append("\ncut short by the time limit after ")
                    .append(Figures.of(row.number("scored")))
                    .append(" rows were asked about");
        return text.toString();
    }

    private static void none(Json.Obj row, StringBuilder text) {
        text.append("none found in ").append(Figures.of(row.number("scored"))).append(" rows that were asked about");
        if (row.get("complete") instanceof Json.Bool all && all.value())
            text.append(", every combination of the data's values");
        if (row.get("closest") instanceof Json.Num n)
            text.append("; the nearest score was ").append(Figures.of(n.value()));
        for (Json binding : row.array("binding"))
            text.append("\nwould be found if it were not for: ").append(RecourseText.cell(binding));
    }

    private static TextTable ways(Json.Obj row) {
        List<Json> ways = row.array("counterfactuals");
        List<String> headers = new ArrayList<>(List.of("what changes"));
        for (int w = 1; w <= ways.size(); w++) headers.add("way " + w);
        TextTable table = new TextTable(headers.toArray(String[]::new));
        for (String input : changed(ways)) {
            List<String> cells = new ArrayList<>(List.of(input));
            for (Json way : ways) cells.add(change((Json.Obj) way, input));
            table.row(cells.toArray(String[]::new));
        }
        figures(table, "score", "score", ways);
        figures(table, "distance", "distance", ways);
        boolean priced =
                ways.stream().anyMatch(w -> ((Json.Obj) w).number("cost") != ((Json.Obj) w).number("distance"));
        if (priced) figures(table, "cost", "cost", ways);
        List<String> cells = new ArrayList<>(List.of("farther out than"));
        for (Json way : ways)
            cells.add(
                    ((Json.Obj) way).get("fartherThan") instanceof Json.Num share
                            ? Figures.of(Math.rint(100 * share.value())) + " % of rows"
                            : "–");
        table.row(cells.toArray(String[]::new));
        return table;
    }

    private static void figures(TextTable table, String name, String member, List<Json> ways) {
        List<String> cells = new ArrayList<>(List.of(name));
        for (Json way : ways) cells.add(Figures.of(((Json.Obj) way).number(member)));
        table.row(cells.toArray(String[]::new));
    }

    /** In the order in which they first come. */
    private static List<String> changed(List<Json> ways) {
        List<String> inputs = new ArrayList<>();
        for (Json way : ways) {
            for (Json change : ((Json.Obj) way).array("changes")) {
                String input = ((Json.Obj) change).text("input");
                if (!inputs.contains(input)) inputs.add(input);
            }
        }
        return inputs;
    }

    private static String change(Json.Obj way, String input) {
        for (Json change : way.array("changes")) {
            Json.Obj own = (Json.Obj) change;
            if (own.text("input").equals(input))
                return RecourseText.cell(own.get("from")) + " → " + RecourseText.cell(own.get("to"));
        }
        return "";
    }

    private static TextTable importance(Json.Obj result) {
        TextTable table = new TextTable("input", "changed in", "low", "high");
        List<Map.Entry<String, Json>> shares =
                new ArrayList<>(result.object("importance").members().entrySet());
        shares.sort((a, b) -> Double.compare(value(b.getValue()), value(a.getValue())));
        for (Map.Entry<String, Json> share : shares) {
            if (Estimate.fromJson((Json.Obj) share.getValue()) instanceof Estimate.Interval i && i.value() > 0)
                table.row(share.getKey(), Figures.of(i.value()), Figures.of(i.low()), Figures.of(i.high()));
        }
        return table;
    }

    private static double value(Json share) {
        return ((Json.Obj) share).get("value") instanceof Json.Num n ? n.value() : 0;
    }
}
