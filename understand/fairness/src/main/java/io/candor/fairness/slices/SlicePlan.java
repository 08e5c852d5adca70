package io.candor.fairness.slices;

import io.candor.core.CandorException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What to search.
 *
 * @param metric two classes: {@code error_rate}, {@code true_positive_rate}, {@code selection_rate}, ... or a formula over tp, fp, tn, fn, and with scores {@code brier},
 *     {@code log_loss}; several: {@code error_rate}, {@code accuracy}; a number: {@code mae}, {@code mse}, {@code mean_error}
 * @param worse which way is worse; the metric's own if empty, which formulas and rates of decisions have not
 * @param columns whose conditions make slices, one or more
 * @param cuts of numeric columns, as in a {@code FairnessPlan}
 * @param depth most conditions of a slice, 1 to 3
 * @param minGroup least rows of a slice, and of the rest, that the metric is taken of, among the rows searched
 * @param top most slices told, 1 to 100
 * @param allRows whether the rows that are searched are measured, too, with family-wise p-values; else half is searched and half measured
 * @param replicates permutations for {@code allRows}, 99 to 100,000
 */
public record SlicePlan(
        String metric,
        Optional<Worse> worse,
        List<String> columns,
        Map<String, List<Double>> cuts,
        int depth,
        int minGroup,
        int top,
        boolean allRows,
        int replicates) {
    /** Which way is worse. */
    public enum Worse {
        HIGHER,
        LOWER;

        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** @throws CandorException {@code CND-F070} if something is out of range */
    public SlicePlan {
        columns = List.copyOf(columns);
        cuts = java.util.Collections.unmodifiableMap(new TreeMap<>(cuts));
        within("the depth", depth, 1, 3);
        within("the least number of rows", minGroup, 2, Integer.MAX_VALUE);
        within("the number of slices told", top, 1, 100);
        within("the number of permutations", replicates, 99, 100_000);
        if (columns.isEmpty() || new HashSet<>(columns).size() < columns.size()) {
            throw bad("the columns of slices are " + columns, "one or more, each once");
        }
    }

    /** Half of the rows searched, half measured: pairs of conditions, 30 rows or more, the worst five. */
    public static SlicePlan of(String metric, String... columns) {
        return new SlicePlan(metric, Optional.empty(), List.of(columns), Map.of(), 2, 30, 5, false, 999);
    }

    public SlicePlan withDepth(int other) {
        return new SlicePlan(metric, worse, columns, cuts, other, minGroup, top, allRows, replicates);
    }

    public SlicePlan withMinGroup(int other) {
        return new SlicePlan(metric, worse, columns, cuts, depth, other, top, allRows, replicates);
    }

    public SlicePlan withWorse(Worse other) {
        return new SlicePlan(metric, Optional.of(other), columns, cuts, depth, minGroup, top, allRows, replicates);
    }

    /** Searched and measured on the same rows, with so many permutations. */
    public SlicePlan onAllRows(int permutations) {
        return new SlicePlan(metric, worse, columns, cuts, depth, minGroup, top, true, permutations);
    }

    private static void within(String what, int value, int least, int most) {
        if (value >= least && value <= most) return;
        throw bad(what + " is " + value, most == Integer.MAX_VALUE ? least + " or more" : least + " to " + most);
    }

    private static CandorException bad(String what, String expected) {
        return CandorException.user("CND-F070", what, expected, "correct the plan of the search");
    }
}
