package io.candor.glassbox.tree.internal;

import io.candor.core.model.Input;
import io.candor.core.model.Link;
import io.candor.core.model.Task;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.model.Trees;
import io.candor.glassbox.internal.rows.InputColumn;
import io.candor.glassbox.internal.rows.TrainingRows;
import java.util.ArrayList;
import java.util.List;

/** A pruned tree as the neutral record, nodes in the order of a walk that goes left first. Inner nodes have values, too. */
public final class Emission {
    private final GrowingData data;
    private final double complexity;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Integer> right = new ArrayList<>();
    private final List<long[]> sets = new ArrayList<>();

    private Emission(GrowingData data, double complexity) {
        this.data = data;
        this.complexity = complexity;
    }

    public static TreeEnsemble of(Node root, GrowingData data, double complexity) {
        Emission emission = new Emission(data, complexity);
        emission.walk(root);
        TrainingRows rows = data.rows();
        return new TreeEnsemble(
                rows.target().task(),
                rows.target().name(),
                rows.inputs().stream().map(InputColumn::input).toList(),
                rows.target().classes(),
                Link.IDENTITY,
                new double[rows.outputs()],
                emission.trees(),
                false);
    }

    private void walk(Node node) {
        int at = nodes.size();
        nodes.add(node);
        right.add(-1);
        if (node.left == null || node.right == null || node.isLeaf(complexity)) return;
        walk(node.left);
        right.set(at, nodes.size());
        walk(node.right);
    }

    private Trees trees() {
        int n = nodes.size();
        int outputs = data.rows().outputs();
        int[] feature = new int[n];
        double[] threshold = new double[n];
        int[] left = new int[n];
        int[] rights = new int[n];
        boolean[] missingLeft = new boolean[n];
        int[] set = new int[n];
        double[] cover = new double[n];
        double[] values = new double[n * outputs];
        int words = 0;
        for (int i = 0; i < n; i++) {
            Node node = nodes.get(i);
            cover[i] = node.sums[0];
            values(node, values, i * outputs);
            feature[i] = -1;
            set[i] = -1;
            if (right.get(i) < 0 || node.split == null) continue;
            Split split = node.split;
            feature[i] = split.input();
            left[i] = i + 1;
            rights[i] = right.get(i);
            missingLeft[i] = split.missingLeft();
            if (split.levels() == null) threshold[i] = threshold(split);
            else {
                Input input = data.rows().inputs().get(split.input()).input();
                long[] bits =
                        java.util.Arrays.copyOf(split.levels(), (input.levels().size() + 63) / 64);
                set[i] = words;
                words += bits.length;
                sets.add(bits);
            }
        }
        return new Trees(
                new int[] {0},
                feature,
                threshold,
                left,
                rights,
                missingLeft,
                set,
                sets.stream().flatMapToLong(java.util.Arrays::stream).toArray(),
                cover,
                values,
                outputs,
                new int[] {-1},
                Trees.Comparison.LESS_OR_EQUAL,
                Trees.Precision.DOUBLE);
    }

    /** Half-way to the next value, or beyond all of them. */
    private double threshold(Split split) {
        double[] distinct = data.distinct()[split.input()];
        if (split.next() < 0) return Double.MAX_VALUE;
        double low = distinct[split.rank()];
        double high = distinct[split.next()];
        double middle = low / 2 + high / 2;
        return middle >= low && middle < high ? middle : low;
    }

    private void values(Node node, double[] values, int at) {
        double weight = node.sums[0];
        Task task = data.rows().target().task();
        if (task == Task.REGRESSION) values[at] = data.centre() + node.sums[1] / weight;
        else if (task == Task.BINARY) values[at] = node.sums[2] / weight;
        else for (int k = 0; k < data.width(); k++) values[at + k] = node.sums[1 + k] / weight;
    }
}
