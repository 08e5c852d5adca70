package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import java.util.List;

/** Pieces of SVG that all charts share. Colours are classes, so that light, dark and print can differ. */
final class Svg {
    /** Of most charts: a phone shows it whole in letters that can be read, and two of them stand side by side on a desk. */
    static final double WIDTH = 430;

    private Svg() {}

    static Markup canvas(double width, double height, String label) {
        return el("svg")
                .attr("viewBox", "0 0 " + Numbers.coordinate(width) + " " + Numbers.coordinate(height))
                .attr("width", width)
                .attr("height", height)
                .attr("role", "img")
                .attr("aria-label", Markup.cut(label));
    }

    static Markup text(double x, double y, String anchor, String classes, String text) {
        return el("text", text)
                .attr("x", x)
                .attr("y", y)
                .attr("text-anchor", anchor)
                .cls(classes);
    }

    /** A name from data: cut to a width, whole in its title. */
    static Markup label(double x, double y, String anchor, String name, double width) {
        String shown = Letters.cut(name, width);
        Markup text = text(x, y, anchor, "label", shown);
        return shown.equals(name) ? text : text.add(el("title", name));
    }

    static Markup line(double x1, double y1, double x2, double y2, String classes) {
        return el("line")
                .attr("x1", x1)
                .attr("y1", y1)
                .attr("x2", x2)
                .attr("y2", y2)
                .cls(classes);
    }

    static Markup rect(double x, double y, double width, double height, String classes) {
        return el("rect")
                .attr("x", x)
                .attr("y", y)
                .attr("width", Math.max(0, width))
                .attr("height", Math.max(0, height))
                .cls(classes);
    }

    static Markup circle(double x, double y, double r, String classes) {
        return el("circle").attr("cx", x).attr("cy", y).attr("r", r).cls(classes);
    }

    static Markup path(String d, String classes) {
        return el("path").attr("d", d).cls(classes);
    }

    /** A point of a path. */
    static String point(double x, double y) {
        return Numbers.coordinate(x) + " " + Numbers.coordinate(y);
    }

    /** Grid lines and tick labels of a horizontal axis; every second label if all of them would be crowded. */
    static void horizontal(Markup svg, Axis axis, double top, double bottom, List<Double> ticks) {
        double widest = 0;
        for (double tick : ticks) widest = Math.max(widest, Letters.width(axis.label(tick)));
        double apart = ticks.size() < 2 ? Double.POSITIVE_INFINITY : axis.at(ticks.get(1)) - axis.at(ticks.get(0));
        int every = apart < widest + 6 ? 2 : 1;
        for (int t = 0; t < ticks.size(); t++) {
            double x = axis.at(ticks.get(t));
            svg.add(line(x, top, x, bottom, "grid"));
            if (t % every == 0) svg.add(text(x, bottom + 14, "middle", "tick", axis.label(ticks.get(t))));
        }
    }

    /** Grid lines and tick labels of a vertical axis. */
    static void vertical(Markup svg, Axis axis, double left, double right) {
        for (double tick : axis.ticks()) {
            double y = axis.at(tick);
            svg.add(line(left, y, right, y, "grid"));
            svg.add(text(left - 6, y + 4, "end", "tick", axis.label(tick)));
        }
    }
}
