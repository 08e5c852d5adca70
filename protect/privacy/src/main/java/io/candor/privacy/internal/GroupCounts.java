package io.candor.privacy.internal;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.Table;
import io.candor.privacy.CountQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Exact counts of declared groups: secret, on their way to noise. */
public final class GroupCounts {
    private GroupCounts() {}

    /** One count for each combination of declared values, the last column changing fastest. */
    public static long[] of(Table table, Map<String, List<String>> by) {
        int[] cell = new int[table.rows()];
        int cells = 1;
        for (Map.Entry<String, List<String>> declared : by.entrySet()) {
            int size = declared.getValue().size();
            int[] index = indices(table.column(declared.getKey()), declared.getValue());
            for (int i = 0; i < cell.length; i++)
                cell[i] = cell[i] < 0 || index[i] < 0 ? -1 : cell[i] * size + index[i];
            cells *= size;
        }
        long[] counts = new long[cells];
        for (int c : cell) if (c >= 0) counts[c]++;
        return counts;
    }

    /** Each row's index into the declared values, or −1. */
    private static int[] indices(Column column, List<String> declared) {
        Map<String, Integer> position = new HashMap<>();
        for (int i = 0; i < declared.size(); i++) position.put(declared.get(i), i);
        int missing = position.getOrDefault(CountQuery.UNKNOWN, -1);
        int[] index = new int[column.size()];
        if (column instanceof CategoricalColumn categories) {
            int[] ofLevel = categories.levels().stream()
                    .mapToInt(level -> position.getOrDefault(level, -1))
                    .toArray();
            for (int i = 0; i < index.length; i++) {
                int code = categories.code(i);
                index[i] = code < 0 ? missing : ofLevel[code];
            }
            return index;
        }
        for (int i = 0; i < index.length; i++) {
            String text = column.text(i);
            index[i] = text == null ? missing : position.getOrDefault(text, -1);
        }
        return index;
    }
}
