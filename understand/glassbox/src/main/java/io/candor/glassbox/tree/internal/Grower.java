package io.candor.glassbox.tree.internal;

import io.candor.core.port.Deadline;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Grows a tree, the split with the largest gain first (ties: the node made first), so that a limit on splits keeps the best
 * ones. Without one the order does not matter. Not thread-safe.
 */
public final class Grower {
    private final GrowingData data;
    private final Limits limits;
    private final SplitFinder finder;
    private int[] rows = new int[0];
    private int splits;

    public Grower(GrowingData data, Limits limits) {
        this.data = data;
        this.limits = limits;
        this.finder = new SplitFinder(data, limits);
    }

    private record Candidate(Node node, int from, int to, Split split, int number) {}

    /** How many splits the last tree has. */
    public int splits() {
        return splits;
    }

    /**
     * @param some rows to grow from
     * @param deadline asked before every split
     */
    public Node grow(int[] some, Deadline deadline) {
        rows = some.clone();
        splits = 0;
        PriorityQueue<Candidate> queue = new PriorityQueue<>((a, b) -> {
            int byGain = Double.compare(b.split().gain(), a.split().gain());
            return byGain != 0 ? byGain : Integer.compare(a.number(), b.number());
        });
        Node root = node(0, 0, rows.length);
        double least = 1e-12 * root.risk;
        int[] number = {0};
        offer(queue, root, 0, rows.length, least, number);
        while (splits < limits.splits()) {
            Candidate next = queue.poll();
            if (next == null || deadline.passed()) break;
            int middle = part(next.from(), next.to(), next.split());
            Node left = node(next.node().depth + 1, next.from(), middle);
            Node right = node(next.node().depth + 1, middle, next.to());
            next.node().split = next.split();
            next.node().left = left;
            next.node().right = right;
            splits++;
            offer(queue, left, next.from(), middle, least, number);
            offer(queue, right, middle, next.to(), least, number);
        }
        return root;
    }

    private void offer(PriorityQueue<Candidate> queue, Node node, int from, int to, double least, int[] number) {
        if (node.depth >= limits.depth() || to - from < limits.splitRows() || to - from < 2 * limits.leafRows()) return;
        if (node.risk <= least) return;
        @Nullable Split best = null;
        for (int j = 0; j < data.inputs(); j++) {
            Split split = finder.best(j, rows, from, to, node.sums, best == null ? least : best.gain());
            if (split != null) best = split;
        }
        if (best != null) queue.add(new Candidate(node, from, to, best, number[0]++));
    }

    private Node node(int depth, int from, int to) {
        double[] sums = new double[data.width() + 1];
        double squares = 0;
        for (int r = from; r < to; r++) {
            int row = rows[r];
            double w = data.rows().weights()[row];
            sums[0] += w;
            data.add(row, sums, 1);
            double d = data.rows().target().values()[row] - data.centre();
            squares += w * d * d;
        }
        double score = limits.criterion().score(sums[0], sums, 1, data.width());
        double risk = switch (limits.criterion()) {
            case GINI -> sums[0] - score;
            case ENTROPY -> -score;
            case SQUARED_ERROR -> squares - score;
        };
        return new Node(depth, to - from, sums, Math.max(0, risk));
    }

    /** Stable, so that sums over a node's rows run in the order of the data. */
    private int part(int from, int to, Split split) {
        int[] codes = data.codes()[split.input()];
        int[] right = new int[to - from];
        int at = from;
        int n = 0;
        for (int r = from; r < to; r++) {
            if (split.goesLeft(codes[rows[r]])) rows[at++] = rows[r];
            else right[n++] = rows[r];
        }
        System.arraycopy(right, 0, rows, at, n);
        return at;
    }
}
