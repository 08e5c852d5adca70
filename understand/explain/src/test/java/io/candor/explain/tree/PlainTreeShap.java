package io.candor.explain.tree;

import io.candor.core.model.TreeEnsemble;
import io.candor.core.model.Trees;
import io.candor.explain.NodeShares;

/** Path-dependent values of one row as Lundberg et al. 2020 write them (Algorithm 2), line by line: the oracle of the fast ones. */
final class PlainTreeShap {
    private final Trees trees;
    private final double[] shares;
    private final double[] row;
    private final int output;
    private final double[] values;
    private int tree;

    private PlainTreeShap(TreeEnsemble model, double[] shares, double[] row, int output) {
        this.trees = model.trees();
        this.shares = shares;
        this.row = row;
        this.output = output;
        this.values = new double[row.length];
    }

    static double[] values(TreeEnsemble model, double[] row, int output) {
        PlainTreeShap plain = new PlainTreeShap(model, NodeShares.of(model.trees()), row, output);
        for (plain.tree = 0; plain.tree < plain.trees.count(); plain.tree++) {
            plain.recurse(plain.trees.roots()[plain.tree], new Path(), 1, 1, -1);
        }
        if (model.averaged()) for (int j = 0; j < row.length; j++) plain.values[j] /= plain.trees.count();
        return plain.values;
    }

    private void recurse(int node, Path parent, double zero, double one, int feature) {
        Path m = parent.extended(zero, one, feature);
        if (trees.isLeaf(node)) {
            for (int i = 1; i < m.length; i++) {
                double w = m.unwound(i).total();
                values[m.feature[i]] += w * (m.one[i] - m.zero[i]) * trees.value(tree, node, output);
            }
            return;
        }
        int hot = trees.next(node, row);
        int cold = hot == trees.left()[node] ? trees.right()[node] : trees.left()[node];
        double incomingZero = 1;
        double incomingOne = 1;
        int asked = trees.feature()[node];
        for (int k = 1; k < m.length; k++) {
            if (m.feature[k] != asked) continue;
            incomingZero = m.zero[k];
            incomingOne = m.one[k];
            m = m.unwound(k);
            break;
        }
        recurse(hot, m, incomingZero * shares[hot], incomingOne, asked);
        recurse(cold, m, incomingZero * shares[cold], 0, asked);
    }

    /** The unique path, with weights of coalitions by size. */
    private static final class Path {
        int length;
        int[] feature = new int[0];
        double[] zero = new double[0];
        double[] one = new double[0];
        double[] weight = new double[0];

        private Path resized(int size) {
            Path copy = new Path();
            copy.length = size;
            copy.feature = java.util.Arrays.copyOf(feature, size);
            copy.zero = java.util.Arrays.copyOf(zero, size);
            copy.one = java.util.Arrays.copyOf(one, size);
            copy.weight = java.util.Arrays.copyOf(weight, size);
            return copy;
        }

        Path extended(double pz, double po, int of) {
            Path m = resized(length + 1);
            m.feature[length] = of;
            m.zero[length] = pz;
            m.one[length] = po;
            m.weight[length] = length == 0 ? 1 : 0;
            for (int i = length - 1; i >= 0; i--) {
                m.weight[i + 1] += po * m.weight[i] * (i + 1) / (length + 1);
                m.weight[i] = pz * m.weight[i] * (length - i) / (length + 1);
            }
            return m;
        }

        Path unwound(int at) {
            Path m = resized(length);
            int last = length - 1;
            double next = m.weight[last];
            for (int j = last - 1; j >= 0; j--) {
                if (one[at] != 0) {
                    double was = m.weight[j];
                    m.weight[j] = next * (last + 1) / ((j + 1) * one[at]);
                    next = was - m.weight[j] * zero[at] * (last - j) / (last + 1);
                } else if (zero[at] != 0) {
                    m.weight[j] = m.weight[j] * (last + 1) / (zero[at] * (last - j));
                } else {
                    m.weight[j] = 0;
                }
            }
            for (int j = at; j < last; j++) {
                m.feature[j] = m.feature[j + 1];
                m.zero[j] = m.zero[j + 1];
                m.one[j] = m.one[j + 1];
            }
            return m.resized(last);
        }

        double total() {
            double sum = 0;
            for (double w : weight) sum += w;
            return sum;
        }
    }
}
