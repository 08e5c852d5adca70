package io.candor.report.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all drawings of a {@link Shape} share: the axes, the training range, where the rows are, the places for missing and
 * unseen at the right, and a gauge that says which part of the widest range of all drawings this one shows.
 */
final class ShapeFrame {
    static final double LEFT = 52;
    static final double RIGHT = 362;
    static final double TOP = 10;
    static final double SCORE_BOTTOM = 170;
    private static final double DENSITY_TOP = 182;
    private static final double DENSITY_BOTTOM = 220;
    private static final double MISSING = 378;
    private static final double UNSEEN = 400;
    private static final double GAUGE = 417;

    private static final double LABEL = 100;
    private static final double TILT = Math.toRadians(40);
    /** Room that a tilted label needs; more levels than that have their names in the table only. */
    private static final double NARROWEST = 12;
    /** Beside the training range, so that its ends can be seen. */
    private static final double MARGIN = 0.03;

    private final Shape shape;
    private final Axis y;
    private final Axis x;
    private final Markup svg;

    /**
     * @param own the range of this drawing
     * @param widest of all drawings
     * @param legend height of what stands below
     */
    ShapeFrame(String label, Shape shape, double[] own, double[] widest, double legend) {
        this.shape = shape;
        this.y = Axis.nice(own[0], own[1], SCORE_BOTTOM, TOP);
        double beside = MARGIN * Math.min(1e300, shape.max() - shape.min());
        this.x = shape.nominal()
                ? new Axis(0, shape.bins().size(), LEFT, RIGHT)
                : new Axis(shape.min() - beside, shape.max() + beside, LEFT, RIGHT);
        this.svg = Svg.canvas(Svg.WIDTH, height() + legend, label);
        Svg.vertical(svg, y, LEFT, UNSEEN + 10);
        if (!shape.nominal()) {
            Svg.horizontal(svg, x, TOP, DENSITY_BOTTOM, x.ticks());
            for (double end : new double[] {shape.min(), shape.max()})
                svg.add(Svg.line(x.at(end), TOP, x.at(end), DENSITY_BOTTOM, "range"));
        }
        density();
        svg.add(Svg.line(LEFT, y.at(0), UNSEEN + 10, y.at(0), "zero"));
        side(MISSING, "missing", shape.missing());
        side(UNSEEN, "unseen", shape.unseen());
        gauge(widest);
    }

    Markup svg() {
        return svg;
    }

    /** Without a legend. */
    double height() {
        return shape.nominal() ? DENSITY_BOTTOM + labels() : 244;
    }

    double y(double score) {
        return y.at(score);
    }

    double from(int bin) {
        return x.at(shape.bins().get(bin).from());
    }

    double to(int bin) {
        return x.at(shape.bins().get(bin).to());
    }

    /** The place of a category. */
    double centre(int bin) {
        return LEFT + (bin + 0.5) * slot();
    }

    double slot() {
        return (RIGHT - LEFT) / shape.bins().size();
    }

    /** A line through the tops of the bins: solid within the training range, as the path of the whole axis. */
    String steps(java.util.function.IntToDoubleFunction score) {
        StringBuilder line = new StringBuilder();
        int last = shape.bins().size() - 1;
        for (int b = 0; b <= last; b++) {
            line.append(b == 0 ? "M" : "L").append(Svg.point(b == 0 ? LEFT : from(b), y(score.applyAsDouble(b))));
            line.append('L').append(Svg.point(b == last ? RIGHT : to(b), y(score.applyAsDouble(b))));
        }
        return line.toString();
    }

    /** The area between two lines, within the training range. */
    String area(java.util.function.IntToDoubleFunction high, java.util.function.IntToDoubleFunction low) {
        StringBuilder upper = new StringBuilder();
        StringBuilder lower = new StringBuilder();
        for (int b = 0; b < shape.bins().size(); b++) {
            upper.append(b == 0 ? "M" : "L").append(Svg.point(from(b), y(high.applyAsDouble(b))));
            upper.append('L').append(Svg.point(to(b), y(high.applyAsDouble(b))));
            lower.insert(
                    0,
                    "L" + Svg.point(to(b), y(low.applyAsDouble(b))) + "L"
                            + Svg.point(from(b), y(low.applyAsDouble(b))));
        }
        return upper.append(lower).append('Z').toString();
    }

    /** Draws the marks of the bins for missing and unseen. */
    interface Marker {
        /** @param hollow no training row is in the bin */
        void mark(double x, Shape.Bin bin, boolean hollow);
    }

    void edges(Marker marker) {
        Shape.Bin missing = shape.missing();
        Shape.Bin unseen = shape.unseen();
        if (missing != null) marker.mark(MISSING, missing, missing.weight() == 0);
        if (unseen != null) marker.mark(UNSEEN, unseen, unseen.weight() == 0);
    }

    /** A vertical line from one value to another. */
    void whisker(double x, double low, double high, String classes) {
        if (!Double.isNaN(low)) svg.add(Svg.line(x, y(low), x, y(high), classes));
    }

    private void side(double x, String name, Shape.@Nullable Bin bin) {
        if (bin == null) return;
        svg.add(Svg.line(x - 10, TOP, x - 10, SCORE_BOTTOM, "grid"));
        double bottom = SCORE_BOTTOM + 8;
        svg.add(Svg.text(x + 4, bottom, "end", "tick", name)
                .attr("transform", "rotate(-90 " + Numbers.coordinate(x + 4) + " " + Numbers.coordinate(bottom) + ")"));
    }

    private void gauge(double[] widest) {
        Axis all = new Axis(Math.min(widest[0], y.min()), Math.max(widest[1], y.max()), SCORE_BOTTOM, TOP);
        svg.add(Svg.rect(GAUGE, TOP, 5, SCORE_BOTTOM - TOP, "gauge"));
        double height = Math.max(2, all.at(y.min()) - all.at(y.max()));
        svg.add(Svg.rect(GAUGE, all.at(y.max()), 5, height, "gauge-own"));
    }

    private void density() {
        double heaviest = shape.nominal() ? shape.heaviest() : densest();
        if (!(heaviest > 0)) return;
        for (int b = 0; b < shape.bins().size(); b++) {
            double width = shape.nominal() ? Math.min(40, slot() * 0.7) : to(b) - from(b);
            double from = shape.nominal() ? centre(b) - width / 2 : from(b);
            double weight = shape.bins().get(b).weight();
            double h = (shape.nominal() ? weight : weight / width) / heaviest * (DENSITY_BOTTOM - DENSITY_TOP);
            if (width > 0 && h > 0) svg.add(Svg.rect(from, DENSITY_BOTTOM - h, width, h, "density"));
        }
        if (!shape.nominal() || slot() < NARROWEST) return;
        List<String> levels = shape.levels();
        for (int b = 0; b < levels.size(); b++) {
            double at = centre(b) + 4;
            svg.add(Svg.label(
                            at, DENSITY_BOTTOM + 10, "end", levels.get(b), Math.min(LABEL, centre(b) / Math.cos(TILT)))
                    .attr(
                            "transform",
                            "rotate(-40 " + Numbers.coordinate(at) + " " + Numbers.coordinate(DENSITY_BOTTOM + 10)
                                    + ")"));
        }
    }

    /** Of rows per point of the drawing. */
    private double densest() {
        double heaviest = 0;
        for (int b = 0; b < shape.bins().size(); b++) {
            double width = to(b) - from(b);
            if (width > 0) heaviest = Math.max(heaviest, shape.bins().get(b).weight() / width);
        }
        return heaviest;
    }

    /** The height of the tilted names of levels. */
    private double labels() {
        if (slot() < NARROWEST) return 6;
        double longest = 0;
        for (String level : shape.levels()) longest = Math.max(longest, Letters.width(level));
        return 22 + Math.min(LABEL, longest) * Math.sin(TILT);
    }
}
