package io.candor.report.internal;

import java.util.List;

/** A waterfall: from the base value, one bar per contribution, to the explained output. */
final class ContributionPlot {
    private static final double LEFT = 196;
    private static final double RIGHT = 372;
    private static final double ROW = 24;

    private ContributionPlot() {}

    /** One step of the waterfall. */
    record Step(String name, double value) {}

    static Markup of(String label, double base, List<Step> steps) {
        double low = base;
        double high = base;
        double sum = base;
        for (Step step : steps) {
            sum += step.value();
            low = Math.min(low, sum);
            high = Math.max(high, sum);
        }
        Axis x = Axis.nice(low, high, LEFT, RIGHT);
        double bottom = 6 + (steps.size() + 1) * ROW;
        Markup svg = Svg.canvas(Svg.WIDTH, bottom + 24, label);
        Svg.horizontal(svg, x, 6, bottom, x.ticks());
        svg.add(Svg.line(x.at(base), 6, x.at(base), bottom, "reference"));
        double at = base;
        for (int s = 0; s < steps.size(); s++) {
            Step step = steps.get(s);
            double y = 6 + s * ROW;
            double from = x.at(Math.min(at, at + step.value()));
            double to = x.at(Math.max(at, at + step.value()));
            svg.add(Svg.label(LEFT - 10, y + 16, "end", step.name(), LEFT - 12));
            svg.add(Svg.rect(from, y + 4, Math.max(1, to - from), ROW - 8, step.value() < 0 ? "negative" : "positive"));
            svg.add(Svg.text(to + 5, y + 16, "start", "tick", Numbers.signed(step.value())));
            at += step.value();
        }
        double y = 6 + steps.size() * ROW;
        svg.add(Svg.text(LEFT - 10, y + 16, "end", "label", "sum"));
        svg.add(Svg.circle(x.at(at), y + ROW / 2, 5, "dot"));
        svg.add(Svg.text(x.at(at) + 9, y + 16, "start", "tick", Numbers.fixed(at, 3)));
        return svg;
    }
}
