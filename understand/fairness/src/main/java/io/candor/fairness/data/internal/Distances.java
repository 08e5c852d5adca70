package io.candor.fairness.data.internal;

import io.candor.core.json.Json;
import java.util.Arrays;

/**
 * How far apart two distributions of a label are, by the names of Das et al. 2021: p of all other rows ("a"), q of the group ("d"). {@code kl} Σ p ln(p/q), {@code js} ½ KL(p‖m) + ½ KL(q‖m) with
 * m = (p + q)/2, {@code lp} √Σ(p − q)², {@code tvd} ½ Σ|p − q|, {@code ks} max|p − q|; of numbers {@code ks} is the largest distance of the two distribution functions.
 */
public final class Distances {
    private Distances() {}

    /** Members that exist; {@code kl} does not where q lacks a class that p has. */
    public static void put(Json.Builder json, double[] p, double[] q) {
        double kl = divergence(p, q);
        double[] m = new double[p.length];
        double squares = 0;
        double sum = 0;
        double most = 0;
        for (int i = 0; i < m.length; i++) {
            m[i] = (p[i] + q[i]) / 2;
            double d = Math.abs(p[i] - q[i]);
            squares += d * d;
            sum += d;
            most = Math.max(most, d);
        }
        if (Double.isFinite(kl)) json.put("kl", kl);
        json.put("js", (divergence(p, m) + divergence(q, m)) / 2)
                .put("lp", StrictMath.sqrt(squares))
                .put("tvd", sum / 2)
                .put("ks", most);
    }

    private static double divergence(double[] p, double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) if (p[i] > 0) sum += p[i] * StrictMath.log(p[i] / q[i]);
        return Math.max(0, sum);
    }

    /** Kolmogorov-Smirnov's statistic of two samples. */
    public static double kolmogorov(double[] a, double[] b) {
        double[] x = a.clone();
        double[] y = b.clone();
        Arrays.sort(x);
        Arrays.sort(y);
        int i = 0;
        int j = 0;
        double most = 0;
        while (i < x.length && j < y.length) {
            double at = Math.min(x[i], y[j]);
            while (i < x.length && x[i] <= at) i++;
            while (j < y.length && y[j] <= at) j++;
            most = Math.max(most, Math.abs((double) i / x.length - (double) j / y.length));
        }
        return most;
    }
}
