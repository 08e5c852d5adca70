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

    /** @param input that was changed last */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Child(double[] row, double objective, int input) {}

    void into(Archive archive, double startGap) {
        List<State> beam = List.of(new State(from, 0, startGap));
        int[] inputs = new int[from.length];
        Arrays.setAll(inputs, j -> j);
        for (int depth = 0; depth < DEPTH && !beam.isEmpty() && !scorer.stopped(); depth++) {
            double[] least = new double[from.length];
            Arrays.fill(least, Double.POSITIVE_INFINITY);
            beam = step(beam, inputs, archive, startGap, least);
            if (depth == 0) inputs = promising(least);
        }
    }

    /** @param least receives, for each input that was changed, the least gap of an open child */
    private List<State> step(List<State> beam, int[] inputs, Archive archive, double startGap, double[] least) {
        double bound = archive.bound(enough);
        Set<RowKey> seen = new HashSet<>();
        List<Child> waiting = new ArrayList<>();
        List<State> open = new ArrayList<>();
        for (State state : beam) {
            for (int j : inputs) {
                if (!Move.same(state.row()[j], from[j])) continue;
                for (double value : grids[j]) {
                    double objective = state.objective() + metric.charge(j, from[j], value);
                    if (objective >= bound) continue;
                    double[] row = state.row().clone();
                    row[j] = value;
                    if (beam.size() > 1 && !seen.add(new RowKey(row))) continue;
                    waiting.add(new Child(row, objective, j));
                }
                if ((long) waiting.size() * from.length <= Scorer.CELLS) continue;
                open = settle(waiting, open, archive, startGap, least);
            }
        }
        return settle(waiting, open, archive, startGap, least);
    }

    /** Scores what was gathered, and forgets all of it that is not kept. */
    private List<State> settle(
            List<Child> waiting, List<State> open, Archive archive, double startGap, double[] least) {
        double[] gaps = scorer.gaps(waiting.stream().map(Child::row).toList());
        List<State> all = new ArrayList<>(open);
        for (int i = 0; i < gaps.length; i++) {
            Child child = waiting.get(i);
            if (gaps[i] > 0) {
                least[child.input()] = Math.min(least[child.input()], gaps[i]);
                all.add(new State(child.row(), child.objective(), gaps[i]));
            } else if (bounds.implied(from, child.row())) {
                archive.add(child.row());
            }
        }
        waiting.clear();
        double bound = archive.bound(enough);
        all.removeIf(s -> s.objective() >= bound);
        return kept(all, startGap);
    }

    /** Those inputs that come nearest alone. */
    private static int[] promising(double[] least) {
        Integer[] order = new Integer[least.length];
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
