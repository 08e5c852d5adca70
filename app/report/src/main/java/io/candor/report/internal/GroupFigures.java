package io.candor.report.internal;

import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One metric by group, as dots with intervals: used by performance and by fairness. */
final class GroupFigures {
    private GroupFigures() {}

    /** Takes one feature in one stratum. */
    interface Visitor {
        void visit(String feature, String stratum, Json.Obj body);
    }

    static void each(Evidence fairness, Visitor visitor) {
        each(fairness.result().object("features"), visitor);
    }

    /** @param features by name, each with its {@code strata} */
    static void each(Json.Obj features, Visitor visitor) {
        for (Map.Entry<String, Json> feature : single(features)) {
            Json.Obj strata = ((Json.Obj) feature.getValue()).object("strata");
            for (Map.Entry<String, Json> stratum : strata.members().entrySet()) {
                visitor.visit(feature.getKey(), stratum.getKey(), (Json.Obj) stratum.getValue());
            }
        }
    }

    /** Columns before intersections, then by name. */
    static List<Map.Entry<String, Json>> single(Json.Obj features) {
        Comparator<Map.Entry<String, Json>> order =
                Comparator.comparingInt(e -> ((Json.Obj) e.getValue()).get("columns") instanceof Json.Arr columns
                        ? columns.items().size()
                        : e.getKey().contains(" & ") ? 2 : 1);
        return features.members().entrySet().stream()
                .sorted(order.thenComparing(Map.Entry.comparingByKey()))
                .toList();
    }

    /** {@code sex}, or {@code sex, given charge=F}. */
    static String title(String feature, String stratum) {
        return stratum.equals("all") ? feature : feature + ", given " + stratum;
    }

    static Optional<Markup> figure(Evidence fairness, String feature, String stratum, Json.Obj body, String metric) {
        double minimum = fairness.result().get("min_group") instanceof Json.Num m ? m.value() : 0;
        List<IntervalPlot.Row> rows = new ArrayList<>();
        List<List<String>> table = new ArrayList<>();
        for (Map.Entry<String, Json> group : body.object("groups").members().entrySet()) {
            Json.Obj cell = (Json.Obj) group.getValue();
            if (!(cell.object("metrics").get(metric) instanceof Json.Obj json)) return Optional.empty();
            Estimate estimate = Estimate.fromJson(json);
            rows.add(new IntervalPlot.Row(group.getKey(), estimate, cell.number("n") < minimum));
            List<String> line = new ArrayList<>(List.of(group.getKey()));
            line.addAll(Estimates.cells(estimate));
            table.add(line);
        }
        List<String> headers = new ArrayList<>(List.of("Group"));
        headers.addAll(Estimates.HEADERS);
        String name = Estimates.metric(metric);
        String title = name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1) + " by "
                + title(feature, stratum);
        return Optional.of(Figure.of(
                Section.anchor(feature, stratum, metric),
                title,
                summary(rows),
                IntervalPlot.of(title, rows, stratum.equals("all") ? overall(fairness, metric) : null),
                headers,
                table));
    }

    private static @Nullable Double overall(Evidence fairness, String metric) {
        if (!(fairness.result().object("overall").get(metric) instanceof Json.Obj json)) return null;
        Estimate estimate = Estimate.fromJson(json);
        if (estimate instanceof Estimate.Interval i) return i.value();
        return estimate instanceof Estimate.Point p ? p.value() : null;
    }

    private static String summary(List<IntervalPlot.Row> rows) {
        IntervalPlot.Row highest = extreme(rows, 1);
        IntervalPlot.Row lowest = extreme(rows, -1);
        if (highest == null || lowest == null) return "Undefined for every group.";
        String text = "Highest for " + highest.name() + ", " + Estimates.sentence(highest.estimate()) + "; lowest for "
                + lowest.name() + ", " + Estimates.sentence(lowest.estimate()) + ".";
        long small = rows.stream().filter(IntervalPlot.Row::small).count();
        return small == 0
                ? text
                : text + " Hollow: " + small + (small == 1 ? " group is" : " groups are")
                        + " too small to conclude from.";
    }

    private static IntervalPlot.@Nullable Row extreme(List<IntervalPlot.Row> rows, int sign) {
        IntervalPlot.Row best = null;
        double value = 0;
        for (IntervalPlot.Row row : rows) {
            double v;
            if (row.estimate() instanceof Estimate.Interval i) v = i.value();
            else if (row.estimate() instanceof Estimate.Point p) v = p.value();
            else continue;
            if (best == null || sign * v > sign * value) {
                best = row;
                value = v;
            }
        }
        return best;
    }
}
