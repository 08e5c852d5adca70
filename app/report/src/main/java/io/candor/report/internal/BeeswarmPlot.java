package io.candor.report.internal;

import java.util.Arrays;
import java.util.List;

/** A line of dots for each feature: where its values lie, stacked where they are many, coloured by what the rows have. */
final class BeeswarmPlot {
    private static final double LEFT = 130;
    private static final double RIGHT = 418;
    private static final double TOP = 34;
    private static final double ROW = 34;
    private static final double STEP = 4; // pixels of a stack

    private BeeswarmPlot() {}

    static Markup of(String label, List<Attribution.Feature> features) {
        double low = 0;
        double high = 0;
        for (Attribution.Feature feature : features) {
            for (double v : feature.values()) {
                low = Math.min(low, v);
                high = Math.max(high, v);
            }
        }
        Axis x = Axis.nice(low, high, LEFT, RIGHT);
        double bottom = TOP + features.size() * ROW;
        Markup svg = Svg.canvas(Svg.WIDTH, bottom + 24, label);
        Dots.legend(svg, 250, 12, "value of the feature");
        Svg.horizontal(svg, x, TOP, bottom, x.ticks());
        svg.add(Svg.line(x.at(0), TOP, x.at(0), bottom, "zero"));
        Dots dots = new Dots();
        for (int f = 0; f < features.size(); f++) {
            double y = TOP + f * ROW + ROW / 2;
            svg.add(Svg.label(LEFT - 10, y + 4, "end", features.get(f).name(), LEFT - 12));
            swarm(dots, x, y, features.get(f));
        }
        dots.into(svg);
        return svg;
    }

    private static void swarm(Dots dots, Axis x, double y, Attribution.Feature feature) {
        int places = (int) Math.ceil((RIGHT - LEFT) / STEP) + 1;
        int[] counts = new int[places];
        for (double v : feature.values()) counts[place(x, v)]++;
        int most = Arrays.stream(counts).max().orElse(1);
        double apart = Math.min(2.4, (ROW - 8) / Math.max(1, most - 1));
        int[] seen = new int[places];
        int[] levels = feature.levels();
        for (int i = 0; i < levels.length; i++) {
            int place = place(x, feature.values()[i]);
            int k = seen[place]++;
            double off = (k % 2 == 0 ? 1 : -1) * ((k + 1) / 2) * apart;
            dots.add(x.at(feature.values()[i]), y + off, levels[i]);
        }
    }

    private static int place(Axis x, double value) {
        return (int) ((x.at(value) - LEFT) / STEP);
    }
}
