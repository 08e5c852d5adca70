package io.candor.report.internal;

import java.util.ArrayList;
import java.util.List;

/** A mean effect over a feature with its interval, over thin lines of single rows where they are there. */
final class EffectPlot {
    private static final double LEFT = 56;
    private static final double RIGHT = 418;
    private static final double TOP = 12;
    private static final double BOTTOM = 196;

    private EffectPlot() {}

    /**
     * One effect.
     *
     * @param points numbers, or places of levels
     * @param levels names of the places; empty for a number
     * @param curves of single rows
     */
    record Effect(
            double[] points, List<String> levels, double[] values, double[] low, double[] high, List<double[]> curves) {
        boolean number() {
            return levels.isEmpty();
        }
    }

    static Markup of(String label, String name, Effect effect) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        List<double[]> all = new ArrayList<>(effect.curves());
        all.addAll(List.of(effect.values(), effect.low(), effect.high()));
        for (double[] line : all) {
            for (double v : line) {
                if (Double.isNaN(v)) continue;
                least = Math.min(least, v);
                most = Math.max(most, v);
            }
        }
        Axis y = Axis.nice(least, most, BOTTOM, TOP);
        int n = effect.points().length;
        boolean number = effect.number();
        Axis x = number
                ? Axis.nice(effect.points()[0], effect.points()[n - 1], LEFT, RIGHT)
                : new Axis(-0.5, n - 0.5, LEFT, RIGHT);
        Markup svg = Svg.canvas(Svg.WIDTH, BOTTOM + (number ? 40 : 78), label);
        Svg.vertical(svg, y, LEFT, RIGHT);
        if (number) {
            Svg.horizontal(svg, x, TOP, BOTTOM, x.ticks());
            svg.add(Svg.text((LEFT + RIGHT) / 2, BOTTOM + 34, "middle", "axis", Letters.cut(name, RIGHT - LEFT)));
        }
        for (double[] curve : effect.curves())
            svg.add(Svg.path(line(x, y, effect.points(), curve), "thread level-none"));
        if (number) {
            svg.add(Svg.path(band(x, y, effect), "band"));
            svg.add(Svg.path(line(x, y, effect.points(), effect.values()), "curve"));
        } else {
            rows(svg, x, y, effect);
            levels(svg, x, y, effect);
        }
        return svg;
    }

    /** Levels have no way between them, so single rows are dots. */
    private static void rows(Markup svg, Axis x, Axis y, Effect effect) {
        Dots dots = new Dots();
        for (int c = 0; c < effect.curves().size(); c++) {
            double[] curve = effect.curves().get(c);
            double aside = 0.5 * (c * 0.6180339887498949 % 1 - 0.5); // golden ratio: even, and always the same
            for (int i = 0; i < curve.length; i++) {
                if (!Double.isNaN(curve[i])) dots.add(x.at(i + aside), y.at(curve[i]), -1);
            }
        }
        dots.into(svg.cls("faint"));
    }

    private static void levels(Markup svg, Axis x, Axis y, Effect effect) {
        for (int i = 0; i < effect.points().length; i++) {
            double at = x.at(i);
            if (effect.high()[i] > effect.low()[i]) {
                svg.add(Svg.line(at, y.at(effect.low()[i]), at, y.at(effect.high()[i]), "whisker"));
            }
            if (!Double.isNaN(effect.values()[i])) svg.add(Svg.circle(at, y.at(effect.values()[i]), 4, "dot"));
            svg.add(Svg.label(at, BOTTOM + 12, "end", effect.levels().get(i), 90)
                    .attr(
                            "transform",
                            "rotate(-40 " + Numbers.coordinate(at) + " " + Numbers.coordinate(BOTTOM + 12) + ")"));
        }
    }

    private static String line(Axis x, Axis y, double[] points, double[] values) {
        StringBuilder path = new StringBuilder();
        boolean open = false;
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                open = false;
                continue;
            }
            path.append(open ? "L" : "M").append(Svg.point(x.at(points[i]), y.at(values[i])));
            open = true;
        }
        return path.toString();
    }

    private static String band(Axis x, Axis y, Effect effect) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < effect.points().length; i++) {
            if (Double.isNaN(effect.high()[i])) return "";
            path.append(i == 0 ? "M" : "L").append(Svg.point(x.at(effect.points()[i]), y.at(effect.high()[i])));
        }
        for (int i = effect.points().length - 1; i >= 0; i--) {
            path.append('L').append(Svg.point(x.at(effect.points()[i]), y.at(effect.low()[i])));
        }
        return path.append('Z').toString();
    }
}
