package io.candor.fairness;

import io.candor.core.CandorException;
import io.candor.evaluation.ConfusionFormula;
import io.candor.fairness.internal.Measure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What to assess.
 *
 * @param sensitive columns, each assessed alone
 * @param intersections lists of two or more columns, each assessed as the combinations of their values
 * @param controls columns within whose combinations everything is assessed again
 * @param cuts ascending cut points of numeric columns: a value that equals a cut belongs above it. A numeric column with
 *     more than ten values and no cuts here falls into decades if it looks like an age (whole numbers from 0 to 120), with
 *     the ends joined until they hold {@code minGroup} rows; else into quartiles
 * @param minGroup groups with fewer rows are flagged as small; they stay in the disparities, whose interval shows it
 * @param minSupport in groups with less rows behind a metric (for a true positive rate: positives) it is "not enough data" and in no disparity; 0 for
 *     no such limit
 * @param metrics further metrics of two classes, by name
 * @param weights columns of weights by metric's name; that of the empty name is for all metrics without one of their own
 */
public record FairnessPlan(
        List<String> sensitive,
        List<List<String>> intersections,
        List<String> controls,
        Map<String, List<Double>> cuts,
        int minGroup,
        int minSupport,
        Map<String, ConfusionFormula> metrics,
        Map<String, String> weights) {

    private static final int MOST_COLUMNS = 8;

    /** Every row counts once, no metrics of one's own, no least support. */
    public FairnessPlan(
            List<String> sensitive,
            List<List<String>> intersections,
            List<String> controls,
            Map<String, List<Double>> cuts,
            int minGroup) {
        this(sensitive, intersections, controls, cuts, minGroup, 0, Map.of(), Map.of());
    }

    /** @throws CandorException {@code CND-F002}, {@code CND-F005}, {@code CND-F007}, {@code CND-F008}, {@code CND-F015} */
    public FairnessPlan {
        sensitive = List.copyOf(sensitive);
        intersections = intersections.stream().map(List::copyOf).toList();
        controls = List.copyOf(controls);
        Map<String, List<Double>> copy = new LinkedHashMap<>();
        cuts.forEach((column, points) -> copy.put(column, List.copyOf(points)));
        cuts = Collections.unmodifiableMap(copy);
        metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
        weights = Collections.unmodifiableMap(new TreeMap<>(weights));
        if (sensitive.isEmpty() && intersections.isEmpty()) {
            throw CandorException.user(
                    "CND-F002", "no sensitive column is named", "one or more", "name the columns to assess by");
        }
        for (List<String> columns : intersections) {
            if (columns.size() > 1 && columns.size() <= MOST_COLUMNS && new HashSet<>(columns).size() == columns.size())
                continue;
            throw CandorException.user(
                    "CND-F007",
                    "the intersection " + columns + " is not one",
                    "two to eight different columns",
                    "name other columns");
        }
        if (controls.size() > MOST_COLUMNS || new HashSet<>(controls).size() < controls.size()) {
            throw CandorException.user(
                    "CND-F007",
                    "the controls " + controls + " do not do",
                    "at most eight different columns",
                    "name fewer");
        }
        if (minGroup < 1) {
            throw CandorException.user(
                    "CND-F008", "the smallest group size is " + minGroup, "1 or more", "30 is the default");
        }
        cuts.forEach(FairnessPlan::ascending);
        metrics.forEach(FairnessPlan::named);
    }

    /** The columns, each alone, no intersections, no controls, small below 30 rows. */
    public static FairnessPlan of(String... sensitive) {
        return new FairnessPlan(List.of(sensitive), List.of(), List.of(), Map.of(), 30);
    }

    /** What is assessed: each sensitive column alone, then the intersections. */
    public List<List<String>> features() {
        List<List<String>> features = new ArrayList<>();
        for (String column : sensitive) features.add(List.of(column));
        features.addAll(intersections);
        return features;
    }

    public FairnessPlan withIntersection(String... columns) {
        List<List<String>> more = new ArrayList<>(intersections);
        more.add(List.of(columns));
        return new FairnessPlan(sensitive, more, controls, cuts, minGroup, minSupport, metrics, weights);
    }

    public FairnessPlan withControls(String... columns) {
        return new FairnessPlan(
                sensitive, intersections, List.of(columns), cuts, minGroup, minSupport, metrics, weights);
    }

    /** This with a metric more: a formula over the cells of the confusion matrix. */
    public FairnessPlan withMetric(String name, ConfusionFormula formula) {
        Map<String, ConfusionFormula> more = new TreeMap<>(metrics);
        more.put(name, formula);
        return new FairnessPlan(sensitive, intersections, controls, cuts, minGroup, minSupport, more, weights);
    }

    /** This with rows that count as often as a column says, in every metric that has no column of its own. */
    public FairnessPlan withWeights(String column) {
        return withWeights("", column);
    }

    /** This with rows that count as often as a column says in one metric. */
    public FairnessPlan withWeights(String metric, String column) {
        Map<String, String> more = new TreeMap<>(weights);
        more.put(metric, column);
        return new FairnessPlan(sensitive, intersections, controls, cuts, minGroup, minSupport, metrics, more);
    }

    /** This with a least number of rows behind a metric in a group. */
    public FairnessPlan withMinSupport(int rows) {
        return new FairnessPlan(sensitive, intersections, controls, cuts, minGroup, rows, metrics, weights);
    }

    private static void named(String metric, ConfusionFormula formula) {
        if (metric.matches("[a-z][a-z0-9_]{0,63}")
                && Measure.RATES.stream().noneMatch(r -> r.name().equals(metric))) return;
        throw CandorException.user(
                "CND-F015",
                "'" + metric + "' can't be the name of a metric",
                "small letters, digits and _, and none of the metrics that are there",
                "choose another name");
    }

    private static void ascending(String column, List<Double> points) {
        double last = Double.NEGATIVE_INFINITY;
        for (double point : points) {
            if (!(point > last && point < Double.POSITIVE_INFINITY)) {
                throw CandorException.user(
                        "CND-F005",
                        "the cut points of '" + column + "' do not ascend",
                        "finite numbers, each above the one before",
                        "sort them and remove repeated ones");
            }
            last = point;
        }
    }
}
