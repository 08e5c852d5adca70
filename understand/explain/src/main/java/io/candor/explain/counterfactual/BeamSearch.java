package io.candor.explain.counterfactual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Changes one input more at each step, to every value of its grid, beginning with the row itself. Kept for the next step are those that
 * come nearest to the goal and those that come nearer most cheaply, at most two for each set of changed inputs. What costs more
 * than enough ways that were found is given up: changes only add to the cost.
 */
final class BeamSearch {
    private static final int WIDTH = 20;
    private static final int DEPTH = 6;
    private static final int PER_SET = 2;

    /** Inputs that are tried after the first step: those that came nearest alone. */
    private static final int INPUTS = 24;

    private final double[][] grids;
    private final Bounds bounds;
    private final Metric metric;
    private final Scorer scorer;
    private final double[] from;
    private final int enough;

    /**
     * @param grids per input, values that the row's may be changed to
     * @param enough sets of changed inputs whose costs bound the search
     */
    BeamSearch(double[][] grids, Bounds bounds, Metric metric, Scorer scorer, double[] from, int enough) {
        this.grids = grids;
        this.bounds = bounds;
        this.metric = metric;
        this.scorer = scorer;
        this.from = from;
        this.enough = enough;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record State(double[] row, double objective, double gap) {}

    void into(Archive archive, double startGap) {
        List<State> beam = List.of(new State(from, 0, startGap));
        int[] inputs = new int[from.length];
        Arrays.setAll(inputs, j -> j);
        for (int depth = 0; depth < DEPTH && !beam.isEmpty() && !scorer.stopped(); depth++) {
            List<State> children = children(beam, inputs, archive.bound(enough));
            double[] gaps = scorer.gaps(children.stream().map(State::row).toList());
            List<State> open = new ArrayList<>();
            for (int i = 0; i < gaps.length; i++) {
                State child = children.get(i);
                if (gaps[i] > 0) open.add(new State(child.row(), child.objective(), gaps[i]));
                else if (bounds.implied(from, child.row())) archive.add(child.row());
            }
            if (depth == 0) inputs = promising(open);
            double bound = archive.bound(enough);
            open.removeIf(s -> s.objective() >= bound);
            beam = kept(open, startGap);
        }
    }

    private List<State> children(List<State> beam, int[] inputs, double bound) {
        List<State> children = new ArrayList<>();
        Set<List<Double>> seen = new HashSet<>();
        for (State state : beam) {
            for (int j : inputs) {
                if (!Move.same(state.row()[j], from[j])) continue;
                for (double value : grids[j]) {
                    double objective = state.objective() + metric.charge(j, from[j], value);
                    if (objective >= bound) continue;
                    double[] row = state.row().clone();
                    row[j] = value;
                    if (beam.size() > 1 && !seen.add(Arrays.stream(row).boxed().toList())) continue;
                    children.add(new State(row, objective, Double.NaN));
                }
            }
        }
        return children;
    }

    /** Of the first step: inputs in the order of the least gap that they reach alone; some for each that changes nothing alone. */
    private int[] promising(List<State> open) {
        double[] least = new double[from.length];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        for (State state : open) {
            int j = Archive.changed(from, state.row()).nextSetBit(0);
            least[j] = Math.min(least[j], state.gap());
        }
        Integer[] order = new Integer[from.length];
        Arrays.setAll(order, j -> j);
        Arrays.sort(order, Comparator.comparingDouble(j -> least[j]));
        return Arrays.stream(order).limit(INPUTS).mapToInt(j -> j).sorted().toArray();
    }

    private List<State> kept(List<State> open, double startGap) {
        List<State> kept = new ArrayList<>();
        Comparator<State> order =
                Comparator.comparingDouble(State::objective).thenComparing((a, b) -> Archive.compare(a.row(), b.row()));
        open.sort(Comparator.comparingDouble(State::gap).thenComparing(order));
        take(open, kept);
        open.removeAll(new HashSet<>(kept));
        open.sort(Comparator.comparingDouble((State s) -> -(startGap - s.gap()) / s.objective())
                .thenComparing(order));
        take(open, kept);
        return kept;
    }

    private void take(List<State> sorted, List<State> kept) {
        Map<BitSet, Integer> perSet = new HashMap<>();
        int most = kept.size() + WIDTH / 2;
        for (State state : sorted) {
            if (kept.size() >= most) return;
            if (perSet.merge(Archive.changed(from, state.row()), 1, Integer::sum) <= PER_SET) kept.add(state);
        }
    }
}
