package io.candor.cli;

import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What explains any model, as text; with what was decided for it. */
final class AnyModelText {
    private static final int MOST_LINES = 200;

    private AnyModelText() {}

    static String of(Evidence evidence) {
        String text = switch (evidence.kind()) {
            case "explain.effects" -> effects(evidence.result());
            case "explain.surrogate" -> surrogate(evidence.result());
            default -> ExplanationText.of(evidence, rows(evidence));
        };
        return text.stripTrailing() + "\n" + evidence.method().name() + " with "
                + CanonicalJson.text(evidence.parameters());
    }

    private static int rows(Evidence evidence) {
        return (int) evidence.disclosure().minCell();
    }

    private static String effects(Json.Obj result) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Json> feature :
                result.object("features").members().entrySet()) {
            Json.Obj effect = (Json.Obj) feature.getValue();
            text.append(TextTable.printable(feature.getKey())).append('\n');
            text.append(effect(result, effect)).append("\n\n");
        }
        return text + "on the scale of " + result.text("output")
                + (result.text("method").equals("ice") ? "; the curves of single rows are in --json" : "");
    }

    /** One feature's curve, or the surface of a pair. */
    static TextTable effect(Json.Obj result, Json.Obj effect) {
        return effect.get("second") == null ? curve(result, effect) : surface(effect);
    }

    private static TextTable curve(Json.Obj result, Json.Obj effect) {
        List<String> headers = new ArrayList<>(List.of("value"));
        boolean one = result.array("outputs").size() == 1;
        boolean interval = one && effect.get("low") != null;
        for (Json output : result.array("outputs")) headers.add(one ? "mean" : ((Json.Str) output).value());
        if (interval) headers.addAll(List.of("low", "high"));
        headers.add("rows");
        TextTable table = new TextTable(headers.toArray(String[]::new));
        List<Json> points = effect.array("points");
        for (int g = 0; g < Math.min(MOST_LINES, points.size()); g++) {
            List<String> cells = new ArrayList<>(List.of(text(points.get(g))));
            for (Json output : result.array("outputs"))
                cells.add(text(effect.object("values")
                        .array(((Json.Str) output).value())
                        .get(g)));
            if (interval) {
                String name = ((Json.Str) result.array("outputs").get(0)).value();
                cells.add(text(effect.object("low").array(name).get(g)));
                cells.add(text(effect.object("high").array(name).get(g)));
            }
            cells.add(text(effect.array("n").get(g)));
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    /** Of the first output. */
    private static TextTable surface(Json.Obj effect) {
        List<String> headers = new ArrayList<>(List.of(""));
        for (Json point : effect.array("second")) headers.add(text(point));
        TextTable table = new TextTable(headers.toArray(String[]::new));
        Json.Arr values =
                (Json.Arr) effect.object("values").members().values().iterator().next();
        for (int r = 0; r < values.items().size(); r++) {
            List<String> cells =
                    new ArrayList<>(List.of(text(effect.array("first").get(r))));
            for (Json value : ((Json.Arr) values.items().get(r)).items()) cells.add(text(value));
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    private static String surrogate(Json.Obj result) {
        TextTable table = new TextTable("output", "fidelity (R²)", "low", "high", "mean gap");
        for (Map.Entry<String, Json> output : result.object("outputs").members().entrySet()) {
            Json.Obj own = (Json.Obj) output.getValue();
            Estimate fidelity = Estimate.fromJson(own.object("fidelity"));
            String gap = text(own.object("mean_absolute_gap").get("value"));
            if (fidelity instanceof Estimate.Interval i)
                table.row(output.getKey(), Figures.of(i.value()), Figures.of(i.low()), Figures.of(i.high()), gap);
            else table.row(output.getKey(), "–", "–", "–", gap);
        }
        StringBuilder text = new StringBuilder(table.toString()).append('\n');
        for (Json output : result.object("outputs").members().values()) {
            if (((Json.Obj) output).get("tree") instanceof Json.Obj tree)
                text.append(ExplanationText.tree(tree)).append('\n');
        }
        return text.toString();
    }

    private static String text(@org.jspecify.annotations.Nullable Json json) {
        if (json instanceof Json.Num n) return Figures.of(n.value());
        return json instanceof Json.Str s ? s.value() : "–";
    }
}
