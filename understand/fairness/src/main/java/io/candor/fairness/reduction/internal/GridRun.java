package io.candor.fairness.reduction.internal;

import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;

/** The oracle's answers to many multipliers, one independent of the other. */
public final class GridRun {
    private GridRun() {}

    /**
     * The answers in order; fewer if the deadline passes, but one at least.
     *
     * @param withObjective whether the objective adds to what multipliers weigh
     */
    public static List<Hypothesis> of(
            Setup setup,
            List<double[]> points,
            boolean withObjective,
            ForkJoinPool workers,
            Progress progress,
            Deadline deadline) {
        Oracle oracle = setup.oracle(false, withObjective);
        List<Function<Deadline, Hypothesis>> works = new ArrayList<>();
        for (double[] point : points) works.add(abandoned -> oracle.answer(point, null, abandoned));
        List<Hypothesis> found = new ArrayList<>();
        try (Ahead<Hypothesis> ahead = new Ahead<>(works, workers)) {
            for (int i = 0; i < points.size(); i++) {
                if (i > 0 && deadline.passed()) break;
                progress.report("mitigating", (double) i / points.size(), "");
                found.add(ahead.get(i));
            }
        }
        return found;
    }
}
