package io.candor.fairness.data;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.model.Target;
import io.candor.core.random.RandomStreams;
import io.candor.fairness.data.internal.FeatureData;
import java.util.List;
import java.util.Optional;

/**
 * What data say of groups before a model is trained: how labels are spread over groups, who is in the data, whose values are missing, and which columns tell the group, each alone and,
 * if a learner is given, all together.
 *
 * @param result as in the evidence {@code fairness.data}
 * @param smallest rows of the smallest group
 */
public record DataReport(DataPlan plan, Json.Obj result, long smallest) {
    /**
     * @param target one label per row of the table
     * @param learner of groups; empty for none
     * @throws CandorException {@code CND-F075} if reference shares name other groups than there are, {@code CND-F001} if numbers of rows differ
     */
    public static DataReport of(
            DataPlan plan, Table table, Target target, Optional<GroupLearner> learner, RandomStreams random) {
        if (table.rows() != target.values().length || table.rows() == 0) {
            throw CandorException.user(
                    "CND-F001",
                    table.rows() + " rows do not go with " + target.values().length + " labels",
                    "one of each per row, and one row or more",
                    "give a table and labels of the same rows");
        }
        Json.Builder features = Json.object();
        long smallest = table.rows();
        for (List<String> columns : plan.groups().features()) {
            FeatureData own = FeatureData.of(plan, table, target, columns, learner, random);
            features.put(String.join(" & ", columns), own.toJson());
            smallest = Math.min(smallest, own.smallest());
        }
        Json.Builder result = Json.object()
                .put("rows", table.rows())
                .put("label", target.name())
                .put("task", target.task().label());
        if (target.task() == io.candor.core.model.Task.BINARY)
            result.put("positive", target.classes().get(1));
        return new DataReport(plan, result.put("features", features.build()).build(), smallest);
    }

    /** Evidence {@code fairness.data} v1. */
    public Evidence evidence(List<Subject> subjects, long seed) {
        return new Evidence(
                "fairness.data",
                1,
                subjects,
                new Evidence.Method(
                        "labels, shares, missing values and proxies by group",
                        1,
                        "Das et al. 2021; Bergsma 2013; Kelley 1935; Miller 1955; Benjamini & Hochberg 1995; DeLong et al. 1988"),
                Json.object()
                        .put("min_group", plan.groups().minGroup())
                        .put("inputs", Json.texts(plan.inputs()))
                        .put("seed", Long.toString(seed))
                        .build(),
                result,
                List.of(
                        "Labels that differ between groups may be true differences or come from how labels were made; data alone do not tell.",
                        "A column that tells the group need not be used by a model, and one that does not alone may do so with others.",
                        "q-values hold for the columns of one feature."),
                Disclosure.aggregate(Math.max(0, smallest)));
    }
}
