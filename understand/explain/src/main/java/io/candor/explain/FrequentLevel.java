package io.candor.explain;

import io.candor.core.data.Column;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The text that most rows of a column have; of equally frequent ones the first by its characters. */
public final class FrequentLevel {
    private FrequentLevel() {}

    /** @param counts which texts do; empty if no row has such a one */
    public static Optional<String> of(Column column, Predicate<String> counts) {
        TreeMap<String, Integer> rows = new TreeMap<>();
        for (int i = 0; i < column.size(); i++) {
            String text = column.text(i);
            if (text != null && counts.test(text)) rows.merge(text, 1, Integer::sum);
        }
        Optional<String> best = Optional.empty();
        int most = 0;
        for (var level : rows.entrySet()) {
            if (level.getValue() > most) best = Optional.of(level.getKey());
            most = Math.max(most, level.getValue());
        }
        return best;
    }
}
