package io.candor.fairness.internal;

import io.candor.evaluation.Confusion;
import io.candor.evaluation.Moments;
import io.candor.fairness.Cell;
import io.candor.fairness.Predictions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A metric: a name and how it is taken of a slice. The comparison of groups knows nothing of metrics; a new one is a line
 * here.
 */
public record Measure(String name, Function<Slice, Sample> of) {
    private static final String NO_ROWS = "no rows";

    /** The metrics that these predictions allow, in the order of the evidence contract. */
    public static List<Measure> of(Predictions predictions) {
        if (predictions instanceof Predictions.Binary binary) return binary(binary);
        if (predictions instanceof Predictions.Multiclass several) return multiclass(several);
        return regression((Predictions.Regression) predictions);
    }

    private static List<Measure> binary(Predictions.Binary p) {
        String noPositives = "no positives";
        String noNegatives = "no negatives";
        double[] scores = p.scores();
        String noMean = scores == null ? "no scores were given" : NO_ROWS;
        return List.of(
                rate("selection_rate", Confusion::selected, Confusion::n, NO_ROWS),
                rate("base_rate", Confusion::positives, Confusion::n, NO_ROWS),
                rate("accuracy", c -> c.tp() + c.tn(), Confusion::n, NO_ROWS),
                rate("true_positive_rate", Confusion::tp, Confusion::positives, noPositives),
                rate("false_positive_rate", Confusion::fp, Confusion::negatives, noNegatives),
                rate("true_negative_rate", Confusion::tn, Confusion::negatives, noNegatives),
                rate("false_negative_rate", Confusion::fn, Confusion::positives, noPositives),
                rate("precision", Confusion::tp, Confusion::selected, "nothing decided positive"),
                scores == null
                        ? new Measure("auc", slice -> new MeanSample(new Moments(), false, noMean))
                        : new Measure("auc", slice -> AreaSample.of(p.labels(), scores, slice.rows())),
                mean("log_loss", slice -> ((Cell.Binary) slice.cell()).logLoss(), false, noMean),
                mean("brier", slice -> ((Cell.Binary) slice.cell()).brier(), false, noMean),
                mean("mean_score", slice -> ((Cell.Binary) slice.cell()).score(), false, noMean));
    }

    /** Of each class against the rest: how often it is decided, how often it is right to, how often it is found. */
    private static List<Measure> multiclass(Predictions.Multiclass p) {
        List<Measure> measures = new ArrayList<>();
        measures.add(new Measure("accuracy", slice -> {
            Cell.Multiclass cell = (Cell.Multiclass) slice.cell();
            return new RateSample(cell.right(), cell.n(), NO_ROWS);
        }));
        String noMean = p.scores() == null ? "no scores were given" : NO_ROWS;
        measures.add(mean("log_loss", slice -> ((Cell.Multiclass) slice.cell()).logLoss(), false, noMean));
        for (int k = 0; k < p.classes().size(); k++) {
            String of = " (" + p.classes().get(k) + ")";
            String none = "no rows of " + p.classes().get(k);
            measures.add(against(k, "selection_rate" + of, Confusion::selected, Confusion::n, NO_ROWS));
            measures.add(against(k, "base_rate" + of, Confusion::positives, Confusion::n, NO_ROWS));
            measures.add(against(k, "true_positive_rate" + of, Confusion::tp, Confusion::positives, none));
        }
        return List.copyOf(measures);
    }

    private static Measure against(
            int k, String name, ToLongFunction<Confusion> x, ToLongFunction<Confusion> n, String missing) {
        return new Measure(name, slice -> {
            Confusion c = ((Cell.Multiclass) slice.cell()).against(k);
            return new RateSample(x.applyAsLong(c), n.applyAsLong(c), missing);
        });
    }

    private static List<Measure> regression(Predictions.Regression p) {
        return List.of(
                mean("mean_prediction", slice -> ((Cell.Regression) slice.cell()).prediction(), false, NO_ROWS),
                mean("mean_label", slice -> ((Cell.Regression) slice.cell()).label(), false, NO_ROWS),
                mean("mean_error", slice -> ((Cell.Regression) slice.cell()).error(), false, NO_ROWS),
                mean("mae", slice -> ((Cell.Regression) slice.cell()).absoluteError(), false, NO_ROWS),
                mean("rmse", slice -> ((Cell.Regression) slice.cell()).squaredError(), true, NO_ROWS),
                new Measure("r2", slice -> DeterminationSample.of(p.labels(), p.predictions(), slice.rows())));
    }

    private static Measure rate(String name, ToLongFunction<Confusion> x, ToLongFunction<Confusion> n, String missing) {
        return new Measure(name, slice -> {
            Confusion c = ((Cell.Binary) slice.cell()).confusion();
            return new RateSample(x.applyAsLong(c), n.applyAsLong(c), missing);
        });
    }

    private static Measure mean(String name, Function<Slice, Moments> of, boolean root, String missing) {
        return new Measure(name, slice -> new MeanSample(of.apply(slice), root, missing));
    }
}
