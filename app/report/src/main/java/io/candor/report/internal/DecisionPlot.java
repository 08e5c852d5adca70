package io.candor.report.internal;

import java.util.ArrayList;
import java.util.List;

/** One line for each of some rows, from the base value at the bottom over ever more important features to the score at the top. */
final class DecisionPlot {
    private static final double LEFT = 130;
    private static final double RIGHT = 418;
    private static final double TOP = 34;
    private static final double ROW = 26;

    private DecisionPlot() {}

    /** @param rows places of the rows that are drawn */
    static Markup of(String label, Attribution of, int top, int[] rows) {
        List<Attribution.Feature> features = of.top(top);
        boolean more = of.features().size() > features.size();
        int steps = features.size() + (more ? 1 : 0);
        List<double[]> lines = new ArrayList<>();
        double low = of.base();
        double high = of.base();
        double[] scores = new double[rows.length];
        for (int r = 0; r < rows.length; r++) {
            double[] line = new double[steps + 1];
            line[0] = of.base();
            int at = 1;
            if (more) line[at++] = of.base() + of.rest(features.size(), rows[r]);
            for (int f = features.size() - 1; f >= 0; f--, at++)
                line[at] = line[at - 1] + features.get(f).values()[rows[r]];
            for (double v : line) {
                low = Math.min(low, v);
                high = Math.max(high, v);
            }
            scores[r] = line[steps];
            lines.add(line);
        }
        java.util.Arrays.sort(scores);
        Axis x = Axis.nice(low, high, LEFT, RIGHT);
        double bottom = TOP + steps * ROW;
        Markup svg = Svg.canvas(Svg.WIDTH, bottom + 24, label);
        Dots.legend(svg, 250, 12, "score");
        Svg.horizontal(svg, x, TOP, bottom, x.ticks());
        svg.add(Svg.line(x.at(of.base()), TOP, x.at(of.base()), bottom, "reference"));
        for (int s = 0; s < steps; s++) {
            String name = s < features.size()
                    ? features.get(s).name()
                    : (of.features().size() - features.size()) + " others";
            double y = TOP + s * ROW + ROW / 2;
            svg.add(Svg.label(LEFT - 10, y + 4, "end", name, LEFT - 12));
            svg.add(Svg.line(LEFT, TOP + (s + 1) * ROW, RIGHT, TOP + (s + 1) * ROW, "grid"));
        }
        for (double[] line : lines) {
            StringBuilder path = new StringBuilder();
            for (int s = 0; s < line.length; s++) {
                path.append(s == 0 ? "M" : "L").append(Svg.point(x.at(line[s]), bottom - s * ROW));
            }
            svg.add(Svg.path(path.toString(), "thread level" + Attribution.level(scores, line[steps])));
        }
        return svg;
    }
}
