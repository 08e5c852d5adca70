package io.candor.explain;

import io.candor.core.json.Json;
import io.candor.core.model.Additive;
import io.candor.core.model.Model;
import io.candor.core.model.Scores;
import io.candor.core.model.TreeEnsemble;
import java.util.List;
import java.util.Locale;

/**
 * The outputs of a model that are explained.
 *
 * @param scale on which explanations add up, for example {@code log-odds}
 * @param names the positive class, or the label, or of several outputs the classes
 */
public record ModelOutputs(String scale, List<String> names) {
    /** Of an additive model: before its link. */
    public static ModelOutputs of(Additive model) {
        return new ModelOutputs(name(model.additiveScale()), names(model));
    }

    /** Of trees: before their link. */
    public static ModelOutputs ofTrees(TreeEnsemble model) {
        return new ModelOutputs(name(model.additiveScale()), names(model));
    }

    /** Of what a model predicts. */
    public static ModelOutputs ofPrediction(Model model) {
        return new ModelOutputs(name(model.scale()), names(model));
    }

    public int count() {
        return names.size();
    }

    /** One number per output: a number where there is one output, else an array. */
    public Json numbers(double[] perOutput) {
        return perOutput.length == 1 ? Json.of(perOutput[0]) : Json.numbers(perOutput);
    }

    private static String name(Scores.Scale scale) {
        return scale.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<String> names(Model model) {
        List<String> classes = model.classes();
        if (classes.isEmpty()) return List.of(model.target());
        return classes.size() == 2 ? List.of(classes.get(1)) : classes;
    }
}
