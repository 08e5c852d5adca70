package io.candor.fairness.resampling.internal;

import io.candor.core.data.Table;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.internal.Grouping;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The groups of each feature and the strata that a plan asks for.
 *
 * @param strata the stratum of each row, of the controls; one for all without controls
 * @param stratumLabels of these
 * @param features the groups, in the plan's order
 */
public record Design(int[] strata, List<String> stratumLabels, List<Feature> features) {
    /** @param name as in an assessment */
    public record Feature(String name, Grouping grouping) {
        /** Groups with those of unknown value, which come last. */
        public int groups() {
            return grouping.unknown() + 1;
        }
    }

    public static Design of(FairnessPlan plan, Table table) {
        List<Feature> features = new ArrayList<>();
        for (List<String> columns : plan.features())
            features.add(new Feature(String.join(" & ", columns), Grouping.ofFeature(table, columns, plan)));
        if (plan.controls().isEmpty()) return new Design(new int[table.rows()], List.of(), List.copyOf(features));
        Grouping controls = Grouping.ofControls(table, plan.controls(), plan);
        return new Design(controls.codes(), controls.labels(), List.copyOf(features));
    }

    /** The rows of a view: all of them, or those of stratum {@code view} − 1. */
    public int[] rows(int view) {
        return IntStream.range(0, strata.length)
                .filter(i -> view == 0 || strata[i] == view - 1)
                .toArray();
    }

    /** Strata that are counted apart, at least one. */
    public int cells() {
        return Math.max(1, stratumLabels.size());
    }
}
