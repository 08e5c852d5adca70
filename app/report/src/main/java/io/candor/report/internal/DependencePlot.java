package io.candor.report.internal;

import java.util.Arrays;
import java.util.List;

/** What a feature adds, over what the rows have; coloured by the feature that it acts together with most. */
final class DependencePlot {
    private static final double LEFT = 52;
    private static final double RIGHT = 418;
    private static final double TOP = 34;
    private static final double BOTTOM = 214;
    private static final int MOST_SLOTS = 12;

    private DependencePlot() {}

    /** @param partner null for none */
    static Markup of(
            String label, Attribution.Feature feature, Attribution.@org.jspecify.annotations.Nullable Feature partner) {
        double low = Math.min(0, Arrays.stream(feature.values()).min().orElse(0));
        double high = Math.max(0, Arrays.stream(feature.values()).max().orElse(0));
        Axis y = Axis.nice(low, high, BOTTOM, TOP);
        boolean number = feature.number();
        List<String> slots = slots(feature);
        Markup svg = Svg.canvas(Svg.WIDTH, BOTTOM + (number ? 40 : 78), label);
        if (partner != null) Dots.legend(svg, 250, 12, partner.name() + (partner.number() ? "" : ", what it adds"));
        Svg.vertical(svg, y, LEFT, RIGHT);
        svg.add(Svg.line(LEFT, y.at(0), RIGHT, y.at(0), "zero"));
        double[] known =
                Arrays.stream(feature.data()).filter(v -> !Double.isNaN(v)).toArray();
        Axis x = number
                ? Axis.nice(
                        Arrays.stream(known).min().orElse(0),
                        Arrays.stream(known).max().orElse(1),
                        LEFT + 8,
                        RIGHT - 26)
                : new Axis(0, Math.max(1, slots.size()), LEFT, RIGHT - 22);
        if (number) Svg.horizontal(svg, x, TOP, BOTTOM, x.ticks());
        else names(svg, x, slots);
        int[] levels = partner == null ? new int[0] : partner.ordered();
        Dots dots = new Dots();
        boolean missing = false;
        for (int i = 0; i < feature.values().length; i++) {
            double at = at(feature, slots, x, i);
            missing |= at > RIGHT - 20;
            dots.add(at, y.at(feature.values()[i]), levels.length == 0 ? -1 : levels[i]);
        }
        dots.into(svg);
        if (missing) svg.add(Svg.text(RIGHT - 8, BOTTOM + 14, "middle", "tick", number ? "none" : "other"));
        return number ? svg.add(Svg.text((LEFT + RIGHT) / 2, BOTTOM + 34, "middle", "axis", cut(feature.name()))) : svg;
    }

    private static String cut(String name) {
        return Letters.cut(name, RIGHT - LEFT);
    }

    private static List<String> slots(Attribution.Feature feature) {
        List<String> all = feature.slots();
        return all.subList(0, Math.min(MOST_SLOTS, all.size()));
    }

    private static void names(Markup svg, Axis x, List<String> slots) {
        for (int s = 0; s < slots.size(); s++) {
            double at = x.at(s + 0.5);
            svg.add(Svg.label(at, BOTTOM + 12, "end", slots.get(s), 90)
                    .attr(
                            "transform",
                            "rotate(-40 " + Numbers.coordinate(at) + " " + Numbers.coordinate(BOTTOM + 12) + ")"));
        }
    }

    /** Missing values and levels for which there is no room stand at the right. Dots of a level are moved apart by their number. */
    private static double at(Attribution.Feature feature, List<String> slots, Axis x, int row) {
        if (feature.number()) return Double.isNaN(feature.data()[row]) ? RIGHT - 8 : x.at(feature.data()[row]);
        int slot = slots.indexOf(feature.texts()[row]);
        double jitter = (row * 0.6180339887498949) % 1 - 0.5; // golden ratio: even, and always the same
        return slot < 0 ? RIGHT - 8 + 8 * jitter : x.at(slot + 0.5 + 0.7 * jitter);
    }
}
