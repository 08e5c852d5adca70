package io.candor.core.data;

import io.candor.core.CandorException;
import io.candor.core.json.EcmaNumber;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * What must hold of one column's value for a row to be in a {@link Cohort}. A missing value is in no range and is none of any levels,
 * negated or not, unless the condition says "or missing": so nobody is counted for a value that is not known.
 */
public sealed interface Condition {
    String column();

    /**
     * The rows for which it holds.
     *
     * @throws CandorException {@code CND-D003} if there is no such column, {@code CND-C031} if it holds values of another type
     */
    IntPredicate on(Table table);

    /** As it stands in a file: {@code {"column": "age", "at_least": 40}}. */
    Json.Obj toJson();

    /** As people write it: {@code age >= 40}. */
    String text();

    /** One condition that holds where both do, if they are of one column and such a one exists. */
    default Optional<Condition> meet(Condition other) {
        return Optional.empty();
    }

    static Condition atLeast(String column, double low) {
        return new Range(column, low, true, Double.POSITIVE_INFINITY, false, false, false);
    }

    static Condition below(String column, double high) {
        return new Range(column, Double.NEGATIVE_INFINITY, false, high, false, false, false);
    }

    static Condition in(String column, List<String> levels) {
        return new Levels(column, levels, false, false);
    }

    static Condition missing(String column) {
        return new Missing(column, false);
    }

    /**
     * A range of numbers; an end that is infinite is none.
     *
     * @param lowClosed whether the low end is in it
     * @param negated whether the value must lie outside
     */
    record Range(
            String column,
            double low,
            boolean lowClosed,
            double high,
            boolean highClosed,
            boolean negated,
            boolean orMissing)
            implements Condition {
        /** @throws CandorException {@code CND-C033} if the range has no end or holds no number */
        public Range {
            boolean bounded = low > Double.NEGATIVE_INFINITY || high < Double.POSITIVE_INFINITY;
            if (!bounded || !(low < high || low == high && lowClosed && highClosed)) {
                throw CandorException.user(
                        "CND-C033",
                        "the range of '" + column + "' " + (bounded ? "holds no number" : "has no end"),
                        "one end, or two of which the first is less",
                        "correct the ends");
            }
        }

        private boolean holds(double v) {
            boolean above = low == Double.NEGATIVE_INFINITY || (lowClosed ? v >= low : v > low);
            boolean below = high == Double.POSITIVE_INFINITY || (highClosed ? v <= high : v < high);
            return (above && below) != negated;
        }

        @Override
        public IntPredicate on(Table table) {
            if (!(table.column(column) instanceof NumericColumn numbers)) {
                throw unfit(table.column(column), "a range of numbers", "is");
            }
            return row -> numbers.isMissing(row) ? orMissing : holds(numbers.get(row));
        }

        @Override
        public Json.Obj toJson() {
            Json.Builder json = Json.object().put("column", column);
            if (low > Double.NEGATIVE_INFINITY) json.put(lowClosed ? "at_least" : "above", low);
            if (high < Double.POSITIVE_INFINITY) json.put(highClosed ? "at_most" : "below", high);
            return flags(json, negated, orMissing);
        }

        @Override
        public String text() {
            String name = CohortText.quoted(column);
            if (low > Double.NEGATIVE_INFINITY && high < Double.POSITIVE_INFINITY) {
                String from = lowClosed ? "[" : highClosed ? "(" : "]";
                String to = highClosed ? "]" : lowClosed ? ")" : "[";
                return name + (negated ? " not in " : " in ") + from + EcmaNumber.format(low) + ", "
                        + EcmaNumber.format(high) + to + suffix(orMissing);
            }
            String one = low > Double.NEGATIVE_INFINITY
                    ? (lowClosed ? " >= " : " > ") + EcmaNumber.format(low)
                    : (highClosed ? " <= " : " < ") + EcmaNumber.format(high);
            return (negated ? "not " : "") + name + one + suffix(orMissing);
        }

        @Override
        public Optional<Condition> meet(Condition other) {
            if (negated || !(other instanceof Range o) || o.negated || !o.column.equals(column))
                return Optional.empty();
            double from = Math.max(low, o.low);
            double to = Math.min(high, o.high);
            boolean fromClosed = (low < from || lowClosed) && (o.low < from || o.lowClosed);
            boolean toClosed = (high > to || highClosed) && (o.high > to || o.highClosed);
            if (!(from < to)) return Optional.empty();
            return Optional.of(new Range(column, from, fromClosed, to, toClosed, false, orMissing && o.orMissing));
        }
    }

    /**
     * A set of levels. Of a column of numbers a level is a number, of a boolean one {@code true} or {@code false}.
     *
     * @param negated whether the value must be none of them
     */
    record Levels(String column, List<String> levels, boolean negated, boolean orMissing) implements Condition {
        public Levels {
            levels = levels.stream().distinct().sorted().toList();
        }

        @Override
        public IntPredicate on(Table table) {
            Column values = table.column(column);
            if (values instanceof CategoricalColumn categories) {
                Set<String> set = new HashSet<>(levels);
                boolean[] in = new boolean[categories.levels().size()];
                for (int l = 0; l < in.length; l++)
                    in[l] = set.contains(categories.levels().get(l)) != negated;
                return row -> categories.code(row) < 0 ? orMissing : in[categories.code(row)];
            }
            if (values instanceof NumericColumn numbers) {
                double[] in = new double[levels.size()];
                for (int l = 0; l < in.length; l++) in[l] = number(values, levels.get(l));
                Arrays.sort(in);
                return row -> numbers.isMissing(row)
                        ? orMissing
                        : Arrays.binarySearch(in, numbers.get(row) + 0.0) >= 0 != negated;
            }
            Set<String> set = new HashSet<>(levels);
            return row -> values.isMissing(row) ? orMissing : set.contains(String.valueOf(values.text(row))) != negated;
        }

        private static double number(Column column, String level) {
            try {
                return Double.parseDouble(level) + 0.0; // no negative zero, which would not be found
            } catch (NumberFormatException e) {
                throw unfit(column, "the level '" + level + "'", ">=").causedBy(e);
            }
        }

        @Override
        public Json.Obj toJson() {
            return flags(Json.object().put("column", column).put("in", Json.texts(levels)), negated, orMissing);
        }

        @Override
        public String text() {
            List<String> quoted = levels.stream().map(CohortText::quoted).toList();
            String not = negated ? " not" : "";
            String which = quoted.size() == 1
                    ? " is" + not + " " + quoted.get(0)
                    : not + " in (" + String.join(", ", quoted) + ")";
            return CohortText.quoted(column) + which + suffix(orMissing);
        }

        @Override
        public Optional<Condition> meet(Condition other) {
            if (!(other instanceof Levels o) || !o.column.equals(column)) return Optional.empty();
            boolean both = orMissing && o.orMissing;
            if (negated && o.negated) {
                List<String> all = new ArrayList<>(levels);
                all.addAll(o.levels);
                return Optional.of(new Levels(column, all, true, both));
            }
            Levels kept = negated ? o : this;
            Levels by = negated ? this : o;
            Set<String> set = new HashSet<>(by.levels);
            List<String> left = kept.levels.stream()
                    .filter(l -> set.contains(l) != by.negated)
                    .toList();
            return Optional.of(new Levels(column, left, false, both));
        }
    }

    /** Whether the value is missing. */
    record Missing(String column, boolean negated) implements Condition {
        @Override
        public IntPredicate on(Table table) {
            Column values = table.column(column);
            return row -> values.isMissing(row) != negated;
        }

        @Override
        public Json.Obj toJson() {
            return Json.object().put("column", column).put("missing", !negated).build();
        }

        @Override
        public String text() {
            return CohortText.quoted(column) + " is " + (negated ? "not " : "") + "missing";
        }
    }

    private static Json.Obj flags(Json.Builder json, boolean negated, boolean orMissing) {
        if (negated) json.put("not", true);
        if (orMissing) json.put("or_missing", true);
        return json.build();
    }

    private static String suffix(boolean orMissing) {
        return orMissing ? " or missing" : "";
    }

    private static CandorException unfit(Column column, String condition, String instead) {
        return CandorException.user(
                "CND-C031",
                condition + " does not fit column '" + column.name() + "' of type "
                        + column.type().label(),
                "ranges for numbers, levels for categories",
                "compare it with '" + instead + "', or set the column's type");
    }
}
