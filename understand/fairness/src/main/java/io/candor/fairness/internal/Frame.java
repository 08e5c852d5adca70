package io.candor.fairness.internal;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.Predictions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The groups of each feature and the strata of the controls that a plan asks for.
 *
 * @param rows all of them
 * @param features in the plan's order
 * @param controls the stratum of each row; one for all without controls
 * @param controlled whether there are controls
 */
public record Frame(int rows, List<Feature> features, Grouping controls, boolean controlled) {
    /** @param name as in an assessment */
    public record Feature(String name, List<String> columns, Grouping grouping) {
        /** Rows of which a value is missing. */
        public long unknown() {
            return IntStream.of(grouping.codes())
                    .filter(c -> c == grouping.unknown())
                    .count();
        }
    }

    /** @throws CandorException {@code CND-F001} rows and predictions differ in number, {@code CND-F012} no rows; else what {@link Grouping} throws */
    public static Frame of(FairnessPlan plan, Table table, Predictions predictions) {
        if (table.rows() != predictions.rows()) {
            throw CandorException.user(
                    "CND-F001",
                    table.rows() + " rows do not go with " + predictions.rows() + " predictions",
                    "one prediction per row",
                    "give the rows that were predicted");
        }
        if (table.rows() == 0) {
            throw CandorException.user(
                    "CND-F012", "there are no rows to assess", "one row or more", "check the split and its filters");
        }
        List<Feature> features = new ArrayList<>();
        for (List<String> columns : plan.features()) {
            Grouping grouping = Grouping.ofFeature(table, columns, plan);
            features.add(new Feature(String.join(" & ", columns), columns, grouping));
        }
        return new Frame(
                table.rows(),
                List.copyOf(features),
                Grouping.ofControls(table, plan.controls(), plan),
                !plan.controls().isEmpty());
    }

    /** How many strata the controls make; 0 without controls. */
    public int strata() {
        return controlled ? controls.labels().size() : 0;
    }

    /** All rows, ascending. */
    public int[] everything() {
        return IntStream.range(0, rows).toArray();
    }
}
