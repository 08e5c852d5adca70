package io.candor.fairness.monitor;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import io.candor.evaluation.Confusion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A rate that is watched, by its name in the evidence. Selection rates are of all decisions, the others of those whose label came. */
public enum WatchedRate {
    SELECTION_RATE,
    BASE_RATE,
    ACCURACY,
    TRUE_POSITIVE_RATE,
    FALSE_POSITIVE_RATE,
    TRUE_NEGATIVE_RATE,
    FALSE_NEGATIVE_RATE,
    PRECISION;

    /** As it is written: {@code selection_rate}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it needs labels. */
    public boolean needsLabels() {
        return this != SELECTION_RATE;
    }

    /** Its numerator among rows with labels. */
    public long of(Confusion c) {
        return switch (this) {
            case SELECTION_RATE -> c.selected();
            case BASE_RATE -> c.positives();
            case ACCURACY -> c.tp() + c.tn();
            case TRUE_POSITIVE_RATE, PRECISION -> c.tp();
            case FALSE_POSITIVE_RATE -> c.fp();
            case TRUE_NEGATIVE_RATE -> c.tn();
            case FALSE_NEGATIVE_RATE -> c.fn();
        };
    }

    /** Its denominator among rows with labels. */
    public long among(Confusion c) {
        return switch (this) {
            case SELECTION_RATE, BASE_RATE, ACCURACY -> c.n();
            case TRUE_POSITIVE_RATE, FALSE_NEGATIVE_RATE -> c.positives();
            case FALSE_POSITIVE_RATE, TRUE_NEGATIVE_RATE -> c.negatives();
            case PRECISION -> c.selected();
        };
    }

    /** Why it does not exist when its denominator is 0. */
    public String missing() {
        return switch (this) {
            case SELECTION_RATE -> "no decisions";
            case BASE_RATE, ACCURACY -> "no labels";
            case TRUE_POSITIVE_RATE, FALSE_NEGATIVE_RATE -> "no positives";
            case FALSE_POSITIVE_RATE, TRUE_NEGATIVE_RATE -> "no negatives";
            case PRECISION -> "nothing decided positive";
        };
    }

    /** @throws CandorException {@code CND-F052} */
    static WatchedRate named(String label) {
        List<String> labels = Arrays.stream(values()).map(WatchedRate::label).toList();
        int at = labels.indexOf(label);
        if (at >= 0) return values()[at];
        throw CandorException.user(
                "CND-F052",
                "'" + label + "' is no rate that is watched",
                "one of " + String.join(", ", labels),
                Suggestions.remedy(label, labels));
    }
}
