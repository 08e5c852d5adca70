package io.candor.cli;

import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A changed row's answers, as text. */
final class WhatIfText {
    private WhatIfText() {}

    static String of(Json.Obj result) {
        TextTable table = new TextTable("row " + (long) result.number("row"), "before", "after");
        for (Json change : result.array("changes")) {
            Json.Obj own = (Json.Obj) change;
            table.row(own.text("input"), RecourseText.cell(own.get("from")), RecourseText.cell(own.get("to")));
        }
        Json.Obj before = result.object("before");
        Json.Obj after = result.object("after");
        List<Json> outputs = result.array("outputs");
        for (int k = 0; k < outputs.size(); k++) {
            String name = result.text("output") + " of " + RecourseText.cell(outputs.get(k));
            table.row(name, score(before, k), score(after, k));
        }
        if (before.get("decision") != null) table.row("decision", before.text("decision"), after.text("decision"));
        StringBuilder text = new StringBuilder(table.toString());
        for (Json remark : result.array("remarks")) text.append("\nremark: ").append(RecourseText.cell(remark));
        for (Map.Entry<String, Json> curve : result.object("curves").members().entrySet())
            text.append("\n\n").append(curve(curve.getKey(), (Json.Obj) curve.getValue()));
        return text.toString();
    }

    private static String score(Json.Obj answer, int output) {
        Json score = answer.need("score");
        return RecourseText.cell(score instanceof Json.Arr all ? all.items().get(output) : score);
    }

    private static TextTable curve(String input, Json.Obj curve) {
        List<String> headers = new ArrayList<>(List.of(TextTable.printable(input)));
        Map<String, Json> values = curve.object("values").members();
        headers.addAll(values.keySet());
        TextTable table =
                new TextTable(headers.stream().map(TextTable::printable).toArray(String[]::new));
        List<Json> points = curve.array("points");
        for (int g = 0; g < points.size(); g++) {
            List<String> cells = new ArrayList<>(List.of(RecourseText.cell(points.get(g))));
            for (Json of : values.values())
                cells.add(RecourseText.cell(((Json.Arr) of).items().get(g)));
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }
}
