package io.candor.report.internal;

import java.util.List;

/**
 * A {@link Pair} as a heat map: bins of the first input across, of the second up, each as wide as the others. Warm adds, cold
 * takes away, paler is nearer to 0; a dash in a cell says that it takes away, for readers without colour. Cells without
 * training rows are drawn smaller; bins for missing and unseen stand apart.
 */
final class HeatMap {
    /** Steps of colour on either side of 0. */
    static final int STEPS = 5;

    private static final double LEFT = 96;
    private static final double RIGHT = Svg.WIDTH - 14;
    private static final double TOP = 8;
    private static final double TALLEST = 240;
    private static final double APART = 5;
    private static final double LABEL = 84;
    private static final double TILT = Math.toRadians(40);

    private HeatMap() {}

    /** @param most the score that has the deepest colour */
    static Markup of(String label, Pair pair, double most) {
        double[] x = edges(pair.across(), LEFT, RIGHT, 90);
        double tall = Math.min(TALLEST, Math.max(60, 26.0 * pair.up().bins().size()));
        double[] up = edges(pair.up(), 0, tall, 60);
        double bottom = TOP + tall;
        double legend = bottom + below(pair.across()) + 18;
        Markup svg = Svg.canvas(Svg.WIDTH, legend + 34, label);
        svg.add(Svg.rect(LEFT, TOP, x[x.length - 1] - LEFT, up[up.length - 1], "box"));
        StringBuilder[] paths = new StringBuilder[2 * STEPS + 1];
        for (int s = 0; s < paths.length; s++) paths[s] = new StringBuilder();
        StringBuilder dashes = new StringBuilder();
        for (int a = 0; a < pair.cells().length; a++) {
            for (int u = 0; u < pair.cells()[a].length; u++) {
                Pair.Cell cell = pair.cells()[a][u];
                double left = x[2 * a];
                double width = x[2 * a + 1] - left;
                double high = up[2 * u + 1];
                double height = high - up[2 * u];
                int step = step(cell.score(), most);
                double inset = cell.weight() > 0 ? 0 : 0.25;
                rect(
                        paths[STEPS + step],
                        left + inset * width,
                        bottom - high + inset * height,
                        width * (1 - 2 * inset),
                        height * (1 - 2 * inset));
                if (step < 0 && width > 4 && height > 3) {
                    double half = Math.min(4, width / 4);
                    dashes.append('M').append(Svg.point(left + width / 2 - half, bottom - high + height / 2));
                    dashes.append('h').append(Numbers.coordinate(2 * half));
                }
            }
        }
        for (int s = 0; s < paths.length; s++) {
            if (s != STEPS && paths[s].length() > 0) svg.add(Svg.path(paths[s].toString(), heat(s - STEPS)));
        }
        if (dashes.length() > 0) svg.add(Svg.path(dashes.toString(), "dashes"));
        acrossNames(svg, pair.across(), x, bottom);
        upNames(svg, pair.up(), up, bottom);
        legend(svg, most, legend);
        return svg;
    }

    /** The step of colour of a score: 0 for less than a tenth of the deepest. */
    static int step(double score, double most) {
        if (!(most > 0)) return 0;
        double share = Math.min(1, Math.abs(score) / most);
        int step = (int) Math.floor(share * (STEPS + 0.5) + 0.45);
        return (int) Math.signum(score) * Math.min(STEPS, step);
    }

    private static String heat(int step) {
        return (step < 0 ? "negative" : "positive") + " heat" + Math.abs(step);
    }

    private static void rect(StringBuilder path, double x, double y, double width, double height) {
        path.append('M').append(Svg.point(x, y));
        path.append('h').append(Numbers.coordinate(width));
        path.append('v').append(Numbers.coordinate(height));
        path.append('h').append(Numbers.coordinate(-width)).append('z');
    }

    /** From and to of every bin; those for missing and unseen stand apart. */
    private static double[] edges(Pair.Side side, double from, double to, double widest) {
        int bins = side.bins().size();
        int gaps = 0;
        for (int b = 1; b < bins; b++) if (side.special()[b] != side.special()[b - 1]) gaps++;
        double width = Math.min(widest, (to - from - gaps * APART) / bins);
        double[] edges = new double[2 * bins];
        double at = from;
        for (int b = 0; b < bins; b++) {
            if (b > 0 && side.special()[b] != side.special()[b - 1]) at += APART;
            edges[2 * b] = at;
            at += width;
            edges[2 * b + 1] = at;
        }
        return edges;
    }

    /** Room for the names of the bins across and of their input. */
    private static double below(Pair.Side across) {
        if (across.numeric()) return 34;
        double longest = 0;
        for (String name : across.bins()) longest = Math.max(longest, Letters.width(name));
        return 34 + Math.min(LABEL, longest) * Math.sin(TILT);
    }

    private static void acrossNames(Markup svg, Pair.Side side, double[] x, double bottom) {
        double named = -1e9;
        for (int b = 0; b < side.bins().size(); b++) {
            double centre = (x[2 * b] + x[2 * b + 1]) / 2;
            if (side.numeric() && !side.special()[b]) {
                named = cut(svg, side, b, x[2 * b], bottom, named);
                continue;
            }
            if (centre - named < 12) continue;
            named = centre;
            if (side.numeric()) {
                svg.add(Svg.text(
                        centre,
                        bottom + 14,
                        "middle",
                        "tick",
                        letter(side.bins().get(b))));
                continue;
            }
            String turn = "rotate(-40 " + Numbers.coordinate(centre + 4) + " " + Numbers.coordinate(bottom + 12) + ")";
            svg.add(Svg.label(
                            centre + 4,
                            bottom + 12,
                            "end",
                            side.bins().get(b),
                            Math.min(LABEL, centre / Math.cos(TILT)))
                    .attr("transform", turn));
        }
        int last = lastData(side);
        if (side.numeric()) acrossCut(svg, side.cuts()[side.cuts().length - 1], x[2 * last + 1], bottom, named);
        svg.add(Svg.label((LEFT + RIGHT) / 2, bottom + below(side) - 4, "middle", side.name(), RIGHT - LEFT));
    }

    /** Names the lower end of a bin of a number where there is room. */
    private static double cut(Markup svg, Pair.Side side, int bin, double x, double bottom, double named) {
        return acrossCut(svg, side.cuts()[dataBin(side, bin)], x, bottom, named);
    }

    private static double acrossCut(Markup svg, double cut, double x, double bottom, double named) {
        String text = Numbers.bound(cut);
        double half = Letters.width(text) / 2;
        if (x - half < named + 8) return named;
        svg.add(Svg.line(x, bottom, x, bottom + 3, "zero"));
        svg.add(Svg.text(x, bottom + 14, "middle", "tick", text));
        return x + half;
    }

    private static void upNames(Markup svg, Pair.Side side, double[] up, double bottom) {
        double named = bottom + 1e9;
        for (int b = 0; b < side.bins().size(); b++) {
            boolean cut = side.numeric() && !side.special()[b];
            double y = cut ? bottom - up[2 * b] : bottom - (up[2 * b] + up[2 * b + 1]) / 2;
            if (named - y < 13) continue;
            named = y;
            if (cut) {
                svg.add(Svg.line(LEFT - 3, y, LEFT, y, "zero"));
                svg.add(Svg.text(LEFT - 6, y + 4, "end", "tick", Numbers.bound(side.cuts()[dataBin(side, b)])));
            } else {
                double room = side.numeric() ? 62 : 74;
                svg.add(Svg.label(LEFT - 6, y + 4, "end", side.bins().get(b), room));
            }
        }
        double end = bottom - up[2 * lastData(side) + 1];
        if (side.numeric() && named - end >= 13) {
            svg.add(Svg.line(LEFT - 3, end, LEFT, end, "zero"));
            svg.add(Svg.text(LEFT - 6, end + 4, "end", "tick", Numbers.bound(side.cuts()[side.cuts().length - 1])));
        }
        double middle = bottom - up[up.length - 1] / 2;
        svg.add(Svg.label(12, middle, "middle", side.name(), up[up.length - 1] + 40)
                .attr("transform", "rotate(-90 12 " + Numbers.coordinate(middle) + ")"));
    }

    /** M for missing, U for unseen. */
    private static String letter(String special) {
        return special.substring(1, 2).toUpperCase(java.util.Locale.ROOT);
    }

    /** The last bin that is neither for missing nor for unseen. */
    private static int lastData(Pair.Side side) {
        int last = side.bins().size() - 1;
        return last > 0 && side.special()[last] ? last - 1 : last;
    }

    private static int dataBin(Pair.Side side, int bin) {
        return bin - (side.special()[0] ? 1 : 0);
    }

    private static void legend(Markup svg, double most, double y) {
        double width = 22;
        double from = (LEFT + RIGHT) / 2 - width * (STEPS + 0.5);
        for (int s = -STEPS; s <= STEPS; s++) {
            double x = from + (s + STEPS) * width;
            svg.add(Svg.rect(x, y, width, 12, "box"));
            if (s != 0) svg.add(Svg.rect(x, y, width, 12, heat(s)));
            if (s < 0) svg.add(Svg.line(x + width / 2 - 4, y + 6, x + width / 2 + 4, y + 6, "dashes"));
        }
        for (int sign : List.of(-1, 0, 1)) {
            double x = from + (STEPS + 0.5 + sign * STEPS) * width;
            svg.add(Svg.text(x, y + 26, "middle", "tick", Numbers.signed(sign * most)));
        }
    }
}
