package io.candor.explain.tree;

import io.candor.core.model.TreeEnsemble;
import io.candor.core.model.Trees;
import io.candor.explain.NodeShares;
import io.candor.explain.RowExplainer;
import java.util.Arrays;

/**
 * Path-dependent Shapley values of single rows, by the integrals of {@link PathWalk} with the quadrature nodes side by side. A tree's
 * nodes are gone through twice in their order, products down and sums up. What depends on the row is only which numbers are read, never
 * which way the program goes: a processor that guesses wrong at every other edge would take three times as long.
 *
 * <p>Memory: two numbers per node and quadrature node (500 trees of depth 6: 4 MB); and per thread as much as the largest tree
 * needs.
 *
 * <pre>{@code
 * TreeRowExplainer explainer = new TreeRowExplainer(model);
 * double[] values = new double[explainer.inputs() * explainer.outputs()];
 * explainer.explain(new double[] {23, 0}, values); // encoded: a number, a level's index
 * }</pre>
 */
public final class TreeRowExplainer implements RowExplainer {
    private final TreeEnsemble model;
    private final double[] base;
    private final double scale;
    private final Plan[] plans;
    private final int nodes; // of the largest tree
    private final int numbers; // nodes × quadrature nodes of the largest tree
    private final ThreadLocal<Room> room;

    /** What a thread works on: per node of a tree, and per quadrature node. */
    private static final class Room {
        final int[] next;
        final int[] satisfied; // 1 or 0
        final double[] product;
        final double[] sum;

        Room(int nodes, int numbers) {
            next = new int[nodes];
            satisfied = new int[nodes + 1];
            satisfied[nodes] = 1; // where there is no earlier edge
            product = new double[numbers];
            sum = new double[numbers];
        }
    }

    /**
     * One tree. Places among {@code inverse} and {@code gain} are those of nodes, from 0; behind them stand one for no earlier edge and
     * one for an edge that is not satisfied.
     */
    private static final class Plan {
        final int root;
        final int[] inner;
        final int[] parent; // from 0
        final int[] earlier; // from 0; −1 for none
        final int[] feature; // that the edge's parent asks
        final double[] share; // of the parent's training rows
        final double[] reach; // of the edge and of all earlier ones that ask the same input
        final double[] t; // quadrature nodes, and some that weigh nothing: four at a time are looked up at once
        final double[] inverse; // 1 / (r + (1 − r) t); 1 for no edge
        final double[] gain; // w (1 − r) / (r + (1 − r) t); 0 for no edge, −w / (1 − t) for one that is not satisfied
        final double[][] leaf; // per output, 0 for inner nodes; null for outputs to which the tree adds nothing

        Plan(TreeEnsemble model, PathShape shape, double[] shares, int tree) {
            Trees trees = model.trees();
            root = trees.roots()[tree];
            int size = trees.end(tree) - root;
            parent = new int[size];
            earlier = new int[size];
            feature = new int[size];
            share = Arrays.copyOfRange(shares, root, root + size);
            reach = share.clone();
            GaussLegendre rule = GaussLegendre.degree(Math.max(0, shape.widest[tree] - 1));
            int n = (rule.count() + 3) / 4 * 4;
            t = Arrays.copyOf(rule.nodes(), n);
            double[] weights = Arrays.copyOf(rule.weights(), n);
            Arrays.fill(t, rule.count(), n, 0.5); // weigh nothing
            inverse = new double[Math.multiplyExact(size + 2, n)];
            gain = new double[inverse.length];
            int[] asking = new int[size];
            int count = 0;
            for (int i = 0; i < size; i++) {
                earlier[i] = i == 0 || shape.earlier[root + i] < 0 ? -1 : shape.earlier[root + i] - root;
                if (earlier[i] >= 0) reach[i] *= reach[earlier[i]];
                for (int q = 0; q < n; q++) {
                    inverse[i * n + q] = 1 / (reach[i] + (1 - reach[i]) * t[q]);
                    gain[i * n + q] = weights[q] * (1 - reach[i]) * inverse[i * n + q];
                }
                if (trees.isLeaf(root + i)) continue;
                asking[count++] = i;
                for (int child : new int[] {trees.left()[root + i], trees.right()[root + i]}) {
                    parent[child - root] = i;
                    feature[child - root] = trees.feature()[root + i];
                }
            }
            inner = Arrays.copyOf(asking, count);
            for (int q = 0; q < n; q++) {
                inverse[size * n + q] = 1;
                inverse[(size + 1) * n + q] = 1;
                gain[(size + 1) * n + q] = -weights[q] / (1 - t[q]);
            }
            leaf = new double[model.outputs()][];
            for (int k = 0; k < leaf.length; k++) {
                if (trees.output()[tree] >= 0 && trees.output()[tree] != k) continue;
                leaf[k] = new double[size];
                for (int i = 0; i < size; i++) {
                    if (trees.isLeaf(root + i)) leaf[k][i] = trees.value(tree, root + i, k);
                }
            }
        }
    }

    /**
     * @throws io.candor.core.CandorException {@code CND-E005} if the covers are not known, {@code CND-E006} for trees too deep, {@code
     *     CND-E007} for an infinite leaf
     */
    public TreeRowExplainer(TreeEnsemble model) {
        TreeShap shap = TreeShap.pathDependent(model);
        this.model = model;
        this.base = shap.sharedBase();
        int trees = model.trees().count();
        this.scale = model.averaged() ? 1.0 / Math.max(1, trees) : 1;
        PathShape shape = new PathShape(model.trees());
        double[] shares = NodeShares.of(model.trees());
        this.plans = new Plan[trees];
        int most = 0;
        int mostNumbers = 0;
        for (int t = 0; t < trees; t++) {
            plans[t] = new Plan(model, shape, shares, t);
            most = Math.max(most, plans[t].parent.length);
            mostNumbers = Math.max(mostNumbers, plans[t].parent.length * plans[t].t.length);
        }
        this.nodes = most;
        this.numbers = mostNumbers;
        this.room = ThreadLocal.withInitial(() -> new Room(nodes, numbers));
    }

    @Override
    public int inputs() {
        return model.inputs().size();
    }

    @Override
    public int outputs() {
        return model.outputs();
    }

    @Override
    public double[] base() {
        return base.clone();
    }

    @Override
    public void explain(double[] row, double[] values) {
        Arrays.fill(values, 0);
        Room own = room.get();
        for (Plan plan : plans) {
            if (plan.inner.length == 0) continue;
            for (int i : plan.inner) own.next[i] = model.trees().next(plan.root + i, row) - plan.root;
            down(plan, own);
            for (int k = 0; k < plan.leaf.length; k++) {
                double[] leaves = plan.leaf[k];
                if (leaves != null) up(plan, leaves, own, values, k);
            }
        }
    }

    /** Which edges the row satisfies, and at every node the product of what they say. */
    private void down(Plan plan, Room room) {
        int n = plan.t.length;
        int size = plan.parent.length;
        int none = size * n;
        double[] product = room.product;
        double[] t = plan.t;
        double[] inverse = plan.inverse;
        Arrays.fill(product, 0, n, scale);
        for (int i = 1; i < size; i++) {
            int up = plan.parent[i];
            int before = plan.earlier[i];
            int was = room.satisfied[before < 0 ? nodes : before];
            int is = was & (room.next[up] == i ? 1 : 0);
            room.satisfied[i] = is;
            double r = plan.reach[i];
            double c = was == 1 ? r : plan.share[i];
            double slope = is - was * r; // satisfied 1 − r, no more −r, never was 0
            int earlier = before < 0 | was == 0 ? none : before * n;
            int at = i * n;
            int from = up * n;
            for (int q = 0; q < n; q += 4) {
                int to = at + q;
                int of = from + q;
                int by = earlier + q;
                product[to] = product[of] * (c + slope * t[q]) * inverse[by];
                product[to + 1] = product[of + 1] * (c + slope * t[q + 1]) * inverse[by + 1];
                product[to + 2] = product[of + 2] * (c + slope * t[q + 2]) * inverse[by + 2];
                product[to + 3] = product[of + 3] * (c + slope * t[q + 3]) * inverse[by + 3];
            }
        }
    }

    /** At every edge the sum of the leaves below, and what its input gets of it. */
    private void up(Plan plan, double[] leaves, Room room, double[] values, int output) {
        int n = plan.t.length;
        int size = plan.parent.length;
        int none = size * n;
        int unsatisfied = none + n;
        int outputs = base.length;
        double[] sum = room.sum;
        double[] product = room.product;
        double[] gain = plan.gain;
        Arrays.fill(sum, 0, size * n, 0);
        for (int i = size - 1; i > 0; i--) {
            int before = plan.earlier[i];
            int was = room.satisfied[before < 0 ? nodes : before];
            int own = room.satisfied[i] == 1 ? i * n : unsatisfied;
            int earlier = was == 0 ? unsatisfied : before < 0 ? none : before * n;
            int at = i * n;
            int up = plan.parent[i] * n;
            double leaf = leaves[i];
            double gained = 0;
            for (int q = 0; q < n; q += 4) {
                int of = at + q;
                int to = up + q;
                int with = own + q;
                int less = earlier + q;
                double s0 = sum[of] + product[of] * leaf;
                double s1 = sum[of + 1] + product[of + 1] * leaf;
                double s2 = sum[of + 2] + product[of + 2] * leaf;
                double s3 = sum[of + 3] + product[of + 3] * leaf;
                sum[to] += s0;
                sum[to + 1] += s1;
                sum[to + 2] += s2;
                sum[to + 3] += s3;
                gained += s0 * (gain[with] - gain[less])
                        + s1 * (gain[with + 1] - gain[less + 1])
                        + s2 * (gain[with + 2] - gain[less + 2])
                        + s3 * (gain[with + 3] - gain[less + 3]);
            }
            values[plan.feature[i] * outputs + output] += gained;
        }
    }
}
