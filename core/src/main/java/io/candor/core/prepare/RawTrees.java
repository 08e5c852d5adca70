package io.candor.core.prepare;

import io.candor.core.model.Input;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.model.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;

/**
 * Trees that ask raw inputs what they asked prepared columns. A question about a column of one category is a question about a set of
 * its levels, whatever the code; one about a column that rises or falls with a number is a question about that number, whose
 * threshold is found among all doubles by halving. Every row ends in the leaf in which it ended before, so scores keep their bits.
 */
final class RawTrees {
    private final Preparation preparation;
    private final TreeEnsemble model;
    private final Trees trees;
    private final int nodes;
    private final int[] feature;
    private final double[] threshold;
    private final int[] left;
    private final int[] right;
    private final boolean[] missingLeft;
    private final int[] set;
    private final List<long[]> sets = new ArrayList<>();
    private int words;

    private RawTrees(Preparation preparation, TreeEnsemble model) {
        this.preparation = preparation;
        this.model = model;
        this.trees = model.trees();
        this.nodes = trees.feature().length;
        this.feature = new int[nodes];
        this.threshold = new double[nodes];
        this.left = new int[nodes];
        this.right = new int[nodes];
        this.missingLeft = new boolean[nodes];
        this.set = new int[nodes];
    }

    /** Empty if a column that is asked reads several inputs, or neither rises nor falls with its number. */
    static Optional<TreeEnsemble> of(Preparation preparation, TreeEnsemble model) {
        RawTrees raw = new RawTrees(preparation, model);
        for (int i = 0; i < raw.nodes; i++) if (!raw.asked(i)) return Optional.empty();
        return Optional.of(raw.made());
    }

    private boolean asked(int node) {
        feature[node] = -1;
        set[node] = -1;
        if (trees.isLeaf(node)) return true;
        if (!(preparation.columns().get(trees.feature()[node]) instanceof PreparedColumn.Chain chain)) return false;
        Input input = preparation.inputs().get(chain.input());
        double[] row = new double[model.inputs().size()];
        DoublePredicate goesLeft = value -> {
            row[trees.feature()[node]] = prepared(chain, node, value);
            return trees.next(node, row) == trees.left()[node];
        };
        feature[node] = chain.input();
        boolean turned =
                input.kind() == Input.Kind.CATEGORY ? levels(node, input, goesLeft) : number(node, chain, goesLeft);
        if (chain.direction() == Step.Direction.NONE && input.kind() == Input.Kind.NUMBER) return false;
        left[node] = turned ? trees.right()[node] : trees.left()[node];
        right[node] = turned ? trees.left()[node] : trees.right()[node];
        missingLeft[node] = goesLeft.test(Double.NaN) != turned;
        return true;
    }

    /** A category that the model takes as it is has the model's levels. */
    private double prepared(PreparedColumn.Chain chain, int node, double value) {
        int column = trees.feature()[node];
        if (!preparation.isCategory(column) || Double.isNaN(value) || value < 0) return chain.of(value);
        String level = preparation.inputs().get(chain.input()).levels().get((int) value);
        return model.inputs().get(column).levels().indexOf(level);
    }

    /** An unseen level goes right, so where it went left the children change places. */
    private boolean levels(int node, Input input, DoublePredicate goesLeft) {
        boolean turned = goesLeft.test(-1);
        long[] bits = new long[(input.levels().size() + 63) / 64];
        for (int l = 0; l < input.levels().size(); l++) {
            if (goesLeft.test(l) != turned) bits[l >> 6] |= 1L << (l & 63);
        }
        set[node] = words;
        sets.add(bits);
        words += bits.length;
        return turned;
    }

    /** What goes left below the threshold; the children change places where the high values went left. */
    private boolean number(int node, PreparedColumn.Chain chain, DoublePredicate goesLeft) {
        boolean turned = goesLeft.test(Double.POSITIVE_INFINITY);
        if (chain.direction() == Step.Direction.CONSTANT || goesLeft.test(Double.NEGATIVE_INFINITY) == turned) {
            threshold[node] = Double.NEGATIVE_INFINITY; // nothing is below
            return turned;
        }
        long low = order(Double.NEGATIVE_INFINITY); // goes as the low values go
        long high = order(Double.POSITIVE_INFINITY);
        while (high > low + 1) {
            long middle = (low & high) + ((low ^ high) >> 1); // their mean, which no sum can overflow
            if (goesLeft.test(value(middle)) == turned) high = middle;
            else low = middle;
        }
        threshold[node] = value(high);
        return turned;
    }

    /** Doubles in their order as whole numbers around 0; −0 and 0 are both 0. */
    private static long order(double value) {
        long bits = Double.doubleToLongBits(value);
        return bits >= 0 ? bits : -(bits & Long.MAX_VALUE);
    }

    private static double value(long order) {
        return order >= 0 ? Double.longBitsToDouble(order) : -Double.longBitsToDouble(-order);
    }

    private TreeEnsemble made() {
        long[] all = new long[words];
        int at = 0;
        for (long[] bits : sets) {
            System.arraycopy(bits, 0, all, at, bits.length);
            at += bits.length;
        }
        Trees raw = new Trees(
                trees.roots(),
                feature,
                threshold,
                left,
                right,
                missingLeft,
                set,
                all,
                trees.cover(),
                trees.values(),
                trees.width(),
                trees.output(),
                Trees.Comparison.LESS,
                Trees.Precision.DOUBLE);
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
