package io.candor.fairness.curve;

import io.candor.core.data.Table;
import io.candor.core.evidence.Estimate;
import io.candor.core.json.Json;
import io.candor.evaluation.Moments;
import io.candor.fairness.Disparity;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.Predictions;
import io.candor.fairness.curve.internal.ScoredRows;
import io.candor.fairness.internal.Among;
import io.candor.fairness.internal.Ascending;
import io.candor.fairness.internal.Frame;
import io.candor.fairness.internal.Grouping;
import io.candor.fairness.internal.Measures;
import io.candor.fairness.internal.NormalSample;
import io.candor.fairness.internal.Sample;
import io.candor.fairness.internal.Weights;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import org.jspecify.annotations.Nullable;

/** Takes the curves of each group, one task each; rows are put in the order of their scores once. */
final class CurveJobs {
    private static final String IN_THE_LARGE = "in_the_large";
    private static final List<String> OF_ASSESSMENT = List.of("auc", "brier", "mean_score", "base_rate");
    private static final List<String> COMPARED = List.of("auc", "brier", IN_THE_LARGE);

    private final FairnessPlan plan;
    private final Frame frame;
    private final Predictions.Binary predictions;
    private final double[] scores;
    private final double @Nullable [] weights;
    private final Measures measures;
    private final CurveSettings settings;
    private final ForkJoinPool pool;

    /** A set of rows. */
    private record Taken(GroupCurve curve, Map<String, Sample> samples) {}

    CurveJobs(
            FairnessPlan plan, Table table, Predictions.Binary predictions, CurveSettings settings, ForkJoinPool pool) {
        this.plan = plan;
        this.predictions = predictions;
        this.pool = pool;
        scores = Objects.requireNonNull(predictions.scores());
        frame = Frame.of(plan, table, predictions);
        weights = Weights.common(plan, table);
        measures = Measures.of(commonOnly(plan), table, predictions);
        long curves = 0;
        for (Frame.Feature feature : frame.features()) {
            long groups = feature.grouping().labels().size();
            curves += groups * (1 + frame.strata());
        }
        this.settings = settings.shared(curves);
    }

    private static FairnessPlan commonOnly(FairnessPlan plan) {
        Map<String, String> weights = new LinkedHashMap<>();
        String common = plan.weights().get("");
        if (common != null) weights.put("", common);
        return new FairnessPlan(
                plan.sensitive(),
                plan.intersections(),
                plan.controls(),
                plan.cuts(),
                plan.minGroup(),
                plan.minSupport(),
                Map.of(),
                weights);
    }

    GroupCurves all(Json.Builder parameters) {
        int[] byScore = Ascending.order(scores);
        ForkJoinTask<Taken> everything = pool.submit(() -> take(byScore, 0));
        int[][] byStratum =
                frame.strata() == 0 ? new int[0][] : frame.controls().partition(byScore);
        Map<String, GroupCurves.Feature> features = new LinkedHashMap<>();
        for (Frame.Feature feature : frame.features()) {
            Map<String, GroupCurves.Stratum> strata = new LinkedHashMap<>();
            strata.put("all", stratum(feature.grouping(), byScore));
            for (int s = 0; s < frame.strata(); s++)
                strata.put(frame.controls().labels().get(s), stratum(feature.grouping(), byStratum[s]));
            features.put(
                    feature.name(),
                    new GroupCurves.Feature(feature.columns(), feature.unknown(), Collections.unmodifiableMap(strata)));
        }
        Json.Obj settled = parameters
                .put("points", settings.points())
                .put("bins", settings.bins())
                .put("min_bin", settings.minBin())
                .build();
        return new GroupCurves(settled, frame.rows(), everything.join().curve(), Collections.unmodifiableMap(features));
    }

    /** @param byScore rows of the stratum */
    private GroupCurves.Stratum stratum(Grouping grouping, int[] byScore) {
        int[][] members = grouping.partition(byScore);
        Map<String, ForkJoinTask<Taken>> work = new LinkedHashMap<>();
        for (int g = 0; g <= grouping.unknown(); g++) {
            if (members[g].length == 0) continue;
            int[] own = members[g];
            boolean known = g < grouping.unknown();
            String label = known ? grouping.labels().get(g) : Grouping.UNKNOWN;
            work.put(label, pool.submit(() -> take(own, known ? plan.minSupport() : 0)));
        }
        Map<String, GroupCurve> curves = new LinkedHashMap<>();
        Map<String, Map<String, Sample>> samples = new LinkedHashMap<>();
        COMPARED.forEach(metric -> samples.put(metric, new LinkedHashMap<>()));
        work.forEach((label, task) -> {
            Taken taken = task.join();
            curves.put(label, taken.curve());
            if (label.equals(Grouping.UNKNOWN)) return;
            samples.forEach((metric, groups) -> groups.put(label, Objects.requireNonNull(taken.samples.get(metric))));
        });
        Map<String, Disparity> gaps = new LinkedHashMap<>();
        samples.forEach(
                (metric, groups) -> gaps.put(metric, Among.groups(groups).difference(1)));
        return new GroupCurves.Stratum(Collections.unmodifiableMap(curves), Collections.unmodifiableMap(gaps));
    }

    private Taken take(int[] byScore, int least) {
        int[] ascending = byScore.clone();
        Arrays.sort(ascending);
        Measures.Taken metrics = measures.take(ascending).supported(least);
        ScoredRows rows = ScoredRows.of(predictions.labels(), scores, weights, byScore);
        Map<String, Sample> samples = new LinkedHashMap<>();
        for (String metric : OF_ASSESSMENT) samples.put(metric, metrics.sample(metric));
        samples.put(IN_THE_LARGE, inTheLarge(rows, least));
        Map<String, Estimate> figures = new LinkedHashMap<>();
        samples.forEach((metric, sample) -> figures.put(metric, sample.estimate()));
        List<CalibrationBin> bins = CalibrationBin.of(rows, settings.bins(), settings.minBin());
        boolean defined = metrics.sample("auc").defined();
        String none = figures.get("auc") instanceof Estimate.Undefined u ? u.reason() : "";
        GroupCurve curve = new GroupCurve(
                rows.size(),
                metrics.positives(),
                Collections.unmodifiableMap(figures),
                bins,
                CalibrationError.of(bins, Math.max(least, settings.minBin())),
                defined ? RocPoints.of(rows, settings.points()) : null,
                none);
        return new Taken(curve, samples);
    }

    private static Sample inTheLarge(ScoredRows rows, int least) {
        if (rows.size() < least) return NormalSample.tooFew(rows.size(), least);
        Moments gaps = new Moments();
        for (int i = 0; i < rows.size(); i++) {
            double gap = rows.scores()[i] - rows.labels()[i];
            if (rows.weights() == null) gaps.add(gap);
            else gaps.add(gap, rows.weight(i));
        }
        return NormalSample.mean(gaps, "no rows");
    }
}
