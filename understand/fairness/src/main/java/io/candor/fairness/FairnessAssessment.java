package io.candor.fairness;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.model.Task;
import io.candor.fairness.internal.Comparison;
import io.candor.fairness.internal.Composites;
import io.candor.fairness.internal.FairnessEvidence;
import io.candor.fairness.internal.Frame;
import io.candor.fairness.internal.Grouping;
import io.candor.fairness.internal.Measures;
import io.candor.fairness.internal.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every metric in every group, and how far groups are apart. Immutable.
 *
 * <pre>{@code
 * Predictions predictions = new Predictions.Binary(labels, scores, decisions);
 * FairnessAssessment assessment = FairnessAssessment.of(FairnessPlan.of("sex", "race"), table, predictions);
 * Evidence evidence = assessment.evidence(subjects);
 * }</pre>
 *
 * @param plan what was asked
 * @param task what was predicted
 * @param rows all rows
 * @param groupings how numeric columns were cut, by column
 * @param overall metrics of all rows
 * @param features results by feature name: a column, or several joined by {@code " & "}
 */
public record FairnessAssessment(
        FairnessPlan plan,
        Task task,
        int rows,
        Map<String, Grouped> groupings,
        Map<String, Estimate> overall,
        Map<String, Feature> features) {

    /** How a numeric column was cut: the points, and the rule that chose them. */
    public record Grouped(List<Double> cuts, String rule) {}

    /**
     * @param unknown rows of which a value is missing
     * @param strata {@code all}, and one per combination of controls
     */
    public record Feature(List<String> columns, long unknown, Map<String, Stratum> strata) {}

    /**
     * @param overall metrics of the stratum's rows
     * @param groups by label; rows with a missing value are {@code (unknown)}, which no disparity counts
     * @param small labels of known groups below the plan's minimum
     * @param disparities by metric, then {@code difference}, {@code ratio}, {@code difference_to_overall}, {@code
     *     ratio_to_overall}
     * @param composites by name; empty unless there are two classes
     */
    public record Stratum(
            Map<String, Estimate> overall,
            Map<String, Group> groups,
            List<String> small,
            Map<String, Map<String, Disparity>> disparities,
            Map<String, Estimate> composites) {}

    /** @param positives rows of the positive class; 0 where there is none */
    public record Group(long n, long positives, Map<String, Estimate> metrics) {}

    /**
     * @param table the rows that were predicted, with the sensitive and control columns
     * @throws CandorException {@code CND-D003} no such column, {@code CND-F001} rows and predictions differ in number, {@code
     *     CND-F003} too many groups, {@code CND-F004} a date, {@code CND-F005} cut points of no number, {@code CND-F006}
     *     ambiguous labels, {@code CND-F012} no rows, {@code CND-F016} weights that can't be used, {@code CND-F017} weights for no metric
     */
    public static FairnessAssessment of(FairnessPlan plan, Table table, Predictions predictions) {
        Frame frame = Frame.of(plan, table, predictions);
        Measures measures = Measures.of(plan, table, predictions);
        Measures.Taken everything = measures.take(frame.everything());
        Map<String, Feature> features = new LinkedHashMap<>();
        for (Frame.Feature feature : frame.features())
            features.put(feature.name(), feature(plan, feature, frame, everything, measures));
        return new FairnessAssessment(
                plan,
                task(predictions),
                table.rows(),
                Grouping.cutColumns(table, plan),
                everything.estimates(),
                Collections.unmodifiableMap(features));
    }

    /**
     * One gap over all rows.
     *
     * @param feature a column, or several joined by {@code " & "}
     * @param name {@code difference}, {@code ratio}, {@code difference_to_overall} or {@code ratio_to_overall}
     * @throws IllegalArgumentException if there is none of this feature, metric or name
     */
    public Disparity disparity(String feature, String metric, String name) {
        Feature found = features.get(feature);
        Stratum all = found == null ? null : found.strata().get("all");
        Map<String, Disparity> named = all == null ? null : all.disparities().get(metric);
        Disparity disparity = named == null ? null : named.get(name);
        if (disparity != null) return disparity;
        throw new IllegalArgumentException("no " + name + " of " + metric + " by " + feature);
    }

    /** Evidence {@code fairness.assessment} v1. */
    public Evidence evidence(List<Subject> subjects) {
        return FairnessEvidence.of(this, subjects);
    }

    private static Task task(Predictions predictions) {
        if (predictions instanceof Predictions.Binary) return Task.BINARY;
        return predictions instanceof Predictions.Multiclass ? Task.MULTICLASS : Task.REGRESSION;
    }

    private static Feature feature(
            FairnessPlan plan, Frame.Feature feature, Frame frame, Measures.Taken everything, Measures measures) {
        Map<String, Stratum> strata = new LinkedHashMap<>();
        strata.put("all", stratum(plan, feature.grouping(), everything, measures));
        for (int s = 0; s < frame.strata(); s++) {
            Measures.Taken whole = measures.take(rowsWhere(frame.controls().codes(), s));
            strata.put(frame.controls().labels().get(s), stratum(plan, feature.grouping(), whole, measures));
        }
        return new Feature(feature.columns(), feature.unknown(), Collections.unmodifiableMap(strata));
    }

    private static Stratum stratum(FairnessPlan plan, Grouping grouping, Measures.Taken whole, Measures measures) {
        Map<String, Measures.Taken> known = new LinkedHashMap<>();
        Map<String, Group> groups = new LinkedHashMap<>();
        List<String> small = new ArrayList<>();
        int[][] partition = grouping.partition(whole.rows());
        for (int g = 0; g <= grouping.unknown(); g++) {
            int[] members = partition[g];
            if (members.length == 0) continue;
            Measures.Taken group = measures.take(members);
            boolean isKnown = g < grouping.unknown();
            String label = isKnown ? grouping.labels().get(g) : Grouping.UNKNOWN;
            if (isKnown) group = group.supported(plan.minSupport());
            groups.put(label, new Group(members.length, group.positives(), group.estimates()));
            if (isKnown) known.put(label, group);
            if (isKnown && members.length < plan.minGroup()) small.add(label);
        }
        boolean whollyKnown = known.size() == groups.size();
        Map<String, Comparison> comparisons = new LinkedHashMap<>();
        Map<String, Map<String, Disparity>> disparities = new LinkedHashMap<>();
        for (String measure : measures.names()) {
            Map<String, Sample> samples = new LinkedHashMap<>();
            known.forEach((label, group) -> samples.put(label, group.sample(measure)));
            Comparison comparison = measures.compare(samples, whole.sample(measure), whollyKnown);
            comparisons.put(measure, comparison);
            Map<String, Disparity> named = new LinkedHashMap<>();
            named.put("difference", comparison.difference(1));
            named.put("ratio", comparison.ratio(1));
            named.put("difference_to_overall", comparison.differenceToOverall());
            named.put("ratio_to_overall", comparison.ratioToOverall());
            disparities.put(measure, Collections.unmodifiableMap(named));
        }
        return new Stratum(
                whole.estimates(),
                Collections.unmodifiableMap(groups),
                List.copyOf(small),
                Collections.unmodifiableMap(disparities),
                Collections.unmodifiableMap(Composites.of(comparisons)));
    }

    private static int[] rowsWhere(int[] codes, int code) {
        int[] rows = new int[codes.length];
        int n = 0;
        for (int i = 0; i < codes.length; i++) if (codes[i] == code) rows[n++] = i;
        return Arrays.copyOf(rows, n);
    }
}
