package io.candor.fairness.internal;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Benjamini-Hochberg's adjusted p-values. */
public final class Discovery {
    private Discovery() {}

    /**
     * @param p in any order
     * @return per p its q: to call all with q up to some level makes at most that share of the calls wrong on average
     */
    public static double[] adjusted(double[] p) {
        int m = p.length;
        int[] order = IntStream.range(0, m)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> p[i]).thenComparing(i -> i))
                .mapToInt(i -> i)
                .toArray();
        double[] adjusted = new double[m];
        double q = 1;
        for (int rank = m; rank >= 1; rank--) {
            q = Math.min(q, p[order[rank - 1]] * m / rank);
            adjusted[order[rank - 1]] = q;
        }
        return adjusted;
    }
}
