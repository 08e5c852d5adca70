package io.candor.fairness.data.internal;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.evaluation.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A column as few codes: levels, values of up to ten, else tenths of the rows; a missing value is a code of its own. What has fewer than ten rows is joined, so that χ² of the counts holds.
 *
 * @param codes from 0 to {@code size} − 1
 */
public record Coded(int[] codes, int size) {
    private static final int FEW = 10;

    public static Coded of(Column column) {
        int n = column.size();
        int[] raw = new int[n];
        int size;
        if (column instanceof NumericColumn numbers) size = numbers(numbers, raw);
        else if (column instanceof CategoricalColumn categories) {
            for (int i = 0; i < n; i++) raw[i] = categories.code(i) + 1;
            size = categories.levels().size() + 1;
        } else {
            Map<@Nullable String, Integer> index = new HashMap<>();
            for (int i = 0; i < n; i++) {
                Integer known = index.putIfAbsent(column.text(i), index.size());
                raw[i] = known == null ? index.size() - 1 : known;
            }
            size = index.size();
        }
        return joined(raw, size);
    }

    /** Code 0 is missing. */
    private static int numbers(NumericColumn column, int[] raw) {
        double[] sorted = Arrays.stream(column.values())
                .filter(v -> !Double.isNaN(v))
                .map(v -> v + 0.0)
                .sorted()
                .toArray();
        double[] cuts = Arrays.stream(sorted).distinct().limit(11).toArray();
        if (cuts.length > 10) {
            List<Double> tenths = new ArrayList<>();
            for (int t = 1; t < 10; t++) tenths.add(Quantiles.ofSorted(sorted, t / 10.0));
            cuts = tenths.stream().distinct().mapToDouble(v -> v).toArray();
        }
        for (int i = 0; i < raw.length; i++) {
            int bin = 1;
            while (bin <= cuts.length && column.get(i) >= cuts[bin - 1]) bin++;
            raw[i] = column.isMissing(i) ? 0 : bin;
        }
        return cuts.length + 2;
    }

    private static Coded joined(int[] raw, int size) {
        int[] counts = new int[size];
        for (int code : raw) counts[code]++;
        int[] index = new int[size];
        int kept = 1; // 0 is what was joined
        for (int c = 0; c < size; c++) if (counts[c] >= FEW) index[c] = kept++;
        int[] codes = new int[raw.length];
        for (int i = 0; i < codes.length; i++) codes[i] = index[raw[i]];
        return new Coded(codes, kept);
    }
}
