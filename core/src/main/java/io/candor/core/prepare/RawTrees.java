package io.candor.core.prepare;

import io.candor.core.model.Input;
import io.candor.core.model.TreeBuffer;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.model.Trees;
import java.util.Optional;
import java.util.function.DoublePredicate;

/**
 * Trees that ask raw inputs what they asked prepared columns. A question about a column of one category is a question about a set of
 * its levels, whatever the code; one about a column that rises or falls with a number is a question about that number, whose
 * threshold is found among all doubles by halving; one about a range is two questions, and what lies outside stands twice, each with half
 * of the rows. Where zero counts as missing and goes its own way, nothing is done. Every row of finite numbers ends in a leaf like the one in which it ended before, so scores keep their bits.
 */
final class RawTrees {
    private static final int DEEPEST = 2000; // questions, one in the other
    private static final int GROWTH = 4; // times as many nodes as there were

    private final Preparation preparation;
    private final TreeEnsemble model;
    private final Trees trees;
    private final TreeBuffer buffer;
    private final long most; // nodes

    private RawTrees(Preparation preparation, TreeEnsemble model) {
        this.preparation = preparation;
        this.model = model;
        this.trees = model.trees();
        this.buffer = new TreeBuffer(trees.width());
        this.most = Math.max(1024, GROWTH * (long) trees.feature().length);
    }

    /** Empty if a column that is asked reads several inputs or takes zero for missing, or if the trees would grow too large. */
    static Optional<TreeEnsemble> of(Preparation preparation, TreeEnsemble model) {
        RawTrees raw = new RawTrees(preparation, model);
        for (int t = 0; t < model.trees().count(); t++) {
            raw.buffer.tree(model.trees().output()[t]);
            if (raw.emit(model.trees().roots()[t], 1, 0) < 0) return Optional.empty();
        }
        return Optional.of(raw.made());
    }

    /**
     * Adds a node and what is below it.
     *
     * @param share of its training rows
     * @return its place; −1 if it can't be said of raw inputs
     */
    private int emit(int node, double share, int depth) {
        if (buffer.nodes() >= most || depth > DEEPEST) return -1;
        int at = buffer.node();
        buffer.cover(at, trees.cover()[node] * share);
        if (trees.isLeaf(node)) {
            for (int k = 0; k < trees.width(); k++) buffer.leaf(at, k, trees.values()[node * trees.width() + k]);
            return at;
        }
        if (!(preparation.columns().get(trees.feature()[node]) instanceof PreparedColumn.Chain chain)) return -1;
        double[] row = new double[model.inputs().size()];
        DoublePredicate goesLeft = value -> {
            row[trees.feature()[node]] = prepared(chain, node, value);
            return trees.next(node, row) == trees.left()[node];
        };
        Input input = preparation.inputs().get(chain.input());
        boolean missing = goesLeft.test(Double.NaN);
        boolean turned; // the children change places
        if (input.kind() == Input.Kind.CATEGORY) {
            turned = goesLeft.test(-1); // an unseen level goes right
            buffer.category(at, chain.input(), input.levels().size(), missing != turned);
            for (int l = 0; l < input.levels().size(); l++) if (goesLeft.test(l) != turned) buffer.goesLeft(at, l);
        } else if (chain.direction() != Step.Direction.NONE) {
            if (zeroIsApart(node)) return -1;
            turned = goesLeft.test(Double.POSITIVE_INFINITY);
            buffer.number(at, chain.input(), threshold(chain, goesLeft, turned), missing != turned);
        } else return range(at, chain, node, share, depth);
        int left = emit(turned ? trees.right()[node] : trees.left()[node], share, depth + 1);
        int right = left < 0 ? -1 : emit(turned ? trees.left()[node] : trees.right()[node], share, depth + 1);
        buffer.children(at, left, right);
        return right < 0 ? -1 : at;
    }

    /** Outside below the range, then inside or outside above it. */
    private int range(int low, PreparedColumn.Chain chain, int node, double share, int depth) {
        Optional<Range> found = Range.of(chain);
        if (found.isEmpty()) return -1;
        Range range = found.get();
        int inside = range.next(trees, node, model.inputs().size(), 1);
        int outside = range.next(trees, node, model.inputs().size(), 0);
        double[] row = new double[model.inputs().size()];
        row[trees.feature()[node]] = chain.of(Double.NaN);
        boolean missingInside = trees.next(node, row) == inside;
        buffer.number(low, chain.input(), range.low(), !missingInside);
        int below = emit(outside, share / 2, depth + 1);
        if (below < 0 || buffer.nodes() >= most) return -1;
        int high = buffer.node();
        buffer.cover(high, Math.max(0, trees.cover()[node] - trees.cover()[outside] / 2) * share);
        buffer.number(high, chain.input(), range.high(), missingInside);
        buffer.children(low, below, high);
        double rest = inside == outside ? share / 4 : share / 2;
        int within = emit(inside, inside == outside ? rest : share, depth + 2);
        int above = within < 0 ? -1 : emit(outside, rest, depth + 2);
        buffer.children(high, within, above);
        return above < 0 ? -1 : low;
    }

    /** Whether zero goes another way than the numbers around it, because it counts as missing. */
    private boolean zeroIsApart(int node) {
        if (trees.zeroMissing().length == 0 || !trees.zeroMissing()[node]) return false;
        double threshold = trees.threshold()[node];
        if (Math.abs(threshold) < Trees.NEXT_TO_ZERO) return true;
        return trees.missingLeft()[node] != threshold > 0;
    }

    /** A category that the model takes as it is has the model's levels. */
    private double prepared(PreparedColumn.Chain chain, int node, double value) {
        int column = trees.feature()[node];
        if (!preparation.isCategory(column) || Double.isNaN(value) || value < 0) return chain.of(value);
        String level = preparation.inputs().get(chain.input()).levels().get((int) value);
        return model.inputs().get(column).levels().indexOf(level);
    }

    /** Below it values go as low ones go; nothing is below where all go one way. */
    private static double threshold(PreparedColumn.Chain chain, DoublePredicate goesLeft, boolean turned) {
        boolean all = chain.direction() == Step.Direction.CONSTANT || goesLeft.test(Double.NEGATIVE_INFINITY) == turned;
        return all ? Double.NEGATIVE_INFINITY : Halving.first(value -> goesLeft.test(value) == turned);
    }

    private TreeEnsemble made() {
        return new TreeEnsemble(
                model.task(),
                model.target(),
                preparation.inputs(),
                model.classes(),
                model.link(),
                model.base(),
                buffer.trees(Trees.Comparison.LESS, Trees.Precision.DOUBLE),
                model.averaged());
    }
}
