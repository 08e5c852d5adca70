package io.candor.core.model;

import java.util.List;

/**
 * One input of a model: a number, or one of a list of levels. In an encoded row a number stands for itself (NaN is
 * missing); a level is its index in {@code levels} (NaN is missing, −1 a level the model has not seen).
 *
 * @param levels empty for a number
 */
public record Input(String name, Kind kind, List<String> levels) {
    /** Number or level. */
    public enum Kind {
        NUMBER,
        CATEGORY
    }

    public Input {
        levels = List.copyOf(levels);
    }

    public static Input number(String name) {
        return new Input(name, Kind.NUMBER, List.of());
    }

    public static Input category(String name, List<String> levels) {
        return new Input(name, Kind.CATEGORY, levels);
    }
}
