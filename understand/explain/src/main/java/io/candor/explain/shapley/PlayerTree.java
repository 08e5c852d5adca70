package io.candor.explain.shapley;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.explain.blackbox.InputRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Players joined two by two, those that go together first. Leaves are 0 … n−1 in order of the players; node n + i joins {@code left[i]}
 * and {@code right[i]}.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PlayerTree(int[] left, int[] right) {
    private static final int BINS = 10;

    public int players() {
        return left.length + 1;
    }

    /** The leaves below a node. */
    List<Integer> leaves(int node) {
        if (node < players()) return List.of(node);
        List<Integer> all = new ArrayList<>(leaves(left[node - players()]));
        all.addAll(leaves(right[node - players()]));
        return all;
    }

    /**
     * By average linkage over 1 − normalised mutual information of the inputs (Strehl &amp; Ghosh 2002: over the geometric mean
     * of entropies), numbers in ten bins of equal frequency, missing a bin of its own. Ties go to the first pair.
     */
    public static PlayerTree of(InputRows rows, int[] sample, List<int[]> players) {
        int inputs = rows.inputs().size();
        int[][] codes = new int[inputs][];
        for (int j = 0; j < inputs; j++) codes[j] = codes(rows, j, sample);
        int n = players.size();
        double[][] distance = new double[n][n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < a; b++) {
                double sum = 0;
                for (int i : players.get(a)) for (int j : players.get(b)) sum += information(codes[i], codes[j]);
                distance[a][b] = distance[b][a] = 1 - sum / (players.get(a).length * players.get(b).length);
            }
        }
        return linked(distance);
    }

    private static PlayerTree linked(double[][] distance) {
        int n = distance.length;
        int[] left = new int[n - 1];
        int[] right = new int[n - 1];
        int[] node = new int[n];
        int[] size = new int[n];
        boolean[] gone = new boolean[n];
        for (int i = 0; i < n; i++) node[i] = i;
        Arrays.fill(size, 1);
        for (int step = 0; step < n - 1; step++) {
            int a = -1;
            int b = -1;
            for (int i = 0; i < n; i++) {
                for (int j = i + 1; j < n; j++) {
                    if (gone[i] || gone[j]) continue;
                    if (a < 0 || distance[i][j] < distance[a][b]) {
                        a = i;
                        b = j;
                    }
                }
            }
            left[step] = node[a];
            right[step] = node[b];
            for (int i = 0; i < n; i++) {
                distance[a][i] = (size[a] * distance[a][i] + size[b] * distance[b][i]) / (size[a] + size[b]);
                distance[i][a] = distance[a][i];
            }
            size[a] += size[b];
            gone[b] = true;
            node[a] = n + step;
        }
        return new PlayerTree(left, right);
    }

    private static int[] codes(InputRows rows, int input, int[] sample) {
        int[] codes = new int[sample.length];
        if (rows.column(input) instanceof CategoricalColumn levels) {
            for (int i = 0; i < codes.length; i++) codes[i] = levels.code(sample[i]);
            return codes;
        }
        NumericColumn numbers = (NumericColumn) rows.column(input);
        double[] sorted = Arrays.stream(sample)
                .mapToDouble(numbers::get)
                .filter(v -> !Double.isNaN(v))
                .sorted()
                .toArray();
        for (int i = 0; i < codes.length; i++) {
            double value = numbers.get(sample[i]);
            if (Double.isNaN(value)) codes[i] = -1;
            else while (codes[i] + 1 < BINS && value > sorted[(codes[i] + 1) * (sorted.length - 1) / BINS]) codes[i]++;
        }
        return codes;
    }

    private static double information(int[] a, int[] b) {
        Map<Integer, Integer> ofA = new TreeMap<>();
        Map<Integer, Integer> ofB = new TreeMap<>();
        Map<Long, Integer> ofBoth = new TreeMap<>();
        for (int i = 0; i < a.length; i++) {
            ofA.merge(a[i], 1, Integer::sum);
            ofB.merge(b[i], 1, Integer::sum);
            ofBoth.merge((long) a[i] << 32 | b[i] & 0xffffffffL, 1, Integer::sum);
        }
        double both = entropy(ofBoth.values(), a.length);
        double alone = entropy(ofA.values(), a.length);
        double other = entropy(ofB.values(), a.length);
        double most = Math.sqrt(alone * other);
        return most > 0 ? Math.max(0, alone + other - both) / most : 0;
    }

    private static double entropy(Iterable<Integer> counts, int n) {
        double entropy = 0;
        for (int c : counts) entropy -= c / (double) n * StrictMath.log(c / (double) n);
        return entropy;
    }
}
