package io.candor.report.internal;

import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * A tree of errors as an outline, two lines to a node: what leads to it behind a disc as large as its share of the rows; below, its rows, its
 * share of all errors, and the measure with its interval against that of all rows. Narrow enough for a phone.
 */
final class ErrorTreeFigure {
    /** Nodes that one drawing can show; the others are in the table. */
    private static final int MOST = 64;

    private static final double TOP = 30;
    private static final double ROW = 42;
    private static final double INDENT = 14;
    private static final int DEEPEST = 6;
    private static final double PLOT = 196;
    private static final double PLOT_END = 300;

    private ErrorTreeFigure() {}

    static Markup of(Evidence evidence) {
        Json.Obj tree = evidence.result();
        List<Json> nodes = tree.array("nodes");
        int drawn = Math.min(MOST, nodes.size());
        long leaves = nodes.stream()
                .filter(n -> ((Json.Obj) n).get("leaf") instanceof Json.Bool b && b.value())
                .count();
        boolean honest = evidence.parameters().get("honest") instanceof Json.Bool b && b.value();
        return Figure.of(
                "fig-error-tree",
                "Error tree with " + leaves + (leaves == 1 ? " leaf" : " leaves"),
                ErrorWords.sentence(evidence)
                        + (honest
                                ? " One half of the rows chose the conditions, the other half is counted here."
                                : " The same rows chose the conditions and are counted here, so differences look larger than they are.")
                        + " A larger disc has more rows; the dashed line is all rows; leaves are filled."
                        + (drawn < nodes.size() ? " More nodes are in the table." : ""),
                drawing(tree, nodes.subList(0, drawn)),
                List.of(
                        "Rows with",
                        "Node",
                        "Rows",
                        measure(tree),
                        "95 % low",
                        "95 % high",
                        "Share of errors",
                        "Lift",
                        "In the choosing rows"),
                rows(nodes));
    }

    static String measure(Json.Obj result) {
        String words = result.text("words");
        return words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1);
    }

    private static Markup drawing(Json.Obj tree, List<Json> nodes) {
        Estimate all = Estimates.of(tree.need("value"));
        double low = value(all);
        double high = low;
        for (Json node : nodes) {
            if (!(Estimates.of(((Json.Obj) node).need("value")) instanceof Estimate.Interval i)) continue;
            low = Math.min(low, i.low());
            high = Math.max(high, i.high());
        }
        Axis x = Axis.nice(Math.min(0, low), high, PLOT, PLOT_END);
        double bottom = TOP + nodes.size() * ROW;
        Markup svg = Svg.canvas(Svg.WIDTH, bottom + 22, "Error tree");
        Svg.horizontal(svg, x, TOP - 8, bottom, x.ticks());
        svg.add(Svg.text(26, 14, "start", "tick", "rows · share of errors"));
        svg.add(Svg.text(Svg.WIDTH - 4, 14, "end", "tick", tree.text("words") + ", 95 % interval"));
        svg.add(Svg.line(x.at(value(all)), TOP - 8, x.at(value(all)), bottom, "reference"));
        double most = Math.max(1, ((Json.Obj) nodes.get(0)).number("rows"));
        List<Double> open = new ArrayList<>(); // by depth, where the last node there was drawn
        for (int i = 0; i < nodes.size(); i++) {
            Json.Obj node = (Json.Obj) nodes.get(i);
            int depth = (int) Math.min(DEEPEST, node.number("depth"));
            double y = TOP + i * ROW;
            double left = 14 + depth * INDENT;
            while (open.size() > depth) open.remove(open.size() - 1);
            if (depth > 0 && open.size() == depth) {
                double stem = left - INDENT;
                svg.add(Svg.line(stem, open.get(depth - 1) + 20, stem, y + 10, "edge"));
                svg.add(Svg.line(stem, y + 10, left, y + 10, "edge"));
            }
            open.add(y);
            node(svg, x, node, left, y, most);
        }
        return svg;
    }

    private static void node(Markup svg, Axis x, Json.Obj node, double left, double y, double most) {
        double radius = Math.max(1.5, 9 * Math.sqrt(node.number("rows") / most));
        boolean leaf = node.get("leaf") instanceof Json.Bool b && b.value();
        svg.add(Svg.circle(left, y + 10, radius, "density"));
        svg.add(Svg.label(left + 13, y + 14, "start", node.text("text"), Svg.WIDTH - left - 18)
                .cls("label over"));
        String share = node.get("coverage") instanceof Json.Num c ? " · " + ErrorWords.percent(c.value()) : "";
        svg.add(Svg.text(left + 13, y + 30, "start", "tick", Numbers.grouped((long) node.number("rows")) + share));
        Estimate value = Estimates.of(node.need("value"));
        if (value instanceof Estimate.Interval i) {
            double middle = y + 26;
            svg.add(Svg.line(x.at(i.low()), middle, x.at(i.high()), middle, "whisker"));
            svg.add(Svg.circle(x.at(i.value()), middle, 4, leaf ? "dot" : "dot hollow"));
        } else if (value instanceof Estimate.Point p) {
            svg.add(Svg.circle(x.at(p.value()), y + 26, 4, leaf ? "dot" : "dot hollow"));
        }
        String text = value instanceof Estimate.Undefined u ? u.reason() : brief(value);
        svg.add(Svg.text(Svg.WIDTH - 4, y + 30, "end", "tick", text));
    }

    /** Rates with three decimals throughout, so that they stand below each other. */
    private static String brief(Estimate value) {
        if (!(value instanceof Estimate.Interval i) || !i.interval().equals("Wilson")) return Estimates.sentence(value);
        return Numbers.fixed(i.value(), 3) + " [" + Numbers.fixed(i.low(), 3) + ", " + Numbers.fixed(i.high(), 3) + "]";
    }

    private static double value(Estimate estimate) {
        if (estimate instanceof Estimate.Interval i) return i.value();
        return estimate instanceof Estimate.Point p ? p.value() : 0;
    }

    private static List<List<String>> rows(List<Json> nodes) {
        List<List<String>> rows = new ArrayList<>();
        for (Json item : nodes) {
            Json.Obj node = (Json.Obj) item;
            List<String> cells = new ArrayList<>(List.of(
                    "· ".repeat((int) node.number("depth")) + node.text("text"), Numbers.value(node.number("node"))));
            cells.addAll(counted(node));
            Estimate chosen = Estimates.of(node.object("grown").need("value"));
            cells.add(chosen instanceof Estimate.Undefined ? "–" : Estimates.sentence(chosen));
            rows.add(cells);
        }
        return rows;
    }

    /** Rows, value, low, high, share, lift. */
    static List<String> counted(Json.Obj node) {
        Estimate value = Estimates.of(node.need("value"));
        List<String> cells = new ArrayList<>(List.of(Numbers.grouped((long) node.number("rows"))));
        cells.addAll(Estimates.cells(value).subList(0, 3));
        if (value instanceof Estimate.Undefined u) cells.set(1, u.reason());
        cells.add(node.get("coverage") instanceof Json.Num c ? ErrorWords.percent(c.value()) : "–");
        cells.add(node.get("lift") instanceof Json.Num l ? Numbers.fixed(l.value(), 2) : "–");
        return cells;
    }
}
