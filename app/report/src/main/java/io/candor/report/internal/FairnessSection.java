package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.results.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rates and errors by group, and the gaps between groups, each with its interval. */
public final class FairnessSection {
    private static final List<String> ASKED = List.of(
            "selection_rate", "true_positive_rate", "false_positive_rate", "accuracy", "mean_prediction", "mae");
    /** Charts per feature, where every class has some. */
    private static final int MOST_OF_CLASSES = 12;

    private static final List<String> HEADERS =
            List.of("Metric", "Gap", "Value", "Lowest", "Highest", "n (smallest)", "Interval");

    private FairnessSection() {}

    public static Optional<Markup> of(Results results) {
        return results.first("fairness.assessment").map(FairnessSection::of);
    }

    /** @param evidence of kind {@code fairness.assessment} */
    static Markup of(Evidence evidence) {
        Markup section = Section.of(
                "fairness",
                "Fairness",
                "For whom does the model decide differently, by how much, and how sure is that?");
        List<String> metrics = metrics(evidence.result());
        String[] last = {""};
        GroupFigures.each(evidence, (feature, stratum, body) -> {
            section.add(el("h3").data(GroupFigures.title(feature, stratum)));
            if (!last[0].equals(feature)) unknown(section, evidence, feature);
            last[0] = feature;
            Markup grid = el("div").cls("grid2");
            for (String metric : metrics)
                GroupFigures.figure(evidence, feature, stratum, body, metric).ifPresent(grid::add);
            section.add(grid);
            disparities(section, feature, stratum, body);
        });
        section.add(el(
                        "p",
                        "A gap is a difference between groups in these rows. It says nothing about its cause, and a small gap in one metric does not exclude a large one in another.")
                .cls("soft"));
        return section.add(Section.source(evidence.id()));
    }

    /** What is drawn; of several classes how often each is decided and found. */
    private static List<String> metrics(Json.Obj result) {
        return switch (result.optionalText("task").orElse("")) {
            case "regression" -> List.of("mean_prediction", "rmse");
            case "multiclass" ->
                result.object("overall").members().keySet().stream()
                        .filter(m -> m.startsWith("selection_rate (") || m.startsWith("true_positive_rate ("))
                        .limit(MOST_OF_CLASSES)
                        .toList();
            default -> List.of("selection_rate", "true_positive_rate", "false_positive_rate", "precision");
        };
    }

    private static void unknown(Markup section, Evidence evidence, String feature) {
        Json.Obj body = evidence.result().object("features").object(feature);
        if (body.get("unknown") instanceof Json.Num unknown && unknown.value() > 0) {
            section.add(el("p").data(Numbers.value(unknown.value()) + " rows have no value for " + feature
                    + ": shown as (unknown), not part of the gaps."));
        }
    }

    /** The gaps that policies ask for, open; all of them behind a click. */
    private static void disparities(Markup section, String feature, String stratum, Json.Obj body) {
        List<List<String>> all = new ArrayList<>();
        List<List<String>> asked = new ArrayList<>();
        for (Map.Entry<String, Json> metric : Estimates.ordered(body.object("disparities"))) {
            for (Map.Entry<String, Json> kind :
                    ((Json.Obj) metric.getValue()).members().entrySet()) {
                List<String> row = row(Estimates.metric(metric.getKey()), kind.getKey(), (Json.Obj) kind.getValue());
                all.add(row);
                boolean betweenGroups = !kind.getKey().endsWith("to_overall");
                if (asked(metric.getKey()) && betweenGroups) asked.add(row);
            }
        }
        if (body.get("composites") instanceof Json.Obj composites) {
            composites
                    .members()
                    .forEach((name, value) -> all.add(row(Estimates.metric(name), "composite", (Json.Obj) value)));
        }
        if (all.isEmpty()) return;
        String title = GroupFigures.title(feature, stratum);
        if (!asked.isEmpty()) section.add(Figure.table("Gaps between groups of " + title, HEADERS, asked));
        section.add(el("details")
                .attr("id", Section.anchor("gaps", feature, stratum))
                .add(el("summary").text("All gaps of ").data(title))
                .add(Figure.table("Differences and ratios with 95 % intervals, " + title, HEADERS, all)));
    }

    /** A metric of a class is named with the class in brackets. */
    private static boolean asked(String metric) {
        int bracket = metric.indexOf(" (");
        return ASKED.contains(bracket < 0 ? metric : metric.substring(0, bracket));
    }

    private static List<String> row(String metric, String kind, Json.Obj value) {
        List<String> cells = Estimates.cells(Estimates.of(value));
        return List.of(
                metric,
                kind.replace('_', ' '),
                Estimates.sentence(Estimates.of(value)),
                value.optionalText("lowest").orElse("–"),
                value.optionalText("highest").orElse("–"),
                cells.get(3),
                cells.get(4));
    }
}
