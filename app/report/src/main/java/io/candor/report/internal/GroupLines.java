package io.candor.report.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines or dots of several series over a number, or over named places in order, with a legend below. Series differ in colour and in the
 * dashes of their lines.
 *
 * @param across what the horizontal axis is of
 * @param up what the vertical axis is of
 * @param places names of the places 0, 1, …; empty where the horizontal axis is a number
 * @param diagonal whether the line of equal values is drawn
 * @param levels values at which a horizontal line is drawn
 * @param square whether both axes go from 0 to 1
 */
record GroupLines(
        String across, String up, List<String> places, boolean diagonal, List<Double> levels, boolean square) {
    /** As many series as can be told apart. */
    static final int MOST = 5;

    private static final double LEFT = 52;
    private static final double RIGHT = 418;
    private static final double TOP = 24;
    private static final double BOTTOM = 250;
    private static final double LINE = 18;

    /** A point; {@code low} and {@code high} are NaN where it has no interval. */
    record Point(double x, double y, double low, double high) {
        static Point at(double x, double y) {
            return new Point(x, y, Double.NaN, Double.NaN);
        }
    }

    /**
     * @param line whether points are joined
     * @param marks whether points are marked
     */
    record Series(String name, List<Point> points, boolean line, boolean marks) {}

    /** Of two numbers. */
    static GroupLines of(String across, String up) {
        return new GroupLines(across, up, List.of(), false, List.of(), false);
    }

    /** Of two shares. */
    static GroupLines unit(String across, String up) {
        return new GroupLines(across, up, List.of(), true, List.of(), true);
    }

    /** Over named places. */
    static GroupLines over(List<String> places, String across, String up, List<Double> levels) {
        return new GroupLines(across, up, places, false, levels, false);
    }

    /** @param all at most {@link #MOST}; points that are not finite are left out, and part a line */
    Markup draw(String label, List<Series> all) {
        List<Series> drawn = all.subList(0, Math.min(MOST, all.size()));
        Axis x = horizontal(drawn);
        Axis y = vertical(drawn);
        boolean legend = drawn.size() > 1;
        Markup svg = Svg.canvas(Svg.WIDTH, BOTTOM + 42 + (legend ? drawn.size() * LINE : 0), label);
        if (places.isEmpty()) Svg.horizontal(svg, x, TOP, BOTTOM, x.ticks());
        else names(svg, x);
        Svg.vertical(svg, y, LEFT, RIGHT);
        svg.add(Svg.text(LEFT - 44, 12, "start", "tick", up));
        svg.add(Svg.text(RIGHT, BOTTOM + 31, "end", "tick", across));
        if (diagonal) svg.add(Svg.line(x.at(0), y.at(0), x.at(1), y.at(1), "reference"));
        for (double level : levels) svg.add(Svg.line(LEFT, y.at(level), RIGHT, y.at(level), "reference"));
        for (int s = 0; s < drawn.size(); s++) series(svg, x, y, drawn.get(s), s, drawn.size());
        if (legend) legend(svg, drawn);
        return svg;
    }

    private Axis horizontal(List<Series> drawn) {
        if (square) return new Axis(0, 1, LEFT, RIGHT);
        if (!places.isEmpty()) return new Axis(-0.5, places.size() - 0.5, LEFT, RIGHT);
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (Series series : drawn) {
            for (Point p : series.points()) {
                min = Math.min(min, p.x());
                max = Math.max(max, p.x());
            }
        }
        return min > max ? new Axis(0, 1, LEFT, RIGHT) : Axis.nice(min, max, LEFT, RIGHT);
    }

    private Axis vertical(List<Series> drawn) {
        if (square) return new Axis(0, 1, BOTTOM, TOP);
        List<Double> values = new ArrayList<>(levels);
        for (Series series : drawn) for (Point p : series.points()) values.addAll(List.of(p.y(), p.low(), p.high()));
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (double v : values) {
            if (!Double.isFinite(v)) continue;
            min = Math.min(min, v);
            max = Math.max(max, v);
        }
        return min > max ? new Axis(0, 1, BOTTOM, TOP) : Axis.nice(min, max, BOTTOM, TOP);
    }

    /** As many names as there is room for. */
    private void names(Markup svg, Axis x) {
        double slot = (RIGHT - LEFT) / places.size();
        double widest = places.stream().mapToDouble(Letters::width).max().orElse(0);
        int every = (int) Math.max(1, Math.ceil(Math.min(widest + 8, 120) / slot));
        for (int i = 0; i < places.size(); i++) {
            svg.add(Svg.line(x.at(i), TOP, x.at(i), BOTTOM, "grid"));
            if (i % every != 0) continue;
            double room = Math.min(every * slot - 6, 2 * Math.min(x.at(i) - 2, Svg.WIDTH - 2 - x.at(i)));
            svg.add(Svg.label(x.at(i), BOTTOM + 15, "middle", places.get(i), room));
        }
    }

    private void series(Markup svg, Axis x, Axis y, Series series, int s, int all) {
        double aside =
                places.isEmpty() ? 0 : ((s + 0.5) / all - 0.5) * Math.min(16, 0.6 * (RIGHT - LEFT) / places.size());
        StringBuilder path = new StringBuilder();
        boolean joined = false;
        for (Point p : series.points()) {
            if (!Double.isFinite(p.y()) || !Double.isFinite(p.x())) {
                joined = false;
                continue;
            }
            path.append(joined ? 'L' : 'M').append(Svg.point(x.at(p.x()) + aside, y.at(p.y())));
            joined = true;
        }
        if (series.line() && path.length() > 0) svg.add(Svg.path(path.toString(), "line series" + s));
        if (!series.marks()) return;
        for (Point p : series.points()) {
            if (!Double.isFinite(p.y()) || !Double.isFinite(p.x())) continue;
            double at = x.at(p.x()) + aside;
            if (Double.isFinite(p.low()) && Double.isFinite(p.high()))
                svg.add(Svg.line(at, y.at(p.low()), at, y.at(p.high()), "line thin series" + s));
            svg.add(Svg.circle(at, y.at(p.y()), 3.5, "mark-full series" + s));
        }
    }

    private static void legend(Markup svg, List<Series> drawn) {
        for (int s = 0; s < drawn.size(); s++) {
            double y = BOTTOM + 48 + s * LINE;
            if (drawn.get(s).line()) svg.add(Svg.line(LEFT, y, LEFT + 36, y, "line series" + s));
            if (drawn.get(s).marks()) svg.add(Svg.circle(LEFT + 18, y, 3.5, "mark-full series" + s));
            svg.add(Svg.label(LEFT + 44, y + 4, "start", drawn.get(s).name(), 320));
        }
    }
}
