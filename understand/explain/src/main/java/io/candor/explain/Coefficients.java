package io.candor.explain;

import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.model.LinearModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The coefficients of a linear model with their intervals, as evidence {@code explain.coefficients} v1: per input a slope for
 * one unit and for one standard deviation, or what each level adds to the mean row; what a missing value adds. The
 * member {@code model} has all numbers of the model, so that a page can score with it.
 */
public final class Coefficients {
    private final LinearModel model;
    private final ModelOutputs outputs;

    public Coefficients(LinearModel model) {
        this.model = model;
        this.outputs = ModelOutputs.of(model);
    }

    /** @param subjects digest of the model */
    public Evidence evidence(List<Subject> subjects) {
        Json.Builder terms = Json.object();
        int at = 1; // in the order of the model's intervals, the intercept first
        for (int j = 0; j < model.inputs().size(); j++) {
            LinearModel.Effect effect = model.effects().get(j);
            terms.put(
                    model.inputs().get(j).name(),
                    effect instanceof LinearModel.Slope slope ? number(slope, at) : category(j, effect, at));
            at += effect.coefficients();
        }
        double total = weight();
        Json.Obj result = Json.object()
                .put("output", outputs.scale())
                .put("outputs", Json.texts(outputs.names()))
                .put("link", model.link().name().toLowerCase(Locale.ROOT))
                .put(
                        "interval",
                        model.intervals().map(LinearModel.Intervals::method).orElse("none"))
                .put("intercept", estimates(model.intercept(), 0, 1, total))
                .put("terms", terms.build())
                .put("model", LinearParts.of(model))
                .build();
        return new Evidence(
                "explain.coefficients",
                1,
                subjects,
                new Evidence.Method(
                        "coefficients of a linear model",
                        1,
                        "Friedman, Hastie & Tibshirani 2010; intervals: Wald; White 1980; van de Geer et al. 2014"),
                Json.object().put("confidence", 0.95).build(),
                result,
                limits(),
                Disclosure.aggregate(smallest()));
    }

    private List<String> limits() {
        List<String> limits = new ArrayList<>();
        limits.add(
                "A coefficient says how the model's score moves with one input while the others stay, not what causes the"
                        + " outcome.");
        limits.add("Intervals suppose that the model is right: a linear score, independent rows.");
        model.intervals().ifPresent(i -> {
            if (i.method().startsWith("debiased")) {
                limits.add(
                        "The model's coefficients are shrunk; intervals are of the debiased estimate and need not hold them.");
            }
        });
        if (outputs.count() > 1) limits.add("Coefficients of classes are relative to their mean over the classes.");
        return limits;
    }

    private Json number(LinearModel.Slope slope, int at) {
        double total = weight();
        Json.Builder json = Json.object()
                .put("kind", "number")
                .put("mean", slope.centre())
                .put("deviation", slope.deviation())
                .put("slope", estimates(slope.slope(), at, 1, total - slope.missingWeight()))
                .put("per_deviation", estimates(slope.slope(), at, slope.deviation(), total - slope.missingWeight()));
        if (slope.missingWeight() > 0)
            json.put("missing", estimates(slope.missing(), at + 1, 1, slope.missingWeight()));
        return json.build();
    }

    private Json category(int input, LinearModel.Effect effect, int at) {
        LinearModel.Levels levels = (LinearModel.Levels) effect;
        int n = model.outputs();
        Json.Builder each = Json.object();
        for (int l = 0; l < levels.weights().length; l++) {
            if (levels.weights()[l] == 0) continue;
            double[] scores = Arrays.copyOfRange(levels.scores(), l * n, (l + 1) * n);
            each.put(model.inputs().get(input).levels().get(l), estimates(scores, at + l, 1, levels.weights()[l]));
        }
        Json.Builder json = Json.object().put("kind", "category").put("levels", each.build());
        if (levels.missingWeight() > 0) {
            int missing = at + levels.weights().length;
            json.put("missing", estimates(levels.missing(), missing, 1, levels.missingWeight()));
        }
        return json.build();
    }

    /** By output: value, interval and the training weight behind it. */
    private Json estimates(double[] values, int at, double factor, double weight) {
        Json.Builder json = Json.object();
        long n = Math.round(weight);
        for (int k = 0; k < values.length; k++) {
            int i = at * values.length + k;
            double value = values[k] * factor;
            boolean known = model.intervals().isPresent()
                    && !Double.isNaN(model.intervals().get().errors()[i]);
            Estimate estimate = known
                    ? new Estimate.Interval(
                            value,
                            model.intervals().get().low()[i] * factor,
                            model.intervals().get().high()[i] * factor,
                            n,
                            model.intervals().get().method())
                    : new Estimate.Point(value, n);
            json.put(outputs.names().get(k), estimate.toJson());
        }
        return json.build();
    }

    /** Of the training rows; weights have a mean of 1. */
    private double weight() {
        return model.trainingWeight();
    }

    private long smallest() {
        double least = weight();
        for (LinearModel.Effect effect : model.effects()) {
            if (effect instanceof LinearModel.Slope s && s.missingWeight() > 0)
                least = Math.min(least, s.missingWeight());
            if (!(effect instanceof LinearModel.Levels l)) continue;
            if (l.missingWeight() > 0) least = Math.min(least, l.missingWeight());
            for (double w : l.weights()) if (w > 0) least = Math.min(least, w);
        }
        return Math.max(1, (long) Math.floor(least));
    }
}
