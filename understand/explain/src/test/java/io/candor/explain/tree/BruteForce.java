package io.candor.explain.tree;

import io.candor.core.model.TreeEnsemble;
import io.candor.core.model.Trees;

/** Shapley values and interactions from their definition: every coalition of inputs. */
final class BruteForce {
    private BruteForce() {}

    /** The value of a coalition. */
    interface Game {
        double of(int coalition);
    }

    static double[] values(int players, Game game) {
        double[] worth = worths(players, game);
        double[] values = new double[players];
        for (int j = 0; j < players; j++) {
            for (int s = 0; s < worth.length; s++) {
                if ((s >> j & 1) == 1) continue;
                values[j] += weight(Integer.bitCount(s), players) * (worth[s | 1 << j] - worth[s]);
            }
        }
        return values;
    }

    /** Off the diagonal half the interaction index of Grabisch and Roubens, as Lundberg et al. share it. */
    static double[][] interactions(int players, Game game) {
        double[] worth = worths(players, game);
        double[][] values = new double[players][players];
        double[] main = values(players, game);
        for (int a = 0; a < players; a++) {
            values[a][a] += main[a];
            for (int b = 0; b < players; b++) {
                if (a == b) continue;
                for (int s = 0; s < worth.length; s++) {
                    if ((s >> a & 1) + (s >> b & 1) > 0) continue;
                    double both = worth[s | 1 << a | 1 << b] - worth[s | 1 << a] - worth[s | 1 << b] + worth[s];
                    values[a][b] += weight(Integer.bitCount(s), players - 1) * both / 2;
                }
                values[a][a] -= values[a][b];
            }
        }
        return values;
    }

    /** s! (n − s − 1)! / n!. */
    private static double weight(int s, int n) {
        double weight = 1.0 / n;
        for (int i = 1; i <= s; i++) weight *= i / (double) (n - i);
        return weight;
    }

    private static double[] worths(int players, Game game) {
        double[] worth = new double[1 << players];
        for (int s = 0; s < worth.length; s++) worth[s] = game.of(s);
        return worth;
    }

    /** The mean over training rows of what a row with only some inputs known gets: both ways, by their shares, where one is not. */
    static Game pathDependent(TreeEnsemble model, double[] shares, double[] row, int output) {
        return coalition -> {
            double sum = 0;
            Trees trees = model.trees();
            for (int t = 0; t < trees.count(); t++)
                sum += expected(trees, shares, t, trees.roots()[t], row, coalition, output);
            return model.averaged() ? sum / trees.count() : sum;
        };
    }

    private static double expected(
            Trees trees, double[] shares, int tree, int node, double[] row, int coalition, int output) {
        if (trees.isLeaf(node)) return trees.value(tree, node, output);
        if ((coalition >> trees.feature()[node] & 1) == 1) {
            return expected(trees, shares, tree, trees.next(node, row), row, coalition, output);
        }
        int l = trees.left()[node];
        int r = trees.right()[node];
        return shares[l] * expected(trees, shares, tree, l, row, coalition, output)
                + shares[r] * expected(trees, shares, tree, r, row, coalition, output);
    }

    /** What the row gets with the other inputs taken from a background row. */
    static Game replaced(TreeEnsemble model, double[] row, double[] background, int output) {
        return coalition -> {
            double[] mixed = background.clone();
            for (int j = 0; j < mixed.length; j++) if ((coalition >> j & 1) == 1) mixed[j] = row[j];
            return model.additiveScore(mixed, output);
        };
    }
}
