package io.candor.explain.counterfactual;

/** The outcome that is wanted. */
public sealed interface Goal {
    /**
     * Another class than the row has: of two the other, of several any other.
     *
     * @param threshold of two classes: the probability from which the positive one is decided
     */
    record Different(double threshold) implements Goal {}

    /**
     * This class, as decided: of several the most probable.
     *
     * @param threshold of two classes: the probability from which the positive one is decided
     */
    record Decided(String name, double threshold) implements Goal {}

    /** This class with at least this probability. */
    record Probable(String name, double least) implements Goal {}

    /** A number from low to high, both included; ends may be infinite. */
    record Within(double low, double high) implements Goal {}
}
