package io.candor.report.internal;

/** A curve or dots in the unit square (ROC, precision-recall, calibration), with an optional diagonal. */
final class LinePlot {
    private static final double SIZE = 260;
    private static final double LEFT = 52;

    private LinePlot() {}

    /** @param joined a step-free line through the points; else dots */
    static Markup unitSquare(
            String label, String xName, String yName, double[] xs, double[] ys, boolean joined, boolean diagonal) {
        Axis x = new Axis(0, 1, LEFT, LEFT + SIZE);
        Axis y = new Axis(0, 1, SIZE + 10, 10);
        Markup svg = Svg.canvas(LEFT + SIZE + 20, SIZE + 54, label);
        Svg.horizontal(svg, x, 10, SIZE + 10, x.ticks());
        Svg.vertical(svg, y, LEFT, LEFT + SIZE);
        if (diagonal) svg.add(Svg.line(x.at(0), y.at(0), x.at(1), y.at(1), "reference"));
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < xs.length; i++) {
            path.append(i == 0 ? "M" : "L").append(Svg.point(x.at(xs[i]), y.at(ys[i])));
            if (!joined) svg.add(Svg.circle(x.at(xs[i]), y.at(ys[i]), 4, "dot"));
        }
        if (joined && xs.length > 0) svg.add(Svg.path(path.toString(), "curve"));
        svg.add(Svg.text(LEFT + SIZE / 2, SIZE + 44, "middle", "axis", xName));
        svg.add(Svg.text(14, SIZE / 2 + 10, "middle", "axis", yName)
                .attr("transform", "rotate(-90 14 " + Numbers.coordinate(SIZE / 2 + 10) + ")"));
        return svg;
    }
}
