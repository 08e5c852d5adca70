package io.candor.fairness.internal.lp;

import java.util.ArrayList;
import java.util.List;

/**
 * A linear program over variables that are never negative: the least or greatest value of c·x under rows a·x ≤ b, a·x ≥ b and
 * a·x = b. Solved by {@link Simplex} on a dense tableau, so it is for hundreds of rows and thousands of variables, not more.
 * The same program gives the same answer, bit by bit. Not thread-safe while rows are added.
 */
public final class LinearProgram {
    /** What a row asks of a·x. */
    enum Relation {
        AT_MOST,
        AT_LEAST,
        EQUAL
    }

    /** One row: a·x relation b. */
    record Row(double[] a, Relation relation, double b) {}

    /** What solving says. */
    public sealed interface Answer {}

    /**
     * An optimal vertex.
     *
     * @param value c·x
     * @param x one per variable
     * @param dual one per row, in the order they were added: by how much the optimum rises when b rises by one, near b. When
     *     minimising it is ≤ 0 for an at-most row and ≥ 0 for an at-least row; when maximising the other way round
     */
    public record Optimum(double value, double[] x, double[] dual) implements Answer {}

    /** No x meets all rows. */
    public record Infeasible() implements Answer {}

    /** The rows allow any value, however good. */
    public record Unbounded() implements Answer {}

    private final double[] c;
    private final boolean maximise;
    private final List<Row> rows = new ArrayList<>();

    private LinearProgram(double[] c, boolean maximise) {
        finite(c);
        this.c = c.clone();
        this.maximise = maximise;
    }

    public static LinearProgram minimise(double... c) {
        return new LinearProgram(c, false);
    }

    public static LinearProgram maximise(double... c) {
        return new LinearProgram(c, true);
    }

    /** Adds a·x ≤ b. */
    public LinearProgram atMost(double[] a, double b) {
        return add(a, Relation.AT_MOST, b);
    }

    /** Adds a·x ≥ b. */
    public LinearProgram atLeast(double[] a, double b) {
        return add(a, Relation.AT_LEAST, b);
    }

    /** Adds a·x = b. */
    public LinearProgram equal(double[] a, double b) {
        return add(a, Relation.EQUAL, b);
    }

    /** @throws io.candor.core.CandorException {@code CND-F039} if rounding keeps it from an end, which badly scaled numbers may */
    public Answer solve() {
        return new Simplex(maximise ? negated(c) : c, rows).solve(maximise);
    }

    /**
     * The optimum of a program that has one by its construction.
     *
     * @throws IllegalStateException if it has none
     */
    public Optimum optimum() {
        Answer answer = solve();
        if (answer instanceof Optimum optimum) return optimum;
        throw new IllegalStateException("no optimum: " + answer);
    }

    private LinearProgram add(double[] a, Relation relation, double b) {
        if (a.length != c.length) throw new IllegalArgumentException(a.length + " coefficients, not " + c.length);
        finite(a);
        finite(b);
        rows.add(new Row(a.clone(), relation, b));
        return this;
    }

    private static void finite(double... values) {
        for (double v : values) if (!Double.isFinite(v)) throw new IllegalArgumentException("not finite: " + v);
    }

    private static double[] negated(double[] values) {
        double[] negated = new double[values.length];
        for (int i = 0; i < values.length; i++) negated[i] = 0 - values[i];
        return negated;
    }
}
