package io.candor.report.internal;

import java.util.List;

/** Boxes in columns, left to right, with lines between neighbouring columns: data, model, evidence. */
final class LineagePlot {
    private static final double BOX = 110;
    private static final double LAST = 164;
    private static final double GAP = 20;
    private static final double ROW = 46;

    private LineagePlot() {}

    /** A box: a name and its short digest. */
    record Box(String name, String digest) {}

    static Markup of(String label, List<List<Box>> columns) {
        int tallest = 1;
        for (List<Box> column : columns) tallest = Math.max(tallest, column.size());
        double height = tallest * ROW + 12;
        Markup svg = Svg.canvas((columns.size() - 1) * (BOX + GAP) + LAST + 6, height, label);
        for (int c = 0; c < columns.size(); c++) {
            List<Box> boxes = columns.get(c);
            double x = 3 + c * (BOX + GAP);
            double width = c + 1 < columns.size() ? BOX : LAST;
            for (int b = 0; b < boxes.size(); b++) {
                double y = top(boxes, b, height);
                svg.add(Svg.rect(x, y, width, ROW - 10, "box"));
                svg.add(Svg.label(x + 6, y + 15, "start", boxes.get(b).name(), width - 12));
                svg.add(Svg.text(x + 6, y + 29, "start", "tick", boxes.get(b).digest()));
                if (c + 1 < columns.size()) arrows(svg, x + BOX, y + (ROW - 10) / 2, columns.get(c + 1), height);
            }
        }
        return svg;
    }

    private static double top(List<Box> boxes, int b, double height) {
        return (height - boxes.size() * ROW) / 2 + b * ROW + 5;
    }

    private static void arrows(Markup svg, double x, double y, List<Box> next, double height) {
        for (int b = 0; b < next.size(); b++) {
            double to = top(next, b, height) + (ROW - 10) / 2;
            svg.add(Svg.path(
                    "M" + Svg.point(x, y) + "C" + Svg.point(x + GAP / 2, y) + " " + Svg.point(x + GAP / 2, to) + " "
                            + Svg.point(x + GAP, to),
                    "edge"));
        }
    }
}
