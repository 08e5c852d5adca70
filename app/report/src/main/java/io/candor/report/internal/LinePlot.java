package io.candor.report.internal;

import java.util.List;

/** A curve or dots in the unit square (ROC, precision-recall, calibration), with an optional diagonal. */
final class LinePlot {
    private static final double SIZE = 260;
    private static final double LEFT = 52;
    private static final Axis X = new Axis(0, 1, LEFT, LEFT + SIZE);
    private static final Axis Y = new Axis(0, 1, SIZE + 10, 10);

    private LinePlot() {}

    /** A point with its 95 % interval. */
    record Dot(double x, double y, double low, double high) {}

    /** A step-free line through the points. */
    static Markup curve(String label, String xName, String yName, double[] xs, double[] ys, boolean diagonal) {
        Markup svg = unitSquare(label, xName, yName, diagonal);
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < xs.length; i++) path.append(i == 0 ? "M" : "L").append(Svg.point(X.at(xs[i]), Y.at(ys[i])));
        return xs.length > 0 ? svg.add(Svg.path(path.toString(), "curve")) : svg;
    }

    /** Dots and their intervals beside the diagonal. */
    static Markup dots(String label, String xName, String yName, List<Dot> dots) {
        Markup svg = unitSquare(label, xName, yName, true);
        for (Dot dot : dots) {
            svg.add(Svg.line(X.at(dot.x()), Y.at(dot.low()), X.at(dot.x()), Y.at(dot.high()), "whisker"));
            svg.add(Svg.circle(X.at(dot.x()), Y.at(dot.y()), 4, "dot"));
        }
        return svg;
    }

    private static Markup unitSquare(String label, String xName, String yName, boolean diagonal) {
        Markup svg = Svg.canvas(LEFT + SIZE + 20, SIZE + 54, label);
        Svg.horizontal(svg, X, 10, SIZE + 10, X.ticks());
        Svg.vertical(svg, Y, LEFT, LEFT + SIZE);
        if (diagonal) svg.add(Svg.line(X.at(0), Y.at(0), X.at(1), Y.at(1), "reference"));
        svg.add(Svg.text(LEFT + SIZE / 2, SIZE + 44, "middle", "axis", xName));
        return svg.add(Svg.text(14, SIZE / 2 + 10, "middle", "axis", yName)
                .attr("transform", "rotate(-90 14 " + Numbers.coordinate(SIZE / 2 + 10) + ")"));
    }
}
