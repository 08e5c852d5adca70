package io.candor.fairness.monitor.internal;

import io.candor.core.evidence.Estimate;
import io.candor.evaluation.Intervals;
import io.candor.evaluation.MiettinenNurminen;
import io.candor.fairness.monitor.Drift;
import io.candor.fairness.monitor.MonitorPlan;
import io.candor.fairness.monitor.WatchedRate;
import java.util.ArrayList;
import java.util.List;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * Tests of a window against the reference. Each is made at the plan's share of false alarms over horizon × tests. G-test of two
 * rows of counts with Williams' correction (1976); two-sample Kolmogorov-Smirnov with the asymptotic p-value, which binning
 * makes conservative; the score test of two rates, whose p-value goes with the Miettinen-Nurminen interval.
 */
public final class DriftTests {
    private static final int FEWEST = 30;

    private DriftTests() {}

    public static List<Drift> of(MonitorPlan plan, Tally reference, Tally now) {
        int tests = 0;
        for (MonitorPlan.Feature f : plan.features()) tests += 1 + f.groups().size() * (plan.bins() > 0 ? 2 : 1);
        double level = plan.falseAlarms() / plan.horizon() / tests;
        List<Drift> drifts = new ArrayList<>();
        for (int f = 0; f < plan.features().size(); f++) {
            MonitorPlan.Feature feature = plan.features().get(f);
            drifts.add(population(feature, f, reference, now, level));
            for (int g = 0; g < feature.groups().size(); g++) {
                if (plan.bins() > 0) drifts.add(scores(feature, f, g, reference, now, level));
                drifts.add(decisions(feature, f, g, reference, now, level));
            }
        }
        return drifts;
    }

    private static Drift population(MonitorPlan.Feature feature, int f, Tally reference, Tally now, double level) {
        long[] a = new long[feature.size()];
        long[] b = new long[feature.size()];
        for (int g = 0; g < a.length; g++) {
            a[g] = reference.decided(f, g);
            b[g] = now.decided(f, g);
        }
        long n = Math.min(sum(a), sum(b));
        if (n < FEWEST) return few("population", feature.name(), "", "G", n);
        int classes = 0;
        for (int g = 0; g < a.length; g++) if (a[g] + b[g] > 0) classes++;
        if (classes < 2) return few("population", feature.name(), "", "G", n);
        double statistic = g(a, b, classes);
        double p = 1 - new ChiSquaredDistribution(classes - 1).cumulativeProbability(statistic);
        return tested(
                "population", feature.name(), "", "G", statistic, p, new Estimate.Point(stability(a, b), n), n, level);
    }

    private static Drift scores(MonitorPlan.Feature feature, int f, int g, Tally reference, Tally now, double level) {
        long[] a = reference.scores(f, g);
        long[] b = now.scores(f, g);
        long n = Math.min(sum(a), sum(b));
        String group = feature.label(g);
        if (n < FEWEST) return few("scores", feature.name(), group, "D", n);
        double d = distance(a, b);
        double m = (double) sum(a) * sum(b) / (sum(a) + sum(b));
        return tested(
                "scores",
                feature.name(),
                group,
                "D",
                d,
                kolmogorov(StrictMath.sqrt(m) * d),
                new Estimate.Point(stability(a, b), n),
                n,
                level);
    }

    private static Drift decisions(
            MonitorPlan.Feature feature, int f, int g, Tally reference, Tally now, double level) {
        Ratio a = reference.rate(f, g, WatchedRate.SELECTION_RATE);
        Ratio b = now.rate(f, g, WatchedRate.SELECTION_RATE);
        long n = Math.min(a.n(), b.n());
        String group = feature.label(g);
        if (n < FEWEST) return few("decisions", feature.name(), group, "difference", n);
        double difference = b.value() - a.value();
        double pooled = (double) (a.x() + b.x()) / (a.n() + b.n());
        double variance = pooled * (1 - pooled) * (1.0 / a.n() + 1.0 / b.n()) * (a.n() + b.n()) / (a.n() + b.n() - 1.0);
        double p = variance == 0
                ? 1
                : 2 * new NormalDistribution().cumulativeProbability(-Math.abs(difference) / StrictMath.sqrt(variance));
        Estimate value = new MiettinenNurminen(b.x(), b.n(), a.x(), a.n())
                .difference(Intervals.ALPHA)
                .around(difference, n, "Miettinen-Nurminen");
        return new Drift(
                "decisions",
                feature.name(),
                group,
                "difference",
                value,
                new Estimate.Point(p, n),
                Estimate.undefined("not of rates", n),
                p < level);
    }

    private static Drift tested(
            String kind,
            String feature,
            String group,
            String statistic,
            double value,
            double p,
            Estimate stability,
            long n,
            double level) {
        return new Drift(
                kind,
                feature,
                group,
                statistic,
                new Estimate.Point(value, n),
                new Estimate.Point(Math.min(1, Math.max(0, p)), n),
                stability,
                p < level);
    }

    private static Drift few(String kind, String feature, String group, String statistic, long n) {
        Estimate none = Estimate.undefined("not enough data", n);
        return new Drift(kind, feature, group, statistic, none, none, none, false);
    }

    /** 2 Σ O log(O / E), over Williams' q. */
    private static double g(long[] a, long[] b, int classes) {
        double na = sum(a);
        double nb = sum(b);
        double n = na + nb;
        double sum = 0;
        double inverse = 0;
        for (int i = 0; i < a.length; i++) {
            double both = a[i] + b[i];
            if (both == 0) continue;
            if (a[i] > 0) sum += a[i] * StrictMath.log(a[i] * n / (both * na));
            if (b[i] > 0) sum += b[i] * StrictMath.log(b[i] * n / (both * nb));
            inverse += n / both;
        }
        double q = 1 + (n / na + n / nb - 1) * (inverse - 1) / (6 * n * (classes - 1));
        return Math.max(0, 2 * sum / q);
    }

    /** Σ (b − a) log(b / a) over shares. */
    private static double stability(long[] a, long[] b) {
        double na = sum(a) + 0.5 * a.length;
        double nb = sum(b) + 0.5 * b.length;
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double p = (a[i] + 0.5) / na;
            double q = (b[i] + 0.5) / nb;
            sum += (q - p) * StrictMath.log(q / p);
        }
        return sum;
    }

    private static double distance(long[] a, long[] b) {
        double na = sum(a);
        double nb = sum(b);
        double furthest = 0;
        long ca = 0;
        long cb = 0;
        for (int i = 0; i < a.length; i++) {
            ca += a[i];
            cb += b[i];
            furthest = Math.max(furthest, Math.abs(ca / na - cb / nb));
        }
        return furthest;
    }

    /** P(K &gt; x) = 2 Σ (−1)^(k−1) exp(−2 k² x²). */
    static double kolmogorov(double x) {
        if (x < 0.2) return 1; // 1 − 5e-12
        double sum = 0;
        for (int k = 1; k <= 100; k++) {
            double term = StrictMath.exp(-2.0 * k * k * x * x);
            sum += k % 2 == 1 ? term : -term;
            if (term < 1e-17) break;
        }
        return Math.min(1, Math.max(0, 2 * sum));
    }

    private static long sum(long[] counts) {
        long n = 0;
        for (long c : counts) n += c;
        return n;
    }
}
