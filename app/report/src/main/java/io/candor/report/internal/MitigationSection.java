package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import io.candor.core.evidence.Evidence;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.EcmaNumber;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What was asked of a mitigation, what it made, and what came of it on rows held out. */
final class MitigationSection {
    private static final List<String> RATES =
            List.of("selection_rate", "true_positive_rate", "false_positive_rate", "accuracy");
    private static final int MOST_CANDIDATES = 40;

    private MitigationSection() {}

    /** @param assessed before and after, if both are known, and nothing else */
    static Markup of(Evidence evidence, List<Evidence> assessed) {
        Markup section = Section.of(
                "fairness-mitigation",
                "Mitigation",
                "What was asked of the decisions, by which means, and what came of it?");
        section.add(Figure.table("What was asked", List.of("What", "Value"), asked(evidence)));
        if (assessed.size() >= 2) outcome(section, assessed.get(0), assessed.get(1));
        Json.Obj result = evidence.result();
        if (result.get("candidates") instanceof Json.Arr all) {
            List<Json> candidates = all.items();
            if (candidates.stream().anyMatch(c -> ((Json.Obj) c).get("groups") != null)) rules(section, candidates);
            else candidates(section, result, candidates);
        }
        if (result.get("iterations") instanceof Json.Arr rounds
                && rounds.items().size() > 1) rounds(section, rounds.items());
        if (result.get("cells") instanceof Json.Arr cells) factors(section, cells.items());
        if (result.get("notes") instanceof Json.Arr notes) {
            Markup list = el("ul");
            for (Json note : notes.items()) list.add(el("li").data(words(note)));
            if (!notes.items().isEmpty()) section.add(list);
        }
        return section.add(Section.source(evidence.id()));
    }

    private static List<List<String>> asked(Evidence evidence) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("method", evidence.method().name()));
        evidence.parameters().members().forEach((name, value) -> told(name.replace('_', ' '), value, rows));
        return rows;
    }

    /** Members of members each in a row of their own. */
    private static void told(String name, Json value, List<List<String>> rows) {
        if (value instanceof Json.Obj object && rows.size() < MOST_CANDIDATES) {
            object.members().forEach((part, inner) -> told(name + ", " + part.replace('_', ' '), inner, rows));
        } else rows.add(List.of(name, words(value)));
    }

    private static String words(Json value) {
        if (value instanceof Json.Str s) return s.value().isEmpty() ? "–" : s.value();
        if (value instanceof Json.Num n) return EcmaNumber.format(n.value());
        if (value instanceof Json.Bool b) return b.value() ? "yes" : "no";
        if (value instanceof Json.Arr a
                && a.items().stream().allMatch(i -> i instanceof Json.Str || i instanceof Json.Num)) {
            String all = String.join(
                    ", ", a.items().stream().map(MitigationSection::words).toList());
            return all.isEmpty() ? "–" : all;
        }
        String text = CanonicalJson.text(value);
        return text.length() > 300 ? text.substring(0, 299) + "…" : text;
    }

    /** On the rows held out, group beside group. */
    private static void outcome(Markup section, Evidence before, Evidence after) {
        Json.Obj then = before.result().object("features");
        section.add(el("h3", "On rows that took no part"));
        for (Map.Entry<String, Json> feature : GroupFigures.single(then)) {
            if (!(after.result().object("features").get(feature.getKey()) instanceof Json.Obj now)) continue;
            String name = feature.getKey();
            Json.Obj was = ((Json.Obj) feature.getValue()).object("strata").object("all");
            Json.Obj is = now.object("strata").object("all");
            Markup grid = el("div").cls("grid2");
            for (String metric : RATES) grid.add(rates(name, metric, was, is));
            section.add(grid);
            List<List<String>> gaps = new ArrayList<>();
            for (Map.Entry<String, Json> composite :
                    is.object("composites").members().entrySet())
                gaps.add(List.of(
                        Estimates.metric(composite.getKey()),
                        sentence(was.object("composites"), composite.getKey()),
                        sentence(is.object("composites"), composite.getKey())));
            for (String metric : RATES)
                gaps.add(List.of(
                        Estimates.metric(metric) + " difference",
                        sentence(was.object("disparities").object(metric), "difference"),
                        sentence(is.object("disparities").object(metric), "difference")));
            gaps.add(List.of(
                    "accuracy of all",
                    sentence(before.result().object("overall"), "accuracy"),
                    sentence(after.result().object("overall"), "accuracy")));
            section.add(Figure.table("Gaps by " + name + ", 95 % intervals", List.of("Gap", "Without", "With"), gaps));
        }
    }

    private static Markup rates(String feature, String metric, Json.Obj was, Json.Obj is) {
        List<IntervalPlot.Row> rows = new ArrayList<>();
        List<List<String>> table = new ArrayList<>();
        for (String group : was.object("groups").members().keySet()) {
            for (boolean after : new boolean[] {false, true}) {
                if (!((after ? is : was).object("groups").get(group) instanceof Json.Obj cell)) continue;
                var estimate = Estimates.of(cell.object("metrics").need(metric));
                rows.add(new IntervalPlot.Row(after ? "with" : group, estimate, !after));
                List<String> line = new ArrayList<>(List.of(group, after ? "with" : "without"));
                line.addAll(Estimates.cells(estimate));
                table.add(line);
            }
        }
        List<String> headers = new ArrayList<>(List.of("Group", "Model"));
        headers.addAll(Estimates.HEADERS);
        String title = Estimates.metric(metric) + " by " + feature + ", without and with";
        return Figure.of(
                Section.anchor("mitigation", feature, metric),
                Estimates.title(title),
                "Hollow: without the mitigation; full: with it.",
                IntervalPlot.of(title, rows, null),
                headers,
                table);
    }

    private static String sentence(Json.Obj of, String member) {
        return of.get(member) instanceof Json.Obj found ? Estimates.sentence(Estimates.of(found)) : "–";
    }

    private static void rules(Markup section, List<Json> candidates) {
        for (int c = 0; c < Math.min(MOST_CANDIDATES, candidates.size()); c++) {
            Json.Obj fit = (Json.Obj) candidates.get(c);
            List<List<String>> rows = new ArrayList<>();
            for (Json item : fit.array("groups")) {
                Json.Obj group = (Json.Obj) item;
                rows.add(List.of(
                        group.text("group"),
                        Numbers.grouped((long) group.number("n")),
                        group.text("rule"),
                        value(group, "selection_rate"),
                        value(group, "true_positive_rate"),
                        value(group, "false_positive_rate")));
            }
            section.add(Figure.table(
                    "Rules by group, with the rates expected in the rows that were fitted to"
                            + (candidates.size() > 1 ? ", fit " + (c + 1) : ""),
                    List.of("Group", "n", "Rule", "Selection rate", "True positive rate", "False positive rate"),
                    rows));
            boolean draws = fit.get("draws") instanceof Json.Bool b && b.value();
            section.add(el("p").data("Gap in these rows " + value(fit, "gap") + ", objective " + value(fit, "objective")
                    + ", " + words(fit.need("proof")) + ". When it decides, it reads " + words(fit.need("reads")) + ". "
                    + (draws
                            ? "Some decisions are drawn by chance: two rows alike may be decided differently."
                            : "No decision is drawn by chance.")));
        }
    }

    private static void candidates(Markup section, Json.Obj result, List<Json> candidates) {
        List<List<String>> rows = new ArrayList<>();
        int mixed = 0;
        for (int c = 0; c < candidates.size(); c++) {
            Json.Obj candidate = (Json.Obj) candidates.get(c);
            boolean used = candidate.get("weight") instanceof Json.Num w && w.value() > 0;
            if (used) mixed++;
            if (rows.size() >= MOST_CANDIDATES) continue;
            double largest = 0;
            if (candidate.get("gamma") instanceof Json.Arr gamma)
                for (Json g : gamma.items()) largest = Math.max(largest, g instanceof Json.Num n ? n.value() : 0);
            rows.add(List.of(
                    Integer.toString(c),
                    value(candidate, "weight"),
                    value(candidate, "error"),
                    Numbers.value(largest)));
        }
        if (rows.isEmpty()) return;
        section.add(el("p").data("Error in the fitted rows " + value(result, "error") + ", largest excess over a bound "
                + value(result, "violation") + ", after training " + value(result, "calls") + " models. "
                + (mixed > 1
                        ? "Decisions are drawn by chance over " + mixed
                                + " models: two rows alike may be decided differently."
                        : "One model decides; no decision is drawn by chance.")));
        section.add(el("details")
                .attr("id", "fairness-mitigation-candidates")
                .add(el("summary", "Models that were trained"))
                .add(Figure.table(
                        "Models, with their weight in the mixture",
                        List.of("Model", "Weight", "Error", "Largest disparity"),
                        rows)));
    }

    /** The game between the model and the multipliers, round by round. */
    private static void rounds(Markup section, List<Json> rounds) {
        List<List<String>> table = new ArrayList<>();
        List<String> names = List.of("gap", "error", "violation");
        List<List<GroupLines.Point>> points = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int r = 0; r < rounds.size(); r++) {
            Json.Obj round = (Json.Obj) rounds.get(r);
            List<String> row = new ArrayList<>(List.of(Integer.toString(r + 1)));
            for (int s = 0; s < names.size(); s++) {
                double v = round.get(names.get(s)) instanceof Json.Num n ? n.value() : Double.NaN;
                points.get(s).add(GroupLines.Point.at(r + 1, v));
                row.add(Double.isNaN(v) ? "–" : Numbers.value(v));
            }
            row.add(value(round, "models"));
            table.add(row);
        }
        List<String> headers = List.of("Round", "Gap", "Error", "Violation", "Models");
        section.add(el("div")
                .cls("grid2")
                .add(Figure.of(
                        Section.anchor("mitigation", "gap"),
                        "Gap of the game by round",
                        "It falls to 0 as the mixture nears the best there is.",
                        GroupLines.of("round", "gap").draw("Gap by round", series(names, points, 0, 1)),
                        headers,
                        table))
                .add(Figure.of(
                        Section.anchor("mitigation", "violation"),
                        "Error and violation by round",
                        "Violation is the largest excess over a bound in the rows that were fitted to.",
                        GroupLines.of("round", "value")
                                .draw("Error and violation by round", series(names, points, 1, 3)),
                        headers,
                        table)));
    }

    private static List<GroupLines.Series> series(
            List<String> names, List<List<GroupLines.Point>> points, int from, int to) {
        List<GroupLines.Series> series = new ArrayList<>();
        for (int s = from; s < to; s++)
            series.add(new GroupLines.Series(
                    names.get(s), points.get(s), true, points.get(s).size() <= 60));
        return series;
    }

    private static void factors(Markup section, List<Json> cells) {
        List<List<String>> rows = new ArrayList<>();
        for (Json item : cells) {
            Json.Obj cell = (Json.Obj) item;
            rows.add(List.of(
                    cell.text("group"),
                    words(cell.need("label")),
                    Numbers.grouped((long) cell.number("n")),
                    Numbers.value(cell.number("factor"))));
        }
        section.add(Figure.table(
                "How much a row of each group and label counts in training",
                List.of("Group", "Label", "n", "Factor"),
                rows));
    }

    private static String value(Json.Obj of, String member) {
        return of.get(member) instanceof Json.Num n ? Numbers.value(n.value()) : "–";
    }
}
