package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import io.candor.core.evidence.Estimate;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Models as numbered points: the disparity to the right, the performance upwards, with the interval of each. The front is a line, models that are
 * dominated are hollow, the baseline is square, what misses a policy's limit lies in a shaded zone. A point is a link to the model's groups. The
 * script finds the scales in the attributes of the drawing.
 */
final class ComparisonPlot {
    private static final double LEFT = 58;
    private static final double WIDTH = 640;
    private static final double RIGHT = WIDTH - 14;
    private static final double TOP = 26;
    private static final double BOTTOM = 400;
    private static final double RADIUS = 6;
    private static final double LETTERS = 8; // of a number

    /** Of the span of the points, how much room is left around them; intervals may go beyond. */
    private static final double ROOM = 0.3;

    private static final double LEAST_ROOM = 0.01;

    private final Axis x;
    private final Axis y;
    private final Markup svg;

    /** @param number in the list of models, from 1 */
    record Point(
            int number,
            String name,
            String anchor,
            Estimate disparity,
            Estimate performance,
            boolean front,
            boolean baseline) {
        boolean placed() {
            return !Double.isNaN(value(disparity)) && !Double.isNaN(value(performance));
        }
    }

    /**
     * A limit of a policy.
     *
     * @param onDisparity else on the performance
     * @param atMost whether what is above misses it
     */
    record Zone(boolean onDisparity, boolean atMost, double value, String source) {}

    private ComparisonPlot(String title, Axis x, Axis y) {
        this.x = x;
        this.y = y;
        svg = Svg.canvas(WIDTH, BOTTOM + 40, title)
                .cls("wide")
                .attr("data-x", scale(x))
                .attr("data-y", scale(y));
    }

    private static String scale(Axis axis) {
        return axis.min() + " " + axis.max() + " " + axis.from() + " " + axis.to();
    }

    static Markup of(
            String title,
            String performance,
            String disparity,
            List<Point> points,
            List<Zone> zones,
            boolean lowerIsBetter) {
        List<Double> xs = new ArrayList<>();
        List<Double> ys = new ArrayList<>();
        for (Point p : points) {
            if (!p.placed()) continue;
            xs.add(value(p.disparity()));
            ys.add(value(p.performance()));
        }
        for (Zone zone : zones) (zone.onDisparity() ? xs : ys).add(zone.value());
        ComparisonPlot plot =
                new ComparisonPlot(title, axis(xs, LEFT, RIGHT, lowerIsBetter), axis(ys, BOTTOM, TOP, false));
        plot.frame(performance, disparity);
        for (Zone zone : zones) plot.zone(zone);
        plot.front(points);
        for (Point p : points) if (p.placed()) plot.interval(p);
        LabelPlaces places = new LabelPlaces(LEFT, TOP, RIGHT, BOTTOM);
        for (Point p : points) if (p.placed()) places.keepOff(plot.x(p), plot.y(p), RADIUS + 1);
        for (Point p : points) if (p.placed()) plot.point(p, places);
        return plot.svg;
    }

    /** Gaps begin at 0 if they come near to it. */
    private static Axis axis(List<Double> values, double from, double to, boolean fromZero) {
        double low = values.stream().mapToDouble(v -> v).min().orElse(0);
        double high = values.stream().mapToDouble(v -> v).max().orElse(1);
        double room = Math.max(LEAST_ROOM, ROOM * (high - low));
        double min = low - room;
        if (fromZero && low >= 0 && min < high / 2) min = Math.max(0, Math.min(min, 0));
        return Axis.nice(min, high + room, from, to);
    }

    private void frame(String performance, String disparity) {
        for (double tick : x.ticks()) {
            svg.add(Svg.line(x.at(tick), TOP, x.at(tick), BOTTOM, "grid"));
            svg.add(Svg.text(x.at(tick), BOTTOM + 14, "middle", "tick", x.label(tick)));
        }
        Svg.vertical(svg, y, LEFT, RIGHT);
        svg.add(Svg.label(RIGHT, BOTTOM + 32, "end", disparity + " →", RIGHT - LEFT));
        svg.add(Svg.label(LEFT - 50, 14, "start", "↑ " + performance, RIGHT - LEFT));
    }

    private void zone(Zone zone) {
        Axis axis = zone.onDisparity() ? x : y;
        double at = axis.at(zone.value());
        if (zone.onDisparity()) {
            double end = zone.atMost() ? RIGHT : LEFT;
            svg.add(Svg.rect(Math.min(at, end), TOP, Math.abs(end - at), BOTTOM - TOP, "zone"));
            svg.add(Svg.line(at, TOP, at, BOTTOM, "limit"));
            return;
        }
        double end = zone.atMost() ? TOP : BOTTOM;
        svg.add(Svg.rect(LEFT, Math.min(at, end), RIGHT - LEFT, Math.abs(end - at), "zone"));
        svg.add(Svg.line(LEFT, at, RIGHT, at, "limit"));
    }

    private void front(List<Point> points) {
        List<Point> on = points.stream()
                .filter(Point::front)
                .sorted(Comparator.comparingDouble(p -> value(p.disparity())))
                .toList();
        StringBuilder path = new StringBuilder();
        for (Point p : on) path.append(path.isEmpty() ? "M" : "L").append(Svg.point(x(p), y(p)));
        if (on.size() > 1) svg.add(Svg.path(path.toString(), "front"));
    }

    /** Clipped at the frame. */
    private void interval(Point p) {
        double px = x(p);
        double py = y(p);
        if (p.disparity() instanceof Estimate.Interval i)
            svg.add(Svg.line(x.at(i.low()), py, x.at(i.high()), py, "whisker thin"));
        if (p.performance() instanceof Estimate.Interval i)
            svg.add(Svg.line(px, y.at(i.low()), px, y.at(i.high()), "whisker thin"));
    }

    private double x(Point p) {
        return x.at(value(p.disparity()));
    }

    private double y(Point p) {
        return y.at(value(p.performance()));
    }

    private void point(Point p, LabelPlaces places) {
        double px = x(p);
        double py = y(p);
        String look = p.front() ? "dot" : "dot hollow";
        Markup mark = p.baseline()
                ? Svg.rect(px - RADIUS, py - RADIUS, 2 * RADIUS, 2 * RADIUS, look)
                : Svg.circle(px, py, RADIUS, look);
        String number = Integer.toString(p.number());
        double[] at = places.place(px, py, LETTERS * number.length() + 3, 15);
        Markup link = el("a").attr("href", "#" + p.anchor()).attr("aria-label", p.name());
        if (Math.hypot(at[0] - px, at[1] - py) > 2.6 * RADIUS) link.add(Svg.line(px, py, at[0], at[1], "leader"));
        link.add(mark)
                .add(Svg.text(at[0], at[1] + 4, "middle", "number over", number))
                .add(el(
                        "title",
                        Markup.cut(p.name()) + ": " + Estimates.sentence(p.performance()) + "; "
                                + Estimates.sentence(p.disparity())));
        svg.add(link);
    }

    static double value(Estimate estimate) {
        if (estimate instanceof Estimate.Interval i) return i.value();
        return estimate instanceof Estimate.Point p ? p.value() : Double.NaN;
    }

    /** The zones of limits that are on this axis or on the performance. */
    static List<Zone> zones(Json.Obj result, Json.Obj axis) {
        List<Zone> zones = new ArrayList<>();
        for (Json item : result.array("limits")) {
            Json.Obj limit = (Json.Obj) item;
            boolean on = limit.text("measure").equals(axis.text("disparity"))
                    && limit.optionalText("feature")
                            .orElse(axis.text("feature"))
                            .equals(axis.text("feature"));
            if (!on && !limit.text("measure").equals(result.text("performance"))) continue;
            boolean atMost = limit.get("at_most") != null;
            zones.add(new Zone(on, atMost, limit.number(atMost ? "at_most" : "at_least"), limit.text("source")));
        }
        return zones;
    }
}
