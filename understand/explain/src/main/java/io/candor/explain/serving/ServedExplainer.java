package io.candor.explain.serving;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.json.Json;
import io.candor.core.model.Additive;
import io.candor.core.model.Input;
import io.candor.core.model.Model;
import io.candor.core.model.RowValues;
import io.candor.core.model.Task;
import io.candor.core.model.TreeEnsemble;
import io.candor.explain.AdditiveRowExplainer;
import io.candor.explain.RowExplainer;
import io.candor.explain.tree.TreeRowExplainer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * Explains single rows where a model is served, and gives reasons: the inputs that take a score furthest from what they add in the
 * reference on average, in the direction away from the favourable outcome (differences from an average of each factor, as the official
 * commentary on 12 CFR 1002.9(b)(2) describes). Differences of all inputs add up to the score less the reference's mean
 * score. Equal differences stand in the order of inputs. Thread-safe.
 *
 * <p>Additive models are explained exactly, trees by their path-dependent Shapley values.
 *
 * <pre>{@code
 * ServedExplainer explainer = ServedExplainer.of(model, digest, json); // at start
 * double[] row = explainer.encode(Map.of("age", 23, "sex", "Female"));
 * List<Reason> reasons = explainer.reasons(row); // per request
 * }</pre>
 */
public final class ServedExplainer {
    private static final String FORMAT = "candor-explainer";
    private static final int VERSION = 1;

    private final Model model;
    private final String digest;
    private final Reference reference;
    private final ReasonRules rules;
    private final RowExplainer explainer;
    private final RowValues encoder;
    private final List<Factor> factors;
    private final int output; // of the favourable outcome
    private final double sign; // of a difference that is favourable

    private ServedExplainer(
            Model model, String digest, Reference reference, ReasonRules rules, RowExplainer explainer) {
        rules.check(model);
        this.model = model;
        this.digest = digest;
        this.reference = reference;
        this.rules = rules;
        this.explainer = explainer;
        this.encoder = new RowValues(model.inputs());
        this.factors = factors(model.inputs(), rules);
        this.output = model.task() == Task.MULTICLASS ? model.classes().indexOf(rules.favourable()) : 0;
        boolean against = model.task() == Task.BINARY && model.classes().indexOf(rules.favourable()) == 0;
        this.sign = against || rules.favourable().equals("lower") && model.task() == Task.REGRESSION ? -1 : 1;
    }

    /**
     * Makes one from the rows of the reference.
     *
     * @param digest of the saved model
     * @throws CandorException {@code CND-E027} for a model that can't be explained row by row, and what {@link Reference} and {@link
     *     ReasonRules} refuse
     */
    public static ServedExplainer make(
            Model model, String digest, String name, Table rows, ReasonRules rules, ForkJoinPool pool) {
        rules.check(model);
        RowExplainer explainer = explainer(model);
        return new ServedExplainer(
                model, digest, Reference.of(name, explainer, model.inputs(), rows, pool), rules, explainer);
    }

    /**
     * One that was kept.
     *
     * @param digest of the saved model
     * @throws CandorException {@code CND-E026} if it is damaged, of another version or of another model
     */
    public static ServedExplainer of(Model model, String digest, Json.Obj json) {
        try {
            if (!json.text("format").equals(FORMAT) || json.number("version") != VERSION) {
                throw new IllegalArgumentException("not a Candor explainer of version " + VERSION);
            }
            if (!json.text("model").equals(digest)) throw new IllegalArgumentException("it is another model's");
            Reference reference = Reference.fromJson(json.object("reference"));
            RowExplainer explainer = explainer(model);
            if (reference.means().length != explainer.inputs() * explainer.outputs()
                    || reference.score().length != explainer.outputs()
                    || reference.typical().size() != explainer.inputs()) {
                throw new IllegalArgumentException("it does not fit the model");
            }
            return new ServedExplainer(
                    model, digest, reference, ReasonRules.fromJson(json.object("reasons")), explainer);
        } catch (IllegalArgumentException | ClassCastException e) {
            String why = e instanceof ClassCastException ? "a value is of the wrong type" : e.getMessage();
            throw CandorException.user(
                            "CND-E026",
                            "the explainer can't be used (" + why + ")",
                            "what 'candor explain save' wrote for this very model",
                            "make it again")
                    .causedBy(e);
        }
    }

    /** What is kept. */
    public Json.Obj toJson() {
        return Json.object()
                .put("format", FORMAT)
                .put("version", VERSION)
                .put("model", digest)
                .put("reference", reference.toJson())
                .put("reasons", rules.toJson())
                .build();
    }

    private static RowExplainer explainer(Model model) {
        if (model instanceof Additive additive) return new AdditiveRowExplainer(additive);
        if (model instanceof TreeEnsemble trees) return new TreeRowExplainer(trees);
        throw CandorException.user(
                "CND-E027",
                "this model can't be explained row by row as it is served",
                "an additive model, a tree or boosted trees",
                "explain its rows in batches, with 'candor explain local'");
    }

    private static List<Factor> factors(List<Input> inputs, ReasonRules rules) {
        Map<Integer, Factor> first = new TreeMap<>();
        List<String> names = inputs.stream().map(Input::name).toList();
        List<Integer> rest = new ArrayList<>();
        for (int j = 0; j < names.size(); j++) rest.add(j);
        rules.groups().forEach((name, members) -> {
            List<Integer> of = members.stream().map(names::indexOf).sorted().toList();
            if (!of.isEmpty()) first.put(of.get(0), new Factor(name, of));
            rest.removeAll(of);
        });
        for (int j : rest) first.put(j, new Factor(names.get(j), List.of(j)));
        return List.copyOf(first.values());
    }

    public Model model() {
        return model;
    }

    public Reference reference() {
        return reference;
    }

    public ReasonRules rules() {
        return rules;
    }

    /** For {@link RowExplainer#explain}: values of the inputs, without allocating. */
    public RowExplainer rowExplainer() {
        return explainer;
    }

    /** One row of named values, see {@link RowValues#encode}. */
    public double[] encode(Map<String, ? extends @Nullable Object> values) {
        return encoder.encode(values);
    }

    /**
     * The score of the favourable outcome, before the link, less the reference's mean; turned round where a lower score is the favourable
     * one. Of several classes: less the mean of all classes' scores, too.
     */
    public double difference(double[] row) {
        double[] values = new double[explainer.inputs() * explainer.outputs()];
        explainer.explain(row, values);
        double sum = 0;
        for (int j = 0; j < explainer.inputs(); j++) sum += difference(values, j);
        return sum;
    }

    /**
     * The worst first; fewer than asked for, and none, if fewer inputs count against the row.
     *
     * @param row encoded
     */
    public List<Reason> reasons(double[] row) {
        double[] values = new double[explainer.inputs() * explainer.outputs()];
        explainer.explain(row, values);
        List<Reason> found = new ArrayList<>();
        for (Factor factor : factors) {
            double sum = 0;
            for (int input : factor.inputs()) sum += difference(values, input);
            if (sum < 0) found.add(reason(factor, row, sum));
        }
        found.sort(Comparator.comparingDouble(Reason::difference)); // stable: ties keep the order of inputs
        return List.copyOf(found.subList(0, Math.min(rules.count(), found.size())));
    }

    private double difference(double[] values, int input) {
        int outputs = explainer.outputs();
        int at = input * outputs;
        double own = values[at + output] - reference.means()[at + output];
        if (outputs == 1) return sign * own;
        double mean = 0;
        for (int k = 0; k < outputs; k++) mean += (values[at + k] - reference.means()[at + k]) / outputs;
        return own - mean;
    }

    private Reason reason(Factor factor, double[] row, double difference) {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        List<String> typical = new ArrayList<>();
        boolean alone = factor.inputs().size() == 1;
        for (int j : factor.inputs()) {
            Input input = model.inputs().get(j);
            names.add(input.name());
            String prefix = alone ? "" : input.name() + " ";
            values.add(prefix + text(input, row[j]));
            String of = reference.typical().get(j);
            typical.add(prefix + (of.isEmpty() ? "missing" : of));
        }
        String value = String.join(", ", values);
        String usual = String.join(", ", typical);
        return new Reason(factor.name(), names, value, usual, difference, rules.text(factor.name(), value, usual));
    }

    private static String text(Input input, double value) {
        if (Double.isNaN(value)) return "missing";
        if (input.kind() == Input.Kind.NUMBER) return Reference.shown(value);
        return value < 0
                ? "a value that the model has not seen"
                : input.levels().get((int) value);
    }
}
