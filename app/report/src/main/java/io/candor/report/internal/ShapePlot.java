package io.candor.report.internal;

/**
 * A shape function of one output: steps with bands for a number, bars with whiskers for a category. The dark band or thick
 * whisker is the spread over bags, the light band or thin whisker the 95 % jackknife interval.
 */
final class ShapePlot {
    private ShapePlot() {}

    static Markup of(String label, Shape shape, double[] own, double[] widest) {
        ShapeFrame frame = new ShapeFrame(label, shape, own, widest, 0);
        if (shape.nominal()) nominal(frame, shape);
        else continuous(frame, shape);
        frame.edges((x, bin, hollow) -> {
            whiskers(frame, x, bin.values().get(0));
            double y = frame.y(bin.values().get(0).score());
            frame.svg().add(Svg.circle(x, y, 4, hollow ? "dot hollow" : "dot"));
        });
        return frame.svg();
    }

    private static void continuous(ShapeFrame frame, Shape shape) {
        if (shape.hasJackknife()) {
            frame.svg()
                    .add(Svg.path(
                            frame.area(
                                    b -> value(shape, b).jackknifeHigh(),
                                    b -> value(shape, b).jackknifeLow()),
                            "interval"));
        }
        frame.svg()
                .add(Svg.path(
                        frame.area(
                                b -> value(shape, b).high(),
                                b -> value(shape, b).low()),
                        "band"));
        frame.svg().add(Svg.path(frame.steps(b -> value(shape, b).score()), "curve"));
    }

    private static void nominal(ShapeFrame frame, Shape shape) {
        for (int b = 0; b < shape.bins().size(); b++) {
            Shape.Value v = value(shape, b);
            double centre = frame.centre(b);
            double width = Math.min(40, frame.slot() * 0.7);
            double top = frame.y(Math.max(0, v.score()));
            double bottom = frame.y(Math.min(0, v.score()));
            frame.svg()
                    .add(Svg.rect(
                            centre - width / 2, top, width, bottom - top, v.score() < 0 ? "negative" : "positive"));
            whiskers(frame, centre, v);
        }
    }

    private static void whiskers(ShapeFrame frame, double x, Shape.Value v) {
        frame.whisker(x, v.jackknifeLow(), v.jackknifeHigh(), "whisker");
        if (v.high() > v.low()) frame.whisker(x, v.low(), v.high(), v.hasJackknife() ? "whisker thick" : "whisker");
    }

    private static Shape.Value value(Shape shape, int bin) {
        return shape.bins().get(bin).values().get(0);
    }
}
