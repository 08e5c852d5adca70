package io.candor.explain.errors;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import io.candor.core.model.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What counts as an error, and over which rows. */
public enum ErrorMeasure {
    /** Share of rows whose predicted class is another. */
    ERROR_RATE("error rate"),
    /** Share of negatives that are predicted positive. */
    FALSE_POSITIVE_RATE("false positive rate"),
    /** Share of positives that are predicted negative. */
    FALSE_NEGATIVE_RATE("false negative rate"),
    /** Share of rows predicted positive that are; its errors are those that are not. */
    PRECISION("precision"),
    /** Share of positives that are predicted positive; its errors are those that are not. */
    RECALL("recall"),
    /** Mean of |prediction − label|. */
    MAE("mean absolute error"),
    /** Mean of its square. */
    MSE("mean squared error"),
    /** Mean of prediction − label: too high and too low cancel each other. */
    MEAN_ERROR("mean signed error");

    /** Its square is a number, too, which variances need. */
    private static final double GREATEST = 1e150;

    private final String words;

    ErrorMeasure(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** The stored name: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one for a task, unless another is asked for. */
    public static ErrorMeasure of(Task task) {
        return task == Task.REGRESSION ? MAE : ERROR_RATE;
    }

    /** @throws CandorException {@code CND-E040} if there is none of that name for the task */
    public static ErrorMeasure of(String label, Task task) {
        List<String> known = Arrays.stream(values())
                .filter(m -> m.fits(task))
                .map(ErrorMeasure::label)
                .toList();
        if (known.contains(label)) return valueOf(label.toUpperCase(Locale.ROOT));
        throw CandorException.user(
                "CND-E040",
                "there is no measure of errors '" + label + "' for " + task.label(),
                "one of " + String.join(", ", known),
                Suggestions.remedy(label, known));
    }

    private boolean fits(Task task) {
        return switch (task) {
            case BINARY -> isRate();
            case MULTICLASS -> this == ERROR_RATE;
            case REGRESSION -> !isRate();
        };
    }

    /** Whether a row is wrong or not; else by how much it is. */
    public boolean isRate() {
        return compareTo(MAE) < 0;
    }

    /** Whether more is better: one minus the share of errors. */
    public boolean isComplement() {
        return this == PRECISION || this == RECALL;
    }

    /** {@code lower}, {@code higher}, or {@code zero} where both signs are errors. */
    String better() {
        return this == MEAN_ERROR ? "zero" : isComplement() ? "higher" : "lower";
    }

    /**
     * Per row, its error: 0 or 1, or an amount; NaN for a row that does not count.
     *
     * @param truth labels: numbers, or indices of classes
     * @param predicted likewise
     * @throws CandorException {@code CND-E041} if a prediction is no finite number
     */
    public double[] errors(double[] truth, double[] predicted) {
        double[] errors = new double[truth.length];
        for (int i = 0; i < errors.length; i++) {
            double y = truth[i];
            double p = predicted[i];
            if (Double.isNaN(p) || Double.isInfinite(p) || Double.isInfinite(y)) throw noNumber(i);
            errors[i] = switch (this) {
                case ERROR_RATE -> y == p ? 0 : 1;
                case FALSE_POSITIVE_RATE -> y != 0 ? Double.NaN : p;
                case FALSE_NEGATIVE_RATE, RECALL -> y != 1 ? Double.NaN : 1 - p;
                case PRECISION -> p != 1 ? Double.NaN : 1 - y;
                case MAE -> Math.abs(p - y);
                case MSE -> (p - y) * (p - y);
                case MEAN_ERROR -> p - y;
            };
            if (Math.abs(errors[i]) > GREATEST) throw noNumber(i);
        }
        return errors;
    }

    private static CandorException noNumber(int row) {
        return CandorException.user(
                "CND-E041",
                "the error of row " + row + " is no finite number, or too great a one",
                "a finite prediction and label in every row",
                "leave out that row, or mend the model");
    }
}
