package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Gaps as they are beside gaps with the controls held alike. */
final class ConditionalSection {
    private ConditionalSection() {}

    /** @param evidence of kind {@code fairness.conditional} */
    static Markup of(Evidence evidence) {
        Json.Obj result = evidence.result();
        String controls = String.join(
                ", ",
                result.array("controls").stream()
                        .map(c -> ((Json.Str) c).value())
                        .toList());
        Markup section = Section.of(
                "fairness-conditional",
                "Gaps with controls held alike",
                "What is left of a gap between rows alike in the controls?");
        section.add(el("p").text("Controls: ").data(controls));
        for (Map.Entry<String, Json> feature : GroupFigures.single(result.object("features")))
            feature(section, feature.getKey(), (Json.Obj) feature.getValue());
        return section.add(el("p", "A control may itself come of unequal treatment: holding it alike then hides that.")
                        .cls("soft"))
                .add(Section.source(evidence.id()));
    }

    private static void feature(Markup section, String feature, Json.Obj body) {
        section.add(el("h3").data(feature));
        Markup grid = el("div").cls("grid2");
        List<List<String>> gaps = new ArrayList<>();
        for (Map.Entry<String, Json> metric : Estimates.ordered(body.object("standardised"))) {
            Json.Obj of = (Json.Obj) metric.getValue();
            if (!of.object("groups").members().isEmpty())
                grid.add(groups(feature, metric.getKey(), of.object("groups")));
            gaps.add(List.of(
                    Estimates.metric(metric.getKey()),
                    Estimates.sentence(Estimates.of(of.need("raw_difference"))),
                    Estimates.sentence(Estimates.of(of.need("difference"))),
                    Estimates.sentence(Estimates.of(of.need("ratio"))),
                    Numbers.value(of.number("used")) + " of " + Numbers.value(of.number("strata")),
                    of.get("coverage") instanceof Json.Num n ? Numbers.value(n.value()) : "–"));
        }
        section.add(grid);
        if (!gaps.isEmpty())
            section.add(Figure.table(
                    "Gaps of " + feature + " as they are and with controls held alike",
                    List.of("Metric", "Raw difference", "Held alike", "Ratio", "Strata", "Coverage"),
                    gaps));
        List<List<String>> pooled = new ArrayList<>();
        if (body.get("mantel_haenszel") instanceof Json.Obj all) {
            for (Map.Entry<String, Json> group : all.members().entrySet()) {
                Json.Obj of = (Json.Obj) group.getValue();
                pooled.add(List.of(
                        group.getKey(),
                        of.get("risk_difference") instanceof Json.Obj d ? Estimates.sentence(Estimates.of(d)) : "–",
                        of.get("odds_ratio") instanceof Json.Obj o ? Estimates.sentence(Estimates.of(o)) : "–"));
            }
        }
        if (!pooled.isEmpty())
            section.add(Figure.table(
                    "Selection of each group of " + feature + " against the rest, pooled over strata (Mantel-Haenszel)",
                    List.of("Group", "Risk difference", "Odds ratio"),
                    pooled));
    }

    private static Markup groups(String feature, String metric, Json.Obj groups) {
        List<IntervalPlot.Row> rows = new ArrayList<>();
        List<List<String>> table = new ArrayList<>();
        for (Map.Entry<String, Json> group : groups.members().entrySet()) {
            for (String kind : List.of("raw", "standardised")) {
                if (!(((Json.Obj) group.getValue()).get(kind) instanceof Json.Obj json)) continue;
                var estimate = Estimates.of(json);
                boolean raw = kind.equals("raw");
                rows.add(new IntervalPlot.Row(raw ? group.getKey() : "held alike", estimate, raw));
                List<String> line = new ArrayList<>(List.of(group.getKey(), raw ? "raw" : "controls held alike"));
                line.addAll(Estimates.cells(estimate));
                table.add(line);
            }
        }
        List<String> headers = new ArrayList<>(List.of("Group", "Kind"));
        headers.addAll(Estimates.HEADERS);
        String title = Estimates.title(Estimates.metric(metric)) + " by " + feature;
        return Figure.of(
                Section.anchor("conditional", feature, metric),
                title,
                "Hollow: raw; full: with controls held alike.",
                IntervalPlot.of(title, rows, null),
                headers,
                table);
    }
}
