package io.candor.policy;

import io.candor.core.CandorException;
import io.candor.core.json.Json;
import io.candor.policy.internal.MetricAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One requirement on one number of the evidence.
 *
 * @param id unique within the policy
 * @param title what people read; the id if none is given
 * @param evidenceKind for example {@code fairness.assessment}
 * @param metric short name, for example {@code selection_rate.ratio}, {@code auc}; null if {@code pointer} is given
 * @param pointer JSON pointer into the statement, for example {@code /predicate/result/epsilon}; null if {@code metric} is
 * @param feature sensitive feature, where the metric has one per feature
 * @param stratum of the control features; {@code all} without
 * @param level what a miss counts as
 * @param whenUndecided what an undecided gate counts as
 * @param decideOn the whole interval, or the value alone
 * @param minimumSupport fewer rows than this decide nothing; null for the policy's. Not asked of datasheets, whose n counts
 *     fields
 */
public record Gate(
        String id,
        String title,
        String evidenceKind,
        @Nullable String metric,
        @Nullable String pointer,
        @Nullable String feature,
        String stratum,
        Requirement requirement,
        Outcome level,
        Outcome whenUndecided,
        DecideOn decideOn,
        @Nullable Long minimumSupport) {

    /** What a decision counts as. */
    public enum Outcome {
        PASS,
        WARN,
        FAIL;

        /** The stored name: lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is held against the requirement. */
    public enum DecideOn {
        INTERVAL,
        POINT;

        /** The stored name: lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @throws CandorException {@code CND-Y005} unknown metric, {@code CND-Y006} a feature is needed or has no use, {@code
     *     CND-Y007} not one of metric and pointer, {@code CND-Y009} a warning that would fail when undecided
     */
    public Gate {
        if ((metric == null) == (pointer == null)) {
            throw CandorException.user(
                    "CND-Y007",
                    "gate '" + id + "' has " + (metric == null ? "neither a metric nor" : "both a metric and")
                            + " a pointer",
                    "exactly one of them",
                    "name a metric, or address the number by a JSON pointer");
        }
        if (level == Outcome.PASS || (level == Outcome.WARN && whenUndecided == Outcome.FAIL)) {
            throw CandorException.user(
                    "CND-Y009",
                    "gate '" + id + "' is of level " + level.label() + " and counts as " + whenUndecided.label()
                            + " when undecided",
                    "a level of fail or warn, and nothing worse when undecided",
                    "raise the level, or lower when_undecided");
        }
        MetricAddress.check(id, evidenceKind, metric, pointer, feature);
    }

    /** A gate of level fail that warns when undecided, over all rows, decided on the interval. */
    public static Gate of(String id, String evidenceKind, String metric, @Nullable String feature, String requirement) {
        return new Gate(
                id,
                id,
                evidenceKind,
                metric,
                null,
                feature,
                "all",
                Requirement.parse(requirement),
                Outcome.FAIL,
                Outcome.WARN,
                DecideOn.INTERVAL,
                null);
    }

    /** Where the number stands in a statement of the kind. */
    public String address() {
        return MetricAddress.of(this);
    }

    /** The form that {@link Policy#fromJson} reads. */
    public Json.Obj toJson() {
        Json.Builder out = Json.object()
                .put("id", id)
                .put("title", title)
                .put("evidence", evidenceKind)
                .putIfPresent("metric", metric)
                .putIfPresent("pointer", pointer)
                .putIfPresent("feature", feature)
                .put("stratum", stratum)
                .put("requirement", requirement.toString())
                .put("level", level.label())
                .put("when_undecided", whenUndecided.label())
                .put("decide_on", decideOn.label());
        if (minimumSupport != null) out.put("minimum_support", minimumSupport.longValue());
        return out.build();
    }
}
