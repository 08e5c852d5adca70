package io.candor.fairness.conditional.internal;

import io.candor.fairness.Cell;
import io.candor.fairness.Predictions;
import io.candor.fairness.Tally.Sums;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;

/** A metric that is standardised: a name and how it is taken of a cell. */
public record ConditionalMetric(String name, Function<Cell, Part> of) {
    private static final String NO_ROWS = "no rows";

    public static List<ConditionalMetric> of(Predictions predictions) {
        if (predictions instanceof Predictions.Binary) return binary();
        if (predictions instanceof Predictions.Multiclass several) return multiclass(several);
        return List.of(
                new ConditionalMetric("mean_prediction", cell -> new Part.Mean(((Cell.Regression) cell).prediction())),
                new ConditionalMetric("mean_error", cell -> new Part.Mean(((Cell.Regression) cell).error())));
    }

    private static List<ConditionalMetric> binary() {
        return List.of(
                new ConditionalMetric("selection_rate", cell -> new Part.Rate(decided(cell, 1), all(cell), NO_ROWS)),
                new ConditionalMetric(
                        "true_positive_rate",
                        cell -> new Part.Rate(sums(cell, 1, 1), labelled(cell, 1), "no positives")),
                new ConditionalMetric(
                        "false_positive_rate",
                        cell -> new Part.Rate(sums(cell, 0, 1), labelled(cell, 0), "no negatives")),
                new ConditionalMetric(
                        "accuracy",
                        cell -> new Part.Rate(sums(cell, 1, 1).plus(sums(cell, 0, 0)), all(cell), NO_ROWS)));
    }

    private static List<ConditionalMetric> multiclass(Predictions.Multiclass several) {
        IntPredicate any = k -> true;
        List<ConditionalMetric> metrics = new ArrayList<>();
        metrics.add(new ConditionalMetric("accuracy", cell -> {
            Cell.Multiclass own = (Cell.Multiclass) cell;
            return new Part.Rate(own.right(), own.sums(any, any), NO_ROWS);
        }));
        for (int k = 0; k < several.classes().size(); k++) {
            int chosen = k;
            metrics.add(new ConditionalMetric(
                    "selection_rate (" + several.classes().get(k) + ")", cell -> {
                        Cell.Multiclass own = (Cell.Multiclass) cell;
                        return new Part.Rate(own.sums(any, d -> d == chosen), own.sums(any, any), NO_ROWS);
                    }));
        }
        return metrics;
    }

    /** Rows of two classes with this label and decision. */
    public static Sums sums(Cell cell, int label, int decision) {
        return ((Cell.Binary) cell).sums(label, decision);
    }

    public static Sums decided(Cell cell, int decision) {
        return sums(cell, 0, decision).plus(sums(cell, 1, decision));
    }

    public static Sums labelled(Cell cell, int label) {
        return sums(cell, label, 0).plus(sums(cell, label, 1));
    }

    public static Sums all(Cell cell) {
        return decided(cell, 0).plus(decided(cell, 1));
    }
}
