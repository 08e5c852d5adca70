package io.candor.glassbox.tree.internal;

import io.candor.core.model.Task;
import io.candor.glassbox.internal.rows.TrainingRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Minimal cost-complexity pruning (Breiman et al. 1984, §3.3): for every complexity α the smallest of the subtrees that
 * minimise risk + α · leaves. They are nested, so each inner node has one α from which on it is a leaf. Risks are shares of
 * the total weight.
 */
public final class Pruning {
    private Pruning() {}

    /**
     * Gives each inner node its α.
     *
     * @return the α at which the tree becomes smaller, ascending, from 0
     */
    public static double[] sequence(Node root) {
        double total = root.sums[0];
        List<Double> found = new ArrayList<>(List.of(0.0));
        reset(root);
        double reached = 0;
        while (root.left != null && root.collapsesAt == Double.POSITIVE_INFINITY) {
            double[] weakest = {Double.POSITIVE_INFINITY};
            measure(root, weakest);
            reached = Math.max(reached, weakest[0] / total);
            if (reached > found.get(found.size() - 1)) found.add(reached);
            collapse(root, weakest[0] * (1 + 1e-12), reached);
        }
        return found.stream().mapToDouble(a -> a).toArray();
    }

    private static void reset(Node node) {
        if (node.left == null || node.right == null) return;
        node.collapsesAt = Double.POSITIVE_INFINITY;
        reset(node.left);
        reset(node.right);
    }

    /** Risk and leaves of what stands below a node; the least rise in risk per leaf that is given up. */
    private static double[] measure(Node node, double[] weakest) {
        if (node.left == null || node.right == null || node.collapsesAt < Double.POSITIVE_INFINITY)
            return new double[] {node.risk, 1};
        double[] left = measure(node.left, weakest);
        double[] right = measure(node.right, weakest);
        double risk = left[0] + right[0];
        double leaves = left[1] + right[1];
        weakest[0] = Math.min(weakest[0], Math.max(0, node.risk - risk) / (leaves - 1));
        return new double[] {risk, leaves};
    }

    private static double[] collapse(Node node, double weakest, double at) {
        if (node.left == null || node.right == null || node.collapsesAt < Double.POSITIVE_INFINITY)
            return new double[] {node.risk, 1};
        double[] left = collapse(node.left, weakest, at);
        double[] right = collapse(node.right, weakest, at);
        double risk = left[0] + right[0];
        double leaves = left[1] + right[1];
        if (Math.max(0, node.risk - risk) / (leaves - 1) > weakest) return new double[] {risk, leaves};
        node.collapsesAt = at;
        return new double[] {node.risk, 1};
    }

    /** How many leaves are left at a complexity. */
    public static int leaves(Node node, double complexity) {
        if (node.left == null || node.right == null || node.isLeaf(complexity)) return 1;
        return leaves(node.left, complexity) + leaves(node.right, complexity);
    }

    /**
     * Squared error of some rows, which the tree has not seen, at each complexity.
     *
     * @param losses receives, per complexity (ascending), one loss per row from {@code at} on
     */
    static void losses(Node root, GrowingData data, int[] rows, double[] complexities, double[][] losses, int at) {
        for (int r = 0; r < rows.length; r++) {
            Node node = root;
            int c = complexities.length - 1;
            while (true) {
                double loss = Double.NaN;
                while (c >= 0 && node.isLeaf(complexities[c])) {
                    if (Double.isNaN(loss)) loss = loss(node, data, rows[r]);
                    losses[c--][at + r] = loss;
                }
                if (c < 0 || node.left == null || node.right == null || node.split == null) break;
                node = node.split.goesLeft(data.codes()[node.split.input()][rows[r]]) ? node.left : node.right;
            }
        }
    }

    private static double loss(Node node, GrowingData data, int row) {
        TrainingRows rows = data.rows();
        double y = rows.target().values()[row];
        if (rows.target().task() == Task.REGRESSION) {
            double d = y - data.centre() - node.sums[1] / node.sums[0];
            return d * d;
        }
        double loss = 0;
        for (int k = 0; k < data.width(); k++) {
            double d = (y == k ? 1 : 0) - node.sums[1 + k] / node.sums[0];
            loss += d * d;
        }
        return loss;
    }

    /** Geometric means of neighbours: the α that stand for the intervals in between (Breiman et al. 1984, §3.4.1). */
    public static double[] middles(double[] sequence) {
        double[] middles = Arrays.copyOf(sequence, sequence.length);
        for (int i = 0; i + 1 < middles.length; i++) middles[i] = Math.sqrt(sequence[i] * sequence[i + 1]);
        return middles;
    }
}
