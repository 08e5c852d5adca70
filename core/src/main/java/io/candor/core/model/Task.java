package io.candor.core.model;

import java.util.Locale;

/** What a model predicts. */
public enum Task {
    /** One of two classes; a score is the probability of the positive one. */
    BINARY,
    /** One of three or more classes; a score per class. */
    MULTICLASS,
    /** A number. */
    REGRESSION;

    /** The stored name: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
