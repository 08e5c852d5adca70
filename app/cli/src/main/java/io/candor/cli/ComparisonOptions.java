package io.candor.cli;

import io.candor.core.model.Task;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.compare.ComparisonPlan;
import io.candor.fairness.compare.Limit;
import io.candor.policy.Gate;
import io.candor.policy.Requirement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What models are compared on. */
final class ComparisonOptions {
    private static final String ASSESSMENT = "fairness.assessment";

    @Option(
            names = "--performance",
            paramLabel = "P",
            description = "A metric of all rows (default: accuracy, of numbers rmse).")
    @Nullable
    String performance;

    @Option(
            names = "--disparity",
            paramLabel = "D",
            description =
                    "Shown first: equalized_odds_difference, demographic_parity_ratio, accuracy.difference, ... (default: the first, of numbers mean_error.difference).")
    @Nullable
    String disparity;

    @Option(
            names = "--limit",
            paramLabel = "L",
            description = "A limit to draw and to hold models against, repeatable: 'equalized_odds_difference<=0.05'")
    List<String> limits = List.of();

    @Option(names = "--policy", paramLabel = "F", description = "Also the limits that this policy's gates set.")
    @Nullable
    Path policy;

    @Option(
            names = "--min-support",
            paramLabel = "N",
            defaultValue = "0",
            description = "Groups with less rows behind a metric are in no gap (default: no limit).")
    int minSupport;

    @Option(
            names = "--draws",
            paramLabel = "N",
            defaultValue = "500",
            description = "Draws of the rows for differences and shares on the front, 0 for none (default: 500).")
    int draws = 500;

    ComparisonPlan plan(FairnessPlan fairness, Task task) {
        String measured = performance != null ? performance : task == Task.REGRESSION ? "rmse" : "accuracy";
        String first = disparity != null
                ? disparity
                : switch (task) {
                    case BINARY -> "equalized_odds_difference";
                    case MULTICLASS -> "accuracy.difference";
                    case REGRESSION -> "mean_error.difference";
                };
        ComparisonPlan plan = ComparisonPlan.of(fairness.withMinSupport(minSupport), measured, first)
                .withDraws(draws);
        List<Limit> all = new ArrayList<>();
        for (String limit : limits) all.add(Limit.parse(limit));
        if (policy != null) for (Gate gate : RunCommand.policy(policy).gates()) limit(gate, plan.performance(), all);
        return plan.withLimits(all);
    }

    /** Of gates on groups, and of those on the performance that is drawn. */
    private static void limit(Gate gate, String performance, List<Limit> all) {
        String metric = gate.metric();
        if (metric == null || !gate.stratum().equals("all")) return;
        boolean ofGroups = gate.evidenceKind().equals(ASSESSMENT) && gate.feature() != null;
        if (!ofGroups && !metric.equals(performance)) return;
        Requirement required = gate.requirement();
        Requirement.Operator operator = required.operator();
        if (operator == Requirement.Operator.EQUAL) return;
        boolean atMost = operator == Requirement.Operator.AT_MOST || operator == Requirement.Operator.BELOW;
        String feature = gate.feature() == null ? "" : gate.feature();
        all.add(new Limit(metric, feature, atMost, required.limit(), gate.title()));
    }
}
