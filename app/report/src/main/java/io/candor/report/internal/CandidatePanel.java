package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import io.candor.core.evidence.Estimate;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One of the models that are compared: what made it, whether it keeps the limits, and its groups. */
final class CandidatePanel {
    private static final List<String> OF_TWO =
            List.of("selection_rate", "true_positive_rate", "false_positive_rate", "accuracy", "precision");
    private static final int MOST = 10; // metrics of many classes
    private static final String SENSITIVE = "sensitive"; // the section's own columns

    private CandidatePanel() {}

    static Markup of(Json.Obj result, String name) {
        Json.Obj candidate = result.object("candidates").object(name);
        String anchor = ComparisonSection.anchor(name);
        Markup panel = el("article").attr("id", anchor).attr("tabindex", "-1");
        panel.add(el("h4").data(name));
        Markup facts = el("p").text("Performance: " + Estimates.metric(result.text("performance")) + " "
                + Estimates.sentence(Estimates.of(candidate.need("performance"))) + ". Reads: " + reads(candidate)
                + ". Made by: ");
        panel.add(facts.data(made(candidate.object("made"))).text("."));
        rules(panel, candidate.object("made"));
        Json.Obj limits = candidate.object("limits");
        if (!limits.members().isEmpty()) {
            Markup kept = el("ul");
            limits.members()
                    .forEach((limit, state) -> kept.add(el("li").data(limit)
                            .text(": " + ((Json.Str) state).value().replace('_', ' '))));
            panel.add(kept);
        }
        for (Map.Entry<String, Json> feature :
                candidate.object("features").members().entrySet()) {
            panel.add(groups(anchor, result, feature.getKey(), (Json.Obj) feature.getValue()));
        }
        return panel;
    }

    private static void rules(Markup panel, Json.Obj made) {
        if (!(made.get("rules") instanceof Json.Arr rules)) return;
        Markup list = el("ul");
        for (Json rule : rules.items()) list.add(el("li").data(((Json.Str) rule).value()));
        panel.add(list);
    }

    private static Markup groups(String anchor, Json.Obj result, String feature, Json.Obj groups) {
        List<String> metrics = metrics(result, groups);
        List<IntervalPlot.Row> dots = new ArrayList<>();
        String drawn = metrics.isEmpty() ? "" : metrics.get(0);
        List<String> headers = new ArrayList<>(List.of("Group", "n"));
        for (String metric : metrics) headers.add(Estimates.metric(metric));
        List<List<String>> rows = new ArrayList<>();
        for (Map.Entry<String, Json> group : groups.members().entrySet()) {
            Json.Obj cell = (Json.Obj) group.getValue();
            List<String> row = new ArrayList<>(List.of(group.getKey(), Numbers.grouped((long) cell.number("n"))));
            for (String metric : metrics) {
                Estimate estimate = cell.object("metrics").get(metric) instanceof Json.Obj e
                        ? Estimate.fromJson(e)
                        : Estimate.undefined("not measured", 0);
                row.add(Estimates.sentence(estimate));
                if (metric.equals(drawn)) dots.add(new IntervalPlot.Row(group.getKey(), estimate, false));
            }
            rows.add(row);
        }
        String title = Estimates.metric(drawn) + " by " + feature;
        return Figure.of(
                Section.anchor(anchor, feature),
                title.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + title.substring(1),
                "All of the group's figures are in the table.",
                IntervalPlot.of(title, dots, null),
                headers,
                rows);
    }

    private static List<String> metrics(Json.Obj result, Json.Obj groups) {
        List<String> there = groups.members().values().stream()
                .findFirst()
                .map(g -> List.copyOf(((Json.Obj) g).object("metrics").members().keySet()))
                .orElse(List.of());
        List<String> metrics = new ArrayList<>();
        if (result.text("task").equals("binary")) metrics.addAll(OF_TWO);
        metrics.retainAll(there);
        for (String metric : there) if (!metrics.contains(metric) && metrics.size() < MOST) metrics.add(metric);
        return metrics;
    }

    /** A disparity's name for people. */
    static String disparity(String name) {
        int dot = name.lastIndexOf('.');
        if (dot < 0) return name.replace('_', ' ');
        return name.substring(dot + 1).replace('_', ' ') + " of " + Estimates.metric(name.substring(0, dot));
    }

    static String reads(Json.Obj candidate) {
        if (!(candidate.get("reads") instanceof Json.Arr reads)) return "not known";
        if (reads.items().isEmpty()) return "no sensitive column";
        return String.join(
                ", ", reads.items().stream().map(r -> ((Json.Str) r).value()).toList());
    }

    /** In one line, the method first; rules by group stand by themselves. */
    static String made(Json.Obj made) {
        List<String> parts = new ArrayList<>();
        made.optionalText("method").ifPresent(m -> parts.add(m.equals("none") ? "no mitigation" : m));
        made.members().forEach((name, value) -> {
            if (name.equals("method") || name.equals("rules") || name.equals(SENSITIVE)) return;
            parts.add(name.replace('_', ' ') + " " + words(value));
        });
        return parts.isEmpty() ? "not known" : String.join("; ", parts);
    }

    private static String words(Json value) {
        if (value instanceof Json.Str text) return text.value();
        if (value instanceof Json.Num number) return Numbers.value(number.value());
        if (!(value instanceof Json.Obj object)) return io.candor.core.json.CanonicalJson.text(value);
        List<String> parts = new ArrayList<>();
        object.members().forEach((name, part) -> parts.add(name + " = " + words(part)));
        return parts.isEmpty() ? "none" : String.join(", ", parts);
    }
}
