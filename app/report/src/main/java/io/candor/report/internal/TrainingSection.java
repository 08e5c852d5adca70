package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;

/** Performance and gaps while a model learns. */
final class TrainingSection {
    private TrainingSection() {}

    /** @param evidence of kind {@code fairness.training} */
    static Markup of(Evidence evidence) {
        Markup section = Section.of(
                "fairness-training",
                "Gaps while learning",
                "How do gaps between groups grow or shrink as training goes on?");
        List<Json.Obj> points = new ArrayList<>();
        for (Json point : evidence.result().array("points")) points.add((Json.Obj) point);
        if (!points.isEmpty()) {
            Json.Obj last = points.get(points.size() - 1);
            Markup grid = el("div").cls("grid2");
            for (String metric : last.object("performance").members().keySet())
                grid.add(figure(points, List.of("performance", metric), Estimates.title(Estimates.metric(metric))));
            for (String feature : last.object("disparities").members().keySet())
                for (String gap :
                        last.object("disparities").object(feature).members().keySet())
                    grid.add(figure(
                            points,
                            List.of("disparities", feature, gap),
                            Estimates.title(Estimates.metric(gap)) + " by " + feature));
            section.add(grid);
        }
        return section.add(Section.source(evidence.id()));
    }

    private static Markup figure(List<Json.Obj> points, List<String> path, String title) {
        List<GroupLines.Point> line = new ArrayList<>();
        List<List<String>> table = new ArrayList<>();
        for (Json.Obj point : points) {
            Json at = point;
            for (String member : path)
                at = at instanceof Json.Obj o && o.get(member) != null ? o.need(member) : Json.NULL;
            Estimate estimate = at instanceof Json.Obj o ? Estimates.of(o) : Estimate.undefined("not measured", 0);
            double steps = point.number("steps");
            if (estimate instanceof Estimate.Interval i)
                line.add(new GroupLines.Point(steps, i.value(), i.low(), i.high()));
            else line.add(GroupLines.Point.at(steps, estimate instanceof Estimate.Point p ? p.value() : Double.NaN));
            List<String> row = new ArrayList<>(List.of(Numbers.value(steps)));
            row.addAll(Estimates.cells(estimate));
            table.add(row);
        }
        List<String> headers = new ArrayList<>(List.of("Steps"));
        headers.addAll(Estimates.HEADERS);
        return Figure.of(
                Section.anchor("training", String.join("\u0000", path)),
                title,
                "In rows that the model did not learn from, with 95 % intervals.",
                GroupLines.of("steps", "value")
                        .draw(title, List.of(new GroupLines.Series(title, line, true, line.size() <= 60))),
                headers,
                table);
    }
}
