package io.candor.fairness.prepare;

import io.candor.core.data.Table;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.Predictions;
import io.candor.fairness.internal.Grouping;
import io.candor.fairness.threshold.internal.Refusals;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Weights for training under which label and group are independent (Kamiran &amp; Calders 2012, §4.3): P(group) P(label) / P(group, label) for each row, times its own
 * weight. A model that is trained with them does not read the sensitive columns when it scores, unless they are among its inputs. Rows whose group is unknown keep their
 * own weight.
 *
 * @param cells the factor of each group and label that occur
 * @param weights per row, positive
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Reweighing(List<Cell> cells, double[] weights) {
    /**
     * @param rows of the group with the label
     * @param factor P(group) P(label) / P(group, label)
     */
    public record Cell(String group, int label, int rows, double factor) {}

    /**
     * @param columns one or more sensitive columns, whose combinations are the groups
     * @param labels 0 or 1, one per row
     * @param weights positive; null for equal weights
     * @throws io.candor.core.CandorException {@code CND-F009} a label is neither 0 nor 1, {@code CND-F043} a weight is not positive, {@code CND-F044} fewer than two
     *     groups, and what makes no groups of columns ({@code CND-D003}, {@code CND-F003}, {@code CND-F004})
     */
    public static Reweighing of(
            Table table, List<String> columns, FairnessPlan plan, int[] labels, double @Nullable [] weights) {
        int n = table.rows();
        Predictions.binary(labels, null, labels);
        if (labels.length != n || weights != null && weights.length != n) {
            throw new IllegalArgumentException("one label and one weight per row are needed");
        }
        Grouping grouping = Grouping.ofFeature(table, columns, plan);
        int groups = grouping.labels().size();
        if (groups < 2) throw Refusals.tooFewGroups(groups);
        double[] of = new double[2 * groups];
        int[] rows = new int[2 * groups];
        double[] made = new double[n];
        for (int i = 0; i < n; i++) {
            made[i] = weights == null ? 1 : weights[i];
            if (!(made[i] > 0 && made[i] < Double.POSITIVE_INFINITY)) throw Refusals.badWeight();
            int g = grouping.codes()[i];
            if (g == groups) continue;
            of[2 * g + labels[i]] += made[i];
            rows[2 * g + labels[i]]++;
        }
        double[] ofLabel = new double[2];
        for (int c = 0; c < of.length; c++) ofLabel[c % 2] += of[c];
        double[] factor = new double[of.length];
        List<Cell> cells = new ArrayList<>();
        for (int c = 0; c < of.length; c++) {
            if (rows[c] == 0) continue;
            double ofGroup = of[c] + of[c ^ 1];
            factor[c] = ofGroup * ofLabel[c % 2] / ((ofLabel[0] + ofLabel[1]) * of[c]);
            cells.add(new Cell(grouping.labels().get(c / 2), c % 2, rows[c], factor[c]));
        }
        for (int i = 0; i < n; i++) {
            int g = grouping.codes()[i];
            if (g < groups) made[i] *= factor[2 * g + labels[i]];
        }
        return new Reweighing(List.copyOf(cells), made);
    }

    /** The factors, for a model's provenance. */
    public Json.Obj toJson() {
        List<Json> items = new ArrayList<>();
        for (Cell cell : cells) {
            items.add(Json.object()
                    .put("group", cell.group())
                    .put("label", cell.label())
                    .put("n", cell.rows())
                    .put("factor", cell.factor())
                    .build());
        }
        return Json.object()
                .put("method", "reweighing")
                .put("cells", Json.array(items))
                .build();
    }

    /** Evidence {@code fairness.mitigation} v1. */
    public Evidence evidence(List<String> columns, List<Subject> subjects) {
        long least = Long.MAX_VALUE;
        for (Cell cell : cells) least = Math.min(least, cell.rows());
        return new Evidence(
                "fairness.mitigation",
                1,
                subjects,
                new Evidence.Method("reweighing", 1, "Kamiran & Calders 2012"),
                Json.object().put("sensitive", Json.texts(columns)).build(),
                toJson(),
                List.of(
                        "Weights make label and group independent in the rows learnt from; what a model makes of them is to be assessed on rows that took no part.",
                        "No bound is promised: the gap that is left depends on the model."),
                Disclosure.aggregate(least));
    }
}
