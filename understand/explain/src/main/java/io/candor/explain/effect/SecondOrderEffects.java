package io.candor.explain.effect;

import io.candor.core.CandorException;
import io.candor.core.data.NumericColumn;
import io.candor.core.json.Json;
import io.candor.explain.blackbox.BlackBox;
import io.candor.explain.blackbox.InputRows;
import java.util.Arrays;

/**
 * Accumulated local effects of the second order (Apley &amp; Zhu 2020, eq. 17-20), of two numbers: what both do together beyond what
 * each does by itself. In each cell of neighbouring quantiles the mean second difference of the rows in it; a cell without rows has
 * that of the nearest cell with rows (in cells, ties by first input, then second). Added up both ways, less what this leaves of either
 * input alone, centred.
 *
 * @param points edges of each number, at least two
 */
public record SecondOrderEffects(BlackBox model, int points) {
    public static final int POINTS = 11;

    /**
     * @param first edges of the first input
     * @param second edges of the second input
     * @param values per output, edge of the first, edge of the second
     * @param counts rows per cell
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Surface(
            String firstInput, String secondInput, Json first, Json second, double[][][] values, long[][] counts) {}

    /** @throws CandorException {@code CND-E015} if an input is no number with two values */
    public Surface of(InputRows rows, int first, int second) {
        GridPoints a = GridPoints.of(rows, first, points);
        GridPoints b = GridPoints.of(rows, second, points);
        for (GridPoints grid : new GridPoints[] {a, b}) {
            if (grid.number() && grid.count() > 1) continue;
            throw CandorException.user(
                    "CND-E015",
                    "'" + rows.inputs().get(grid.input()).name() + "' is no number with several values",
                    "two inputs that are numbers",
                    "name others, or use pdp");
        }
        int outputs = model.outputs().count();
        int[][] cell = cells(rows, a, b);
        double[][][] difference = new double[outputs][a.count() - 1][b.count() - 1];
        long[][] counts = new long[a.count() - 1][b.count() - 1];
        int[] there = cell[2];
        double[][] corners = new double[4][];
        for (int corner = 0; corner < 4; corner++) {
            int[][] picked = new int[rows.inputs().size()][];
            Arrays.fill(picked, there);
            int right = corner & 1;
            int up = corner >> 1;
            picked[first] = pick(there, cell[0], a, right);
            picked[second] = pick(there, cell[1], b, up);
            corners[corner] = model.score(rows.mixed(picked));
        }
        for (int i = 0; i < there.length; i++) {
            int r = cell[0][there[i]];
            int c = cell[1][there[i]];
            counts[r][c]++;
            for (int k = 0; k < outputs; k++) {
                int at = i * outputs + k;
                difference[k][r][c] += corners[3][at] - corners[2][at] - corners[1][at] + corners[0][at];
            }
        }
        double[][][] values = new double[outputs][][];
        for (int k = 0; k < outputs; k++) values[k] = centred(accumulated(difference[k], counts), counts);
        return new Surface(
                rows.inputs().get(first).name(),
                rows.inputs().get(second).name(),
                a.labels(),
                b.labels(),
                values,
                counts);
    }

    private static int[] pick(int[] there, int[] cell, GridPoints grid, int side) {
        int[] picked = new int[there.length];
        for (int i = 0; i < picked.length; i++) picked[i] = grid.rows()[cell[there[i]] + side];
        return picked;
    }

    /** Per row its cell in both directions; then the rows that have both values. */
    private static int[][] cells(InputRows rows, GridPoints a, GridPoints b) {
        int[][] cells = {new int[rows.rows()], new int[rows.rows()], new int[rows.rows()]};
        int there = 0;
        for (int i = 0; i < rows.rows(); i++) {
            boolean both = true;
            for (int d = 0; d < 2; d++) {
                GridPoints grid = d == 0 ? a : b;
                double value = ((NumericColumn) rows.column(grid.input())).get(i);
                both &= !Double.isNaN(value);
                while (cells[d][i] < grid.count() - 2 && value > grid.value(cells[d][i] + 1)) cells[d][i]++;
            }
            if (both) cells[2][there++] = i;
        }
        cells[2] = Arrays.copyOf(cells[2], there);
        return cells;
    }

    private static double[][] accumulated(double[][] difference, long[][] counts) {
        int rows = counts.length;
        int columns = counts[0].length;
        double[][] sum = new double[rows + 1][columns + 1];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                int[] from = counts[r][c] > 0 ? new int[] {r, c} : nearest(counts, r, c);
                double mean = from.length == 0 ? 0 : difference[from[0]][from[1]] / counts[from[0]][from[1]];
                sum[r + 1][c + 1] = sum[r][c + 1] + sum[r + 1][c] - sum[r][c] + mean;
            }
        }
        return sum;
    }

    private static int[] nearest(long[][] counts, int row, int column) {
        int[] best = {};
        long least = Long.MAX_VALUE;
        for (int r = 0; r < counts.length; r++) {
            for (int c = 0; c < counts[0].length; c++) {
                long far = (long) (r - row) * (r - row) + (long) (c - column) * (c - column);
                if (counts[r][c] == 0 || far >= least) continue;
                least = far;
                best = new int[] {r, c};
            }
        }
        return best;
    }

    /** Less the first-order effects that the sums still hold, of the first input and of the second, and the mean. */
    private static double[][] centred(double[][] sum, long[][] counts) {
        double[] ofRows = along(sum, counts, true);
        double[] ofColumns = along(sum, counts, false);
        double mean = 0;
        long n = 0;
        for (int r = 0; r < sum.length; r++)
            for (int c = 0; c < sum[0].length; c++) sum[r][c] -= ofRows[r] + ofColumns[c];
        for (int r = 0; r < counts.length; r++) {
            for (int c = 0; c < counts[0].length; c++) {
                mean += counts[r][c] * (sum[r][c] + sum[r + 1][c] + sum[r][c + 1] + sum[r + 1][c + 1]) / 4;
                n += counts[r][c];
            }
        }
        for (double[] row : sum) for (int c = 0; c < row.length; c++) row[c] -= n > 0 ? mean / n : 0;
        return sum;
    }

    private static double[] along(double[][] sum, long[][] counts, boolean down) {
        int steps = down ? counts.length : counts[0].length;
        int across = down ? counts[0].length : counts.length;
        double[] effect = new double[steps + 1];
        for (int s = 0; s < steps; s++) {
            double change = 0;
            long n = 0;
            for (int a = 0; a < across; a++) {
                long count = down ? counts[s][a] : counts[a][s];
                double left = down ? sum[s + 1][a] - sum[s][a] : sum[a][s + 1] - sum[a][s];
                double right = down ? sum[s + 1][a + 1] - sum[s][a + 1] : sum[a + 1][s + 1] - sum[a + 1][s];
                change += count * (left + right) / 2;
                n += count;
            }
            effect[s + 1] = effect[s] + (n > 0 ? change / n : 0);
        }
        return effect;
    }
}
