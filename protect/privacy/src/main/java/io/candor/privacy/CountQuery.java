package io.candor.privacy;

import io.candor.core.CandorException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * How many rows there are, or how many in each of some declared groups. Groups are given here and never read off the data:
 * which values occur is a secret too. A row belongs to at most one group (the cartesian product of the declared values), so
 * one row changes one count by one, and the whole query costs ε once (parallel composition).
 *
 * @param by column to its declared values, in order; empty for a plain count. {@code (unknown)} stands for a missing cell
 * @param epsilon exact ε, from 0.000001 to 20, at most 12 decimals
 */
public record CountQuery(Map<String, List<String>> by, BigDecimal epsilon) {
    /** The declared value that stands for a missing cell. */
    public static final String UNKNOWN = "(unknown)";

    /** More groups than this are refused. */
    public static final int MOST_GROUPS = 10_000;

    private static final BigDecimal LEAST = new BigDecimal("0.000001");
    private static final BigDecimal MOST = new BigDecimal("20");
    private static final int MOST_DECIMALS = 12;

    /** @throws CandorException {@code CND-P001} for an ε out of range, {@code CND-P002} for groups that are no partition */
    public CountQuery {
        epsilon = checked(epsilon);
        by = checked(by);
    }

    /** How many rows there are. */
    public static CountQuery ofRows(String epsilon) {
        return of(Map.of(), epsilon);
    }

    /** @param epsilon decimal text, kept exactly */
    public static CountQuery of(Map<String, List<String>> by, String epsilon) {
        try {
            return new CountQuery(by, new BigDecimal(epsilon.strip()));
        } catch (NumberFormatException e) {
            throw badEpsilon("epsilon '" + epsilon + "' is not a number").causedBy(e);
        }
    }

    /** The groups in order of declaration, the last column changing fastest; one empty group for a plain count. */
    public List<Map<String, String>> groups() {
        List<Map<String, String>> groups = List.of(Map.of());
        for (Map.Entry<String, List<String>> column : by.entrySet()) {
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> group : groups) {
                for (String value : column.getValue()) {
                    Map<String, String> parts = new LinkedHashMap<>(group);
                    parts.put(column.getKey(), value);
                    longer.add(Collections.unmodifiableMap(parts));
                }
            }
            groups = longer;
        }
        return groups;
    }

    /** What the query costs: decided from the query alone, never from data. */
    public BigDecimal cost() {
        return epsilon;
    }

    private static BigDecimal checked(BigDecimal epsilon) {
        // the order matters: stripping or printing 1E+999999999 must not happen
        boolean sane = epsilon.signum() > 0 && epsilon.compareTo(LEAST) >= 0 && epsilon.compareTo(MOST) <= 0;
        if (!sane) throw badEpsilon("epsilon is out of range");
        BigDecimal plain = epsilon.stripTrailingZeros();
        if (plain.scale() > MOST_DECIMALS) throw badEpsilon("epsilon has more than " + MOST_DECIMALS + " decimals");
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    private static CandorException badEpsilon(String problem) {
        return CandorException.user(
                "CND-P001",
                problem,
                "epsilon is a decimal number from 0.000001 to 20 with at most 12 decimals",
                "0.1 is a usual choice for one count; smaller hides more and is less exact");
    }

    private static Map<String, List<String>> checked(Map<String, List<String>> by) {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        long groups = 1;
        for (Map.Entry<String, List<String>> column : by.entrySet()) {
            List<String> values = List.copyOf(column.getValue());
            if (column.getKey().isBlank()) throw badGroups("a grouping column has no name");
            if (values.isEmpty()) throw badGroups("column '" + column.getKey() + "' has no declared values");
            if (new LinkedHashSet<>(values).size() < values.size()) {
                throw badGroups("column '" + column.getKey() + "' declares a value twice");
            }
            groups *= values.size();
            if (groups > MOST_GROUPS) throw badGroups("the declared values make more than " + MOST_GROUPS + " groups");
            copy.put(column.getKey(), values);
        }
        return Collections.unmodifiableMap(copy);
    }

    private static CandorException badGroups(String problem) {
        return CandorException.user(
                "CND-P002",
                problem,
                "every grouping column comes with its distinct values, which are declared and not read off the data",
                "write for example --by sex=Female,Male");
    }
}
