package io.candor.io.internal.xgboost;

import io.candor.core.model.Link;
import io.candor.core.model.Task;
import io.candor.core.model.TreeEnsemble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a model of a {@link ModelDocument}: all trees, also those after the best round of early stopping, as {@code
 * Booster.predict} does. Softmax of two classes becomes one log-odds, that of the second. A leaf of {@code dart} is stored times
 * its tree's weight.
 */
final class Assembly {
    private static final float MOST = Float.MAX_VALUE;

    private final ModelDocument file;
    private final @Nullable Meaning meaning;
    private final Objective objective;
    private final Features features;
    private final int outputs; // of the file

    Assembly(ModelDocument file, @Nullable Meaning meaning) {
        this.file = file;
        this.meaning = meaning;
        if (!file.booster().equals("gbtree") && !file.booster().equals("dart")) {
            throw ModelReading.another("that is not made of trees");
        }
        this.objective = Objective.of(file.objective());
        boolean several = objective == Objective.SOFTMAX;
        if (several && file.classes() < 2) throw new IllegalArgumentException("it has too few classes");
        this.outputs = several ? file.classes() : 1;
        this.features = new Features(file, meaning);
    }

    /** @throws IllegalArgumentException if the parts don't fit together */
    TreeEnsemble model() {
        float[] base = base();
        int trees = file.trees().size();
        if (file.outputs().length != trees) throw new IllegalArgumentException("not one output per tree");
        if (file.weights().length != 0 && file.weights().length != trees) {
            throw new IllegalArgumentException("not one weight per tree");
        }
        boolean vector = vector();
        if (outputs == 1
                && (file.targets() > 1 || vector || IntStream.of(file.outputs()).anyMatch(o -> o != 0))) {
            throw ModelReading.another("with several outputs");
        }
        boolean two = objective == Objective.SOFTMAX && outputs == 2;
        TreeWriter writer = new TreeWriter(features, vector ? outputs : 1, two);
        for (int t = 0; t < trees; t++) {
            int output = file.outputs()[t];
            if (output < 0 || output >= outputs) throw new IllegalArgumentException("a tree adds to no output");
            writer.add(file.trees().get(t), vector ? -1 : output, file.weights().length == 0 ? 1 : file.weights()[t]);
        }
        Task task = outputs > 2 ? Task.MULTICLASS : objective.link == Link.LOGIT || two ? Task.BINARY : Task.REGRESSION;
        double[] bases = two ? new double[] {(double) base[1] - base[0]} : doubles(base);
        return new TreeEnsemble(
                task,
                meaning == null ? "target" : meaning.target(),
                features.inputs(),
                classes(task),
                two ? Link.LOGIT : objective.link,
                bases,
                writer.trees(),
                false);
    }

    private boolean vector() {
        boolean vector = false;
        for (RawTree tree : file.trees()) vector |= tree.leafWidth() > 1;
        for (RawTree tree : file.trees()) {
            if (vector && outputs > 1 && tree.leafWidth() != outputs) {
                throw new IllegalArgumentException("leaves have other outputs");
            }
        }
        return vector;
    }

    private List<String> classes(Task task) {
        if (task == Task.REGRESSION) return List.of();
        int count = Math.max(2, outputs);
        if (meaning == null) {
            return IntStream.range(0, count).mapToObj(String::valueOf).toList();
        }
        if (meaning.classes().size() != count) throw new IllegalArgumentException("it has other classes");
        return meaning.classes();
    }

    /** One margin per output; one number in the file is that of all. */
    private float[] base() {
        String text = file.baseScore().strip();
        boolean list = text.startsWith("[") && text.endsWith("]");
        String[] numbers = list ? text.substring(1, text.length() - 1).split(",", -1) : new String[] {text};
        if (numbers.length != 1 && numbers.length != outputs) {
            if (outputs == 1) throw ModelReading.another("with several outputs");
            throw new IllegalArgumentException("not one base score per output");
        }
        List<Float> margins = new ArrayList<>();
        for (String number : numbers) margins.add(objective.margin(Float.parseFloat(number.strip())));
        float[] base = new float[outputs];
        for (int k = 0; k < outputs; k++) base[k] = margins.get(numbers.length == 1 ? 0 : k);
        return base;
    }

    private static double[] doubles(float[] values) {
        double[] copy = new double[values.length];
        Arrays.setAll(copy, i -> values[i]);
        return copy;
    }

    /** No number of a table is beyond; an infinite threshold, which splits off missing values, could not be saved. */
    static float finite(float threshold) {
        return Math.max(-MOST, Math.min(MOST, threshold));
    }
}
