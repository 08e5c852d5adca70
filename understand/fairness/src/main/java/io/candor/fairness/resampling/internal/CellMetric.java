package io.candor.fairness.resampling.internal;

import io.candor.evaluation.ConfusionFormula;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.Predictions;
import io.candor.fairness.internal.Measure;
import java.util.ArrayList;
import java.util.List;

/** A metric of label × decision counts, of label times classes plus decision. */
public interface CellMetric {
    String name();

    /** Its value where the counts begin at a position; NaN if it does not exist. */
    double value(double[] counts, int at);

    /** Those of a kind of predictions; none of numbers. */
    static List<CellMetric> of(FairnessPlan plan, Predictions predictions) {
        List<CellMetric> metrics = new ArrayList<>();
        if (predictions instanceof Predictions.Binary) {
            for (Measure.Rate rate : Measure.RATES)
                metrics.add(new Share(rate.name(), set(rate.of()), set(rate.among())));
            plan.metrics().forEach((name, formula) -> metrics.add(new Formula(name, formula)));
        } else if (predictions instanceof Predictions.Multiclass several) {
            int k = several.classes().size();
            boolean[] all = new boolean[k * k];
            java.util.Arrays.fill(all, true);
            boolean[] right = new boolean[k * k];
            for (int c = 0; c < k; c++) right[c * k + c] = true;
            metrics.add(new Share("accuracy", right, all));
            for (int c = 0; c < k; c++) {
                String of = " (" + several.classes().get(c) + ")";
                boolean[] decided = new boolean[k * k];
                boolean[] labelled = new boolean[k * k];
                boolean[] both = new boolean[k * k];
                for (int j = 0; j < k; j++) {
                    decided[j * k + c] = true;
                    labelled[c * k + j] = true;
                }
                both[c * k + c] = true;
                metrics.add(new Share("selection_rate" + of, decided, all));
                metrics.add(new Share("base_rate" + of, labelled, all));
                metrics.add(new Share("true_positive_rate" + of, both, labelled));
            }
        }
        return metrics;
    }

    /** Classes of the counts; 0 where there are none. */
    static int classes(Predictions predictions) {
        if (predictions instanceof Predictions.Binary) return 2;
        return predictions instanceof Predictions.Multiclass m ? m.classes().size() : 0;
    }

    /** The cell of a row. */
    static int cell(Predictions predictions, int row) {
        if (predictions instanceof Predictions.Binary b) return 2 * b.labels()[row] + b.decisions()[row];
        Predictions.Multiclass m = (Predictions.Multiclass) predictions;
        return m.labels()[row] * m.classes().size() + m.decisions()[row];
    }

    private static boolean[] set(int bits) {
        boolean[] set = new boolean[4];
        for (int c = 0; c < 4; c++) set[c] = (bits & 1 << c) != 0;
        return set;
    }

    /** The share of some cells among others. */
    record Share(String name, boolean[] of, boolean[] among) implements CellMetric {
        @Override
        public double value(double[] counts, int at) {
            double above = 0;
            double below = 0;
            for (int c = 0; c < of.length; c++) {
                if (of[c]) above += counts[at + c];
                if (among[c]) below += counts[at + c];
            }
            return below == 0 ? Double.NaN : above / below;
        }
    }

    /** A formula over the cells of two classes. */
    record Formula(String name, ConfusionFormula formula) implements CellMetric {
        @Override
        public double value(double[] counts, int at) {
            double value = formula.value(counts[at + 3], counts[at + 1], counts[at], counts[at + 2]);
            return Double.isFinite(value) ? value : Double.NaN;
        }
    }
}
