package io.candor.report.internal;

import java.util.List;

/** Horizontal bars with whiskers: one magnitude per name. */
final class BarPlot {
    private static final double LEFT = 160;
    private static final double RIGHT = 366;
    private static final double ROW = 26;

    private BarPlot() {}

    /** One bar; {@code low} and {@code high} equal to {@code value} draw no whisker. */
    record Bar(String name, double value, double low, double high) {}

    static Markup of(String label, List<Bar> bars) {
        double max = 0;
        for (Bar bar : bars) max = Math.max(max, bar.high());
        Axis x = Axis.nice(0, max, LEFT, RIGHT);
        double bottom = 6 + bars.size() * ROW;
        Markup svg = Svg.canvas(Svg.WIDTH, bottom + 24, label);
        Svg.horizontal(svg, x, 6, bottom, x.ticks());
        for (int b = 0; b < bars.size(); b++) {
            Bar bar = bars.get(b);
            double y = 6 + b * ROW;
            svg.add(Svg.label(LEFT - 10, y + 17, "end", bar.name(), LEFT - 12));
            svg.add(Svg.rect(LEFT, y + 5, x.at(bar.value()) - LEFT, ROW - 10, "bar"));
            if (bar.high() > bar.low()) {
                svg.add(Svg.line(x.at(bar.low()), y + ROW / 2, x.at(bar.high()), y + ROW / 2, "whisker"));
            }
            double end = Math.max(x.at(bar.value()), x.at(bar.high()));
            svg.add(Svg.text(end + 6, y + 17, "start", "tick", Numbers.value(bar.value())));
        }
        return svg;
    }
}
