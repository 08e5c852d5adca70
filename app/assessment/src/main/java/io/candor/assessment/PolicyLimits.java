package io.candor.assessment;

import io.candor.fairness.compare.Limit;
import io.candor.policy.Gate;
import io.candor.policy.Policy;
import io.candor.policy.Requirement;
import java.util.ArrayList;
import java.util.List;

/** What a policy's gates ask of figures that models are compared on: gaps of groups, and the performance. */
public final class PolicyLimits {
    private static final String ASSESSMENT = "fairness.assessment";

    private PolicyLimits() {}

    /** @param performance the metric that models are compared on; gates on others are no limits here */
    public static List<Limit> of(Policy policy, String performance) {
        List<Limit> limits = new ArrayList<>();
        for (Gate gate : policy.gates()) {
            String metric = gate.metric();
            if (metric == null || !gate.stratum().equals("all")) continue;
            boolean ofGroups = gate.evidenceKind().equals(ASSESSMENT) && gate.feature() != null;
            Requirement.Operator operator = gate.requirement().operator();
            if (!ofGroups && !metric.equals(performance) || operator == Requirement.Operator.EQUAL) continue;
            boolean atMost = operator == Requirement.Operator.AT_MOST || operator == Requirement.Operator.BELOW;
            String feature = gate.feature() == null ? "" : gate.feature();
            limits.add(new Limit(metric, feature, atMost, gate.requirement().limit(), gate.title()));
        }
        return limits;
    }
}
