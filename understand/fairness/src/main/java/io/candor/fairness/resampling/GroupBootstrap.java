package io.candor.fairness.resampling;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.random.RandomStreams;
import io.candor.evaluation.Quantiles;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.Predictions;
import io.candor.fairness.resampling.internal.Design;
import io.candor.fairness.resampling.internal.Gaps;
import io.candor.fairness.resampling.internal.Resampler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/**
 * How far every metric and gap of an assessment moves when the rows are drawn again (Efron &amp; Tibshirani 1993, ch. 13), as quantiles over replicates. Metrics that are counts are
 * drawn as a multinomial over group × label × decision cells, which is the same as drawing rows; metrics of scores by drawing how often each row counts.
 *
 * <p>Replicates in which a metric does not exist are left out and counted, not mixed in. For the largest of several differences these are quantiles of the estimate,
 * not an interval for the truth: a maximum is biased upwards and its quantiles with it, so that equal groups never show a gap of 0. The intervals of
 * {@link io.candor.fairness.FairnessAssessment} don't have this fault.
 *
 * @param replicates how many resamples
 * @param features by name
 */
public record GroupBootstrap(int replicates, Map<String, Feature> features, long rows) {
    private static final int MOST = 100_000;

    /** What is kept of each figure: these quantiles, by linear interpolation (type 7). */
    public static final double[] LEVELS = {0.025, 0.5, 0.975};

    /** @param strata {@code all}, and one per combination of controls */
    public record Feature(Map<String, Stratum> strata) {}

    /**
     * Each by metric.
     *
     * @param groups by label, then metric
     * @param gaps by metric, then {@code difference} and the other three
     */
    public record Stratum(
            Map<String, Spread> overall,
            Map<String, Map<String, Spread>> groups,
            Map<String, Map<String, Spread>> gaps) {}

    /**
     * @param low the lower quantile; NaN if the figure existed in no replicate
     * @param undefined replicates in which the figure did not exist
     */
    public record Spread(double low, double median, double high, int undefined) {
        Json.Obj toJson(int replicates) {
            Json.Builder out = Json.object();
            if (undefined == replicates)
                return out.put("undefined", "in every replicate").put("n", 0).build();
            out.put("low", low).put("median", median).put("high", high);
            if (undefined > 0) out.put("undefined_replicates", undefined);
            return out.build();
        }
    }

    /**
     * @param replicates at least 2
     * @throws CandorException {@code CND-F018} with weights, or a number of replicates that does not do; else what an assessment throws
     */
    public static GroupBootstrap of(
            FairnessPlan plan,
            Table table,
            Predictions predictions,
            int replicates,
            RandomStreams random,
            ForkJoinPool pool) {
        if (replicates < 2 || replicates > MOST || !plan.weights().isEmpty()) {
            throw CandorException.user(
                    "CND-F018",
                    plan.weights().isEmpty()
                            ? replicates + " replicates can't be drawn"
                            : "rows with weights can't be drawn again",
                    "2 to " + MOST + " replicates of rows without weights",
                    "leave the weights out, or read the intervals of the assessment, which hold with them");
        }
        Design design = Design.of(plan, table);
        Resampler resampler = new Resampler(plan, design, predictions);
        int length = resampler.length();
        double[][] values = new double[length][replicates];
        pool.submit(() -> IntStream.range(0, replicates).parallel().forEach(b -> {
                    double[] drawn = resampler.draw(random.stream("fairness.bootstrap", b));
                    for (int k = 0; k < length; k++) values[k][b] = drawn[k];
                }))
                .join();
        return new GroupBootstrap(replicates, named(design, resampler, values), predictions.rows());
    }

    private static Map<String, Feature> named(Design design, Resampler resampler, double[][] values) {
        Map<String, Feature> features = new LinkedHashMap<>();
        int at = 0;
        for (Design.Feature feature : design.features()) {
            Map<String, Stratum> strata = new LinkedHashMap<>();
            List<String> labels = new ArrayList<>(feature.grouping().labels());
            for (int view = 0; view < resampler.views(); view++) {
                Map<String, Spread> overall = new LinkedHashMap<>();
                Map<String, Map<String, Spread>> groups = new LinkedHashMap<>();
                Map<String, Map<String, Spread>> gaps = new LinkedHashMap<>();
                for (String metric : resampler.metrics()) {
                    overall.put(metric, spread(values[at]));
                    for (int g = 0; g < labels.size(); g++) {
                        groups.computeIfAbsent(labels.get(g), k -> new LinkedHashMap<>())
                                .put(metric, spread(values[at + 1 + g]));
                    }
                    Map<String, Spread> own = new LinkedHashMap<>();
                    int first = at + 1 + feature.groups();
                    for (int k = 0; k < Gaps.NAMES.size(); k++) own.put(Gaps.NAMES.get(k), spread(values[first + k]));
                    gaps.put(metric, own);
                    at += Resampler.block(feature);
                }
                String name = view == 0 ? "all" : design.stratumLabels().get(view - 1);
                strata.put(name, new Stratum(overall, groups, gaps));
            }
            features.put(feature.name(), new Feature(Collections.unmodifiableMap(strata)));
        }
        return Collections.unmodifiableMap(features);
    }

    private static Spread spread(double[] values) {
        double[] sorted =
                Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        int undefined = values.length - sorted.length;
        if (sorted.length == 0) return new Spread(Double.NaN, Double.NaN, Double.NaN, undefined);
        return new Spread(
                Quantiles.ofSorted(sorted, LEVELS[0]),
                Quantiles.ofSorted(sorted, LEVELS[1]),
                Quantiles.ofSorted(sorted, LEVELS[2]),
                undefined);
    }

    /** Evidence {@code fairness.bootstrap} v1. */
    public Evidence evidence(List<Subject> subjects, long seed) {
        Json.Builder named = Json.object();
        features.forEach((name, feature) -> {
            Json.Builder strata = Json.object();
            feature.strata().forEach((label, stratum) -> strata.put(label, json(stratum)));
            named.put(name, Json.object().put("strata", strata.build()).build());
        });
        return new Evidence(
                "fairness.bootstrap",
                1,
                subjects,
                new Evidence.Method("bootstrap of group metrics, percentiles", 1, "Efron & Tibshirani 1993"),
                Json.object()
                        .put("replicates", replicates)
                        .put("seed", Long.toString(seed))
                        .put("quantiles", Json.numbers(LEVELS))
                        .build(),
                Json.object().put("rows", rows).put("features", named.build()).build(),
                List.of(
                        "Quantiles of the largest of several gaps say how far the estimate moves; they are no interval for the true gap, which they"
                                + " overstate when groups are alike.",
                        "Replicates in which a figure does not exist are left out of its quantiles and counted."),
                Disclosure.aggregate(rows));
    }

    private Json.Obj json(Stratum stratum) {
        Json.Builder groups = Json.object();
        stratum.groups().forEach((label, metrics) -> groups.put(label, json(metrics)));
        Json.Builder gaps = Json.object();
        stratum.gaps().forEach((metric, own) -> gaps.put(metric, json(own)));
        return Json.object()
                .put("overall", json(stratum.overall()))
                .put("groups", groups.build())
                .put("disparities", gaps.build())
                .build();
    }

    private Json.Obj json(Map<String, Spread> spreads) {
        Json.Builder out = Json.object();
        spreads.forEach((name, spread) -> out.put(name, spread.toJson(replicates)));
        return out.build();
    }
}
