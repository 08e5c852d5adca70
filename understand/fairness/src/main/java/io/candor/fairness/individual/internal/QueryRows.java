package io.candor.fairness.individual.internal;

import io.candor.core.evidence.Estimate;
import io.candor.core.math.ExactSum;
import io.candor.core.model.Task;
import io.candor.evaluation.Bounds;
import io.candor.evaluation.Moments;
import io.candor.fairness.Disparity;
import io.candor.fairness.Predictions;
import io.candor.fairness.individual.Consistency;
import io.candor.fairness.individual.Consistency.Alike;
import io.candor.fairness.internal.Among;
import io.candor.fairness.internal.Frame;
import io.candor.fairness.internal.Grouping;
import io.candor.fairness.internal.NormalSample;
import io.candor.fairness.internal.Sample;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * How the rows that ask are treated beside their neighbours.
 *
 * @param queries the rows
 * @param consistency of each, by what is compared
 * @param against neighbours of each that are decided differently; empty of numbers
 * @param identical queries whose neighbours are all like them
 */
public record QueryRows(
        Task task,
        int[] queries,
        int neighbours,
        Map<String, double[]> consistency,
        int[] against,
        double @Nullable [] weights,
        long identical,
        double meanDistance) {

    /** @param weights of all rows; null if each weighs 1 */
    public static QueryRows of(Predictions predictions, int[] queries, Neighbours found, double @Nullable [] weights) {
        int k = found.rows()[0].length;
        Map<String, double[]> consistency = new LinkedHashMap<>();
        Treatment.of(predictions).forEach((name, treatment) -> {
            double[] of = new double[queries.length];
            for (int q = 0; q < of.length; q++) of[q] = treatment.consistency(queries[q], found.rows()[q]);
            consistency.put(name, of);
        });
        int[] decisions = Treatment.decisions(predictions);
        int[] against = new int[decisions.length == 0 ? 0 : queries.length];
        for (int q = 0; q < against.length; q++) against[q] = Treatment.against(decisions, queries[q], found.rows()[q]);
        long identical = 0;
        ExactSum distance = new ExactSum();
        for (double[] distances : found.distances()) {
            if (distances[k - 1] == 0) identical++;
            for (double d : distances) distance.add(d);
        }
        Task task = predictions instanceof Predictions.Binary
                ? Task.BINARY
                : predictions instanceof Predictions.Multiclass ? Task.MULTICLASS : Task.REGRESSION;
        double mean = distance.value() / ((double) queries.length * k);
        return new QueryRows(task, queries, k, consistency, against, weights, identical, mean);
    }

    public Alike overall() {
        return alike(row -> true, 0, new LinkedHashMap<>());
    }

    public Consistency.Feature feature(Frame.Feature feature, int least) {
        Grouping grouping = feature.grouping();
        Map<String, Alike> groups = new LinkedHashMap<>();
        Map<String, Map<String, Sample>> samples = new LinkedHashMap<>();
        consistency.keySet().forEach(name -> samples.put(name, new LinkedHashMap<>()));
        for (int g = 0; g <= grouping.unknown(); g++) {
            int own = g;
            boolean known = g < grouping.unknown();
            String label = known ? grouping.labels().get(g) : Grouping.UNKNOWN;
            Map<String, Sample> taken = new LinkedHashMap<>();
            Alike alike = alike(row -> grouping.codes()[row] == own, known ? least : 0, taken);
            if (alike.n() > 0) groups.put(label, alike);
            if (known)
                taken.forEach((name, sample) ->
                        Objects.requireNonNull(samples.get(name)).put(label, sample));
        }
        Map<String, Disparity> differences = new LinkedHashMap<>();
        samples.forEach((name, of) -> differences.put(name, Among.groups(of).difference(1)));
        return new Consistency.Feature(
                feature.columns(),
                feature.unknown(),
                Collections.unmodifiableMap(groups),
                Collections.unmodifiableMap(differences));
    }

    /** @param samples filled, by what is compared */
    private Alike alike(IntPredicate asks, int least, Map<String, Sample> samples) {
        long n = 0;
        long most = 0;
        long all = 0;
        for (int q = 0; q < queries.length; q++) {
            if (!asks.test(queries[q])) continue;
            n++;
            if (against.length == 0) continue;
            if (2 * against[q] > neighbours) most++;
            if (against[q] == neighbours) all++;
        }
        Map<String, Estimate> estimates = new LinkedHashMap<>();
        for (Map.Entry<String, double[]> of : consistency.entrySet()) {
            Moments moments = new Moments();
            for (int q = 0; q < queries.length; q++) {
                if (!asks.test(queries[q])) continue;
                if (weights == null) moments.add(of.getValue()[q]);
                else moments.add(of.getValue()[q], weights[queries[q]]);
            }
            Sample sample = n < least ? NormalSample.tooFew(n, least) : mean(moments);
            samples.put(of.getKey(), sample);
            estimates.put(of.getKey(), within(sample.estimate()));
        }
        boolean decided = against.length > 0;
        return new Alike(n, Collections.unmodifiableMap(estimates), decided ? most : -1, decided ? all : -1);
    }

    /** Where all are treated as consistently, half a row that is not is thought of, so that few rows do not look certain. */
    private static Sample mean(Moments moments) {
        NormalSample mean = NormalSample.mean(moments, "no rows were asked");
        if (mean.variance() != 0) return mean;
        double n = moments.effective();
        return new NormalSample(
                mean.value(), 0.5 / (n * n), mean.degrees(), mean.n(), mean.missing(), "t, with half a row added");
    }

    /** A t interval does not know that consistency ends at 0 and 1. */
    private static Estimate within(Estimate estimate) {
        if (!(estimate instanceof Estimate.Interval i)) return estimate;
        return new Bounds(i.low(), i.high()).within(0, 1).around(i.value(), i.n(), i.interval());
    }
}
