package io.candor.report.internal;

/** Many dots as one path for each level of colour: a tenth of what circles would take. */
final class Dots {
    private final StringBuilder[] paths = new StringBuilder[Attribution.LEVELS + 1];

    /** @param level −1 for none */
    void add(double x, double y, int level) {
        StringBuilder path = paths[level + 1];
        if (path == null) {
            path = new StringBuilder();
            paths[level + 1] = path;
        }
        path.append('M')
                .append(Numbers.coordinate(x))
                .append(' ')
                .append(Numbers.coordinate(y))
                .append("h0");
    }

    void into(Markup svg) {
        for (int l = 0; l < paths.length; l++) {
            if (paths[l] != null) svg.add(Svg.path(paths[l].toString(), "dots level" + (l == 0 ? "-none" : l - 1)));
        }
    }

    /** What the colours say. */
    static void legend(Markup svg, double x, double y, String of) {
        svg.add(Svg.label(x - 6, y + 4, "end", of + ": low", x - 12));
        Dots dots = new Dots();
        for (int l = 0; l < Attribution.LEVELS; l++) dots.add(x + 4 + l * 12, y, l);
        dots.into(svg);
        svg.add(Svg.text(x + 6 + Attribution.LEVELS * 12, y + 4, "start", "label", "high"));
    }
}
