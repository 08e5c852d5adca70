package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Windows of decisions in use: gaps and rates over time, policies, where an alarm comes from, and what drifted. */
final class MonitoringSection {
    private static final int MOVES = 6;

    private MonitoringSection() {}

    /** @param evidence of kind {@code fairness.monitoring} */
    static Markup of(Evidence evidence) {
        Markup section = Section.of(
                "fairness-monitoring", "Monitoring", "How do gaps between groups move from window to window?");
        Json.Obj result = evidence.result();
        List<Json.Obj> windows = new ArrayList<>(List.of(result.object("reference")));
        if (result.object("before").number("decided") > 0) windows.add(result.object("before"));
        for (Json window : result.array("windows")) windows.add((Json.Obj) window);
        alerts(section, result.array("alerts"));
        for (String feature : windows.get(0).object("features").members().keySet())
            feature(section, feature, windows, result.array("alerts"));
        drift(section, result.array("drift"));
        return section.add(Section.source(evidence.id()));
    }

    private static void feature(Markup section, String feature, List<Json.Obj> windows, List<Json> alerts) {
        section.add(el("h3").text("By ").data(feature));
        Set<String> shown = new LinkedHashSet<>(List.of("selection_rate.ratio"));
        List<Double> limits = new ArrayList<>();
        for (Json item : alerts) {
            Json.Obj alert = (Json.Obj) item;
            String[] required = alert.text("requirement").split(" ");
            if (!alert.text("feature").equals(feature) || !required[0].contains(".")) continue;
            shown.add(required[0]);
        }
        Markup grid = el("div").cls("grid2");
        for (String gap : shown) {
            limits.clear();
            for (Json item : alerts) {
                String[] required = ((Json.Obj) item).text("requirement").split(" ");
                if (((Json.Obj) item).text("feature").equals(feature)
                        && required[0].equals(gap)
                        && required.length == 3) limits.add(Double.parseDouble(required[2]));
            }
            grid.add(gap(feature, gap, windows, List.copyOf(limits)));
        }
        grid.add(groups(feature, windows));
        section.add(grid);
    }

    private static String name(Json.Obj window) {
        boolean closed = !(window.get("closed") instanceof Json.Bool b) || b.value();
        return window.text("name") + (closed ? "" : " (open)");
    }

    private static Markup gap(String feature, String gap, List<Json.Obj> windows, List<Double> limits) {
        int dot = gap.indexOf('.');
        List<GroupLines.Point> points = new ArrayList<>();
        List<List<String>> table = new ArrayList<>();
        for (int w = 0; w < windows.size(); w++) {
            Json.Obj value = windows.get(w)
                    .object("features")
                    .object(feature)
                    .object("disparities")
                    .object(gap.substring(0, dot))
                    .object(gap.substring(dot + 1));
            points.add(point(w, Estimates.of(value)));
            List<String> row = new ArrayList<>(List.of(
                    name(windows.get(w)),
                    value.optionalText("lowest").orElse("–"),
                    value.optionalText("highest").orElse("–")));
            row.addAll(Estimates.cells(Estimates.of(value)));
            table.add(row);
        }
        List<String> headers = new ArrayList<>(List.of("Window", "Lowest", "Highest"));
        headers.addAll(Estimates.HEADERS);
        String title = Estimates.metric(gap.substring(0, dot)) + " "
                + gap.substring(dot + 1).replace('_', ' ') + " by " + feature;
        String limit = limits.isEmpty() ? "" : "; dashed: what policies require";
        return Figure.of(
                Section.anchor("monitoring", feature, gap),
                Estimates.title(title),
                "Each window with its 95 % interval by itself" + limit + ". Policies are decided by wider ones.",
                GroupLines.over(windows.stream().map(MonitoringSection::name).toList(), "window", gap, limits)
                        .draw(title, List.of(new GroupLines.Series(gap, points, true, true))),
                headers,
                table);
    }

    private static GroupLines.Point point(int x, Estimate estimate) {
        if (estimate instanceof Estimate.Interval i) return new GroupLines.Point(x, i.value(), i.low(), i.high());
        return GroupLines.Point.at(x, estimate instanceof Estimate.Point p ? p.value() : Double.NaN);
    }

    /** The largest groups of the reference. */
    private static Markup groups(String feature, List<Json.Obj> windows) {
        Comparator<Map.Entry<String, Json>> size =
                Comparator.comparingDouble(e -> -((Json.Obj) e.getValue()).number("n"));
        List<String> all =
                windows.get(0).object("features").object(feature).object("groups").members().entrySet().stream()
                        .sorted(size.thenComparing(Map.Entry.comparingByKey()))
                        .map(Map.Entry::getKey)
                        .toList();
        List<GroupLines.Series> series = new ArrayList<>();
        List<List<String>> table = new ArrayList<>();
        for (String group : all) {
            List<GroupLines.Point> points = new ArrayList<>();
            for (int w = 0; w < windows.size(); w++) {
                Json.Obj groups =
                        windows.get(w).object("features").object(feature).object("groups");
                Estimate estimate = Estimate.undefined("no rows", 0);
                if (groups.get(group) instanceof Json.Obj cell
                        && cell.object("metrics").get("selection_rate") != null)
                    estimate = Estimates.of(cell.object("metrics").need("selection_rate"));
                points.add(point(w, estimate));
                List<String> row = new ArrayList<>(List.of(group, name(windows.get(w))));
                row.addAll(Estimates.cells(estimate));
                table.add(row);
            }
            if (points.stream().anyMatch(p -> Double.isFinite(p.y())))
                series.add(new GroupLines.Series(group, points, true, true));
        }
        List<String> headers = new ArrayList<>(List.of("Group", "Window"));
        headers.addAll(Estimates.HEADERS);
        String title = "selection rate by " + feature + " over windows";
        return Figure.of(
                Section.anchor("monitoring", feature, "groups"),
                Estimates.title(title),
                series.size() > GroupLines.MOST
                        ? "The " + GroupLines.MOST + " largest of " + series.size() + " groups; the table has all."
                        : "With 95 % intervals.",
                GroupLines.over(
                                windows.stream().map(MonitoringSection::name).toList(),
                                "window",
                                "selection rate",
                                List.of())
                        .draw(title, series),
                headers,
                table);
    }

    private static void alerts(Markup section, List<Json> alerts) {
        if (alerts.isEmpty()) {
            section.add(el("p", "No policies: nothing raises an alarm."));
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        for (Json item : alerts) {
            Json.Obj alert = (Json.Obj) item;
            boolean alarm = alert.get("alarm") instanceof Json.Bool b && b.value();
            List<Json> looks = alert.array("looks");
            StringBuilder run = new StringBuilder();
            String measured = "–";
            String reason = "no closed window";
            for (Json look : looks) {
                String state = ((Json.Obj) look).text("state");
                run.append(state.equals("met") ? '+' : state.equals("not_met") ? '×' : '?');
                measured = Estimates.sentence(Estimates.of(((Json.Obj) look).need("value")));
                reason = ((Json.Obj) look).text("reason");
            }
            rows.add(List.of(
                    alert.text("name"),
                    alert.text("state").replace('_', ' ') + (alarm ? " (alarm)" : ""),
                    alert.text("level"),
                    measured,
                    reason,
                    run.length() == 0 ? "–" : run.toString()));
        }
        section.add(Figure.table(
                "Policies in the newest window that is judged; windows: + met, × not met, ? undecided",
                List.of("Policy", "State", "Level", "Measured", "Why", "Windows"),
                rows));
        for (Json item : alerts)
            if (((Json.Obj) item).get("drill_down") instanceof Json.Obj down)
                drillDown(section, ((Json.Obj) item).text("name"), down);
    }

    private static void drillDown(Markup section, String policy, Json.Obj down) {
        section.add(el("h3").text("Where ").data(policy).text(" comes from"));
        section.add(el("p").data("Against the " + down.text("baseline") + ": "
                + Estimates.sentence(Estimates.of(down.need("before"))) + " then, "
                + Estimates.sentence(Estimates.of(down.need("now"))) + " now."));
        for (String part : List.of("groups", "cells")) {
            List<List<String>> rows = new ArrayList<>();
            for (Json item : down.array(part)) {
                Json.Obj move = (Json.Obj) item;
                if (rows.size() == MOVES) break;
                rows.add(List.of(
                        move.text("group"),
                        move.text("what").replace('_', ' '),
                        Estimates.cells(Estimates.of(move.need("before"))).get(0),
                        Estimates.cells(Estimates.of(move.need("now"))).get(0),
                        Estimates.sentence(Estimates.of(move.need("moved"))),
                        Numbers.signed(move.number("contribution"))));
            }
            if (rows.isEmpty()) continue;
            section.add(Figure.table(
                    (part.equals("groups") ? "Groups" : "Cells of groups") + " that moved; 'adds' to the change of the "
                            + down.text("scale"),
                    List.of("Group", "What moved", "Before", "Now", "Moved", "Adds"),
                    rows));
        }
    }

    private static void drift(Markup section, List<Json> drift) {
        section.add(el("h3", "Drift"));
        if (drift.isEmpty()) {
            section.add(el("p", "No closed window yet."));
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        long moved = 0;
        for (Json item : drift) {
            Json.Obj test = (Json.Obj) item;
            boolean is = test.get("moved") instanceof Json.Bool b && b.value();
            if (is) moved++;
            rows.add(List.of(
                    test.text("kind"),
                    test.text("feature"),
                    test.optionalText("group").orElse("–"),
                    test.text("statistic"),
                    Estimates.cells(Estimates.of(test.need("value"))).get(0),
                    Estimates.cells(Estimates.of(test.need("p"))).get(0),
                    Estimates.of(test.need("stability_index")) instanceof Estimate.Point p
                            ? Numbers.value(p.value())
                            : "–",
                    is ? "moved" : "–"));
        }
        section.add(el(
                "p",
                moved == 0
                        ? "No sign of any; that is no proof of none."
                        : moved + " of " + rows.size() + " tests show a change."));
        section.add(Figure.table(
                "Drift of the newest closed window against the reference",
                List.of("Drift", "Feature", "Group", "Statistic", "Value", "p", "PSI", "Found"),
                rows));
    }
}
