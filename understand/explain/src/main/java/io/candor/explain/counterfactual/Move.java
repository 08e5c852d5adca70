package io.candor.explain.counterfactual;

/** How a value differs from the row's own. A missing value neither rises nor falls. */
public enum Move {
    RISES("rise"),
    FALLS("fall"),
    CHANGES("change");

    private final String word;

    Move(String word) {
        this.word = word;
    }

    /** As in "must rise". */
    String word() {
        return word;
    }

    boolean made(double from, double to) {
        return switch (this) {
            case RISES -> to > from;
            case FALLS -> to < from;
            case CHANGES -> !same(from, to);
        };
    }

    /** Missing equals missing. */
    static boolean same(double a, double b) {
        return a == b || Double.isNaN(a) && Double.isNaN(b);
    }
}
