package io.candor.io.internal.lightgbm;

import io.candor.core.model.Link;
import io.candor.core.model.Task;
import io.candor.core.model.TreeBuffer;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.model.Trees;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Makes a model of a {@link ModelText}: all trees in their order, so that leaves add up to LightGBM's raw score. Where LightGBM
 * multiplies that score by {@code sigmoid}, leaves are stored times it, as log-odds; softmax of two classes becomes one
 * log-odds, that of the second. A forest's mean is over iterations, ours over trees, so leaves of several classes are stored
 * times their number.
 */
final class Assembly {
    private static final int LARGEST_TREE = 1 << 26;

    private final ModelText file;
    private final Objective objective;
    private final Features features;
    private final TreeBuffer buffer = new TreeBuffer(1);

    Assembly(ModelText file) {
        this.file = file;
        this.objective = Objective.of(file.objective(), file.outputs());
        this.features = new Features(file);
    }

    /** @throws IllegalArgumentException if the parts don't fit together */
    TreeEnsemble model() {
        int outputs = file.outputs();
        if (file.trees().size() % outputs != 0) throw new IllegalArgumentException("a tree is missing");
        boolean two = outputs == 2 && objective.link() == Link.SOFTMAX;
        double factor = objective.factor() * (file.averaged() ? outputs : 1);
        for (int t = 0; t < file.trees().size(); t++) {
            int output = t % outputs;
            add(file.trees().get(t), two ? 0 : output, two && output == 0 ? -factor : factor);
        }
        int classes = objective.classes();
        Task task =
                classes == 0 ? Task.REGRESSION : outputs > 2 || outputs == 2 && !two ? Task.MULTICLASS : Task.BINARY;
        return new TreeEnsemble(
                task,
                "target",
                features.inputs(),
                IntStream.range(0, classes).mapToObj(String::valueOf).toList(),
                two ? Link.LOGIT : objective.link(),
                new double[task == Task.MULTICLASS ? outputs : 1],
                buffer.trees(Trees.Comparison.LESS_OR_EQUAL, Trees.Precision.DOUBLE),
                file.averaged());
    }

    /** From the root on, level by level. A node of the file is an inner one, or the complement of a leaf. */
    private void add(RawTree tree, int output, double factor) {
        int inner = tree.feature().length;
        if (inner > LARGEST_TREE) throw new IllegalArgumentException("a tree is too large");
        boolean[] seenInner = new boolean[inner];
        boolean[] seenLeaf = new boolean[inner + 1];
        int[] from = new int[2 * inner + 1];
        buffer.tree(output);
        int first = buffer.node();
        from[0] = inner == 0 ? ~0 : 0;
        int count = 1;
        for (int n = 0; n < count; n++) {
            int node = first + n;
            int old = from[n];
            boolean[] seen = old < 0 ? seenLeaf : seenInner;
            int place = old < 0 ? ~old : old;
            if (place >= seen.length || seen[place])
                throw new IllegalArgumentException("a node has no child of its own");
            seen[place] = true;
            if (old < 0) {
                buffer.leaf(node, 0, tree.leafValue()[place] * factor);
                if (tree.leafCount().length > 0) buffer.cover(node, tree.leafCount()[place]);
                continue;
            }
            if (tree.innerCount().length > 0) buffer.cover(node, tree.innerCount()[place]);
            from[count] = tree.left()[place];
            from[count + 1] = tree.right()[place];
            int child = buffer.node();
            buffer.node();
            count += 2;
            split(tree, place, node);
            buffer.children(node, child, child + 1);
        }
    }

    /** A missing category goes right; a missing number is zero, unless it is what counts as missing. */
    private void split(RawTree tree, int old, int node) {
        int f = tree.feature()[old];
        if (tree.byCategory(old)) {
            List<String> levels = features.inputs().get(f).levels();
            buffer.category(node, f, levels.size(), false);
            tree.codes(old, code -> buffer.goesLeft(node, features.level(f, code)));
            return;
        }
        double threshold = tree.threshold()[old];
        boolean zeroLeft = 0 <= threshold;
        RawTree.Missing missing = tree.missing(old);
        boolean missingLeft = missing == RawTree.Missing.NONE ? zeroLeft : tree.defaultLeft(old);
        buffer.number(node, f, threshold, missingLeft);
        if (missing == RawTree.Missing.ZERO && missingLeft != zeroLeft) buffer.zeroIsMissing(node);
    }
}
