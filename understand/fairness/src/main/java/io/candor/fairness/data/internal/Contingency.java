package io.candor.fairness.data.internal;

import org.hipparchus.special.Gamma;

/**
 * Counts of two codes, and how much one tells of the other. Empty rows and columns count for nothing.
 *
 * @param counts by row, then column
 */
public record Contingency(long[][] counts) {
    /**
     * @param a codes from 0, one per row
     * @param b codes from 0; rows where it is {@code without} are left out
     */
    public static Contingency of(int[] a, int sizeA, int[] b, int sizeB, int without) {
        long[][] counts = new long[sizeA][sizeB];
        for (int i = 0; i < a.length; i++) if (b[i] != without) counts[a[i]][b[i]]++;
        return new Contingency(counts);
    }

    public long n() {
        long n = 0;
        for (long[] row : counts) for (long c : row) n += c;
        return n;
    }

    private double[] rows() {
        double[] sums = new double[counts.length];
        for (int r = 0; r < sums.length; r++) for (long c : counts[r]) sums[r] += c;
        return sums;
    }

    private double[] columns() {
        double[] sums = new double[counts.length == 0 ? 0 : counts[0].length];
        for (long[] row : counts) for (int c = 0; c < sums.length; c++) sums[c] += row[c];
        return sums;
    }

    private static int used(double[] sums) {
        int used = 0;
        for (double s : sums) if (s > 0) used++;
        return used;
    }

    public int degrees() {
        return Math.max(0, (used(rows()) - 1) * (used(columns()) - 1));
    }

    /** Pearson's χ² of independence. */
    public double chiSquare() {
        double n = n();
        double[] r = rows();
        double[] c = columns();
        double sum = 0;
        for (int i = 0; i < r.length; i++) {
            for (int j = 0; j < c.length; j++) {
                double expected = r[i] * c[j] / n;
                if (expected > 0) sum += (counts[i][j] - expected) * (counts[i][j] - expected) / expected;
            }
        }
        return sum;
    }

    public double p() {
        return upper(chiSquare(), degrees());
    }

    /** P(χ² ≥ x). */
    public static double upper(double x, int degrees) {
        return degrees == 0 ? 1 : Gamma.regularizedGammaQ(degrees / 2.0, x / 2);
    }

    /** Cramér's V without the bias of chance (Bergsma 2013, eq. 7): 0 for no association, 1 where one code tells the other. */
    public double cramer() {
        double n = n();
        double r = used(rows());
        double c = used(columns());
        if (r < 2 || c < 2) return 0;
        double phi = Math.max(0, chiSquare() / n - (r - 1) * (c - 1) / (n - 1));
        double rows = r - (r - 1) * (r - 1) / (n - 1);
        double columns = c - (c - 1) * (c - 1) / (n - 1);
        return Math.min(1, StrictMath.sqrt(phi / (Math.min(rows, columns) - 1)));
    }

    /** Mutual information in bits, less its first-order bias (r − 1)(c − 1) / (2n) nats (Miller 1955), at least 0. */
    public double information() {
        double n = n();
        double[] r = rows();
        double[] c = columns();
        double nats = 0;
        for (int i = 0; i < r.length; i++)
            for (int j = 0; j < c.length; j++)
                if (counts[i][j] > 0) nats += counts[i][j] / n * StrictMath.log(counts[i][j] * n / (r[i] * c[j]));
        return Math.max(0, nats - degrees() / (2 * n)) / StrictMath.log(2);
    }
}
