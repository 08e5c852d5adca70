package io.candor.fairness.monitor.internal;

import io.candor.core.evidence.Estimate;
import io.candor.evaluation.Intervals;
import io.candor.fairness.monitor.Alert;
import io.candor.fairness.monitor.AlertState.Look;
import io.candor.fairness.monitor.AlertState.State;
import io.candor.fairness.monitor.MonitorPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decides a policy in one window by the whole interval. */
public final class Judge {
    private final MonitorPlan plan;
    private final Alert alert;
    private final int feature;

    public Judge(MonitorPlan plan, Alert alert) {
        this.plan = plan;
        this.alert = alert;
        this.feature = plan.feature(alert.feature());
    }

    public Look look(long window, Tally tally) {
        if (alert.measure() == Alert.Measure.OVERALL) return overall(window, tally);
        List<String> small = new ArrayList<>();
        Map<String, Ratio> rates = supported(tally, small);
        if (rates.size() < 2) {
            String reason =
                    "not enough data: fewer than two groups with " + alert.minSupport() + " rows behind the rate";
            return new Look(window, State.UNDECIDED, Estimate.undefined(reason, least(rates)), reason, small);
        }
        return decided(window, gap(rates, plan.perLook(alert)), small);
    }

    /** The gap among the groups with enough rows. */
    public Estimate gap(Map<String, Ratio> rates, double alpha) {
        return alert.measure() == Alert.Measure.DIFFERENCE
                ? Gap.difference(rates, alpha).estimate()
                : Gap.ratio(rates, alpha).estimate();
    }

    /** Rates of the declared groups with enough rows; the others are named. */
    public Map<String, Ratio> supported(Tally tally, List<String> small) {
        Map<String, Ratio> rates = new LinkedHashMap<>();
        List<String> groups = plan.features().get(feature).groups();
        for (int g = 0; g < groups.size(); g++) {
            Ratio rate = tally.rate(feature, g, alert.rate());
            if (rate.n() >= alert.minSupport()) rates.put(groups.get(g), rate);
            else small.add(groups.get(g));
        }
        return rates;
    }

    private Look overall(long window, Tally tally) {
        Ratio rate = tally.overall(alert.rate());
        if (rate.n() < alert.minSupport()) {
            String reason = "not enough data: n = " + rate.n();
            return new Look(window, State.UNDECIDED, Estimate.undefined(reason, rate.n()), reason, List.of());
        }
        double alpha = Intervals.ALPHA / Gap.families(plan.perLook(alert));
        Estimate estimate = Intervals.wilson(rate.x(), rate.n(), alpha).around(rate.value(), rate.n(), "Wilson");
        return decided(window, estimate, List.of());
    }

    private Look decided(long window, Estimate estimate, List<String> small) {
        if (estimate instanceof Estimate.Interval i) {
            boolean low = alert.meets(i.low());
            boolean high = alert.meets(i.high());
            if (!low && !high) return new Look(window, State.NOT_MET, i, "the interval misses it", small);
            if (low && high && small.isEmpty()) return new Look(window, State.MET, i, "the interval meets it", small);
            String reason = low && high
                    ? "met among the groups with enough data, not enough for " + String.join(", ", small)
                    : "the interval straddles the limit";
            return new Look(window, State.UNDECIDED, i, reason, small);
        }
        String reason = estimate instanceof Estimate.Undefined u ? u.reason() : "no interval";
        return new Look(window, State.UNDECIDED, estimate, reason, small);
    }

    private static long least(Map<String, Ratio> rates) {
        return rates.values().stream().mapToLong(Ratio::n).min().orElse(0);
    }
}
