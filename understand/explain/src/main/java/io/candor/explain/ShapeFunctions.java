package io.candor.explain;

import io.candor.core.CandorException;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Bins;
import io.candor.core.model.Input;
import io.candor.core.model.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The tables of an additive model's main effects, as evidence {@code explain.shapes} v1: per data bin the score, ±1.96
 * standard deviations over outer bags, and the training weight. Terms with several inputs are named in the limits.
 */
public final class ShapeFunctions {
    private static final double DEVIATIONS = 1.96;

    private final AdditiveModel model;
    private final ModelOutput output;

    /** @throws CandorException {@code CND-E001} for a model with several outputs */
    public ShapeFunctions(AdditiveModel model) {
        this.model = model;
        this.output = ModelOutput.of(model);
    }

    /** @param subjects digest of the model */
    public Evidence evidence(List<Subject> subjects) {
        Json.Builder terms = Json.object();
        List<String> limits = new ArrayList<>();
        limits.add("Low and high are ±1.96 standard deviations over outer bags: stability, not a confidence interval.");
        limits.add("Says what the model adds for a value, not what a change of the value would cause.");
        double smallest = Double.POSITIVE_INFINITY;
        for (int t = 0; t < model.terms().size(); t++) {
            Term term = model.terms().get(t);
            if (term.inputs().length > 1) {
                limits.add("The term '" + model.termName(t) + "' has several inputs and is not shown here.");
                continue;
            }
            terms.put(model.termName(t), shape(term));
            for (double w : term.weights()) if (w > 0) smallest = Math.min(smallest, w);
        }
        Json.Obj result = Json.object()
                .put("output", output.scale())
                .put("intercept", model.intercept()[0])
                .put("terms", terms.build())
                .build();
        return new Evidence(
                "explain.shapes",
                1,
                subjects,
                new Evidence.Method("shape functions", 1, "Hastie & Tibshirani 1986; Lou et al. 2012"),
                Json.object().put("deviations", DEVIATIONS).build(),
                result,
                limits,
                Disclosure.aggregate(smallest == Double.POSITIVE_INFINITY ? 0 : (long) smallest));
    }

    private Json.Obj shape(Term term) {
        Input input = model.inputs().get(term.inputs()[0]);
        Bins bins = term.bins().get(0);
        int last = bins.count() - 1;
        double[] low = new double[last + 1];
        double[] high = new double[last + 1];
        for (int b = 0; b <= last; b++) {
            low[b] = term.scores()[b] - DEVIATIONS * term.deviations()[b];
            high[b] = term.scores()[b] + DEVIATIONS * term.deviations()[b];
        }
        Json.Builder shape = Json.object().put("inputs", Json.texts(List.of(input.name())));
        if (bins instanceof Bins.Cuts cuts) {
            shape.put("kind", "continuous");
            if (!Double.isNaN(cuts.min())) shape.put("min", cuts.min()).put("max", cuts.max());
            shape.put("cuts", Json.numbers(cuts.cuts()));
        } else if (bins instanceof Bins.Levels levels) {
            shape.put("kind", "nominal").put("levels", Json.texts(labels(input, levels)));
        }
        return shape.put("scores", data(term.scores()))
                .put("low", data(low))
                .put("high", data(high))
                .put("weights", data(term.weights()))
                .put("missing", edge(term, 0))
                .put("unseen", edge(term, last))
                .build();
    }

    /** One label per data bin; levels that share a bin are joined by {@code " | "}. */
    private static List<String> labels(Input input, Bins.Levels levels) {
        List<String> labels = new ArrayList<>();
        for (int bin = 1; bin < levels.count() - 1; bin++) {
            List<String> members = new ArrayList<>();
            for (int l = 0; l < levels.binOfLevel().length; l++) {
                if (levels.binOfLevel()[l] == bin) members.add(input.levels().get(l));
            }
            labels.add(String.join(" | ", members));
        }
        return labels;
    }

    /** Without the bins for missing and unseen. */
    private static Json data(double[] perBin) {
        return Json.numbers(Arrays.copyOfRange(perBin, 1, perBin.length - 1));
    }

    private static Json edge(Term term, int bin) {
        return Json.object()
                .put("score", term.scores()[bin])
                .put("weight", term.weights()[bin])
                .build();
    }
}
