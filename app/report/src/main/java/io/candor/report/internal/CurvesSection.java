package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** How well scores separate and how far they can be taken at their word, group beside group. */
final class CurvesSection {
    /** Pixels of a drawing below which points of a curve are not told apart. */
    private static final double APART = 1 / 120.0;

    private CurvesSection() {}

    /** @param found evidence {@code fairness.curves}, of several classes one of each */
    static Markup of(List<Evidence> found) {
        Markup section = Section.of(
                "fairness-curves", "Curves by group", "Do scores separate as well, and mean the same, in every group?");
        for (Evidence evidence : found) {
            String of = evidence.parameters().optionalText("class").orElse("");
            GroupFigures.each(evidence.result().object("features"), (feature, stratum, body) -> {
                if (stratum.equals("all")) feature(section, of, feature, body);
            });
            section.add(Section.source(evidence.id()));
        }
        return section;
    }

    private static void feature(Markup section, String of, String feature, Json.Obj body) {
        List<Map.Entry<String, Json>> groups = largest(body.object("groups"));
        String suffix = of.isEmpty() ? "" : ", " + of + " against the rest";
        String all = groups.size() > GroupLines.MOST
                ? " The " + GroupLines.MOST + " largest of " + groups.size() + " groups are drawn."
                : "";
        section.add(el("h3").data(feature + suffix));
        section.add(el("div")
                .cls("grid2")
                .add(roc(of, feature, suffix, all, groups))
                .add(calibration(of, feature, suffix, all, groups)));
        List<List<String>> rows = new ArrayList<>();
        for (Map.Entry<String, Json> gap : Estimates.ordered(body.object("disparities"))) {
            Json.Obj value = ((Json.Obj) gap.getValue()).object("difference");
            rows.add(List.of(
                    Estimates.metric(gap.getKey()),
                    Estimates.sentence(Estimates.of(value)),
                    value.optionalText("lowest").orElse("–"),
                    value.optionalText("highest").orElse("–")));
        }
        if (!rows.isEmpty())
            section.add(Figure.table(
                    "Differences between groups of " + feature + suffix,
                    List.of("Figure", "Difference", "Lowest", "Highest"),
                    rows));
    }

    static List<Map.Entry<String, Json>> largest(Json.Obj groups) {
        Comparator<Map.Entry<String, Json>> size =
                Comparator.comparingDouble(e -> -((Json.Obj) e.getValue()).number("n"));
        return groups.members().entrySet().stream()
                .sorted(size.thenComparing(Map.Entry.comparingByKey()))
                .toList();
    }

    private static Markup roc(
            String of, String feature, String suffix, String all, List<Map.Entry<String, Json>> groups) {
        List<GroupLines.Series> series = new ArrayList<>();
        List<List<String>> table = new ArrayList<>();
        for (Map.Entry<String, Json> group : groups) {
            Json.Obj cell = (Json.Obj) group.getValue();
            List<String> row = new ArrayList<>(List.of(group.getKey()));
            row.addAll(Estimates.cells(Estimates.of(cell.need("auc"))));
            table.add(row);
            if (cell.object("roc").get("fpr") instanceof Json.Arr across
                    && cell.object("roc").get("tpr") instanceof Json.Arr up) {
                series.add(new GroupLines.Series(group.getKey(), points(across, up), true, false));
            }
        }
        List<String> headers = new ArrayList<>(List.of("Group"));
        headers.addAll(Estimates.HEADERS);
        String title = "ROC by " + feature + suffix;
        return Figure.of(
                Section.anchor("roc", feature, of),
                title,
                "True positive rate against false positive rate over all thresholds; the table has the areas below."
                        + all,
                GroupLines.unit("false positive rate", "true positive rate").draw(title, series),
                headers,
                table);
    }

    /** Only as many points as can be seen. */
    private static List<GroupLines.Point> points(Json.Arr across, Json.Arr up) {
        List<GroupLines.Point> points = new ArrayList<>();
        int n = Math.min(across.items().size(), up.items().size());
        for (int i = 0; i < n; i++) {
            GroupLines.Point p = GroupLines.Point.at(number(across, i), number(up, i));
            boolean ends = i == 0 || i == n - 1;
            GroupLines.Point last = ends ? p : points.get(points.size() - 1);
            if (ends || Math.abs(p.x() - last.x()) + Math.abs(p.y() - last.y()) >= APART) points.add(p);
        }
        return points;
    }

    private static double number(Json.Arr all, int i) {
        return all.items().get(i) instanceof Json.Num n ? n.value() : Double.NaN;
    }

    private static Markup calibration(
            String of, String feature, String suffix, String all, List<Map.Entry<String, Json>> groups) {
        List<GroupLines.Series> series = new ArrayList<>();
        List<List<String>> table = new ArrayList<>();
        for (Map.Entry<String, Json> group : groups) {
            List<GroupLines.Point> points = new ArrayList<>();
            if (!(((Json.Obj) group.getValue()).get("bins") instanceof Json.Arr bins)) continue;
            for (Json item : bins.items()) {
                Json.Obj bin = (Json.Obj) item;
                Estimate observed = Estimates.of(bin.need("observed"));
                table.add(List.of(
                        group.getKey(),
                        Numbers.value(bin.number("mean_score")),
                        Estimates.sentence(observed),
                        Numbers.grouped((long) bin.number("n"))));
                if (observed instanceof Estimate.Interval i)
                    points.add(new GroupLines.Point(bin.number("mean_score"), i.value(), i.low(), i.high()));
                else if (observed instanceof Estimate.Point p)
                    points.add(GroupLines.Point.at(bin.number("mean_score"), p.value()));
            }
            if (!points.isEmpty()) series.add(new GroupLines.Series(group.getKey(), points, false, true));
        }
        String title = "Calibration by " + feature + suffix;
        return Figure.of(
                Section.anchor("calibration", feature, of),
                title,
                "Observed rate against mean score of equally many rows, with Wilson intervals; on the diagonal scores keep their word."
                        + all,
                GroupLines.unit("mean score", "observed rate").draw(title, series),
                List.of("Group", "Mean score", "Observed", "n"),
                table);
    }
}
