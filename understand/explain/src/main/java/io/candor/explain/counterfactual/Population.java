package io.candor.explain.counterfactual;

import io.candor.core.port.Deadline;
import io.candor.explain.blackbox.BlackBox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinTask;

/** Real rows and their scores: where searches begin, and what plausible means. */
final class Population {
    private static final int BATCH = 512;

    private final List<double[]> rows;
    private final double[] scores;
    private final int outputs;

    private Population(List<double[]> rows, double[] scores, int outputs) {
        this.rows = rows;
        this.scores = scores;
        this.outputs = outputs;
    }

    /** Scored in batches over the pool, until the time is over. */
    static Population of(BlackBox model, Space space, Deadline limit) {
        List<double[]> rows = Arrays.asList(space.rows());
        List<ForkJoinTask<double[]>> tasks = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += BATCH) {
            int start = from;
            int end = Math.min(rows.size(), from + BATCH);
            tasks.add(model.pool()
                    .submit(() -> limit.passed() ? new double[0] : model.score(space.table(rows, start, end))));
        }
        int outputs = model.outputs().count();
        List<double[]> scored = new ArrayList<>();
        double[] scores = new double[rows.size() * outputs];
        for (int t = 0; t < tasks.size(); t++) {
            double[] part = Joined.of(tasks.get(t));
            System.arraycopy(part, 0, scores, scored.size() * outputs, part.length);
            scored.addAll(rows.subList(t * BATCH, t * BATCH + part.length / outputs));
        }
        return new Population(scored, Arrays.copyOf(scores, scored.size() * outputs), outputs);
    }

    int size() {
        return rows.size();
    }

    /** Rows that have the wanted outcome. */
    List<double[]> reaching(Aim aim) {
        List<double[]> found = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) if (aim.gap(scores, i * outputs) == 0) found.add(rows.get(i));
        return found;
    }
}
