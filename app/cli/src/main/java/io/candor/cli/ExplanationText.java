package io.candor.cli;

import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Explanations as tables for people. */
final class ExplanationText {
    private ExplanationText() {}

    /** @param rows that a global explanation is over */
    static String of(Evidence evidence, int rows) {
        Json.Obj result = evidence.result();
        return switch (evidence.kind()) {
            case "explain.importance" -> importance(result, rows);
            case "explain.coefficients" -> coefficients(result);
            case "explain.tree" -> tree(result);
            case "explain.rules" -> rules(result);
            case "explain.rule" -> fired(result);
            case "explain.contributions" -> contributions(result);
            default -> "see --json";
        };
    }

    private static String importance(Json.Obj result, int rows) {
        TextTable table = new TextTable("feature", "importance", "low", "high");
        for (Json item : result.array("features")) {
            Json.Obj feature = (Json.Obj) item;
            table.row(feature.text("name"), cell(feature, "importance"), cell(feature, "low"), cell(feature, "high"));
        }
        String scale = result.text("output");
        return table + "\n" + result.text("method")
                + (scale.equals("share") ? "" : " on the scale of " + scale + ", over " + rows + " rows");
    }

    private static String cell(Json.Obj feature, String name) {
        return feature.get(name) instanceof Json.Num n ? Figures.of(n.value()) : "–";
    }

    private static String coefficients(Json.Obj result) {
        TextTable table = new TextTable("coefficient", "output", "value", "low", "high", "n");
        estimates(table, "(intercept)", result.object("intercept"));
        for (Map.Entry<String, Json> term : result.object("terms").members().entrySet()) {
            Json.Obj json = (Json.Obj) term.getValue();
            if (json.get("slope") instanceof Json.Obj slope) estimates(table, term.getKey() + ", per unit", slope);
            if (json.get("levels") instanceof Json.Obj levels) {
                for (Map.Entry<String, Json> level : levels.members().entrySet())
                    estimates(table, term.getKey() + " = " + level.getKey(), (Json.Obj) level.getValue());
            }
            if (json.get("missing") instanceof Json.Obj missing) estimates(table, term.getKey() + " missing", missing);
        }
        return table + "\non the scale of " + result.text("output") + "; levels from the mean row; 95 % interval: "
                + result.text("interval");
    }

    private static void estimates(TextTable table, String name, Json.Obj byOutput) {
        for (Map.Entry<String, Json> output : byOutput.members().entrySet()) {
            Estimate e = Estimate.fromJson((Json.Obj) output.getValue());
            String n = Long.toString(e.n());
            if (e instanceof Estimate.Interval i) {
                table.row(name, output.getKey(), Figures.of(i.value()), Figures.of(i.low()), Figures.of(i.high()), n);
            } else {
                table.row(name, output.getKey(), Figures.of(((Estimate.Point) e).value()), "–", "–", n);
            }
        }
    }

    static String tree(Json.Obj result) {
        List<Json> nodes = result.array("nodes");
        String[] conditions = new String[nodes.size()];
        conditions[0] = "all rows";
        List<String> headers = new ArrayList<>(List.of("node", "rows"));
        for (Json output : result.array("outputs")) headers.add(TextTable.printable(((Json.Str) output).value()));
        TextTable table = new TextTable(headers.toArray(String[]::new));
        for (int i = 0; i < conditions.length; i++) {
            Json.Obj node = (Json.Obj) nodes.get(i);
            List<String> cells = new ArrayList<>();
            cells.add("  ".repeat((int) node.number("depth")) + conditions[i]);
            cells.add(Figures.of(node.number("weight")));
            for (Json p : node.object("prediction").members().values()) cells.add(Figures.of(((Json.Num) p).value()));
            table.row(cells.toArray(String[]::new));
            if (node.get("left") == null) continue;
            int left = (int) node.number("left");
            int right = (int) node.number("right");
            boolean missingLeft = node.text("missing").equals("left");
            double more = weight(nodes, left) - weight(nodes, right);
            boolean smaller = missingLeft ? more < 0 : more > 0;
            conditions[left] = node.text("condition") + orMissing(node.text("condition"), missingLeft && smaller);
            conditions[right] = node.text("otherwise") + orMissing(node.text("otherwise"), !missingLeft && smaller);
        }
        return table + "\non the scale of " + result.text("output")
                + "; missing values go to the side with more rows unless a line says otherwise";
    }

    private static String rules(Json.Obj result) {
        TextTable table = new TextTable("rule", "if", "rows", "output", "prediction", "low", "high", "held out");
        List<Json> rules = result.array("rules");
        for (int r = 0; r < rules.size(); r++) {
            Json.Obj rule = (Json.Obj) rules.get(r);
            String number = Integer.toString(r + 1);
            String conditions = conditions(rule.array("conditions"));
            for (Map.Entry<String, Json> p : rule.object("prediction").members().entrySet()) {
                Estimate e = Estimate.fromJson((Json.Obj) p.getValue());
                String rows = Figures.of(rule.number("weight"));
                if (e instanceof Estimate.Interval i) {
                    table.row(
                            number,
                            conditions,
                            rows,
                            p.getKey(),
                            Figures.of(i.value()),
                            Figures.of(i.low()),
                            Figures.of(i.high()),
                            Long.toString(i.n()));
                } else {
                    String value = Figures.of(((Estimate.Point) e).value());
                    table.row(number, conditions, rows, p.getKey(), value, "–", "–", "–");
                }
            }
        }
        return table + "\nthe first rule whose conditions hold predicts, on the scale of " + result.text("output")
                + "; 95 % intervals are of held-out rows";
    }

    private static String conditions(List<Json> conditions) {
        if (conditions.isEmpty()) return "else";
        return String.join(
                " and ", conditions.stream().map(c -> ((Json.Str) c).value()).toList());
    }

    private static String fired(Json.Obj result) {
        List<String> texts = new ArrayList<>();
        for (Json item : result.array("rows")) {
            Json.Obj row = (Json.Obj) item;
            StringBuilder prediction = new StringBuilder();
            for (double p : numbers(row.need("prediction")))
                prediction.append(' ').append(Figures.of(p));
            TextTable table = new TextTable("rule", "", "conditions");
            for (Json before : row.array("notFired")) {
                Json.Obj not = (Json.Obj) before;
                table.row(Figures.of(not.number("rule") + 1), "failed", conditions(not.array("failed")));
            }
            table.row(Figures.of(row.number("fired") + 1), "fired", conditions(row.array("conditions")));
            texts.add("row " + Figures.of(row.number("row")) + ": prediction" + prediction + "\n" + table);
        }
        return String.join("\n\n", texts) + "\n";
    }

    private static double weight(List<Json> nodes, int node) {
        return ((Json.Obj) nodes.get(node)).number("weight");
    }

    private static String orMissing(String condition, boolean missing) {
        return missing && !condition.endsWith(" missing") ? " or missing" : "";
    }

    private static String contributions(Json.Obj result) {
        List<String> texts = new ArrayList<>();
        for (Json row : result.array("rows")) texts.add(row(result, (Json.Obj) row));
        return String.join("\n\n", texts) + "\n";
    }

    private static String row(Json.Obj result, Json.Obj row) {
        List<Json> features = result.array("features");
        int outputs = result.array("outputs").size();
        List<String> headers = new ArrayList<>(List.of("feature", "value"));
        for (Json output : result.array("outputs"))
            headers.add(outputs == 1 ? "contribution" : TextTable.printable(((Json.Str) output).value()));
        boolean errors = outputs == 1 && row.get("standardErrors") != null;
        if (errors) headers.add("standard error");
        TextTable table = new TextTable(headers.toArray(String[]::new));
        double[] sums =
                numbers((row.get("baseValue") == null ? result : row).need("baseValue")); // of LIME, the row's own
        line(table, "(base value)", "", sums, errors ? "" : null);
        for (int f = 0; f < features.size(); f++) {
            double[] values = numbers(row.array("values").get(f));
            for (int k = 0; k < sums.length; k++) sums[k] += values[k];
            String data = row.array("data").get(f) instanceof Json.Str s ? s.value() : "(missing)";
            String error =
                    errors ? Figures.of(numbers(row.array("standardErrors").get(f))[0]) : null;
            line(table, ((Json.Str) features.get(f)).value(), data, values, error);
        }
        line(table, "(sum, " + result.text("output") + ")", "", sums, errors ? "" : null);
        StringBuilder path = new StringBuilder();
        if (row.get("path") instanceof Json.Arr steps) {
            for (Json step : steps.items())
                path.append(path.isEmpty() ? "" : "; ").append(((Json.Str) step).value());
        }
        StringBuilder prediction = new StringBuilder();
        for (double p : numbers(row.need("prediction"))) prediction.append(' ').append(Figures.of(p));
        return "row " + Figures.of(row.number("row")) + ": prediction" + prediction
                + (path.isEmpty() ? "" : "\n" + TextTable.printable(path.toString())) + "\n" + table;
    }

    private static void line(TextTable table, String name, String value, double[] numbers, @Nullable String error) {
        List<String> cells = new ArrayList<>(List.of(name, value));
        for (double v : numbers) cells.add(Figures.of(v));
        if (error != null) cells.add(error);
        table.row(cells.toArray(String[]::new));
    }

    private static double[] numbers(Json json) {
        if (json instanceof Json.Num n) return new double[] {n.value()};
        return ((Json.Arr) json)
                .items().stream().mapToDouble(i -> ((Json.Num) i).value()).toArray();
    }
}
