package io.candor.explain.counterfactual;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes back what is not needed. First whole changes, the dearest first, until taking back any one of those left misses the goal or
 * breaks a constraint; then numbers, by halves, quarters and so on of the way back and by the least step of the data. Both again
 * until nothing moves, ending with whole changes. All rows go in step, so that a generation is one batch.
 */
final class WalkBack {
    private static final int ROUNDS = 40;

    /** Blocks of changes that are taken back at once while there are more changes than that. */
    private static final int BLOCKS = 32;

    private static final int TURNS = 6;

    private final Space space;
    private final Bounds bounds;
    private final Metric metric;
    private final Scorer scorer;
    private final double[] from;

    WalkBack(Space space, Bounds bounds, Metric metric, Scorer scorer, double[] from) {
        this.space = space;
        this.bounds = bounds;
        this.metric = metric;
        this.scorer = scorer;
        this.from = from;
    }

    /** A way to change one of several rows. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Try(int of, double[] row, double objective) {}

    @FunctionalInterface
    private interface Moves {
        void of(double[] row, List<double[]> tries);
    }

    /** Rows with whole changes taken back, in some rounds: of very many there may be one left that is not needed. */
    List<double[]> sparse(List<double[]> valid) {
        List<double[]> fewer = descend(valid, this::blocks, ROUNDS);
        return descend(fewer, this::reversals, ROUNDS);
    }

    private List<double[]> needed(List<double[]> valid) {
        List<double[]> fewer = descend(valid, this::blocks, ROUNDS);
        return descend(fewer, this::reversals, space.width() + 1);
    }

    /** Rows that nothing can be taken back of. */
    List<double[]> finish(List<double[]> valid) {
        List<double[]> rows = needed(valid);
        for (int turn = 0; turn < TURNS && !scorer.stopped(); turn++) {
            List<double[]> nearer = descend(rows, this::approaches, ROUNDS);
            List<double[]> next = needed(nearer);
            boolean same = true;
            for (int i = 0; i < next.size(); i++) same &= next.get(i) == rows.get(i);
            rows = next;
            if (same) return rows;
        }
        return rows;
    }

    /** Each row takes its best valid move, until it has none. */
    private List<double[]> descend(List<double[]> valid, Moves moves, int rounds) {
        List<double[]> rows = new ArrayList<>(valid);
        List<Integer> active = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) active.add(i);
        for (int round = 0; round < rounds && !active.isEmpty() && !scorer.stopped(); round++) {
            Try[] best = new Try[rows.size()];
            List<Try> tries = new ArrayList<>();
            for (int i : active) {
                List<double[]> own = new ArrayList<>();
                moves.of(rows.get(i), own);
                double now = metric.objective(from, rows.get(i));
                for (double[] row : own) {
                    double objective = metric.objective(from, row);
                    if (objective < now) tries.add(new Try(i, row, objective));
                }
                if ((long) tries.size() * from.length > Scorer.CELLS) settle(tries, best);
            }
            settle(tries, best);
            active.removeIf(i -> best[i] == null);
            for (int i : active) rows.set(i, best[i].row());
        }
        return rows;
    }

    /** Scores what was gathered, and forgets it. */
    private void settle(List<Try> tries, Try[] best) {
        double[] gaps = scorer.gaps(tries.stream().map(Try::row).toList());
        for (int t = 0; t < gaps.length; t++) {
            Try one = tries.get(t);
            Try known = best[one.of()];
            if (gaps[t] == 0 && (known == null || one.objective() < known.objective())) best[one.of()] = one;
        }
        tries.clear();
    }

    /** Halves, quarters and so on of the changes, while these are many: one at a time would take their square in rows. */
    private void blocks(double[] row, List<double[]> tries) {
        int[] changed = Archive.changed(from, row).stream().toArray();
        if (changed.length <= BLOCKS) return;
        for (int parts = 2; parts <= BLOCKS; parts *= 2) {
            for (int part = 0; part < parts; part++) {
                double[] back = row.clone();
                int end = (part + 1) * changed.length / parts;
                for (int k = part * changed.length / parts; k < end; k++) back[changed[k]] = from[changed[k]];
                bounds.repair(from, back);
                tries.add(back);
            }
        }
    }

    private void reversals(double[] row, List<double[]> tries) {
        for (int j = 0; j < row.length; j++) {
            if (Move.same(from[j], row[j])) continue;
            double[] back = row.clone();
            back[j] = from[j];
            bounds.repair(from, back);
            tries.add(back);
        }
    }

    private void approaches(double[] row, List<double[]> tries) {
        for (int j = 0; j < row.length; j++) {
            Feature feature = space.feature(j);
            if (!feature.number() || Double.isNaN(from[j]) || Move.same(from[j], row[j])) continue;
            double way = row[j] - from[j];
            for (double left = 0.5, taken = 0.25; taken > 1e-3; taken /= 2) {
                move(row, j, feature.rounded(from[j] + way * left), tries);
                move(row, j, feature.rounded(from[j] + way * taken), tries);
                left = 1 - taken;
            }
            if (feature.step() > 0) move(row, j, feature.rounded(row[j] - Math.signum(way) * feature.step()), tries);
        }
    }

    private void move(double[] row, int j, double value, List<double[]> tries) {
        boolean between = (value - from[j]) * (row[j] - value) > 0;
        if (!between || !bounds.may(j, from[j], value)) return;
        double[] moved = row.clone();
        moved[j] = value;
        tries.add(moved);
    }
}
