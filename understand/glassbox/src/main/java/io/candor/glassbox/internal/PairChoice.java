package io.candor.glassbox.internal;

import io.candor.core.model.Input;
import io.candor.glassbox.PairRank;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which pairs are boosted: those with the lowest mean rank over bags, ties by position. Where there are more pairs than
 * {@value #MOST_PAIRS}, only those among the features whose main effects are the largest are looked at, and of those no more are
 * taken than have {@value #MOST_CELLS} cells together: a cell takes about 150 bytes for each bag that is boosted.
 */
public final class PairChoice {
    private static final int MOST_PAIRS = 20_000;
    private static final int MOST_CELLS = 1 << 21;

    private PairChoice() {}

    /**
     * Pairs to look at, ascending.
     *
     * @param excluded sets of names
     * @param sizes how large each feature's main effect is
     */
    public static int[][] candidates(List<Feature> features, int rows, Set<Set<String>> excluded, double[] sizes) {
        List<Integer> able = new ArrayList<>();
        for (int f = 0; f < features.size(); f++) {
            if (features.get(f).monotone() == 0 && features.get(f).varies(rows)) able.add(f);
        }
        int most = (int) Math.floor((1 + Math.sqrt(1 + 8.0 * MOST_PAIRS)) / 2);
        if (able.size() > most) {
            able.sort(Comparator.comparingDouble((Integer f) -> -sizes[f]).thenComparing(f -> f));
            able = new ArrayList<>(able.subList(0, most));
            able.sort(Comparator.naturalOrder());
        }
        List<int[]> pairs = new ArrayList<>();
        for (int i = 0; i < able.size(); i++) {
            for (int j = i + 1; j < able.size(); j++) {
                Set<String> names = new HashSet<>(List.of(
                        features.get(able.get(i)).input().name(),
                        features.get(able.get(j)).input().name()));
                if (!excluded.contains(names)) pairs.add(new int[] {able.get(i), able.get(j)});
            }
        }
        return pairs.toArray(int[][]::new);
    }

    /** All pairs, best first: indices into {@code pairs}. */
    public static List<Integer> order(int[][] pairs, double[] meanRanks) {
        return IntStream.range(0, pairs.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer p) -> meanRanks[p]).thenComparing(p -> p))
                .toList();
    }

    /**
     * The first pairs of an order, as many as are wanted and as there is room for.
     *
     * @param cells per pair of the order, of all outputs
     */
    public static int taken(long[] cells, int wanted) {
        long all = 0;
        for (int n = 0; n < Math.min(wanted, cells.length); n++) {
            all += cells[n];
            if (all > MOST_CELLS) return n;
        }
        return Math.min(wanted, cells.length);
    }

    /** Mean rank over bags, from 1; of equal strengths the earlier pair ranks first. */
    public static double[] meanRanks(List<double[]> strengths, int pairs) {
        double[] ranks = new double[pairs];
        for (double[] bag : strengths) {
            Integer[] order = IntStream.range(0, pairs).boxed().toArray(Integer[]::new);
            Arrays.sort(
                    order, Comparator.comparingDouble((Integer p) -> -bag[p]).thenComparing(p -> p));
            for (int r = 0; r < pairs; r++) ranks[order[r]] += (r + 1.0) / strengths.size();
        }
        return ranks;
    }

    /** What is told of the pairs. */
    public static PairRank rank(List<Input> inputs, int[] pair, double meanRank, double meanStrength) {
        return new PairRank(
                List.of(inputs.get(pair[0]).name(), inputs.get(pair[1]).name()), meanRank, meanStrength);
    }
}
