package io.candor.fairness.slices.internal;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import io.candor.core.evidence.Estimate;
import io.candor.evaluation.Bounds;
import io.candor.evaluation.ConfusionFormula;
import io.candor.evaluation.Intervals;
import io.candor.evaluation.Losses;
import io.candor.fairness.Cell;
import io.candor.fairness.Predictions;
import io.candor.fairness.Tally.Sums;
import io.candor.fairness.internal.Measure;
import io.candor.fairness.internal.RateSample;
import io.candor.fairness.internal.Sample;
import io.candor.fairness.slices.SlicePlan;
import io.candor.fairness.slices.SlicePlan.Worse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.discrete.HypergeometricDistribution;

/** The metric of a search: what rows it is taken of, and its estimates with intervals. */
public record Metric(String name, Worse worse, Outcome outcome, Estimates estimates) {
    private static final Map<String, Measure.Rate> RATES = new LinkedHashMap<>();
    private static final Map<String, Worse> WAYS = new LinkedHashMap<>();

    static {
        rate("error_rate", Measure.FP | Measure.FN, Measure.ALL, Worse.HIGHER);
        rate("accuracy", Measure.TP | Measure.TN, Measure.ALL, Worse.LOWER);
        rate("true_positive_rate", Measure.TP, Measure.TP | Measure.FN, Worse.LOWER);
        rate("false_negative_rate", Measure.FN, Measure.TP | Measure.FN, Worse.HIGHER);
        rate("false_positive_rate", Measure.FP, Measure.FP | Measure.TN, Worse.HIGHER);
        rate("true_negative_rate", Measure.TN, Measure.FP | Measure.TN, Worse.LOWER);
        rate("precision", Measure.TP, Measure.TP | Measure.FP, Worse.LOWER);
        rate("false_discovery_rate", Measure.FP, Measure.TP | Measure.FP, Worse.HIGHER);
        rate("false_omission_rate", Measure.FN, Measure.TN | Measure.FN, Worse.HIGHER);
        rate("selection_rate", Measure.TP | Measure.FP, Measure.ALL, Worse.LOWER);
        rate("base_rate", Measure.TP | Measure.FN, Measure.ALL, Worse.LOWER);
        for (String name : List.of("brier", "log_loss", "mae", "mse")) WAYS.put(name, Worse.HIGHER);
        for (String name : List.of("f1", "jaccard", "balanced_accuracy", "negative_predictive_value"))
            WAYS.put(name, Worse.LOWER);
    }

    private static void rate(String name, int of, int among, Worse worse) {
        RATES.put(name, new Measure.Rate(name, of, among, "no such rows"));
        WAYS.put(name, worse);
    }

    /** Estimates of sums. */
    public interface Estimates {
        Estimate of(double[] sums);

        Estimate difference(double[] in, double[] rest, double alpha);

        /** P of so much or more on the worse side, if rows in and out were alike. */
        double p(double[] in, double[] rest, int sign);
    }

    /** @throws CandorException {@code CND-F072} for a metric that these predictions have not, or without a way that is worse */
    public static Metric of(SlicePlan plan, Predictions predictions) {
        String name = plan.metric().strip();
        Optional<Worse> worse = plan.worse().or(() -> Optional.ofNullable(WAYS.get(name)));
        if (worse.isEmpty() && (predictions instanceof Predictions.Binary || name.equals("mean_error"))) {
            throw CandorException.user(
                    "CND-F072",
                    "nobody said which way '" + name + "' is worse",
                    "higher or lower, for metrics that do not say it themselves",
                    "say which is worse");
        }
        int sign = worse.orElse(Worse.HIGHER) == Worse.HIGHER ? 1 : -1;
        Worse way = worse.orElse(Worse.HIGHER);
        if (predictions instanceof Predictions.Binary b) return binary(name, way, sign, b);
        if (predictions instanceof Predictions.Multiclass m) return several(name, way, sign, m);
        return number(name, way, sign, (Predictions.Regression) predictions);
    }

    private static Metric binary(String name, Worse way, int sign, Predictions.Binary b) {
        Measure.Rate rate = RATES.get(name);
        if (rate != null) {
            int[] cells = IntStream.range(0, b.rows())
                    .map(i -> 1 << 2 * b.labels()[i] + b.decisions()[i])
                    .toArray();
            return rate(name, way, sign, cells, rate.of(), rate.among());
        }
        double[] scores = b.scores();
        if (scores != null && name.equals("brier"))
            return mean(name, way, sign, b.rows(), i -> Losses.brier(b.labels()[i], scores[i]));
        if (scores != null && name.equals("log_loss"))
            return mean(name, way, sign, b.rows(), i -> Losses.log(b.labels()[i], scores[i]));
        if (name.equals("brier") || name.equals("log_loss")) throw none(name, List.copyOf(RATES.keySet()));
        ConfusionFormula formula = ConfusionFormula.of(name);
        byte[] kinds = new byte[b.rows()];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = (byte) (b.labels()[i] == 1 ? (b.decisions()[i] == 1 ? 0 : 3) : b.decisions()[i] == 1 ? 1 : 2);
        }
        Contrast contrast = new Contrast.Cells(formula);
        int[] rows = IntStream.range(0, kinds.length).toArray();
        return new Metric(
                name, way, new Outcome(rows, kinds, new double[0], 4, contrast, sign), new OfCells(formula, contrast));
    }

    private static Metric several(String name, Worse way, int sign, Predictions.Multiclass m) {
        List<String> known = List.of("error_rate", "accuracy");
        if (!known.contains(name)) throw none(name, known);
        int[] cells = IntStream.range(0, m.rows())
                .map(i -> m.labels()[i] == m.decisions()[i] ? 1 : 2)
                .toArray();
        return rate(name, way, sign, cells, name.equals("accuracy") ? 1 : 2, 3);
    }

    private static Metric number(String name, Worse way, int sign, Predictions.Regression r) {
        IntToDoubleFunction error = i -> r.predictions()[i] - r.labels()[i];
        return switch (name) {
            case "mae" -> mean(name, way, sign, r.rows(), i -> Math.abs(error.applyAsDouble(i)));
            case "mse" -> mean(name, way, sign, r.rows(), i -> error.applyAsDouble(i) * error.applyAsDouble(i));
            case "mean_error" -> mean(name, way, sign, r.rows(), error);
            default -> throw none(name, List.of("mae", "mse", "mean_error"));
        };
    }

    private static Metric rate(String name, Worse way, int sign, int[] cells, int of, int among) {
        int[] rows = IntStream.range(0, cells.length)
                .filter(i -> (cells[i] & among) != 0)
                .toArray();
        byte[] kinds = new byte[rows.length];
        for (int i = 0; i < rows.length; i++) kinds[i] = (byte) ((cells[rows[i]] & of) != 0 ? 1 : 0);
        return new Metric(
                name, way, new Outcome(rows, kinds, new double[0], 2, new Contrast.Rate(), sign), new OfRate());
    }

    private static Metric mean(String name, Worse way, int sign, int n, IntToDoubleFunction value) {
        int[] rows = IntStream.range(0, n).toArray();
        double[] values = IntStream.range(0, n).mapToDouble(value).toArray();
        Contrast contrast = new Contrast.Mean();
        return new Metric(name, way, new Outcome(rows, new byte[0], values, 3, contrast, sign), new OfMean(contrast));
    }

    private static CandorException none(String name, List<String> known) {
        return CandorException.user(
                "CND-F072",
                "these predictions have no metric '" + name + "' that slices can be searched by",
                "one of " + String.join(", ", known),
                Suggestions.remedy(name, known));
    }

    private record OfRate() implements Estimates {
        private static RateSample sample(double[] s) {
            double n = s[0] + s[1];
            return new RateSample(new Sums((long) s[1], s[1], s[1]), new Sums((long) n, n, n), "no such rows");
        }

        @Override
        public Estimate of(double[] sums) {
            return sample(sums).estimate();
        }

        @Override
        public Estimate difference(double[] in, double[] rest, double alpha) {
            RateSample a = sample(in);
            RateSample b = sample(rest);
            if (!a.defined() || !b.defined()) return Estimate.undefined("no such rows", a.n());
            return a.minus(b, alpha).around(a.value() - b.value(), a.n(), "Miettinen-Nurminen");
        }

        /** Fisher's exact test, one-sided. */
        @Override
        public double p(double[] in, double[] rest, int sign) {
            int n = (int) (in[0] + in[1]);
            int all = n + (int) (rest[0] + rest[1]);
            if (n == 0 || n == all) return 1;
            HypergeometricDistribution d = new HypergeometricDistribution(all, (int) (in[1] + rest[1]), n);
            return Math.min(
                    1, sign > 0 ? d.upperCumulativeProbability((int) in[1]) : d.cumulativeProbability((int) in[1]));
        }
    }

    private record OfCells(ConfusionFormula formula, Contrast contrast) implements Estimates {
        private Sample sample(double[] s) {
            Cell.Binary cell = new Cell.Binary();
            int[][] cells = {{1, 1}, {0, 1}, {0, 0}, {1, 0}};
            for (int c = 0; c < 4; c++) for (int i = 0; i < s[c]; i++) cell.add(cells[c][0], cells[c][1]);
            List<Measure> all = new ArrayList<>(
                    Measure.of(new Predictions.Binary(new int[0], new int[0]), Map.of("formula", formula), null));
            return all.get(all.size() - 1).of().apply(new io.candor.fairness.internal.Slice(cell, new int[0]));
        }

        @Override
        public Estimate of(double[] sums) {
            return sample(sums).estimate();
        }

        @Override
        public Estimate difference(double[] in, double[] rest, double alpha) {
            Sample a = sample(in);
            Sample b = sample(rest);
            if (!a.defined() || !b.defined()) return Estimate.undefined("the formula divides by 0", a.n());
            Bounds bounds = a.minus(b, alpha);
            if (Double.isNaN(bounds.low())) return new Estimate.Point(a.value() - b.value(), a.n());
            return bounds.around(a.value() - b.value(), a.n(), a.names().difference());
        }

        @Override
        public double p(double[] in, double[] rest, int sign) {
            double t = contrast.statistic(in, rest);
            if (t == Double.NEGATIVE_INFINITY) return 1;
            return new NormalDistribution().cumulativeProbability(-sign * t);
        }
    }

    private record OfMean(Contrast contrast) implements Estimates {
        @Override
        public Estimate of(double[] s) {
            if (s[0] == 0) return Estimate.undefined("no rows", 0);
            double mean = s[1] / s[0];
            if (s[0] < 2) return new Estimate.Point(mean, 1);
            double half = Intervals.t(Intervals.ALPHA, s[0] - 1) * StrictMath.sqrt(error(s));
            return new Bounds(mean - half, mean + half).around(mean, (long) s[0], "t");
        }

        private static double error(double[] s) {
            double mean = s[1] / s[0];
            return Math.max(0, s[2] / s[0] - mean * mean) / (s[0] - 1);
        }

        @Override
        public Estimate difference(double[] in, double[] rest, double alpha) {
            if (in[0] == 0 || rest[0] == 0) return Estimate.undefined("no rows", (long) in[0]);
            double d = contrast.difference(in, rest);
            if (in[0] < 2 || rest[0] < 2) return new Estimate.Point(d, (long) in[0]);
            double va = error(in);
            double vb = error(rest);
            double half = va + vb == 0
                    ? 0
                    : Intervals.t(alpha, Intervals.welchDegrees(va, in[0], vb, rest[0])) * StrictMath.sqrt(va + vb);
            return new Bounds(d - half, d + half).around(d, (long) in[0], "Welch");
        }

        @Override
        public double p(double[] in, double[] rest, int sign) {
            if (in[0] < 2 || rest[0] < 2) return 1;
            double va = error(in);
            double vb = error(rest);
            double t = sign * contrast.statistic(in, rest);
            if (va + vb == 0) return t > 0 ? 0 : 1;
            return new org.hipparchus.distribution.continuous.TDistribution(
                            Intervals.welchDegrees(va, in[0], vb, rest[0]))
                    .cumulativeProbability(-t);
        }
    }
}
