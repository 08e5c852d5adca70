package io.candor.fairness.conditional;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.model.Task;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.Predictions;
import io.candor.fairness.Tally.Sums;
import io.candor.fairness.conditional.internal.ConditionalMetric;
import io.candor.fairness.conditional.internal.StratumCells;
import io.candor.fairness.internal.Frame;
import io.candor.fairness.internal.Grouping;
import io.candor.fairness.internal.PlanJson;
import io.candor.fairness.internal.Weights;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is left of the gaps between groups when a plan's controls are held alike. Immutable.
 *
 * @param parameters as the evidence has them
 * @param rows all rows
 * @param strata observed combinations of the controls
 * @param features results by feature name, as in an assessment
 */
public record ConditionalGaps(Json.Obj parameters, Task task, int rows, int strata, Map<String, Feature> features) {

    /**
     * @param unknown rows of which a value is missing; they count nowhere here
     * @param standardised by metric
     * @param mantelHaenszel by group; of two classes only, else empty
     * @param demographicDisparity of {@code decisions} and {@code labels}; of two classes only, else empty
     */
    public record Feature(
            List<String> columns,
            long unknown,
            Map<String, Standardised> standardised,
            Map<String, MantelHaenszel> mantelHaenszel,
            Map<String, DemographicDisparity> demographicDisparity) {}

    /**
     * The plan's weights for all metrics count; those for single metrics, and formulas, do not. The Mantel-Haenszel figures are not defined for weighted rows.
     *
     * @throws CandorException {@code CND-F062} without controls, {@code CND-F067} more counts of classes, strata and groups than can be kept; else what an assessment throws
     */
    public static ConditionalGaps of(FairnessPlan plan, Table table, Predictions predictions) {
        if (plan.controls().isEmpty()) {
            throw CandorException.user(
                    "CND-F062",
                    "no control column is named",
                    "one or more, whose values are held alike",
                    "name what may explain a gap, for example the department applied to");
        }
        Frame frame = Frame.of(plan, table, predictions);
        Predictions counted = predictions instanceof Predictions.Binary b
                ? new Predictions.Binary(b.labels(), b.decisions()) // scores would be summed for nothing
                : predictions;
        Task task = predictions instanceof Predictions.Binary
                ? Task.BINARY
                : predictions instanceof Predictions.Multiclass ? Task.MULTICLASS : Task.REGRESSION;
        double[] weights = Weights.common(plan, table);
        Map<String, Feature> features = new LinkedHashMap<>();
        for (Frame.Feature feature : frame.features())
            features.put(feature.name(), feature(plan, counted, frame.controls(), feature, weights));
        return new ConditionalGaps(
                PlanJson.of(plan, table).build(),
                task,
                frame.rows(),
                frame.strata(),
                Collections.unmodifiableMap(features));
    }

    private static Feature feature(
            FairnessPlan plan,
            Predictions predictions,
            Grouping strata,
            Frame.Feature feature,
            double @Nullable [] weights) {
        Grouping groups = feature.grouping();
        StratumCells cells = StratumCells.of(predictions, strata, groups, weights);
        StratumCells pooled = cells.pooled(predictions);
        Map<String, Standardised> standardised = new LinkedHashMap<>();
        for (ConditionalMetric metric : ConditionalMetric.of(predictions)) {
            standardised.put(metric.name(), Standardised.of(metric, cells, pooled, strata, groups, plan.minSupport()));
        }
        Map<String, MantelHaenszel> against = new LinkedHashMap<>();
        Map<String, DemographicDisparity> shares = new LinkedHashMap<>();
        if (predictions instanceof Predictions.Binary) {
            for (int g = 0; g < groups.labels().size(); g++)
                against.put(groups.labels().get(g), againstRest(cells, g, weights != null, plan.minSupport()));
            int least = plan.minSupport();
            shares.put("decisions", DemographicDisparity.of(cells, pooled, groups, ConditionalMetric::decided, least));
            shares.put("labels", DemographicDisparity.of(cells, pooled, groups, ConditionalMetric::labelled, least));
        }
        return new Feature(
                feature.columns(),
                feature.unknown(),
                Collections.unmodifiableMap(standardised),
                Collections.unmodifiableMap(against),
                Collections.unmodifiableMap(shares));
    }

    private static MantelHaenszel againstRest(StratumCells cells, int group, boolean weighted, int least) {
        long[][] of = new long[4][cells.strata()]; // selected and all of the group, selected and all of the rest
        long n = 0;
        for (int k = 0; k < cells.strata(); k++) {
            for (int g = 0; g < cells.groups(); g++) {
                Sums selected = ConditionalMetric.decided(cells.cells()[k][g], 1);
                Sums all = ConditionalMetric.all(cells.cells()[k][g]);
                int at = g == group ? 0 : 2;
                of[at][k] += selected.count();
                of[at + 1][k] += all.count();
                if (g == group) n += all.count();
            }
        }
        if (weighted) return MantelHaenszel.undefined("not defined for weighted rows", n);
        if (n < least) return MantelHaenszel.undefined("not enough data: " + least + " rows are needed", n);
        return MantelHaenszel.of(of[0], of[1], of[2], of[3]);
    }

    /** Evidence {@code fairness.conditional} v1. */
    public Evidence evidence(List<Subject> subjects) {
        Json.Builder found = Json.object();
        long smallest = rows;
        for (Map.Entry<String, Feature> entry : features.entrySet()) {
            Feature feature = entry.getValue();
            Json.Builder standardised = Json.object();
            for (Map.Entry<String, Standardised> metric : feature.standardised.entrySet()) {
                standardised.put(metric.getKey(), metric.getValue().toJson());
                for (Standardised.Group group : metric.getValue().groups().values())
                    if (group.n() > 0) smallest = Math.min(smallest, group.n());
            }
            Json.Builder against = Json.object();
            feature.mantelHaenszel.forEach((label, figures) -> against.put(label, figures.toJson()));
            Json.Builder shares = Json.object();
            feature.demographicDisparity.forEach((of, figures) -> shares.put(of, figures.toJson()));
            Json.Builder out = Json.object()
                    .put("columns", Json.texts(feature.columns))
                    .put("unknown", feature.unknown)
                    .put("standardised", standardised.build());
            if (task == Task.BINARY)
                out.put("mantel_haenszel", against.build()).put("demographic_disparity", shares.build());
            found.put(entry.getKey(), out.build());
        }
        return new Evidence(
                "fairness.conditional",
                1,
                subjects,
                new Evidence.Method(
                        "gaps with controls held alike",
                        1,
                        "Rothman et al. 2008; Sato 1989; Robins et al. 1986; Wachter et al. 2021"),
                parameters,
                Json.object()
                        .put("task", task.label())
                        .put("rows", rows)
                        .put("controls", parameters.need("controls"))
                        .put("strata", strata)
                        .put("features", found.build())
                        .build(),
                List.of(
                        "What the controls explain is not thereby excused: a control may itself carry a disadvantage, or be a consequence of the group.",
                        "What they do not explain is not thereby caused by the group: what was not recorded is not held alike.",
                        "Figures are of the strata where groups can be compared: see coverage, unused and left_out.",
                        "Mantel-Haenszel figures are averages: they say little where groups differ one way in some strata and the other way in others."),
                Disclosure.aggregate(smallest));
    }
}
