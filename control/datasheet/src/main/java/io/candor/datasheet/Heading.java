package io.candor.datasheet;

import java.util.Locale;

/** The chapters of a model's datasheet, in order. */
public enum Heading {
    INTENDED_USE("Intended use"),
    MODEL_ARCHITECTURE("Model architecture"),
    TRAINING_DATA("Training data"),
    EVALUATION_DATA("Evaluation data"),
    TRAINING_PERFORMANCE("Performance"),
    FAIRNESS_INFORMATION("Fairness information");

    private final String title;

    Heading(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** The stored name: lower case. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
