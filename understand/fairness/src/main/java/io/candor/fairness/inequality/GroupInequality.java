package io.candor.fairness.inequality;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.model.Task;
import io.candor.fairness.Disparity;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.Predictions;
import io.candor.fairness.inequality.internal.BenefitRows;
import io.candor.fairness.inequality.internal.Benefits;
import io.candor.fairness.inequality.internal.Indices;
import io.candor.fairness.internal.Among;
import io.candor.fairness.internal.Comparison;
import io.candor.fairness.internal.Frame;
import io.candor.fairness.internal.Grouping;
import io.candor.fairness.internal.NormalSample;
import io.candor.fairness.internal.PlanJson;
import io.candor.fairness.internal.Sample;
import io.candor.fairness.internal.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How unequally a benefit is spread: of two classes decision − label + 1, so that 1 is what one deserves, 0 a rejection and 2 a selection that the label does not back
 * (Speicher et al. 2018); of numbers the prediction. Immutable.
 *
 * @param parameters as the evidence has them
 * @param rows all rows
 * @param benefit what is spread
 * @param overall over all rows
 * @param features results by feature name, as in an assessment; over all rows, whatever the controls
 */
public record GroupInequality(
        Json.Obj parameters, Task task, int rows, String benefit, Spread overall, Map<String, Feature> features) {

    /**
     * @param unknown rows of which a value is missing
     * @param groups by label; rows with a missing value are {@code (unknown)}, which is compared with none
     * @param meanDifference largest − smallest mean benefit
     * @param meanRatio smallest / largest mean benefit
     * @param decomposition of {@code generalised_entropy_0}, {@code theil} and {@code generalised_entropy_2} over rows of known groups
     */
    public record Feature(
            List<String> columns,
            long unknown,
            Map<String, Spread> groups,
            Disparity meanDifference,
            Disparity meanRatio,
            Map<String, Decomposition> decomposition) {}

    private static final List<String> DECOMPOSED = List.of("generalised_entropy_0", "theil", "generalised_entropy_2");

    /**
     * The plan's weights for all metrics count.
     *
     * @throws CandorException {@code CND-F063} for several classes, or predictions below 0; else what an assessment throws
     */
    public static GroupInequality of(FairnessPlan plan, Table table, Predictions predictions) {
        Frame frame = Frame.of(plan, table, predictions);
        BenefitRows benefits = BenefitRows.of(predictions, Weights.common(plan, table));
        Map<String, Feature> features = new LinkedHashMap<>();
        for (Frame.Feature feature : frame.features())
            features.put(feature.name(), feature(plan.minSupport(), feature, benefits));
        boolean binary = predictions instanceof Predictions.Binary;
        return new GroupInequality(
                PlanJson.of(plan, table).build(),
                binary ? Task.BINARY : Task.REGRESSION,
                frame.rows(),
                binary ? "decision - label + 1" : "prediction",
                spread(benefits.of(benefits.ascending()), 0),
                Collections.unmodifiableMap(features));
    }

    private static Feature feature(int least, Frame.Feature feature, BenefitRows rows) {
        Grouping grouping = feature.grouping();
        int[][] members = grouping.partition(rows.ascending());
        Map<String, Spread> groups = new LinkedHashMap<>();
        Map<String, Sample> means = new LinkedHashMap<>();
        List<Benefits> known = new ArrayList<>();
        for (int g = 0; g <= grouping.unknown(); g++) {
            if (members[g].length == 0) continue;
            Benefits own = rows.of(members[g]);
            if (g == grouping.unknown()) {
                groups.put(Grouping.UNKNOWN, spread(own, 0));
                continue;
            }
            String label = grouping.labels().get(g);
            groups.put(label, spread(own, least));
            means.put(label, own.n() < least ? NormalSample.tooFew(own.n(), least) : own.meanSample());
            known.add(own);
        }
        int[] inGroups = Arrays.stream(rows.ascending())
                .filter(row -> grouping.codes()[row] != grouping.unknown())
                .toArray();
        Map<String, Decomposition> parts = new LinkedHashMap<>();
        Benefits all = rows.of(inGroups);
        for (int order = 0; order < DECOMPOSED.size(); order++)
            parts.put(DECOMPOSED.get(order), Decomposition.of(order, all, known));
        Comparison comparison = Among.groups(means);
        return new Feature(
                feature.columns(),
                feature.unknown(),
                Collections.unmodifiableMap(groups),
                comparison.difference(1),
                comparison.ratio(1),
                Collections.unmodifiableMap(parts));
    }

    private static Spread spread(Benefits benefits, int least) {
        if (benefits.n() >= least)
            return new Spread(benefits.n(), benefits.meanSample().estimate(), Indices.of(benefits));
        Estimate few = NormalSample.tooFew(benefits.n(), least).estimate();
        Map<String, Estimate> none = new LinkedHashMap<>();
        Indices.of(benefits).keySet().forEach(name -> none.put(name, few));
        return new Spread(benefits.n(), few, Collections.unmodifiableMap(none));
    }

    /** Evidence {@code fairness.inequality} v1. */
    public Evidence evidence(List<Subject> subjects) {
        Json.Builder found = Json.object();
        long smallest = rows;
        for (Map.Entry<String, Feature> entry : features.entrySet()) {
            Feature feature = entry.getValue();
            Json.Builder groups = Json.object();
            for (Map.Entry<String, Spread> group : feature.groups.entrySet()) {
                groups.put(group.getKey(), group.getValue().toJson());
                smallest = Math.min(smallest, group.getValue().n());
            }
            Json.Builder parts = Json.object();
            feature.decomposition.forEach((index, part) -> parts.put(index, part.toJson()));
            found.put(
                    entry.getKey(),
                    Json.object()
                            .put("columns", Json.texts(feature.columns))
                            .put("unknown", feature.unknown)
                            .put("groups", groups.build())
                            .put(
                                    "mean_benefit",
                                    Json.object()
                                            .put("difference", feature.meanDifference.toJson())
                                            .put("ratio", feature.meanRatio.toJson())
                                            .build())
                            .put("decomposition", parts.build())
                            .build());
        }
        return new Evidence(
                "fairness.inequality",
                1,
                subjects,
                new Evidence.Method(
                        "inequality of benefits, between groups and within",
                        1,
                        "Speicher et al. 2018; Shorrocks 1980; Cowell 2011"),
                parameters,
                Json.object()
                        .put("task", task.label())
                        .put("rows", rows)
                        .put("benefit", benefit)
                        .put("overall", overall.toJson())
                        .put("features", found.build())
                        .build(),
                List.of(
                        task == Task.BINARY
                                ? "The benefit counts a wrong selection as a gain and a wrong rejection as a loss of one size; where decisions harm, read it the other way round or not at all."
                                : "The benefit is the prediction itself: indices tell how unequal predictions are, not how wrong.",
                        "Indices depend on the mean benefit and on each other's weights of large and small: compare one index with itself only.",
                        "The part between groups is above 0 by chance alone: read it beside between_by_chance."),
                Disclosure.aggregate(smallest));
    }
}
