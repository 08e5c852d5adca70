package io.candor.cli;

import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Evidence of fairness as text tables: what a person looks at first; {@code --json} has everything. */
final class FairnessText {
    private final Terminal terminal;

    FairnessText(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(Evidence evidence) {
        switch (evidence.kind()) {
            case "fairness.assessment" -> assessment(evidence.result());
            case "fairness.tests" -> tests(evidence.result());
            case "fairness.bootstrap" -> drawn(evidence.result());
            default -> new GroupAnalysesText(terminal).print(evidence);
        }
    }

    private void assessment(Json.Obj result) {
        result.object("features").members().forEach((name, body) -> feature(name, (Json.Obj) body));
    }

    /** Of the largest differences; --json has everything. */
    private void drawn(Json.Obj result) {
        TextTable table = new TextTable("feature", "rows", "gap", "2.5 %", "median", "97.5 %");
        for (Map.Entry<String, Json> feature :
                result.object("features").members().entrySet()) {
            for (Map.Entry<String, Json> stratum :
                    ((Json.Obj) feature.getValue()).object("strata").members().entrySet()) {
                Json.Obj gaps = ((Json.Obj) stratum.getValue()).object("disparities");
                for (Map.Entry<String, Json> metric : gaps.members().entrySet()) {
                    Json.Obj spread = ((Json.Obj) metric.getValue()).object("difference");
                    if (spread.get("undefined") != null) continue;
                    table.row(
                            feature.getKey(),
                            stratum.getKey(),
                            metric.getKey() + ".difference",
                            Figures.of(spread.number("low")),
                            Figures.of(spread.number("median")),
                            Figures.of(spread.number("high")));
                }
            }
        }
        terminal.print("");
        terminal.print(table.toString());
        terminal.print("");
        terminal.print(
                "over draws of the rows: how far estimates move, no intervals for the true gaps; --json has all");
    }

    private void tests(Json.Obj result) {
        TextTable table = new TextTable("feature", "rows", "metric", "n", "statistic", "p", "q");
        for (Json item : result.array("tests")) {
            Json.Obj test = (Json.Obj) item;
            table.row(
                    test.text("feature"),
                    test.text("stratum"),
                    test.text("metric"),
                    Long.toString((long) test.number("n")),
                    Figures.of(test.number("statistic")),
                    Figures.of(test.number("p")),
                    Figures.of(test.number("q")));
        }
        terminal.print("");
        terminal.print(table.toString());
        terminal.print("");
        terminal.print(
                "q: to call all tests with q up to 0.05 a difference makes at most 5 % of these calls wrong on average");
    }

    private void feature(String feature, Json.Obj body) {
        for (Map.Entry<String, Json> stratum : body.object("strata").members().entrySet()) {
            Json.Obj strata = (Json.Obj) stratum.getValue();
            terminal.print("");
            terminal.print("by " + TextTable.printable(feature)
                    + (stratum.getKey().equals("all") ? "" : ", given " + TextTable.printable(stratum.getKey())));
            terminal.print(groups(strata.object("groups")));
            terminal.print("");
            terminal.print(gaps(strata.object("disparities")));
        }
        if (body.number("unknown") > 0)
            terminal.print((long) body.number("unknown") + " rows have no value for " + feature);
    }

    private static String groups(Json.Obj groups) {
        List<String> metrics = groups.members().values().stream()
                .findFirst()
                .map(g -> List.copyOf(((Json.Obj) g).object("metrics").members().keySet()))
                .orElse(List.of());
        List<String> headers = new ArrayList<>(List.of("group", "n"));
        headers.addAll(metrics);
        TextTable table = new TextTable(headers.toArray(String[]::new));
        for (Map.Entry<String, Json> group : groups.members().entrySet()) {
            Json.Obj cell = (Json.Obj) group.getValue();
            List<String> row = new ArrayList<>(List.of(group.getKey(), Long.toString((long) cell.number("n"))));
            for (String metric : metrics)
                row.add(brief(Estimate.fromJson(cell.object("metrics").object(metric))));
            table.row(row.toArray(String[]::new));
        }
        return table.toString();
    }

    private static String brief(Estimate estimate) {
        if (estimate instanceof Estimate.Interval i) return fixed(i.value());
        return estimate instanceof Estimate.Point p ? fixed(p.value()) : "undefined";
    }

    private static String fixed(double v) {
        return new BigDecimal(v).setScale(4, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String gaps(Json.Obj disparities) {
        TextTable table = new TextTable("gap", "value [95 % interval]", "lowest", "highest", "n (smallest)");
        for (Map.Entry<String, Json> metric : disparities.members().entrySet()) {
            for (Map.Entry<String, Json> kind :
                    ((Json.Obj) metric.getValue()).members().entrySet()) {
                if (kind.getKey().endsWith("to_overall")) continue;
                Json.Obj gap = (Json.Obj) kind.getValue();
                Estimate estimate = Estimate.fromJson(gap);
                table.row(
                        metric.getKey() + "." + kind.getKey(),
                        Figures.of(estimate),
                        gap.optionalText("lowest").orElse("–"),
                        gap.optionalText("highest").orElse("–"),
                        Long.toString(estimate.n()));
            }
        }
        return table.toString();
    }
}
