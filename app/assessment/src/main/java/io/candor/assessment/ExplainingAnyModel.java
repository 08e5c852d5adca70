package io.candor.assessment;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import io.candor.core.data.Table;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.model.Input;
import io.candor.core.model.Model;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.random.RandomStreams;
import io.candor.explain.blackbox.BlackBox;
import io.candor.explain.blackbox.InputRows;
import io.candor.explain.effect.EffectEvidence;
import io.candor.explain.influence.MorrisScreening;
import io.candor.explain.influence.PermutationImportance;
import io.candor.explain.shapley.ShapleyExplainer;
import io.candor.explain.shapley.ShapleyMethod;
import io.candor.explain.surrogate.GlobalSurrogate;
import io.candor.explain.surrogate.Lime;
import io.candor.glassbox.tree.TreeSettings;
import io.candor.glassbox.tree.TreeTrainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/**
 * What can be said of any model by scoring it.
 *
 * @param logOdds whether probabilities are explained as log-odds
 */
public record ExplainingAnyModel(Model model, Subject subject, boolean logOdds, long seed, ForkJoinPool pool) {
    /** Ways to tell what the whole model does. */
    public static final List<String> GLOBAL = List.of("pdp", "ice", "ale", "permutation", "morris", "surrogate");

    /** Rows of a background that nobody chose. */
    public static final int BACKGROUND = 100;

    private static final int CURVES = 50;
    private static final int SURROGATE_DEPTH = 4;

    /** Ways to tell why a row was scored as it was. */
    public static List<String> local() {
        List<String> all = new ArrayList<>(ShapleyMethod.labels());
        all.add("lime");
        return all;
    }

    /** What rows stand in for what is not told. */
    public record Background(Table rows, Subject subject) {}

    /** Positions of some rows, drawn by the seed; of all if there are not more. */
    public int[] drawn(int rows, int most, String purpose) {
        int[] order = new RandomStreams(seed).stream(purpose).permutation(rows);
        int[] picked = Arrays.copyOf(order, Math.min(rows, most));
        Arrays.sort(picked);
        return picked;
    }

    /**
     * Why rows were scored as they were.
     *
     * @param method one of {@link #local}
     * @param budget coalitions of each row, or rows that LIME draws; empty for the method's own
     * @param groups inputs that Shapley values are told of together
     */
    public Evidence local(
            String method,
            Table rows,
            int[] picked,
            Subject data,
            Background background,
            Optional<Integer> budget,
            List<List<String>> groups) {
        BlackBox box = new BlackBox(model, logOdds, pool);
        List<Subject> subjects = List.of(subject, data, background.subject());
        if (method.equals("lime")) {
            return new Lime(box, background.rows(), budget.orElse(Lime.SAMPLES), seed).evidence(rows, picked, subjects);
        }
        ShapleyMethod chosen = ShapleyMethod.values()[ShapleyMethod.labels().indexOf(method)];
        return new ShapleyExplainer(
                        box, background.rows(), chosen, budget.orElse(ShapleyExplainer.BUDGET), seed, groups)
                .evidence(rows, picked, subjects);
    }

    /**
     * What the model does on some rows.
     *
     * @param method one of {@link #GLOBAL}
     * @param features of effects: those to show, all if empty; two with a {@code &} between them for the second order of ale
     * @param target labels of the rows; permutation needs them
     */
    public Evidence global(String method, Table table, Subject data, List<String> features, Optional<Target> target) {
        BlackBox box = new BlackBox(model, logOdds && !method.equals("permutation"), pool);
        List<Subject> subjects = List.of(subject, data);
        InputRows rows = InputRows.of(model.inputs(), table);
        if (rows.rows() == 0) {
            throw CandorException.user(
                    "CND-C016", "there are no rows to explain", "at least one row", "check the data");
        }
        EffectEvidence effects = new EffectEvidence(box, rows, subjects);
        return switch (method) {
            case "pdp" -> effects.partialDependence(inputs(features), 0);
            case "ice" -> effects.partialDependence(inputs(features), CURVES);
            case "ale" -> accumulated(effects, features);
            case "permutation" -> permutation(box, rows, target, subjects);
            case "morris" -> new MorrisScreening(box, MorrisScreening.WALKS, seed).evidence(rows, subjects);
            case "surrogate" -> {
                TreeSettings settings = TreeSettings.defaults(Task.REGRESSION)
                        .with(Map.of("max_depth", Integer.toString(SURROGATE_DEPTH)));
                yield new GlobalSurrogate(box, "tree", new TreeTrainer(settings, pool), seed).evidence(rows, subjects);
            }
            default -> throw new IllegalArgumentException(method);
        };
    }

    private Evidence accumulated(EffectEvidence effects, List<String> features) {
        if (features.size() != 1 || !features.get(0).contains("&") || names().contains(features.get(0)))
            return effects.accumulated(inputs(features));
        String[] pair = features.get(0).split("&", 2);
        return effects.accumulatedPair(input(pair[0].strip()), input(pair[1].strip()));
    }

    private Evidence permutation(BlackBox box, InputRows rows, Optional<Target> target, List<Subject> subjects) {
        Target labels = target.orElseThrow(() -> CandorException.user(
                "CND-C014",
                "permutation importance needs labels",
                "the column that the model predicts",
                "add --label NAME"));
        if (labels.task() != model.task() || !labels.classes().equals(model.classes())) {
            throw AssessedModel.otherLabel(model, labels.task(), labels.classes());
        }
        return new PermutationImportance(box, PermutationImportance.REPETITIONS, seed).evidence(rows, labels, subjects);
    }

    private List<Integer> inputs(List<String> features) {
        if (features.isEmpty())
            return IntStream.range(0, model.inputs().size()).boxed().toList();
        return features.stream().map(this::input).toList();
    }

    private int input(String name) {
        int at = names().indexOf(name);
        if (at >= 0) return at;
        throw CandorException.user(
                "CND-C015",
                "the model has no input '" + name + "'",
                "one of its inputs",
                Suggestions.remedy(name, names()));
    }

    private List<String> names() {
        return model.inputs().stream().map(Input::name).toList();
    }
}
