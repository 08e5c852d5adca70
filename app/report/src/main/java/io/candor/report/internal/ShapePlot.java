package io.candor.report.internal;

/**
 * A shape function: steps with a band for a number, bars with whiskers for a category; the weight of each bin below it.
 * Continuous shapes are drawn over the range of the data.
 */
final class ShapePlot {
    private static final double LEFT = 52;
    private static final double RIGHT = Svg.WIDTH - 16;
    private static final double SCORE_BOTTOM = 170;
    private static final double DENSITY_TOP = 182;
    private static final double DENSITY_BOTTOM = 220;

    private static final double LABEL = 100;
    private static final double TILT = Math.toRadians(40);

    /** Room that a tilted label needs; more levels than that have their names in the table only. */
    private static final double NARROWEST = 12;

    private ShapePlot() {}

    static Markup of(String label, Shape shape, double lowest, double highest) {
        Axis y = Axis.nice(lowest, highest, SCORE_BOTTOM, 10);
        Markup svg = Svg.canvas(Svg.WIDTH, shape.levels().isEmpty() ? 244 : DENSITY_BOTTOM + labels(shape), label);
        Svg.vertical(svg, y, LEFT, RIGHT);
        if (shape.levels().isEmpty()) continuous(svg, shape, y);
        else nominal(svg, shape, y);
        return svg;
    }

    /** The height of the tilted names of levels. */
    private static double labels(Shape shape) {
        if ((RIGHT - LEFT) / shape.bins() < NARROWEST) return 6;
        double longest = 0;
        for (String level : shape.levels()) longest = Math.max(longest, Letters.width(level));
        return 22 + Math.min(LABEL, longest) * Math.sin(TILT);
    }

    private static void continuous(Markup svg, Shape shape, Axis y) {
        Axis x = new Axis(shape.min(), shape.max(), LEFT, RIGHT);
        Svg.horizontal(svg, x, 10, DENSITY_BOTTOM, x.ticks());
        if (y.min() < 0 && y.max() > 0) svg.add(Svg.line(LEFT, y.at(0), RIGHT, y.at(0), "zero"));
        StringBuilder upper = new StringBuilder();
        StringBuilder lower = new StringBuilder();
        StringBuilder line = new StringBuilder();
        double heaviest = densest(shape, x);
        for (int b = 0; b < shape.bins(); b++) {
            double from = x.at(shape.from(b));
            double to = x.at(shape.to(b));
            String move = b == 0 ? "M" : "L";
            line.append(move)
                    .append(Svg.point(from, y.at(shape.score(b))))
                    .append('L')
                    .append(Svg.point(to, y.at(shape.score(b))));
            upper.append(move)
                    .append(Svg.point(from, y.at(shape.high(b))))
                    .append('L')
                    .append(Svg.point(to, y.at(shape.high(b))));
            lower.insert(0, "L" + Svg.point(to, y.at(shape.low(b))) + "L" + Svg.point(from, y.at(shape.low(b))));
            if (to > from && heaviest > 0) {
                double h = shape.weight(b) / (to - from) / heaviest * (DENSITY_BOTTOM - DENSITY_TOP);
                svg.add(Svg.rect(from, DENSITY_BOTTOM - h, to - from, h, "density"));
            }
        }
        svg.add(Svg.path(upper.append(lower).append('Z').toString(), "band"));
        svg.add(Svg.path(line.toString(), "curve"));
    }

    /** Of rows per point of the drawing. */
    private static double densest(Shape shape, Axis x) {
        double heaviest = 0;
        for (int b = 0; b < shape.bins(); b++) {
            double width = x.at(shape.to(b)) - x.at(shape.from(b));
            if (width > 0) heaviest = Math.max(heaviest, shape.weight(b) / width);
        }
        return heaviest;
    }

    private static void nominal(Markup svg, Shape shape, Axis y) {
        int bins = shape.bins();
        double slot = (RIGHT - LEFT) / bins;
        double heaviest = 0;
        for (int b = 0; b < bins; b++) heaviest = Math.max(heaviest, shape.weight(b));
        for (int b = 0; b < bins; b++) {
            double centre = LEFT + (b + 0.5) * slot;
            double width = Math.min(40, slot * 0.7);
            double top = y.at(Math.max(0, shape.score(b)));
            double bottom = y.at(Math.min(0, shape.score(b)));
            svg.add(Svg.rect(
                    centre - width / 2, top, width, bottom - top, shape.score(b) < 0 ? "negative" : "positive"));
            svg.add(Svg.line(centre, y.at(shape.low(b)), centre, y.at(shape.high(b)), "whisker"));
            double h = heaviest > 0 ? shape.weight(b) / heaviest * (DENSITY_BOTTOM - DENSITY_TOP) : 0;
            svg.add(Svg.rect(centre - width / 2, DENSITY_BOTTOM - h, width, h, "density"));
            if (slot >= NARROWEST) {
                svg.add(Svg.label(
                                centre + 4,
                                DENSITY_BOTTOM + 10,
                                "end",
                                shape.levels().get(b),
                                Math.min(LABEL, centre / Math.cos(TILT)))
                        .attr(
                                "transform",
                                "rotate(-40 " + Numbers.coordinate(centre + 4) + " "
                                        + Numbers.coordinate(DENSITY_BOTTOM + 10) + ")"));
            }
        }
        svg.add(Svg.line(LEFT, y.at(0), RIGHT, y.at(0), "zero"));
    }
}
