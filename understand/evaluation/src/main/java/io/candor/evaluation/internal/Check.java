package io.candor.evaluation.internal;

import io.candor.core.CandorException;
import org.jspecify.annotations.Nullable;

/** Inputs of the evaluations, checked once at the door. */
public final class Check {
    private Check() {}

    /** @throws CandorException {@code CND-V001}, {@code CND-V003} */
    public static void lengths(int labels, int others, String what) {
        if (labels == 0) {
            throw CandorException.user(
                    "CND-V003",
                    "there are no rows to evaluate",
                    "one row or more with a label",
                    "check the split and the label column");
        }
        if (labels != others) {
            throw CandorException.user(
                    "CND-V001",
                    labels + " labels do not go with " + others + " " + what,
                    "one of each per row",
                    "give arrays of one length");
        }
    }

    /** @throws CandorException {@code CND-V002} if a value is neither 0 nor 1 */
    public static void zeroOrOne(int[] values, String what) {
        for (int v : values) {
            if (v == 0 || v == 1) continue;
            throw CandorException.user(
                    "CND-V002",
                    "a " + what + " is " + v,
                    "0 or 1",
                    "code the negative class as 0 and the positive one as 1");
        }
    }

    /** @throws CandorException {@code CND-V004} if a score is not a probability */
    public static void probabilities(double @Nullable [] scores) {
        if (scores == null) return;
        for (double s : scores) {
            if (s >= 0 && s <= 1) continue;
            throw CandorException.user(
                    "CND-V004",
                    "a score is " + s,
                    "probabilities from 0 to 1, none missing",
                    "turn log-odds or points into probabilities, or evaluate decisions only");
        }
    }

    /** @throws CandorException {@code CND-V005} if a number is missing or infinite */
    public static void finite(double[] values, String what) {
        for (double v : values) {
            if (!Double.isNaN(v) && !Double.isInfinite(v)) continue;
            throw CandorException.user(
                    "CND-V005",
                    "a " + what + " is " + v,
                    "finite numbers, none missing",
                    "remove such rows or mend them");
        }
    }
}
