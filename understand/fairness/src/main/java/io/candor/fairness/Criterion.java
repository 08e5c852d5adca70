package io.candor.fairness;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What shall be alike between groups when a model or its decisions are mended: the criteria of the literature, by their usual names. */
public enum Criterion {
    /** Selection rates: P(decision = 1 | group). */
    DEMOGRAPHIC_PARITY,
    /** True and false positive rates, both (Hardt et al. 2016). */
    EQUALIZED_ODDS,
    /** Equal opportunity (Hardt et al. 2016). */
    TRUE_POSITIVE_RATE,
    FALSE_POSITIVE_RATE,
    TRUE_NEGATIVE_RATE,
    FALSE_NEGATIVE_RATE,
    /** P(decision ≠ label | group). */
    ERROR_RATE;

    /** As it is written in commands and evidence: {@code equalized-odds}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws CandorException {@code CND-F014} for no criterion; {@code equal-opportunity} is the true positive rate */
    public static Criterion of(String label) {
        if (label.equals("equal-opportunity")) return TRUE_POSITIVE_RATE;
        List<String> labels = Arrays.stream(values()).map(Criterion::label).toList();
        int at = labels.indexOf(label.replace('_', '-'));
        if (at >= 0) return values()[at];
        throw CandorException.user(
                "CND-F014",
                "'" + label + "' is no criterion",
                "one of " + String.join(", ", labels),
                Suggestions.remedy(label, labels));
    }
}
