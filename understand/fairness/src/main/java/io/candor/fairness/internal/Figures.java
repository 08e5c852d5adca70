package io.candor.fairness.internal;

import io.candor.core.evidence.Estimate;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;

/** The figures of an assessment that models are compared on, by name. */
public final class Figures {
    /** Criteria of two classes, as an assessment names them. */
    private static final List<String> CRITERIA = List.of(
            "equalized_odds_difference",
            "demographic_parity_difference",
            "equal_opportunity_difference",
            "demographic_parity_ratio");

    private static final List<String> OF_TWO = List.of("false_positive_rate", "accuracy", "precision");

    /** The assessment's word for all rows. */
    private static final String ALL = "all";

    private static final Estimate NONE = Estimate.undefined("no such figure", 0);

    private Figures() {}

    /** Whether a disparity of this name is better when higher. */
    public static boolean ratio(String disparity) {
        return disparity.endsWith("_ratio") || disparity.endsWith(".ratio");
    }

    /** Disparities of a feature that an assessment has, the usual ones first. */
    public static List<String> disparities(Json.Obj assessment, String feature, Iterable<String> own) {
        List<String> names = new ArrayList<>();
        Json.Obj all = stratum(assessment, feature);
        Json.Obj composites = all.object("composites");
        for (String c : CRITERIA) if (composites.get(c) != null) names.add(c);
        Json.Obj metrics = all.object("disparities");
        if (names.isEmpty()) {
            for (String metric : metrics.members().keySet())
                if (metric.indexOf('(') < 0) names.add(metric + ".difference");
        }
        for (String metric : OF_TWO) if (composites.get(CRITERIA.get(0)) != null) names.add(metric + ".difference");
        for (String metric : own) if (metrics.get(metric) != null) names.add(metric + ".difference");
        return names;
    }

    /** Whether an assessment has a disparity of this name, defined or not. */
    public static boolean holds(Json.Obj assessment, String feature, String name) {
        return disparity(assessment, feature, name) != NONE;
    }

    /** A disparity; undefined if the assessment has none of this name. */
    public static Estimate disparity(Json.Obj assessment, String feature, String name) {
        Json.Obj all = stratum(assessment, feature);
        if (all.object("composites").get(name) instanceof Json.Obj found) return Estimate.fromJson(found);
        int dot = name.lastIndexOf('.');
        if (dot > 0
                && all.object("disparities").get(name.substring(0, dot)) instanceof Json.Obj metric
                && metric.get(name.substring(dot + 1)) instanceof Json.Obj found) {
            return Estimate.fromJson(found);
        }
        return NONE;
    }

    /** A metric of all rows; undefined if the assessment has none of this name. */
    public static Estimate performance(Json.Obj assessment, String metric) {
        return assessment.object("overall").get(metric) instanceof Json.Obj found
                ? Estimate.fromJson(found)
                : Estimate.undefined("no such metric", 0);
    }

    /** A metric of a group; undefined if the assessment has none of this name. */
    public static Estimate metric(Json.Obj group, String metric) {
        return group.object("metrics").get(metric) instanceof Json.Obj found
                ? Estimate.fromJson(found)
                : Estimate.undefined("no such metric", 0);
    }

    /** What an assessment says of a feature over all rows. */
    public static Json.Obj stratum(Json.Obj assessment, String feature) {
        return assessment.object("features").object(feature).object("strata").object(ALL);
    }

    /** The value; NaN if undefined. */
    public static double value(Estimate estimate) {
        if (estimate instanceof Estimate.Interval i) return i.value();
        return estimate instanceof Estimate.Point p ? p.value() : Double.NaN;
    }
}
