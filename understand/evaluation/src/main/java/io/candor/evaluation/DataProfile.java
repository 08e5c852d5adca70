package io.candor.evaluation;

import io.candor.core.data.BooleanColumn;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.InstantColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.math.ExactSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Evidence {@code data.profile} v1: what a table holds, column by column. Numbers: range, mean, quantiles (type 7) of the
 * finite cells; infinite ones are counted as {@code infinite}. Categories and booleans: the ten most frequent levels, ties
 * by name. Texts: counts only, since a text may identify someone.
 */
public final class DataProfile {
    private static final double[] QUANTILES = {0.05, 0.25, 0.5, 0.75, 0.95};
    private static final int TOP = 10;

    private DataProfile() {}

    /** @param subjects the digest of the table */
    public static Evidence of(List<Subject> subjects, Table table) {
        Json.Builder columns = Json.object();
        for (Column column : table.columns()) columns.put(column.name(), profile(column));
        return new Evidence(
                "data.profile",
                1,
                subjects,
                new Evidence.Method("column summaries", 1, "quantiles of type 7, Hyndman & Fan 1996"),
                Json.object().put("top", TOP).build(),
                Json.object()
                        .put("rows", table.rows())
                        .put("columns", columns.build())
                        .build(),
                List.of("Says what the table holds, not whom it leaves out."),
                Disclosure.aggregate(1));
    }

    private static Json.Obj profile(Column column) {
        Json.Builder out = Json.object().put("type", column.type().label()).put("missing", column.missingCount());
        if (column instanceof NumericColumn numbers) numbers(numbers, out);
        else if (column instanceof CategoricalColumn category) levels(counts(category), out);
        else if (column instanceof BooleanColumn truths) levels(counts(truths), out);
        else if (column instanceof InstantColumn instants) instants(instants, out);
        else out.put("distinct", distinct(column));
        return out.build();
    }

    private static void numbers(NumericColumn column, Json.Builder out) {
        double[] sorted = new double[column.size()];
        int n = 0;
        int infinite = 0;
        ExactSum sum = new ExactSum();
        for (double v : column.values()) {
            if (Double.isNaN(v)) continue;
            if (Double.isInfinite(v)) {
                infinite++;
                continue;
            }
            sorted[n++] = v + 0.0;
            sum.add(v);
        }
        sorted = Arrays.copyOf(sorted, n);
        Arrays.sort(sorted);
        int distinct = 0;
        for (int i = 0; i < n; i++) if (i == 0 || sorted[i] != sorted[i - 1]) distinct++;
        out.put("distinct", distinct);
        if (infinite > 0) out.put("infinite", infinite);
        if (n == 0) return;
        Json.Builder quantiles = Json.object();
        for (double p : QUANTILES) {
            quantiles.put(io.candor.core.json.EcmaNumber.format(p), Quantiles.ofSorted(sorted, p));
        }
        out.put("min", sorted[0])
                .put("max", sorted[n - 1])
                .put("mean", sum.value() / n)
                .put("quantiles", quantiles.build());
    }

    private record Level(String name, long n) {}

    private static List<Level> counts(CategoricalColumn column) {
        long[] n = new long[column.levels().size()];
        for (int code : column.codes()) if (code >= 0) n[code]++;
        List<Level> levels = new ArrayList<>();
        for (int i = 0; i < n.length; i++)
            if (n[i] > 0) levels.add(new Level(column.levels().get(i), n[i]));
        return levels;
    }

    private static List<Level> counts(BooleanColumn column) {
        long[] n = new long[2];
        for (int i = 0; i < column.size(); i++) if (column.get(i) >= 0) n[column.get(i)]++;
        List<Level> levels = new ArrayList<>();
        if (n[0] > 0) levels.add(new Level("false", n[0]));
        if (n[1] > 0) levels.add(new Level("true", n[1]));
        return levels;
    }

    private static void levels(List<Level> levels, Json.Builder out) {
        List<Level> sorted = new ArrayList<>(levels);
        sorted.sort(Comparator.comparingLong(Level::n).reversed().thenComparing(Level::name));
        out.put("distinct", levels.size())
                .put(
                        "top",
                        Json.array(sorted.stream()
                                .limit(TOP)
                                .map(l -> Json.object()
                                        .put("level", l.name())
                                        .put("n", l.n())
                                        .build())
                                .toList()));
    }

    private static void instants(InstantColumn column, Json.Builder out) {
        int first = -1;
        int last = -1;
        for (int i = 0; i < column.size(); i++) {
            if (column.isMissing(i)) continue;
            if (first < 0 || column.get(i) < column.get(first)) first = i;
            if (last < 0 || column.get(i) > column.get(last)) last = i;
        }
        out.put("distinct", distinct(column));
        if (first < 0) return;
        out.putIfPresent("min", column.text(first)).putIfPresent("max", column.text(last));
    }

    private static long distinct(Column column) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < column.size(); i++) {
            String cell = column.text(i);
            if (cell != null) seen.add(cell);
        }
        return seen.size();
    }
}
