package io.candor.fairness.internal;

import io.candor.evaluation.ConfusionFormula;
import io.candor.evaluation.Moments;
import io.candor.fairness.Cell;
import io.candor.fairness.Predictions;
import io.candor.fairness.Tally.Sums;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A metric: a name and how it is taken of a slice. The comparison of groups knows nothing of metrics; a new one is a line
 * here.
 */
public record Measure(String name, Function<Slice, Sample> of) {
    /** Cells of a confusion matrix, as bits: a rate is a set of cells among another. */
    public static final int TN = 1;

    public static final int FP = 2;
    public static final int FN = 4;
    public static final int TP = 8;
    public static final int ALL = TN | FP | FN | TP;

    private static final String NO_ROWS = "no rows";

    /** A rate of two classes: the rows in some cells among those in others. */
    public record Rate(String name, int of, int among, String missing) {}

    /** The rates of two classes, in the order of the evidence contract. */
    public static final List<Rate> RATES = List.of(
            new Rate("selection_rate", FP | TP, ALL, NO_ROWS),
            new Rate("base_rate", FN | TP, ALL, NO_ROWS),
            new Rate("accuracy", TN | TP, ALL, NO_ROWS),
            new Rate("true_positive_rate", TP, FN | TP, "no positives"),
            new Rate("false_positive_rate", FP, TN | FP, "no negatives"),
            new Rate("true_negative_rate", TN, TN | FP, "no negatives"),
            new Rate("false_negative_rate", FN, FN | TP, "no positives"),
            new Rate("precision", TP, FP | TP, "nothing decided positive"));

    /**
     * The metrics that these predictions allow, in the order of the evidence contract, then those given as formulas (of two classes only).
     *
     * @param weights of the rows; null if each weighs 1
     */
    public static List<Measure> of(
            Predictions predictions, Map<String, ConfusionFormula> formulas, double @Nullable [] weights) {
        List<Measure> measures = new ArrayList<>();
        if (predictions instanceof Predictions.Binary binary) {
            measures.addAll(binary(binary, weights));
            formulas.forEach((name, formula) -> measures.add(formula(name, formula)));
        } else if (predictions instanceof Predictions.Multiclass several) measures.addAll(multiclass(several));
        else measures.addAll(regression((Predictions.Regression) predictions, weights));
        return List.copyOf(measures);
    }

    private static List<Measure> binary(Predictions.Binary p, double @Nullable [] weights) {
        List<Measure> measures = new ArrayList<>();
        for (Rate rate : RATES) measures.add(rate(rate));
        double[] scores = p.scores();
        String noMean = scores == null ? "no scores were given" : NO_ROWS;
        measures.add(
                scores == null
                        ? new Measure("auc", slice -> new MeanSample(new Moments(), false, noMean))
                        : new Measure("auc", slice -> AreaSample.of(p.labels(), scores, weights, slice.rows())));
        measures.add(mean("log_loss", slice -> ((Cell.Binary) slice.cell()).logLoss(), false, noMean));
        measures.add(mean("brier", slice -> ((Cell.Binary) slice.cell()).brier(), false, noMean));
        measures.add(mean("mean_score", slice -> ((Cell.Binary) slice.cell()).score(), false, noMean));
        return measures;
    }

    /** Of each class against the rest: how often it is decided, how often it is right to, how often it is found. */
    private static List<Measure> multiclass(Predictions.Multiclass p) {
        List<Measure> measures = new ArrayList<>();
        IntPredicate any = k -> true;
        measures.add(new Measure("accuracy", slice -> {
            Cell.Multiclass cell = (Cell.Multiclass) slice.cell();
            return new RateSample(cell.right(), cell.sums(any, any), NO_ROWS);
        }));
        String noMean = p.scores() == null ? "no scores were given" : NO_ROWS;
        measures.add(mean("log_loss", slice -> ((Cell.Multiclass) slice.cell()).logLoss(), false, noMean));
        for (int k = 0; k < p.classes().size(); k++) {
            int own = k;
            IntPredicate is = j -> j == own;
            String of = " (" + p.classes().get(k) + ")";
            measures.add(against("selection_rate" + of, any, is, any, any, NO_ROWS));
            measures.add(against("base_rate" + of, is, any, any, any, NO_ROWS));
            String none = "no rows of " + p.classes().get(k);
            measures.add(against("true_positive_rate" + of, is, is, is, any, none));
        }
        return measures;
    }

    /** Rows with these labels and decisions among those with those. */
    private static Measure against(
            String name,
            IntPredicate label,
            IntPredicate decision,
            IntPredicate amongLabels,
            IntPredicate amongDecisions,
            String missing) {
        return new Measure(name, slice -> {
            Cell.Multiclass cell = (Cell.Multiclass) slice.cell();
            return new RateSample(cell.sums(label, decision), cell.sums(amongLabels, amongDecisions), missing);
        });
    }

    private static List<Measure> regression(Predictions.Regression p, double @Nullable [] weights) {
        return List.of(
                mean("mean_prediction", slice -> ((Cell.Regression) slice.cell()).prediction(), false, NO_ROWS),
                mean("mean_label", slice -> ((Cell.Regression) slice.cell()).label(), false, NO_ROWS),
                mean("mean_error", slice -> ((Cell.Regression) slice.cell()).error(), false, NO_ROWS),
                mean("mae", slice -> ((Cell.Regression) slice.cell()).absoluteError(), false, NO_ROWS),
                mean("rmse", slice -> ((Cell.Regression) slice.cell()).squaredError(), true, NO_ROWS),
                new Measure("r2", slice -> DeterminationSample.of(p.labels(), p.predictions(), weights, slice.rows())));
    }

    private static Measure rate(Rate rate) {
        return new Measure(rate.name(), slice -> {
            Cell.Binary cell = (Cell.Binary) slice.cell();
            return new RateSample(sums(cell, rate.of()), sums(cell, rate.among()), rate.missing());
        });
    }

    private static Sums sums(Cell.Binary cell, int cells) {
        Sums total = Sums.NONE;
        for (int c = 0; c < 4; c++) if ((cells & 1 << c) != 0) total = total.plus(cell.sums(c / 2, c % 2));
        return total;
    }

    private static Measure formula(String name, ConfusionFormula formula) {
        return new Measure(name, slice -> {
            Cell.Binary cell = (Cell.Binary) slice.cell();
            Sums[] cells = {cell.sums(1, 1), cell.sums(0, 1), cell.sums(0, 0), cell.sums(1, 0)};
            return new FormulaSample(formula, cells);
        });
    }

    private static Measure mean(String name, Function<Slice, Moments> of, boolean root, String missing) {
        return new Measure(name, slice -> new MeanSample(of.apply(slice), root, missing));
    }
}
