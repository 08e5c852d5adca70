package io.candor.core.model;

import io.candor.core.data.Table;
import java.util.List;
import java.util.Optional;

/**
 * Decision trees whose leaves are added up, or averaged: prediction = inverse link of base + Σ leaf values (or their mean).
 * The neutral form of single trees, forests and boosted trees. Leaf values are added in double, in the order of trees.
 * Thread-safe.
 *
 * @param base one per output
 * @param averaged whether leaf values are divided by the number of trees
 */
public record TreeEnsemble(
        Task task,
        String target,
        List<Input> inputs,
        List<String> classes,
        Link link,
        double[] base,
        Trees trees,
        boolean averaged)
        implements Model {
    /** @throws IllegalArgumentException if the parts do not fit each other */
    public TreeEnsemble {
        inputs = List.copyOf(inputs);
        classes = List.copyOf(classes);
        int outputs = task == Task.MULTICLASS ? classes.size() : 1;
        if (base.length != outputs) throw new IllegalArgumentException(outputs + " outputs, not " + base.length);
        if (classes.size() < 2 != (task == Task.REGRESSION)) throw new IllegalArgumentException("classes and task");
        if (link == Link.SOFTMAX && outputs < 2) throw new IllegalArgumentException("link and outputs");
        for (int of : trees.output()) {
            if (of >= outputs || (of < 0 ? trees.width() != outputs : trees.width() != 1)) {
                throw new IllegalArgumentException("outputs of trees");
            }
        }
        for (int i = 0; i < trees.feature().length; i++) check(i, trees, inputs);
    }

    private static void check(int node, Trees trees, List<Input> inputs) {
        int feature = trees.feature()[node];
        if (feature < 0) return;
        if (feature >= inputs.size()) throw new IllegalArgumentException("node " + node + " asks no input");
        Input input = inputs.get(feature);
        boolean category = input.kind() == Input.Kind.CATEGORY;
        int set = trees.set()[node];
        if (category != set >= 0)
            throw new IllegalArgumentException("node " + node + " does not fit '" + input.name() + "'");
        if (category && set + (long) (input.levels().size() + 63) / 64 > trees.sets().length) {
            throw new IllegalArgumentException("node " + node + " has no set");
        }
    }

    /** The same model made of other trees. */
    public TreeEnsemble with(Trees others) {
        return new TreeEnsemble(task, target, inputs, classes, link, base, others, averaged);
    }

    public int outputs() {
        return base.length;
    }

    /** What base and leaves add up to. */
    public Scores.Scale additiveScale() {
        return link == Link.IDENTITY && task != Task.REGRESSION ? Scores.Scale.PROBABILITY : link.additiveScale();
    }

    /** Leaves of a classifier without a link are probabilities. */
    @Override
    public Scores.Scale scale() {
        return link == Link.IDENTITY && task != Task.REGRESSION ? Scores.Scale.PROBABILITY : link.scale();
    }

    /** Base plus leaves of one output, before the link. */
    public double additiveScore(double[] row, int output) {
        double sum = 0;
        for (int t = 0; t < trees.count(); t++) sum += trees.value(t, trees.leaf(t, row), output);
        return base[output] + (averaged && trees.count() > 0 ? sum / trees.count() : sum);
    }

    @Override
    public Scores score(Table rows) {
        RowEncoder encoder = new RowEncoder(inputs, rows);
        double[] row = new double[inputs.size()];
        int outputs = base.length;
        double[] values = new double[rows.rows() * outputs];
        for (int i = 0; i < rows.rows(); i++) {
            encoder.encode(i, row);
            add(row, values, i * outputs);
        }
        return new Scores(values, rows.rows(), outputs, scale());
    }

    @Override
    public Optional<RowScorer> rowScorer() {
        return Optional.of((row, out) -> add(row, out, 0));
    }

    private void add(double[] row, double[] out, int at) {
        int outputs = base.length;
        for (int k = 0; k < outputs; k++) out[at + k] = 0;
        for (int t = 0; t < trees.count(); t++) {
            int leaf = trees.leaf(t, row);
            int of = trees.output()[t];
            if (of >= 0) out[at + of] += trees.values()[leaf];
            else for (int k = 0; k < outputs; k++) out[at + k] += trees.values()[leaf * outputs + k];
        }
        boolean mean = averaged && trees.count() > 0;
        for (int k = 0; k < outputs; k++) out[at + k] = base[k] + (mean ? out[at + k] / trees.count() : out[at + k]);
        link.invert(out, at, outputs);
    }
}
