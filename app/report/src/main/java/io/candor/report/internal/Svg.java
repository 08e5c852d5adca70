package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import java.util.List;

/** Pieces of SVG that all charts share. Colours are classes, so that light, dark and print can differ. */
final class Svg {
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

    /** A name from data: cut to what fits, whole in its title. */
    static Markup label(double x, double y, String anchor, String name, int fits) {
        String shown = name.codePointCount(0, name.length()) > fits
                ? name.substring(0, name.offsetByCodePoints(0, fits - 1)) + "…"
                : name;
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

    /** Grid lines and tick labels of a horizontal axis. */
    static void horizontal(Markup svg, Axis axis, double top, double bottom, List<Double> ticks) {
        for (double tick : ticks) {
            double x = axis.at(tick);
            svg.add(line(x, top, x, bottom, "grid"));
            svg.add(text(x, bottom + 14, "middle", "tick", axis.label(tick)));
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
