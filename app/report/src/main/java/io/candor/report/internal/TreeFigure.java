package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A decision tree, drawn as an outline: a line per node, indented by depth and joined to its parent, with what leads to it, its
 * share of the training rows and a bar for what it predicts. An outline stays readable where a drawing with boxes grows too wide.
 */
final class TreeFigure {
    /** Lines that one drawing can show; deeper nodes are in the table. */
    private static final int MOST = 64;

    private static final double ROW = 22;
    private static final double INDENT = 14;
    private static final double BAR = 400;
    private static final double END = 500;

    private TreeFigure() {}

    /** A node made ready: what leads to it, and the output and number that it is drawn with. */
    private record Line(int depth, String condition, double weight, String output, double value, boolean leaf) {}

    static void add(Markup section, Evidence evidence) {
        section.add(el("h3", "The tree"));
        section.add(of("fig-tree", "Decision tree", evidence.result()));
        section.add(Section.source(evidence.id()));
    }

    /** @param tree result of evidence {@code explain.tree} */
    static Markup of(String id, String title, Json.Obj tree) {
        List<Line> lines = lines(tree);
        int deepest = deepest(lines);
        List<Line> drawn = lines.stream().filter(l -> l.depth() <= deepest).toList();
        int leaves = (int) lines.stream().filter(Line::leaf).count();
        String scale = tree.optionalText("output").orElse("output");
        return Figure.of(
                id,
                title + " with " + leaves + (leaves == 1 ? " leaf" : " leaves"),
                "Each line is a node: what leads to it, its share of the training rows, and what it predicts, on the scale of "
                        + scale + ". Missing values go to the side with more rows unless a line says otherwise."
                        + (drawn.size() < lines.size() ? " Deeper nodes are in the table." : ""),
                drawing(drawn, tree.array("outputs").size() > 1),
                List.of("Node", "Depth", "Weight", "Output", "Prediction"),
                rows(lines));
    }

    private static List<Line> lines(Json.Obj result) {
        List<Json> nodes = result.array("nodes");
        String[] conditions = new String[nodes.size()];
        Arrays.fill(conditions, "all rows");
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < conditions.length; i++) {
            Json.Obj node = (Json.Obj) nodes.get(i);
            String output = "";
            double value = Double.NEGATIVE_INFINITY;
            for (Map.Entry<String, Json> p : node.object("prediction").members().entrySet()) {
                double v = ((Json.Num) p.getValue()).value();
                if (v <= value) continue;
                value = v;
                output = p.getKey();
            }
            boolean leaf = node.get("left") == null;
            int depth = (int) node.number("depth");
            lines.add(new Line(depth, conditions[i], node.number("weight"), output, value, leaf));
            if (leaf) continue;
            boolean missingLeft = node.text("missing").equals("left");
            double more = weight(nodes, node, "left") - weight(nodes, node, "right");
            for (String side : List.of("left", "right")) {
                String condition = node.text(side.equals("left") ? "condition" : "otherwise");
                boolean here = missingLeft == side.equals("left") && !condition.endsWith(" missing");
                boolean smaller = missingLeft ? more < 0 : more > 0;
                conditions[(int) node.number(side)] = condition + (here && smaller ? " or missing" : "");
            }
        }
        return lines;
    }

    private static double weight(List<Json> nodes, Json.Obj parent, String side) {
        return ((Json.Obj) nodes.get((int) parent.number(side))).number("weight");
    }

    /** The deepest level at which all nodes down to it can be drawn. */
    private static int deepest(List<Line> lines) {
        for (int depth = 0; ; depth++) {
            int most = depth + 1;
            long upTo = lines.stream().filter(l -> l.depth() <= most).count();
            if (upTo > MOST || upTo == lines.size()) return upTo > MOST ? depth : most;
        }
    }

    private static Markup drawing(List<Line> lines, boolean several) {
        double low = several ? 0 : Double.POSITIVE_INFINITY;
        double high = several ? 1 : Double.NEGATIVE_INFINITY;
        for (Line line : lines) {
            low = Math.min(low, line.value());
            high = Math.max(high, line.value());
        }
        Axis x = new Axis(Math.min(0, low), Math.max(high, 0), BAR, END);
        Markup svg =
                Svg.canvas(END + 80, lines.size() * ROW + 24, "Decision tree").cls("wide");
        svg.add(Svg.text(BAR, 12, "start", "tick", several ? "likeliest, and its share" : "prediction"));
        svg.add(Svg.text(BAR - 14, 12, "end", "tick", "rows"));
        double total = lines.isEmpty() ? 1 : lines.get(0).weight();
        List<Integer> open = new ArrayList<>(); // by depth, the line of the last node there
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            double y = 18 + i * ROW;
            double left = 6 + line.depth() * INDENT;
            while (open.size() > line.depth()) open.remove(open.size() - 1);
            if (line.depth() > 0 && open.size() >= line.depth()) {
                double above = 18 + open.get(line.depth() - 1) * ROW + ROW - 4;
                double stem = left - INDENT + 4;
                svg.add(Svg.line(stem, above, stem, y + ROW / 2, "whisker"));
                svg.add(Svg.line(stem, y + ROW / 2, left - 2, y + ROW / 2, "whisker"));
            }
            open.add(i);
            svg.add(Svg.label(left, y + 15, "start", line.condition(), Math.max(70, BAR - 66 - left)));
            svg.add(Svg.text(BAR - 14, y + 15, "end", "tick", Numbers.fixed(100 * line.weight() / total, 1) + " %"));
            double from = x.at(Math.min(0, line.value()));
            double to = x.at(Math.max(0, line.value()));
            svg.add(Svg.rect(from, y + 5, Math.max(1, to - from), ROW - 9, line.leaf() ? "bar" : "density"));
            String text = (several ? line.output() + " " : "") + Numbers.value(line.value());
            svg.add(Svg.label(to + 5, y + 15, "start", text, END + 80 - to - 6));
        }
        return svg;
    }

    private static List<List<String>> rows(List<Line> lines) {
        List<List<String>> rows = new ArrayList<>();
        for (Line line : lines) {
            rows.add(List.of(
                    "· ".repeat(line.depth()) + line.condition(),
                    Integer.toString(line.depth()),
                    Numbers.value(line.weight()),
                    line.output(),
                    Numbers.value(line.value())));
        }
        return rows;
    }
}
