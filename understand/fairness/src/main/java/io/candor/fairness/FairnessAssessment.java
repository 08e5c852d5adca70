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
import java.util.Objects;

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
        Measured everything = measured(predictions, rowsWhere(new int[table.rows()], 0), measures);
        Map<String, Feature> features = new LinkedHashMap<>();
        List<List<String>> asked = new ArrayList<>();
        for (String column : plan.sensitive()) asked.add(List.of(column));
        asked.addAll(plan.intersections());
        for (List<String> columns : asked) {
            Grouping grouping = Grouping.ofFeature(table, columns, plan);
            features.put(
                    String.join(" & ", columns),
                    feature(plan, columns, grouping, controls, everything, predictions, measures));
        }
        return new FairnessAssessment(
                plan,
                task(predictions),
                table.rows(),
                Grouping.cutColumns(table, plan),
                everything.estimates(),
                Collections.unmodifiableMap(features));
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
            FairnessPlan plan,
            List<String> columns,
            Grouping grouping,
            Grouping controls,
            Measured everything,
            Predictions predictions,
            List<Measure> measures) {
        Map<String, Stratum> strata = new LinkedHashMap<>();
        strata.put("all", stratum(plan, grouping, everything, predictions, measures));
        if (!plan.controls().isEmpty()) {
            for (int s = 0; s < controls.labels().size(); s++) {
                Measured whole = measured(predictions, rowsWhere(controls.codes(), s), measures);
                strata.put(controls.labels().get(s), stratum(plan, grouping, whole, predictions, measures));
            }
        }
        long unknown = rowsWhere(grouping.codes(), grouping.unknown()).length;
        return new Feature(columns, unknown, Collections.unmodifiableMap(strata));
    }

    private static Stratum stratum(
            FairnessPlan plan, Grouping grouping, Measured whole, Predictions predictions, List<Measure> measures) {
        Map<String, Measured> known = new LinkedHashMap<>();
        Map<String, Group> groups = new LinkedHashMap<>();
        List<String> small = new ArrayList<>();
        for (int g = 0; g <= grouping.unknown(); g++) {
            int[] members = membersOf(grouping.codes(), g, whole.rows());
            if (members.length == 0) continue;
            Measured group = measured(predictions, members, measures);
            boolean isKnown = g < grouping.unknown();
            String label = isKnown ? grouping.labels().get(g) : Grouping.UNKNOWN;
            groups.put(label, new Group(members.length, group.positives(), group.estimates()));
            if (isKnown) known.put(label, group);
            if (isKnown && members.length < plan.minGroup()) small.add(label);
        }
        boolean partition = known.size() == groups.size();
        Map<String, Comparison> comparisons = new LinkedHashMap<>();
        Map<String, Map<String, Disparity>> disparities = new LinkedHashMap<>();
        for (Measure measure : measures) {
            Map<String, Sample> samples = new LinkedHashMap<>();
            known.forEach((label, group) -> samples.put(label, group.sample(measure)));
            Comparison comparison = new Comparison(samples, whole.sample(measure), partition);
            comparisons.put(measure.name(), comparison);
            Map<String, Disparity> named = new LinkedHashMap<>();
            named.put("difference", comparison.difference(1));
            named.put("ratio", comparison.ratio(1));
            named.put("difference_to_overall", comparison.differenceToOverall());
            named.put("ratio_to_overall", comparison.ratioToOverall());
            disparities.put(measure.name(), Collections.unmodifiableMap(named));
        }
        return new Stratum(
                whole.estimates(),
                Collections.unmodifiableMap(groups),
                List.copyOf(small),
                Collections.unmodifiableMap(disparities),
                Collections.unmodifiableMap(Composites.of(comparisons)));
    }

    /** A set of rows with every metric taken once. */
    private record Measured(int[] rows, long positives, Map<String, Sample> samples) {
        Sample sample(Measure measure) {
            return Objects.requireNonNull(samples.get(measure.name()));
        }

        Map<String, Estimate> estimates() {
            Map<String, Estimate> estimates = new LinkedHashMap<>();
            samples.forEach((name, sample) -> estimates.put(name, sample.estimate()));
            return Collections.unmodifiableMap(estimates);
        }
    }

    private static Measured measured(Predictions predictions, int[] rows, List<Measure> measures) {
        Cell cell = predictions.emptyCell();
        for (int row : rows) predictions.addTo(cell, row);
        Slice slice = new Slice(cell, rows);
        Map<String, Sample> samples = new LinkedHashMap<>();
        for (Measure m : measures) samples.put(m.name(), m.of().apply(slice));
        return new Measured(rows, cell instanceof Cell.Binary b ? b.confusion().positives() : 0, samples);
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
