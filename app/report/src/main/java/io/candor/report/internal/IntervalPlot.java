package io.candor.report.internal;

import io.candor.core.evidence.Estimate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dot with its interval for each of several named estimates (a forest plot), with the n of each. */
final class IntervalPlot {
    private static final double TOP = 16;
    private static final double ROW = 26;

    private final double left;
    private final double right;

    private IntervalPlot(double left) {
        this.left = left;
        this.right = left + 216;
    }

    /** One line of the plot; {@code small} draws a hollow dot. */
    record Row(String name, Estimate estimate, boolean small) {}

    /** @param reference a vertical line, for example the overall value; null for none */
    static Markup of(String label, List<Row> rows, @Nullable Double reference) {
        return new IntervalPlot(160).draw(label, rows, reference);
    }

    /** With room for long names. */
    static Markup wide(String label, List<Row> rows, @Nullable Double reference) {
        return new IntervalPlot(270).draw(label, rows, reference).cls("wide");
    }

    private Markup draw(String label, List<Row> rows, @Nullable Double reference) {
        double width = right + 54;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        List<Double> all = new ArrayList<>();
        for (Row row : rows) {
            if (row.estimate() instanceof Estimate.Interval i) all.addAll(List.of(i.low(), i.value(), i.high()));
            if (row.estimate() instanceof Estimate.Point p) all.add(p.value());
        }
        if (reference != null) all.add(reference);
        for (double v : all) {
            min = Math.min(min, v);
            max = Math.max(max, v);
        }
        if (all.isEmpty()) {
            min = 0;
            max = 1;
        }
        Axis x = Axis.nice(min, max, left, right);
        double bottom = TOP + rows.size() * ROW;
        Markup svg = Svg.canvas(width, bottom + 24, label);
        Svg.horizontal(svg, x, TOP, bottom, x.ticks());
        svg.add(Svg.text(width - 6, 12, "end", "tick", "n"));
        if (reference != null) svg.add(Svg.line(x.at(reference), TOP - 4, x.at(reference), bottom, "reference"));
        for (int r = 0; r < rows.size(); r++) row(svg, x, rows.get(r), TOP + r * ROW + ROW / 2);
        return svg;
    }

    private void row(Markup svg, Axis x, Row row, double y) {
        svg.add(Svg.label(left - 10, y + 4, "end", row.name(), left - 12));
        Estimate estimate = row.estimate();
        String dot = row.small() ? "dot hollow" : "dot";
        if (estimate instanceof Estimate.Interval i) {
            svg.add(Svg.line(x.at(i.low()), y, x.at(i.high()), y, "whisker"));
            svg.add(Svg.line(x.at(i.low()), y - 4, x.at(i.low()), y + 4, "whisker"));
            svg.add(Svg.line(x.at(i.high()), y - 4, x.at(i.high()), y + 4, "whisker"));
            svg.add(Svg.circle(x.at(i.value()), y, 5, dot));
        } else if (estimate instanceof Estimate.Point p) {
            svg.add(Svg.circle(x.at(p.value()), y, 5, dot));
        } else {
            svg.add(Svg.text(left + 6, y + 4, "start", "note", "undefined"));
        }
        svg.add(Svg.text(right + 48, y + 4, "end", "tick", Numbers.grouped(estimate.n())));
    }
}
