package io.candor.report.internal;

import java.util.List;

/** Features down, rows across by their score: what each adds, by colour and strength; above them the score itself. */
final class RowsHeatMap {
    private static final double LEFT = 130;
    private static final double RIGHT = 418;
    private static final double LINE = 60;
    private static final double ROW = 20;
    private static final int STRENGTHS = 4;

    private RowsHeatMap() {}

    static Markup of(String label, Attribution of, int top, int[] rows) {
        List<Attribution.Feature> features = of.top(top);
        double widest = 0;
        for (Attribution.Feature feature : features) {
            for (int row : rows) widest = Math.max(widest, Math.abs(feature.values()[row]));
        }
        double bottom = LINE + 14 + features.size() * ROW;
        Markup svg = Svg.canvas(Svg.WIDTH, bottom + 24, label);
        score(svg, of, rows);
        double width = (RIGHT - LEFT) / Math.max(1, rows.length);
        StringBuilder[][] paths = new StringBuilder[2][STRENGTHS + 1];
        for (int f = 0; f < features.size(); f++) {
            double y = LINE + 14 + f * ROW;
            svg.add(Svg.label(LEFT - 10, y + 14, "end", features.get(f).name(), LEFT - 12));
            for (int r = 0; r < rows.length; r++) {
                double value = features.get(f).values()[rows[r]];
                int strength = widest == 0 ? 0 : (int) Math.ceil(STRENGTHS * Math.sqrt(Math.abs(value) / widest) - 0.5);
                if (strength == 0) continue;
                int sign = value > 0 ? 1 : 0;
                if (paths[sign][strength] == null) paths[sign][strength] = new StringBuilder();
                paths[sign][strength]
                        .append('M')
                        .append(Svg.point(LEFT + r * width, y + 1))
                        .append('h')
                        .append(Numbers.coordinate(width))
                        .append("v18h-")
                        .append(Numbers.coordinate(width))
                        .append('z');
            }
        }
        for (int sign = 0; sign < 2; sign++) {
            for (int s = 1; s <= STRENGTHS; s++) {
                if (paths[sign][s] == null) continue;
                svg.add(Svg.path(paths[sign][s].toString(), (sign == 1 ? "positive" : "negative") + " heat" + s));
            }
        }
        svg.add(Svg.rect(LEFT, LINE + 14, RIGHT - LEFT, features.size() * ROW, "edge"));
        svg.add(Svg.text(LEFT, bottom + 16, "start", "tick", "lowest score"));
        svg.add(Svg.text(RIGHT, bottom + 16, "end", "tick", "highest score"));
        return svg;
    }

    private static void score(Markup svg, Attribution of, int[] rows) {
        double low = of.base();
        double high = of.base();
        for (int row : rows) {
            low = Math.min(low, of.scores()[row]);
            high = Math.max(high, of.scores()[row]);
        }
        Axis y = Axis.nice(low, high, LINE, 8);
        double width = (RIGHT - LEFT) / Math.max(1, rows.length);
        svg.add(Svg.line(LEFT, y.at(of.base()), RIGHT, y.at(of.base()), "reference"));
        svg.add(Svg.text(LEFT - 10, 14, "end", "tick", Numbers.value(y.max())));
        svg.add(Svg.text(LEFT - 10, LINE + 4, "end", "tick", Numbers.value(y.min())));
        svg.add(Svg.text(LEFT - 10, LINE / 2 + 8, "end", "label", "score"));
        StringBuilder path = new StringBuilder();
        for (int r = 0; r < rows.length; r++) {
            path.append(r == 0 ? "M" : "L").append(Svg.point(LEFT + (r + 0.5) * width, y.at(of.scores()[rows[r]])));
        }
        if (rows.length > 0) svg.add(Svg.path(path.toString(), "curve"));
    }
}
