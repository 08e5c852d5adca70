package io.candor.fairness;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Small binary cases: one character per row for group ({@code ?} is missing), label and decision. */
record Rows(Table table, Predictions.Binary predictions) {
    static Rows of(String groups, String labels, String decisions) {
        List<@Nullable String> g = new ArrayList<>();
        int[] y = new int[groups.length()];
        int[] d = new int[groups.length()];
        for (int i = 0; i < y.length; i++) {
            g.add(groups.charAt(i) == '?' ? null : String.valueOf(groups.charAt(i)));
            y[i] = labels.charAt(i) - '0';
            d[i] = decisions.charAt(i) - '0';
        }
        return new Rows(new Table(List.of(CategoricalColumn.of("g", g))), new Predictions.Binary(y, d));
    }

    FairnessAssessment.Stratum assess() {
        FairnessAssessment a = FairnessAssessment.of(FairnessPlan.of("g"), table, predictions);
        return get(get(a.features(), "g").strata(), "all");
    }

    static <T> T get(Map<String, T> map, String key) {
        return Objects.requireNonNull(map.get(key), key);
    }

    static double value(Map<String, Estimate> estimates, String name) {
        return get(estimates, name).toJson().number("value");
    }
}
