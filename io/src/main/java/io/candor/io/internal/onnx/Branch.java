package io.candor.io.internal.onnx;

/** How a node compares a value with its threshold; what is true goes to the true child. */
enum Branch {
    LEAF,
    LEQ,
    LT,
    GTE,
    GT;

    static Branch of(String mode) {
        return switch (mode) {
            case "LEAF" -> LEAF;
            case "BRANCH_LEQ" -> LEQ;
            case "BRANCH_LT" -> LT;
            case "BRANCH_GTE" -> GTE;
            case "BRANCH_GT" -> GT;
            default ->
                throw new OtherGraph(
                        "its nodes have the mode " + (mode.length() > 20 ? mode.substring(0, 20) + "..." : mode));
        };
    }

    /** Whether the true child is that of the larger numbers. */
    boolean trueIsRight() {
        return this == GTE || this == GT;
    }

    /** Whether a number that equals the threshold goes to the side of the smaller ones. */
    boolean equalGoesLeft() {
        return this == LEQ || this == GT;
    }
}
