package io.candor.fairness.compare.internal;

import io.candor.fairness.internal.Figures;
import io.candor.fairness.resampling.internal.CellMetric;
import io.candor.fairness.resampling.internal.Gaps;
import java.util.List;
import java.util.Optional;

/**
 * A disparity as a function of counts by group: one gap of a metric, or the worse of two.
 *
 * @param parts at least one
 * @param larger whether the larger one is the worse
 */
record DrawnFigure(List<Part> parts, boolean larger) {
    /** @param gap position among {@link Gaps#NAMES} */
    record Part(CellMetric metric, int gap) {}

    /** Empty if it is not a function of counts. */
    static Optional<DrawnFigure> of(String name, List<CellMetric> metrics) {
        return switch (name) {
            case "demographic_parity_difference" -> worse(true, metrics, "selection_rate.difference");
            case "demographic_parity_ratio" -> worse(false, metrics, "selection_rate.ratio");
            case "equal_opportunity_difference" -> worse(true, metrics, "true_positive_rate.difference");
            case "equalized_odds_difference" ->
                worse(true, metrics, "true_positive_rate.difference", "false_positive_rate.difference");
            case "equalized_odds_ratio" ->
                worse(false, metrics, "true_positive_rate.ratio", "false_positive_rate.ratio");
            default -> worse(!Figures.ratio(name), metrics, name);
        };
    }

    private static Optional<DrawnFigure> worse(boolean larger, List<CellMetric> metrics, String... names) {
        List<Part> parts = new java.util.ArrayList<>();
        for (String name : names) {
            int dot = name.lastIndexOf('.');
            int gap = dot < 0 ? -1 : Gaps.NAMES.indexOf(name.substring(dot + 1));
            Optional<CellMetric> metric = gap < 0
                    ? Optional.empty()
                    : metrics.stream()
                            .filter(m -> m.name().equals(name.substring(0, dot)))
                            .findFirst();
            if (metric.isEmpty()) return Optional.empty();
            parts.add(new Part(metric.get(), gap));
        }
        return Optional.of(new DrawnFigure(parts, larger));
    }

    /**
     * Its value; NaN if it does not exist.
     *
     * @param counts group by group, cells of each
     * @param groups of known value, which are the first
     * @param cells per group
     * @param overall counts of all rows
     * @param left groups that the assessment leaves out, per part
     */
    double value(double[] counts, int groups, int cells, double[] overall, boolean[][] left) {
        double worst = Double.NaN;
        for (int k = 0; k < parts.size(); k++) {
            CellMetric metric = parts.get(k).metric();
            double[] values = new double[groups];
            for (int g = 0; g < groups; g++) values[g] = left[k][g] ? Double.NaN : metric.value(counts, g * cells);
            double gap = Gaps.of(values, metric.value(overall, 0))[parts.get(k).gap()];
            if (Double.isNaN(gap)) return Double.NaN;
            if (k == 0 || (larger ? gap > worst : gap < worst)) worst = gap;
        }
        return worst;
    }
}
