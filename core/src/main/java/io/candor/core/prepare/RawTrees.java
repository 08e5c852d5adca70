package io.candor.core.prepare;

import io.candor.core.model.Input;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.model.Trees;
import java.util.Optional;
import java.util.function.DoublePredicate;

/**
 * Trees that ask raw inputs what they asked prepared columns. A question about a column of one category is a question about a set of
 * its levels, whatever the code; one about a column that rises or falls with a number is a question about that number, whose
 * threshold is found among all doubles by halving; one about a range is two questions, and what lies outside stands twice, each with half
 * of the rows. Where zero counts as missing and goes its own way, nothing is done. Every row ends in a leaf like the one in which it ended before, so scores keep their bits.
 */
final class RawTrees {
    private static final int DEEPEST = 2000; // questions, one in the other
    private static final int GROWTH = 4; // times as many nodes as there were

    private final Preparation preparation;
    private final TreeEnsemble model;
    private final Trees trees;
    private final NodeList nodes;

    private RawTrees(Preparation preparation, TreeEnsemble model) {
        this.preparation = preparation;
        this.model = model;
        this.trees = model.trees();
        this.nodes = new NodeList(trees.width(), Math.max(1024, GROWTH * (long) trees.feature().length));
    }

    /** Empty if a column that is asked reads several inputs or takes zero for missing, or if the trees would grow too large. */
    static Optional<TreeEnsemble> of(Preparation preparation, TreeEnsemble model) {
        RawTrees raw = new RawTrees(preparation, model);
        int[] roots = new int[model.trees().count()];
        for (int t = 0; t < roots.length; t++) {
            roots[t] = raw.nodes.count();
            if (!raw.emit(model.trees().roots()[t], 1, 0)) return Optional.empty();
        }
        return Optional.of(raw.made(roots));
    }

    /**
     * Adds a node and what is below it.
     *
     * @param share of its training rows
     */
    private boolean emit(int node, double share, int depth) {
        if (nodes.full() || depth > DEEPEST) return false;
        double cover = trees.cover()[node] * share;
        if (trees.isLeaf(node)) {
            nodes.leaf(cover, trees.values(), node);
            return true;
        }
        if (!(preparation.columns().get(trees.feature()[node]) instanceof PreparedColumn.Chain chain)) return false;
        double[] row = new double[model.inputs().size()];
        DoublePredicate goesLeft = value -> {
            row[trees.feature()[node]] = prepared(chain, node, value);
            return trees.next(node, row) == trees.left()[node];
        };
        Input input = preparation.inputs().get(chain.input());
        boolean missing = goesLeft.test(Double.NaN);
        if (input.kind() == Input.Kind.CATEGORY) {
            boolean turned = goesLeft.test(-1); // an unseen level goes right
            int at = nodes.levels(cover, chain.input(), levels(input, goesLeft, turned), missing != turned);
            return below(at, node, turned, share, depth);
        }
        if (chain.direction() != Step.Direction.NONE) {
            if (zeroIsApart(node)) return false;
            boolean turned = goesLeft.test(Double.POSITIVE_INFINITY);
            int at = nodes.number(cover, chain.input(), threshold(chain, goesLeft, turned), missing != turned);
            return below(at, node, turned, share, depth);
        }
        return range(chain, node, share, depth);
    }

    /** Whether zero goes another way than the numbers around it, because it counts as missing. */
    private boolean zeroIsApart(int node) {
        if (trees.zeroMissing().length == 0 || !trees.zeroMissing()[node]) return false;
        double threshold = trees.threshold()[node];
        if (Math.abs(threshold) < Trees.NEXT_TO_ZERO) return true;
        return trees.missingLeft()[node] != threshold > 0;
    }

    private boolean below(int at, int node, boolean turned, double share, int depth) {
        int left = turned ? trees.right()[node] : trees.left()[node];
        int right = turned ? trees.left()[node] : trees.right()[node];
        nodes.setLeft(at);
        if (!emit(left, share, depth + 1)) return false;
        nodes.setRight(at);
        return emit(right, share, depth + 1);
    }

    /** Outside below the range, then inside or outside above it. */
    private boolean range(PreparedColumn.Chain chain, int node, double share, int depth) {
        Optional<Range> found = Range.of(chain);
        if (found.isEmpty()) return false;
        Range range = found.get();
        int inside = range.next(trees, node, model.inputs().size(), 1);
        int outside = range.next(trees, node, model.inputs().size(), 0);
        double[] row = new double[model.inputs().size()];
        row[trees.feature()[node]] = chain.of(Double.NaN);
        boolean missingInside = trees.next(node, row) == inside;
        double cover = trees.cover()[node] * share;
        double half = trees.cover()[outside] * share / 2;
        int low = nodes.number(cover, chain.input(), range.low(), !missingInside);
        nodes.setLeft(low);
        if (!emit(outside, share / 2, depth + 1)) return false;
        nodes.setRight(low);
        int high = nodes.number(cover - half, chain.input(), range.high(), missingInside);
        nodes.setLeft(high);
        if (!emit(inside, inside == outside ? share / 4 : share, depth + 2)) return false;
        nodes.setRight(high);
        return emit(outside, inside == outside ? share / 4 : share / 2, depth + 2);
    }

    /** A category that the model takes as it is has the model's levels. */
    private double prepared(PreparedColumn.Chain chain, int node, double value) {
        int column = trees.feature()[node];
        if (!preparation.isCategory(column) || Double.isNaN(value) || value < 0) return chain.of(value);
        String level = preparation.inputs().get(chain.input()).levels().get((int) value);
        return model.inputs().get(column).levels().indexOf(level);
    }

    private static long[] levels(Input input, DoublePredicate goesLeft, boolean turned) {
        long[] bits = new long[(input.levels().size() + 63) / 64];
        for (int l = 0; l < input.levels().size(); l++) {
            if (goesLeft.test(l) != turned) bits[l >> 6] |= 1L << (l & 63);
        }
        return bits;
    }

    /** Below it values go as low ones go; nothing is below where all go one way. */
    private static double threshold(PreparedColumn.Chain chain, DoublePredicate goesLeft, boolean turned) {
        boolean all = chain.direction() == Step.Direction.CONSTANT || goesLeft.test(Double.NEGATIVE_INFINITY) == turned;
        return all ? Double.NEGATIVE_INFINITY : Halving.first(value -> goesLeft.test(value) == turned);
    }

    private TreeEnsemble made(int[] roots) {
        Trees raw = nodes.trees(roots, trees.output());
        return new TreeEnsemble(
                model.task(),
                model.target(),
                preparation.inputs(),
                model.classes(),
                model.link(),
                model.base(),
                raw,
                model.averaged());
    }
}
