package io.candor.explain;

import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Input;
import io.candor.core.model.Scores;
import io.candor.core.model.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The tables of an additive model, as evidence {@code explain.shapes} v1: main effects by data bin, interactions of two inputs
 * as matrices over the bins of both, for each output; every score with its spread over bags and, where bags were kept, its
 * 95 % jackknife interval (which for pairs is the spread times a factor). Together with the intercept, the inputs and the link this is the whole model, so a page can score
 * with it; not there, and named in the limits, are terms of three inputs and more, and the weakest pairs of a model whose
 * matrices have more than {@link #MOST} entries.
 */
public final class ShapeFunctions {
    /** Entries of matrices: some megabytes. */
    static final int MOST = 100_000;

    private final AdditiveModel model;

    public ShapeFunctions(AdditiveModel model) {
        this.model = model;
    }

    /** @param subjects digest of the model */
    public Evidence evidence(List<Subject> subjects) {
        JackknifeIntervals intervals = new JackknifeIntervals(model);
        TermTables tables = new TermTables(model, intervals, outputs());
        List<String> limits = new ArrayList<>();
        limits.add("Low and high are ±1.96 standard deviations over outer bags: stability, not a confidence interval.");
        if (intervals.jackknife().defined()) {
            limits.add(
                    "The jackknife interval is for the expected result of training on other rows like these, each bin by"
                            + " itself; it takes rows as independent and leaves out a bias of the method.");
        }
        limits.add("Says what the model adds for a value, not what a change of the value would cause.");
        Json.Builder terms = Json.object();
        List<String> order = new ArrayList<>();
        double smallest = Double.POSITIVE_INFINITY;
        Set<Integer> pairs = shownPairs();
        for (int t = 0; t < model.termCount(); t++) {
            Term term = model.terms().get(t);
            String name = model.termName(t);
            if (term.inputs().length > 2) {
                limits.add("The term '" + name + "' has more than two inputs and is not shown here.");
                continue;
            }
            if (term.inputs().length == 2 && !pairs.contains(t)) {
                limits.add("The pair '" + name + "' is one of the weakest of too many and is not shown here.");
                continue;
            }
            if (order.contains(name)) name += " (" + t + ")"; // an input may be called like a pair
            order.add(name);
            terms.put(name, term.inputs().length == 1 ? tables.main(t) : tables.pair(t));
            for (double w : term.weights()) if (w > 0) smallest = Math.min(smallest, w);
        }
        Json.Obj result = Json.object()
                .put("task", model.task().label())
                .put("target", model.target())
                .put("classes", Json.texts(model.classes()))
                .put("link", model.link().label())
                .put("output", scale())
                .put("outputs", Json.texts(outputs()))
                .put(
                        "intercept",
                        model.outputs() == 1 ? Json.of(model.intercept()[0]) : Json.numbers(model.intercept()))
                .put(
                        "inputs",
                        Json.array(model.inputs().stream()
                                .map(ShapeFunctions::input)
                                .toList()))
                .put("order", Json.texts(order))
                .put("complete", order.size() == model.termCount())
                .put("terms", terms.build())
                .build();
        return new Evidence(
                "explain.shapes",
                1,
                subjects,
                new Evidence.Method(
                        "shape functions",
                        1,
                        "Hastie & Tibshirani 1986; Lou et al. 2012, 2013; jackknife: Shao & Wu 1989"),
                parameters(intervals.jackknife()),
                result,
                limits,
                Disclosure.aggregate(smallest == Double.POSITIVE_INFINITY ? 0 : (long) smallest));
    }

    /** The strongest pairs, by mean |score| over the training rows, as many as there is room for. */
    private Set<Integer> shownPairs() {
        List<Integer> pairs = new ArrayList<>();
        double[] strength = new double[model.termCount()];
        for (int t = 0; t < strength.length; t++) {
            Term term = model.terms().get(t);
            if (term.inputs().length != 2) continue;
            pairs.add(t);
            for (int i = 0; i < term.scores().length; i++)
                strength[t] += term.weights()[i / model.outputs()] * Math.abs(term.scores()[i]);
        }
        pairs.sort(Comparator.comparingDouble((Integer t) -> -strength[t]).thenComparing(t -> t));
        Set<Integer> shown = new HashSet<>();
        long entries = 0;
        for (int t : pairs) {
            entries += model.terms().get(t).scores().length;
            if (entries > MOST) break;
            shown.add(t);
        }
        return shown;
    }

    private static Json.Obj parameters(Jackknife jackknife) {
        Json.Builder parameters = Json.object()
                .put("deviations", JackknifeIntervals.DEVIATIONS)
                .put("low_high", "spread over bags")
                .put("bags", jackknife.bags());
        if (jackknife.defined()) {
            parameters
                    .put("jackknife", Jackknife.NAME)
                    .put("confidence", 0.95)
                    .put("left_out", jackknife.leftOut())
                    .put("jackknife_over_spread", jackknife.half(1) / JackknifeIntervals.DEVIATIONS);
        }
        return parameters.build();
    }

    private static Json input(Input input) {
        Json.Builder json = Json.object().put("name", input.name());
        if (input.kind() == Input.Kind.NUMBER) return json.put("kind", "number").build();
        return json.put("kind", "category")
                .put("levels", Json.texts(input.levels()))
                .build();
    }

    /** The positive class, the label, or all classes. */
    private List<String> outputs() {
        if (model.outputs() > 1) return model.classes();
        return List.of(model.classes().size() == 2 ? model.classes().get(1) : model.target());
    }

    private String scale() {
        Scores.Scale scale = model.additiveScale();
        if (scale == Scores.Scale.LOG_ODDS) return "log-odds";
        return scale == Scores.Scale.LOG_VALUE ? "log of the value" : "value";
    }
}
