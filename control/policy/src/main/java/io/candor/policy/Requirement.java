package io.candor.policy;

import io.candor.core.CandorException;
import io.candor.core.json.EcmaNumber;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a number must be, for example {@code >= 0.8}. */
public record Requirement(Operator operator, double limit) {
    private static final Pattern SHAPE =
            Pattern.compile("\\s*(>=|<=|==|>|<)\\s*([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)\\s*");

    /** How a number is compared with the limit. */
    public enum Operator {
        AT_LEAST(">="),
        AT_MOST("<="),
        ABOVE(">"),
        BELOW("<"),
        EQUAL("==");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }

    /** @throws CandorException {@code CND-Y003} if the text is no operator and finite number */
    public static Requirement parse(String text) {
        Matcher m = SHAPE.matcher(text);
        double limit = m.matches() ? Double.parseDouble(m.group(2)) : Double.NaN;
        if (!(Math.abs(limit) < Double.POSITIVE_INFINITY)) {
            throw CandorException.user(
                    "CND-Y003",
                    "the requirement '" + text + "' can't be read",
                    "an operator and a number",
                    "write, for example, \">= 0.8\"; the operators are >=, <=, >, < and ==");
        }
        for (Operator operator : Operator.values()) {
            if (operator.sign.equals(m.group(1))) return new Requirement(operator, limit);
        }
        throw new IllegalStateException("the pattern allows no other operator");
    }

    public boolean meets(double x) {
        return switch (operator) {
            case AT_LEAST -> x >= limit;
            case AT_MOST -> x <= limit;
            case ABOVE -> x > limit;
            case BELOW -> x < limit;
            case EQUAL -> x == limit;
        };
    }

    /** Whether every number from low to high meets it. */
    public boolean metByAll(double low, double high) {
        return meets(low) && meets(high);
    }

    /** Whether no number from low to high meets it. */
    public boolean metByNone(double low, double high) {
        if (operator == Operator.EQUAL) return high < limit || low > limit;
        return !meets(low) && !meets(high);
    }

    /** Reads back by {@link #parse}. */
    @Override
    public String toString() {
        return operator.sign + " " + EcmaNumber.format(limit);
    }
}
