package io.candor.report.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A shape function of several outputs: one line per class for a number, one dot per class for a category, with the spread over
 * bags. Classes differ in colour and in the dashes of their lines; at most {@link #MOST} are drawn, those that move most.
 */
final class SeriesPlot {
    /** As many hues as can be told apart. */
    static final int MOST = 5;

    private static final double LINE = 18;

    private SeriesPlot() {}

    /** The outputs that are drawn, in their order. */
    static List<Integer> drawn(Shape shape, int outputs) {
        Comparator<Integer> widest = Comparator.comparingDouble(k -> -width(shape, k));
        return IntStream.range(0, outputs)
                .boxed()
                .sorted(widest.thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .sorted()
                .toList();
    }

    private static double width(Shape shape, int output) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Shape.Bin bin : shape.bins()) {
            low = Math.min(low, bin.values().get(output).score());
            high = Math.max(high, bin.values().get(output).score());
        }
        return high - low;
    }

    static Markup of(String label, Shape shape, List<String> outputs, double[] own, double[] widest) {
        List<Integer> drawn = drawn(shape, outputs.size());
        ShapeFrame frame = new ShapeFrame(label, shape, own, widest, drawn.size() * LINE + 4);
        for (int s = 0; s < drawn.size(); s++) {
            int k = drawn.get(s);
            if (shape.nominal()) dots(frame, shape, k, s, drawn.size());
            else {
                frame.svg()
                        .add(Svg.path(
                                frame.area(
                                        b -> shape.bins().get(b).values().get(k).high(),
                                        b -> shape.bins().get(b).values().get(k).low()),
                                "area series" + s));
                frame.svg()
                        .add(Svg.path(
                                frame.steps(
                                        b -> shape.bins().get(b).values().get(k).score()),
                                "line series" + s));
            }
        }
        frame.edges((x, bin, hollow) -> {
            for (int s = 0; s < drawn.size(); s++)
                dot(frame, x + place(s, drawn.size(), 16), bin.values().get(drawn.get(s)), s, hollow);
        });
        legend(frame, drawn.stream().map(outputs::get).toList());
        return frame.svg();
    }

    private static void dots(ShapeFrame frame, Shape shape, int output, int series, int all) {
        for (int b = 0; b < shape.bins().size(); b++) {
            double x = frame.centre(b) + place(series, all, Math.min(48, frame.slot() * 0.7));
            dot(frame, x, shape.bins().get(b).values().get(output), series, false);
        }
    }

    private static void dot(ShapeFrame frame, double x, Shape.Value v, int series, boolean hollow) {
        if (v.high() > v.low()) frame.whisker(x, v.low(), v.high(), "line series" + series);
        frame.svg()
                .add(Svg.circle(
                        x, frame.y(v.score()), 3.5, "mark-" + (hollow ? "hollow" : "full") + " series" + series));
    }

    /** From the middle, so that the marks of all classes stand side by side. */
    private static double place(int series, int all, double width) {
        return ((series + 0.5) / all - 0.5) * width;
    }

    private static void legend(ShapeFrame frame, List<String> names) {
        List<Markup> lines = new ArrayList<>();
        for (int s = 0; s < names.size(); s++) {
            double y = frame.height() + 8 + s * LINE;
            lines.add(Svg.line(ShapeFrame.LEFT, y, ShapeFrame.LEFT + 36, y, "line series" + s));
            lines.add(Svg.circle(ShapeFrame.LEFT + 18, y, 3.5, "mark-full series" + s));
            lines.add(Svg.label(ShapeFrame.LEFT + 44, y + 4, "start", names.get(s), 320));
        }
        frame.svg().addAll(lines);
    }
}
