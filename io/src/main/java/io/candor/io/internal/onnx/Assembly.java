package io.candor.io.internal.onnx;

import io.candor.core.model.TreeBuffer;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.model.Trees;

/**
 * Makes a model of a {@link TreeGraph}. A number that is compared the other way round goes to the other side; if some nodes let a
 * number equal to the threshold pass to the left and some don't, those that don't ask for the next smaller number instead, which
 * is the same. Covers are known where hit rates add up.
 */
final class Assembly {
    private static final double ROUNDED = 1e-3;

    private final TreeGraph graph;
    private final RawTrees trees;
    private final Scoring scoring;
    private final boolean averaged;
    private final boolean less; // all comparisons send equal numbers right
    private final boolean counted;

    /** @throws OtherGraph if the ensemble is of another form */
    Assembly(TreeGraph graph) {
        this.graph = graph;
        Attributes attributes = graph.node().attributes();
        this.trees = new RawTrees(attributes, graph.classifies() ? "class" : "target");
        this.scoring = graph.classifies() ? Scoring.ofClasses(attributes, trees) : Scoring.ofNumber(attributes, trees);
        String aggregate = attributes.text("aggregate_function", "SUM");
        if (!aggregate.equals("SUM") && (graph.classifies() || !aggregate.equals("AVERAGE"))) {
            throw new OtherGraph("it aggregates its trees otherwise");
        }
        this.averaged = aggregate.equals("AVERAGE");
        boolean allLess = true;
        for (Branch branch : trees.branch) allLess &= branch == Branch.LEAF || !branch.equalGoesLeft();
        this.less = allLess;
        this.counted = counted();
    }

    private boolean counted() {
        if (trees.hits.length == 0) return false;
        for (int i = 0; i < trees.hits.length; i++) {
            double own = trees.hits[i];
            if (!(own >= 0) || Double.isInfinite(own)) return false;
            if (trees.branch[i] == Branch.LEAF) continue;
            double below = trees.hits[trees.whenTrue[i]] + trees.hits[trees.whenFalse[i]];
            if (!(Math.abs(below - own) <= ROUNDED * own)) return false;
        }
        return true;
    }

    /** @throws IllegalArgumentException if the parts don't fit together */
    TreeEnsemble model() {
        int outputs = scoring.base().length;
        int[] only = outputs == 1 ? new int[trees.roots.length] : onlyOutput();
        boolean vectors = outputs > 1 && only.length == 0;
        TreeBuffer buffer = new TreeBuffer(vectors ? outputs : 1);
        int[] first = firstWeight();
        int[] next = nextWeight(first);
        boolean[] seen = new boolean[trees.feature.length];
        int[] from = new int[trees.feature.length];
        for (int t = 0; t < trees.roots.length; t++) {
            buffer.tree(vectors ? -1 : only[t]);
            int root = buffer.node();
            from[0] = trees.roots[t];
            int count = 1;
            for (int n = 0; n < count; n++) {
                int old = from[n];
                int node = root + n;
                if (seen[old]) throw new IllegalArgumentException("a node has two parents");
                seen[old] = true;
                if (counted) buffer.cover(node, trees.hits[old]);
                if (trees.branch[old] == Branch.LEAF) {
                    leaf(buffer, node, vectors, first[old], next);
                    continue;
                }
                if (count + 2 > from.length) throw new IllegalArgumentException("a node has two parents");
                boolean swap = trees.branch[old].trueIsRight();
                from[count] = swap ? trees.whenFalse[old] : trees.whenTrue[old];
                from[count + 1] = swap ? trees.whenTrue[old] : trees.whenFalse[old];
                count += 2;
                int child = buffer.node();
                buffer.node();
                question(buffer, node, old);
                buffer.children(node, child, child + 1);
            }
        }
        for (boolean reached : seen) if (!reached) throw new IllegalArgumentException("a node has no parent");
        return new TreeEnsemble(
                scoring.task(),
                "target",
                graph.inputs(),
                scoring.classes(),
                scoring.link(),
                scoring.base(),
                buffer.trees(
                        less ? Trees.Comparison.LESS : Trees.Comparison.LESS_OR_EQUAL,
                        graph.real() ? Trees.Precision.DOUBLE : Trees.Precision.FLOAT),
                averaged);
    }

    private void question(TreeBuffer buffer, int node, int old) {
        if (trees.feature[old] >= graph.inputs().size()) throw new IllegalArgumentException("a node asks no feature");
        Branch branch = trees.branch[old];
        double threshold = trees.threshold[old];
        if (!graph.real()) {
            threshold = Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, (float) threshold));
            if (!less && !branch.equalGoesLeft()) threshold = Math.nextDown((float) threshold);
        } else if (!less && !branch.equalGoesLeft()) {
            threshold = Math.nextDown(threshold);
        }
        buffer.number(node, trees.feature[old], threshold, trees.missingIsTrue[old] != branch.trueIsRight());
    }

    private void leaf(TreeBuffer buffer, int node, boolean vectors, int first, int[] next) {
        double[] sums = new double[vectors ? scoring.base().length : 1];
        int[] plus = scoring.plus();
        for (int w = first; w >= 0; w = next[w]) {
            int output = trees.weightOutput[w];
            sums[vectors ? output : 0] += plus == null ? trees.weight[w] : plus[output] * trees.weight[w];
        }
        for (int k = 0; k < sums.length; k++) buffer.leaf(node, k, sums[k]);
    }

    /** Per tree the one output that its leaves add to; empty if a tree adds to several. */
    private int[] onlyOutput() {
        int[] only = new int[trees.roots.length];
        java.util.Arrays.fill(only, -1);
        for (int w = 0; w < trees.weight.length; w++) {
            int tree = trees.treeOf[trees.weightNode[w]];
            if (only[tree] >= 0 && only[tree] != trees.weightOutput[w]) return new int[0];
            only[tree] = trees.weightOutput[w];
        }
        for (int t = 0; t < only.length; t++) only[t] = Math.max(0, only[t]);
        return only;
    }

    /** Per node its first weight, −1 for none. */
    private int[] firstWeight() {
        int[] first = new int[trees.feature.length];
        java.util.Arrays.fill(first, -1);
        for (int w = trees.weight.length - 1; w >= 0; w--) first[trees.weightNode[w]] = w;
        return first;
    }

    /** Per weight the next one of the same node, −1 for none. */
    private int[] nextWeight(int[] first) {
        int[] next = new int[trees.weight.length];
        int[] last = first.clone();
        java.util.Arrays.fill(next, -1);
        for (int w = 0; w < next.length; w++) {
            int node = trees.weightNode[w];
            if (last[node] != w) next[last[node]] = w;
            last[node] = w;
        }
        return next;
    }
}
