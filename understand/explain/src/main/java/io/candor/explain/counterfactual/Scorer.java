package io.candor.explain.counterfactual;

import io.candor.core.port.Deadline;
import io.candor.explain.blackbox.BlackBox;
import java.util.Arrays;
import java.util.List;

/** Scores generations of rows for one aim, and stops when the time is over. Not thread-safe. */
final class Scorer {
    /** Rows between two looks at the clock. */
    private static final int BATCH = 512;

    /** Cells of rows that wait to be scored at once, so that models with very many inputs take no more memory. */
    static final int CELLS = 2_000_000;

    private final BlackBox model;
    private final Space space;
    private final Aim aim;
    private final Deadline limit;
    private int scored;
    private boolean stopped;
    private double leastGap = Double.POSITIVE_INFINITY;
    private double closest = Double.NaN;

    Scorer(BlackBox model, Space space, Aim aim, Deadline limit) {
        this.model = model;
        this.space = space;
        this.aim = aim;
        this.limit = limit;
    }

    /** Gaps to the goal; infinite of rows that the time did not suffice for. */
    double[] gaps(List<double[]> rows) {
        double[] gaps = new double[rows.size()];
        Arrays.fill(gaps, Double.POSITIVE_INFINITY);
        int outputs = model.outputs().count();
        for (int from = 0; from < gaps.length; from += BATCH) {
            if (stopped()) return gaps;
            int to = Math.min(gaps.length, from + BATCH);
            double[] scores = model.score(space.table(rows, from, to));
            scored += to - from;
            for (int i = from; i < to; i++) {
                gaps[i] = aim.gap(scores, (i - from) * outputs);
                if (gaps[i] >= leastGap) continue;
                leastGap = gaps[i];
                closest = aim.reached(scores, (i - from) * outputs);
            }
        }
        return gaps;
    }

    boolean stopped() {
        if (!stopped) stopped = limit.passed();
        return stopped;
    }

    int scored() {
        return scored;
    }

    /** The score nearest to the goal; NaN before any. */
    double closest() {
        return closest;
    }
}
