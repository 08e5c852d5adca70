package io.candor.fairness;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.fairness.internal.Comparison;
import io.candor.fairness.internal.Composites;
import io.candor.fairness.internal.FairnessEvidence;
import io.candor.fairness.internal.Grouping;
import io.candor.fairness.internal.Measure;
import io.candor.fairness.internal.Sample;
import io.candor.fairness.internal.Slice;
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
 * @param binary whether there are two classes; else a number
 * @param rows all rows
 * @param groupings how numeric columns were cut, by column
 * @param overall metrics of all rows
 * @param features results by feature name: a column, or several joined by {@code " & "}
 */
public record FairnessAssessment(
        FairnessPlan plan,
        boolean binary,
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
     * @param composites by name; empty for regression
     */
    public record Stratum(
            Map<String, Estimate> overall,
            Map<String, Group> groups,
            List<String> small,
            Map<String, Map<String, Disparity>> disparities,
            Map<String, Estimate> composites) {}

    /** @param positives rows of the positive class; 0 for regression */
    public record Group(long n, long positives, Map<String, Estimate> metrics) {}

    /**
     * @param table the rows that were predicted, with the sensitive and control columns
     * @throws CandorException {@code CND-D003} no such column, {@code CND-F001} rows and predictions differ in number, {@code
     *     CND-F003} too many groups, {@code CND-F004} a date, {@code CND-F005} cut points of no number, {@code CND-F006}
     *     ambiguous labels, {@code CND-F012} no rows
     */
    public static FairnessAssessment of(FairnessPlan plan, Table table, Predictions predictions) {
        if (table.rows() != predictions.rows()) {
            throw CandorException.user(
                    "CND-F001",
                    table.rows() + " rows do not go with " + predictions.rows() + " predictions",
                    "one prediction per row",
                    "give the rows that were predicted");
        }
        if (table.rows() == 0) {
            throw CandorException.user(
                    "CND-F012", "there are no rows to assess", "one row or more", "check the split and its filters");
        }
        List<Measure> measures = Measure.of(predictions);
        Grouping controls = Grouping.ofControls(table, plan.controls(), plan);
        Map<String, Feature> features = new LinkedHashMap<>();
        List<List<String>> asked = new ArrayList<>();
        for (String column : plan.sensitive()) asked.add(List.of(column));
        asked.addAll(plan.intersections());
        for (List<String> columns : asked) {
            Grouping grouping = Grouping.ofFeature(table, columns, plan);
            features.put(
                    String.join(" & ", columns), feature(plan, columns, grouping, controls, predictions, measures));
        }
        Slice everything = slice(predictions, rowsWhere(new int[table.rows()], 0));
        return new FairnessAssessment(
                plan,
                predictions instanceof Predictions.Binary,
                table.rows(),
                Grouping.cutColumns(table, plan),
                estimates(measures, everything),
                Collections.unmodifiableMap(features));
    }

    /** Evidence {@code fairness.assessment} v1. */
    public Evidence evidence(List<Subject> subjects) {
        return FairnessEvidence.of(this, subjects);
    }

    private static Feature feature(
            FairnessPlan plan,
            List<String> columns,
            Grouping grouping,
            Grouping controls,
            Predictions predictions,
            List<Measure> measures) {
        int n = grouping.codes().length;
        Map<String, Stratum> strata = new LinkedHashMap<>();
        strata.put("all", stratum(plan, grouping, rowsWhere(new int[n], 0), predictions, measures));
        if (!plan.controls().isEmpty()) {
            for (int s = 0; s < controls.labels().size(); s++) {
                int[] rows = rowsWhere(controls.codes(), s);
                strata.put(controls.labels().get(s), stratum(plan, grouping, rows, predictions, measures));
            }
        }
        long unknown = rowsWhere(grouping.codes(), grouping.unknown()).length;
        return new Feature(columns, unknown, Collections.unmodifiableMap(strata));
    }

    private static Stratum stratum(
            FairnessPlan plan, Grouping grouping, int[] rows, Predictions predictions, List<Measure> measures) {
        Slice whole = slice(predictions, rows);
        Map<String, Slice> known = new LinkedHashMap<>();
        Map<String, Group> groups = new LinkedHashMap<>();
        List<String> small = new ArrayList<>();
        for (int g = 0; g <= grouping.unknown(); g++) {
            int[] members = membersOf(grouping.codes(), g, rows);
            if (members.length == 0) continue;
            Slice slice = slice(predictions, members);
            boolean isKnown = g < grouping.unknown();
            String label = isKnown ? grouping.labels().get(g) : Grouping.UNKNOWN;
            groups.put(label, new Group(members.length, positives(slice), estimates(measures, slice)));
            if (isKnown) known.put(label, slice);
            if (isKnown && members.length < plan.minGroup()) small.add(label);
        }
        boolean partition = known.size() == groups.size();
        Map<String, Comparison> comparisons = new LinkedHashMap<>();
        Map<String, Map<String, Disparity>> disparities = new LinkedHashMap<>();
        for (Measure measure : measures) {
            Map<String, Sample> samples = new LinkedHashMap<>();
            known.forEach((label, slice) -> samples.put(label, measure.of().apply(slice)));
            Comparison comparison = new Comparison(samples, measure.of().apply(whole), partition);
            comparisons.put(measure.name(), comparison);
            Map<String, Disparity> named = new LinkedHashMap<>();
            named.put("difference", comparison.difference(1));
            named.put("ratio", comparison.ratio(1));
            named.put("difference_to_overall", comparison.differenceToOverall());
            named.put("ratio_to_overall", comparison.ratioToOverall());
            disparities.put(measure.name(), Collections.unmodifiableMap(named));
        }
        return new Stratum(
                estimates(measures, whole),
                Collections.unmodifiableMap(groups),
                List.copyOf(small),
                Collections.unmodifiableMap(disparities),
                Collections.unmodifiableMap(Composites.of(comparisons)));
    }

    private static Slice slice(Predictions predictions, int[] rows) {
        Cell cell = predictions.emptyCell();
        for (int row : rows) predictions.addTo(cell, row);
        return new Slice(cell, rows);
    }

    private static Map<String, Estimate> estimates(List<Measure> measures, Slice slice) {
        Map<String, Estimate> estimates = new LinkedHashMap<>();
        for (Measure m : measures) estimates.put(m.name(), m.of().apply(slice).estimate());
        return Collections.unmodifiableMap(estimates);
    }

    private static long positives(Slice slice) {
        return slice.cell() instanceof Cell.Binary b ? b.confusion().positives() : 0;
    }

    private static int[] rowsWhere(int[] codes, int code) {
        int[] rows = new int[codes.length];
        int n = 0;
        for (int i = 0; i < codes.length; i++) if (codes[i] == code) rows[n++] = i;
        return Arrays.copyOf(rows, n);
    }

    private static int[] membersOf(int[] codes, int code, int[] rows) {
        int[] members = new int[rows.length];
        int n = 0;
        for (int row : rows) if (codes[row] == code) members[n++] = row;
        return Arrays.copyOf(members, n);
    }
}
