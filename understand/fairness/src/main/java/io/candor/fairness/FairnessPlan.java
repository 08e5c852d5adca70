package io.candor.fairness;

import io.candor.core.CandorException;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
 */
public record FairnessPlan(
        List<String> sensitive,
        List<List<String>> intersections,
        List<String> controls,
        Map<String, List<Double>> cuts,
        int minGroup) {

    private static final int MOST_COLUMNS = 8;

    /** @throws CandorException {@code CND-F002}, {@code CND-F005}, {@code CND-F007}, {@code CND-F008} */
    public FairnessPlan {
        sensitive = List.copyOf(sensitive);
        intersections = intersections.stream().map(List::copyOf).toList();
        controls = List.copyOf(controls);
        Map<String, List<Double>> copy = new LinkedHashMap<>();
        cuts.forEach((column, points) -> copy.put(column, List.copyOf(points)));
        cuts = Collections.unmodifiableMap(copy);
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
    }

    /** The columns, each alone, no intersections, no controls, small below 30 rows. */
    public static FairnessPlan of(String... sensitive) {
        return new FairnessPlan(List.of(sensitive), List.of(), List.of(), Map.of(), 30);
    }

    public FairnessPlan withIntersection(String... columns) {
        List<List<String>> more = new java.util.ArrayList<>(intersections);
        more.add(List.of(columns));
        return new FairnessPlan(sensitive, more, controls, cuts, minGroup);
    }

    public FairnessPlan withControls(String... columns) {
        return new FairnessPlan(sensitive, intersections, List.of(columns), cuts, minGroup);
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
