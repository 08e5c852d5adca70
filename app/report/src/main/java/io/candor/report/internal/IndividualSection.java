package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is said of single rows: how unequally a benefit is spread, and whether rows alike are treated alike. */
final class IndividualSection {
    private IndividualSection() {}

    /** @param evidence of kind {@code fairness.inequality} */
    static Markup inequality(Evidence evidence) {
        Json.Obj result = evidence.result();
        Markup section = Section.of(
                "fairness-inequality",
                "Inequality",
                "How unequally is a benefit spread over rows, and how much of that lies between groups?");
        section.add(el("p").text("Benefit of a row: ").data(result.text("benefit")));
        List<List<String>> indices = new ArrayList<>();
        for (Map.Entry<String, Json> index :
                result.object("overall").object("indices").members().entrySet())
            indices.add(List.of(index(index.getKey()), Estimates.sentence(Estimates.of(index.getValue()))));
        section.add(Figure.table("Indices over all rows; 0 if all fare alike", List.of("Index", "Value"), indices));
        for (Map.Entry<String, Json> feature : GroupFigures.single(result.object("features"))) {
            Json.Obj body = (Json.Obj) feature.getValue();
            section.add(el("h3").data(feature.getKey()));
            Markup grid = el("div").cls("grid2");
            groups("inequality", feature.getKey(), body.object("groups"), "mean_benefit", "Mean benefit")
                    .ifPresent(grid::add);
            shares(feature.getKey(), body.object("decomposition")).ifPresent(grid::add);
            section.add(grid);
        }
        return section.add(Section.source(evidence.id()));
    }

    private static String index(String name) {
        String text = name.startsWith("generalised_entropy") ? name.replace("generalised_", "") : name;
        boolean aName = name.startsWith("theil") || name.startsWith("atkinson") || name.startsWith("gini");
        return Estimates.metric(aName ? Estimates.title(text) : text);
    }

    private static Optional<Markup> shares(String feature, Json.Obj parts) {
        List<BarPlot.Bar> bars = new ArrayList<>();
        List<List<String>> table = new ArrayList<>();
        for (Map.Entry<String, Json> part : parts.members().entrySet()) {
            Json.Obj of = (Json.Obj) part.getValue();
            if (!(of.get("between") instanceof Json.Num between && of.get("within") instanceof Json.Num within))
                continue;
            String name = index(part.getKey());
            bars.add(new BarPlot.Bar(name + ", within", within.value(), within.value(), within.value()));
            bars.add(new BarPlot.Bar(name + ", between", between.value(), between.value(), between.value()));
            List<String> row = new ArrayList<>(List.of(name));
            for (String member : List.of("total", "within", "between", "between_share", "between_by_chance", "n"))
                row.add(of.get(member) instanceof Json.Num n ? Numbers.value(n.value()) : "–");
            table.add(row);
        }
        if (bars.isEmpty()) return Optional.empty();
        String title = "Inequality within and between groups of " + feature;
        return Optional.of(Figure.of(
                Section.anchor("inequality", feature, "parts"),
                title,
                "Both add up to the index; what lies between groups is what their mean benefits differ by.",
                BarPlot.of(title, bars),
                List.of("Index", "Total", "Within", "Between", "Share between", "Between by chance", "n"),
                table));
    }

    /** @param evidence of kind {@code fairness.consistency} */
    static Markup consistency(Evidence evidence) {
        Json.Obj result = evidence.result();
        Markup section = Section.of("fairness-consistency", "Consistency", "Are rows that are alike treated alike?");
        Json.Obj overall = result.object("overall");
        List<String> kinds = List.of("decision", "score", "prediction").stream()
                .filter(k -> overall.get(k) instanceof Json.Obj)
                .toList();
        StringBuilder text = new StringBuilder("1 is: each row is treated as its "
                + Numbers.value(result.number("neighbours")) + " nearest neighbours are on average. Of all rows: ");
        for (String kind : kinds)
            text.append(kind.equals(kinds.get(0)) ? "" : ", ")
                    .append(kind)
                    .append(' ')
                    .append(Estimates.sentence(Estimates.of(overall.need(kind))));
        section.add(el("p").data(text.append('.').toString()));
        for (Map.Entry<String, Json> feature : GroupFigures.single(result.object("features"))) {
            section.add(el("h3").data(feature.getKey()));
            Markup grid = el("div").cls("grid2");
            for (String kind : kinds)
                groups(
                                "consistency",
                                feature.getKey(),
                                ((Json.Obj) feature.getValue()).object("groups"),
                                kind,
                                "Consistency of the " + kind)
                        .ifPresent(grid::add);
            section.add(grid);
        }
        return section.add(Section.source(evidence.id()));
    }

    private static Optional<Markup> groups(String kind, String feature, Json.Obj groups, String member, String name) {
        List<IntervalPlot.Row> rows = new ArrayList<>();
        List<List<String>> table = new ArrayList<>();
        for (Map.Entry<String, Json> group : groups.members().entrySet()) {
            if (!(((Json.Obj) group.getValue()).get(member) instanceof Json.Obj json)) continue;
            rows.add(new IntervalPlot.Row(group.getKey(), Estimates.of(json), false));
            List<String> row = new ArrayList<>(List.of(group.getKey()));
            row.addAll(Estimates.cells(Estimates.of(json)));
            table.add(row);
        }
        if (rows.isEmpty()) return Optional.empty();
        List<String> headers = new ArrayList<>(List.of("Group"));
        headers.addAll(Estimates.HEADERS);
        String title = name + " by " + feature;
        return Optional.of(Figure.of(
                Section.anchor(kind, feature, member),
                title,
                "With 95 % intervals.",
                IntervalPlot.of(title, rows, null),
                headers,
                table));
    }
}
