package io.candor.fairness.internal.lp;

import io.candor.core.CandorException;
import java.util.Arrays;
import java.util.List;

/**
 * The simplex method in two phases (Dantzig 1951) on a dense tableau: the steepest reduced cost enters, and after a run of
 * steps that don't move, the first that may (Bland 1977), which can't cycle. Each row is divided by its greatest coefficient.
 * The tableau only finds the basis; the answer is then computed from the rows as given, so that the rounding of the steps is
 * not in it.
 */
final class Simplex {
    private static final double TINY = 1e-9; // a pivot, or a distance from feasible, that counts as zero
    private static final int PATIENCE = 20; // steps without progress before Bland's rule

    private final int variables;
    private final int m;
    private final int real; // variables and slacks
    private final int width; // and one artificial per row
    private final double[] cost;
    private final double[][] rows; // as given, scaled: width coefficients
    private final double[] right; // ≥ 0
    private final double[] scale; // a scaled row is the given one times this
    private final double[][] tableau; // m rows of width + 1; the last is the value of the row's basic variable
    private final int[] basis;

    Simplex(double[] c, List<LinearProgram.Row> given) {
        variables = c.length;
        m = given.size();
        real = variables + m;
        width = real + m;
        cost = Arrays.copyOf(c, width);
        rows = new double[m][width];
        right = new double[m];
        scale = new double[m];
        tableau = new double[m][];
        basis = new int[m];
        for (int r = 0; r < m; r++) enter(r, given.get(r));
    }

    private void enter(int r, LinearProgram.Row row) {
        double largest = 0;
        for (double a : row.a()) largest = Math.max(largest, Math.abs(a));
        scale[r] = (row.b() < 0 ? -1 : 1) / (largest == 0 ? 1 : largest);
        for (int j = 0; j < variables; j++) rows[r][j] = row.a()[j] * scale[r];
        right[r] = row.b() * scale[r];
        double slack = row.relation() == LinearProgram.Relation.EQUAL
                ? 0
                : (row.relation() == LinearProgram.Relation.AT_MOST) == (scale[r] > 0) ? 1 : -1;
        rows[r][variables + r] = slack;
        rows[r][real + r] = 1;
        basis[r] = slack > 0 ? variables + r : real + r;
        tableau[r] = Arrays.copyOf(rows[r], width + 1);
        tableau[r][width] = right[r];
    }

    LinearProgram.Answer solve(boolean maximise) {
        double[] artificial = new double[width];
        Arrays.fill(artificial, real, width, 1);
        descend(artificial);
        double missed = 0;
        double size = 1;
        for (int r = 0; r < m; r++) {
            if (basis[r] >= real) missed += tableau[r][width];
            size = Math.max(size, right[r]);
        }
        if (missed > TINY * size) return new LinearProgram.Infeasible();
        for (int r = 0; r < m; r++) if (basis[r] >= real) expel(r);
        if (!descend(cost)) return new LinearProgram.Unbounded();
        return optimum(maximise);
    }

    /** An artificial variable of value zero leaves the basis; if it can't, its row follows from the others and never moves. */
    private void expel(int r) {
        int best = -1;
        for (int j = 0; j < real; j++) {
            double a = Math.abs(tableau[r][j]);
            if (a > TINY && (best < 0 || a > Math.abs(tableau[r][best]))) best = j;
        }
        if (best >= 0) pivot(r, best);
    }

    /** Whether an optimum was reached; false if the costs fall for ever. */
    private boolean descend(double[] costs) {
        double[] reduced = reduced(costs);
        double tolerance = 0;
        for (double v : costs) tolerance = Math.max(tolerance, Math.abs(v));
        tolerance *= 1e-12;
        int still = 0;
        long most = 1000 + 200L * width;
        for (long step = 0; step < most; step++) {
            boolean bland = still > PATIENCE;
            int column = entering(reduced, tolerance, bland);
            if (column < 0) return true;
            int row = leaving(column, bland);
            if (row < 0) return false;
            still = tableau[row][width] > 1e-12 ? 0 : still + 1;
            pivot(row, column);
            if (step % 64 == 63) {
                reduced = reduced(costs);
            } else {
                subtract(reduced, tableau[row], reduced[column], real);
                reduced[column] = 0;
            }
        }
        throw CandorException.failure(
                "CND-F039",
                "a linear program of " + m + " rows and " + variables + " variables came to no end",
                "numbers of a like size",
                "scale scores and weights so that none is a million times another");
    }

    /** What each variable would cost per unit, with the basis making room for it. */
    private double[] reduced(double[] costs) {
        double[] reduced = Arrays.copyOf(costs, real);
        for (int r = 0; r < m; r++) subtract(reduced, tableau[r], costs[basis[r]], real);
        return reduced;
    }

    private static int entering(double[] reduced, double tolerance, boolean first) {
        int best = -1;
        for (int j = 0; j < reduced.length; j++) {
            if (reduced[j] >= -tolerance) continue;
            if (first) return j;
            if (best < 0 || reduced[j] < reduced[best]) best = j;
        }
        return best;
    }

    /** The row whose basic variable reaches zero first; of equals the largest pivot, or by Bland's rule the first variable. */
    private int leaving(int column, boolean first) {
        double least = Double.POSITIVE_INFINITY;
        int best = -1;
        for (int r = 0; r < m; r++) {
            double a = tableau[r][column];
            if (a <= TINY) continue;
            double ratio = Math.max(tableau[r][width], 0) / a;
            if (best < 0 || ratio < least - 1e-12 * (1 + least)) {
                least = ratio;
                best = r;
            } else if (ratio <= least + 1e-12 * (1 + least)) {
                boolean better = first ? basis[r] < basis[best] : a > tableau[best][column];
                if (better) best = r;
                least = Math.min(least, ratio);
            }
        }
        return best;
    }

    private void pivot(int row, int column) {
        double[] pivot = tableau[row];
        double divisor = pivot[column];
        for (int j = 0; j <= width; j++) pivot[j] /= divisor;
        pivot[column] = 1;
        for (int r = 0; r < m; r++) {
            if (r == row || tableau[r][column] == 0) continue;
            subtract(tableau[r], pivot, tableau[r][column], width + 1);
            tableau[r][column] = 0;
        }
        basis[row] = column;
    }

    private static void subtract(double[] from, double[] row, double factor, int length) {
        if (factor == 0) return;
        for (int j = 0; j < length; j++) from[j] -= factor * row[j];
    }

    /** x and the dual from the basis and the rows as given. */
    private LinearProgram.Answer optimum(boolean maximise) {
        double[][] columns = new double[m][m];
        double[][] transposed = new double[m][m];
        double[] costs = new double[m];
        for (int k = 0; k < m; k++) {
            costs[k] = cost[basis[k]];
            for (int r = 0; r < m; r++) {
                columns[r][k] = rows[r][basis[k]];
                transposed[k][r] = rows[r][basis[k]];
            }
        }
        double[] values = Elimination.solve(columns, right);
        double[] dual = Elimination.solve(transposed, costs);
        double[] x = new double[variables];
        for (int k = 0; k < m; k++) if (basis[k] < variables) x[basis[k]] = Math.max(values[k], 0);
        double value = 0;
        for (int j = 0; j < variables; j++) value += cost[j] * x[j];
        for (int r = 0; r < m; r++) dual[r] *= maximise ? -scale[r] : scale[r];
        return new LinearProgram.Optimum(maximise ? 0 - value : value, x, dual);
    }
}
