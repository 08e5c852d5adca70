package io.candor.fairness.prepare.internal;

import io.candor.core.CandorException;

/** Why correlation is not removed. */
public final class RemoverRefusals {
    private RemoverRefusals() {}

    public static CandorException alpha(double alpha) {
        return refused("alpha is " + alpha, "a number from 0 to 1", "1 takes all correlation away");
    }

    public static CandorException nothing() {
        return refused(
                "there is nothing to take correlation from, or nothing it is with",
                "rows, a sensitive column, and an input beside",
                "check the columns");
    }

    public static CandorException names() {
        return refused("two columns that remain would have one name", "names that differ", "rename an input");
    }

    public static CandorException tooWide(int columns, int most) {
        return refused(columns + " columns would remain", "at most " + most, "leave out inputs of many levels");
    }

    static CandorException type(String column) {
        return refused(
                "column '" + column + "' holds texts or dates", "numbers, categories and booleans", "leave it out");
    }

    static CandorException infinite(String column) {
        return refused("column '" + column + "' holds an infinite number", "finite numbers", "mend it");
    }

    static CandorException missing(String column) {
        return refused(
                "column '" + column + "' has missing numbers, whose correlation is not known",
                "numbers, except in sensitive columns",
                "impute them first");
    }

    private static CandorException refused(String problem, String expected, String remedy) {
        return CandorException.user("CND-F049", problem, expected, remedy);
    }
}
