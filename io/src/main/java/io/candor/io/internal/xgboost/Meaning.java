package io.candor.io.internal.xgboost;

import io.candor.core.model.Input;
import java.util.List;

/**
 * What a file's numbers stand for, known to whoever trained it.
 *
 * @param target the label's name
 * @param classes empty for a number
 * @param inputs one per feature, in order; a category's code is the index of its level
 */
public record Meaning(String target, List<String> classes, List<Input> inputs) {
    public Meaning {
        classes = List.copyOf(classes);
        inputs = List.copyOf(inputs);
    }
}
