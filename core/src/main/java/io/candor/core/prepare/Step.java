package io.candor.core.prepare;

import java.util.Arrays;
import java.util.Set;

/**
 * What is done with one value on its way into a prepared column. A value is encoded as {@link io.candor.core.model.Input} says: a number,
 * NaN for missing; of a category, only the first step sees the level's index, −1 for an unseen one. Each passes on a number.
 */
public sealed interface Step {
    double of(double value);

    /** How the result moves when a number grows. */
    Direction direction();

    /** Of a step over numbers. A missing value is never part of the order. */
    enum Direction {
        UP,
        DOWN,
        CONSTANT,
        /** Neither always up nor always down. */
        NONE
    }

    /** Whether a step takes levels of a category, and takes nothing else. */
    default boolean takesLevels() {
        return false;
    }

    /** (x − centre) / divisor. */
    record Scale(double centre, double divisor) implements Step {
        public Scale {
            if (divisor == 0 || Double.isNaN(divisor) || Double.isInfinite(divisor) || !Double.isFinite(centre)) {
                throw new IllegalArgumentException("a scale is a finite centre and a finite divisor other than 0");
            }
        }

        @Override
        public double of(double value) {
            return (value - centre) / divisor;
        }

        @Override
        public Direction direction() {
            return divisor > 0 ? Direction.UP : Direction.DOWN;
        }
    }

    /** A number in place of a missing one. */
    record Impute(double with) implements Step {
        @Override
        public double of(double value) {
            return Double.isNaN(value) ? with : value;
        }

        @Override
        public Direction direction() {
            return Direction.UP;
        }
    }

    /** How many cuts are at or below the value: its bin, from 0. Missing stays missing. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Cut(double[] cuts) implements Step {
        public Cut {
            for (int i = 0; i < cuts.length; i++) {
                if (Double.isNaN(cuts[i]) || i > 0 && cuts[i - 1] >= cuts[i]) {
                    throw new IllegalArgumentException("cuts do not ascend");
                }
            }
        }

        @Override
        public double of(double value) {
            if (Double.isNaN(value)) return value;
            int at = Arrays.binarySearch(cuts, value + 0.0); // −0 is 0
            return at >= 0 ? at + 1 : -at - 1;
        }

        @Override
        public Direction direction() {
            return Direction.UP;
        }
    }

    /** 1 from {@code from} on and below {@code to}, an infinite end included, else 0; also for a missing value. One column of one-hot bins. */
    record Between(double from, double to) implements Step {
        @Override
        public double of(double value) {
            return value >= from && (value < to || to == Double.POSITIVE_INFINITY) ? 1 : 0;
        }

        @Override
        public Direction direction() {
            if (from == Double.NEGATIVE_INFINITY) return Direction.DOWN;
            return to == Double.POSITIVE_INFINITY ? Direction.UP : Direction.NONE;
        }
    }

    /** 1 for a missing value, else 0. */
    record Missing() implements Step {
        @Override
        public double of(double value) {
            return Double.isNaN(value) ? 1 : 0;
        }

        @Override
        public Direction direction() {
            return Direction.CONSTANT;
        }
    }

    /** 1 for one of some levels of a category, else 0; also for missing and unseen ones. One-hot columns are such. */
    record Is(Set<Integer> levels) implements Step {
        public Is {
            levels = Set.copyOf(levels);
        }

        @Override
        public double of(double value) {
            return !Double.isNaN(value) && levels.contains((int) value) ? 1 : 0;
        }

        @Override
        public Direction direction() {
            return Direction.NONE;
        }

        @Override
        public boolean takesLevels() {
            return true;
        }
    }

    /**
     * A number per level of a category: ordinal codes, target codes, counts.
     *
     * @param codes per level
     * @param missing for a missing level; NaN keeps it missing
     * @param unseen for a level that is not known
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Code(double[] codes, double missing, double unseen) implements Step {
        @Override
        public double of(double value) {
            if (Double.isNaN(value)) return missing;
            return value < 0 || value >= codes.length ? unseen : codes[(int) value];
        }

        @Override
        public Direction direction() {
            return Direction.NONE;
        }

        @Override
        public boolean takesLevels() {
            return true;
        }
    }
}
