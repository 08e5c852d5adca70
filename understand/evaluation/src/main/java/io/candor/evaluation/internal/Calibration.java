package io.candor.evaluation.internal;

import io.candor.core.evidence.Estimate;
import io.candor.core.json.Json;
import io.candor.core.math.ExactSum;
import io.candor.core.random.RandomStreams;
import io.candor.evaluation.Bootstrap;
import io.candor.evaluation.Intervals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Mean score against observed rate in ten bins of equal width ([0, 0.1), …, [0.9, 1]; empty bins are left out), and the
 * expected calibration error: the mean gap, weighted by rows (Naeini et al. 2015). The error is biased upwards, the more
 * so the fewer the rows; so is its interval.
 */
public final class Calibration {
    private static final int BINS = 10;

    private final int[] labels;
    private final double[] scores;

    /** Keeps the rows ordered by label and score, so that the bootstrap does not see the file's order. */
    public Calibration(int[] labels, double[] scores) {
        int n = labels.length;
        int negative = 0;
        for (int label : labels) negative += 1 - label;
        double[] zeros = new double[negative];
        double[] ones = new double[n - negative];
        int q = 0;
        int p = 0;
        for (int i = 0; i < n; i++) {
            if (labels[i] == 1) ones[p++] = scores[i];
            else zeros[q++] = scores[i];
        }
        Arrays.sort(zeros);
        Arrays.sort(ones);
        this.labels = new int[n];
        this.scores = new double[n];
        System.arraycopy(zeros, 0, this.scores, 0, negative);
        System.arraycopy(ones, 0, this.scores, negative, ones.length);
        Arrays.fill(this.labels, negative, n, 1);
    }

    public Json.Arr bins() {
        long[] n = new long[BINS];
        long[] positive = new long[BINS];
        ExactSum[] sums = new ExactSum[BINS];
        for (int b = 0; b < BINS; b++) sums[b] = new ExactSum();
        for (int i = 0; i < labels.length; i++) {
            int b = bin(scores[i]);
            n[b]++;
            positive[b] += labels[i];
            sums[b].add(scores[i]);
        }
        List<Json> bins = new ArrayList<>();
        for (int b = 0; b < BINS; b++) {
            if (n[b] == 0) continue;
            bins.add(Json.object()
                    .put("low", b / 10.0)
                    .put("high", (b + 1) / 10.0)
                    .put("n", n[b])
                    .put("mean_score", sums[b].value() / n[b])
                    .put(
                            "observed",
                            Intervals.rate(positive[b], n[b], "no rows").toJson())
                    .build());
        }
        return Json.array(bins);
    }

    public Estimate expectedError(RandomStreams random) {
        int n = labels.length;
        int[] all = new int[n];
        for (int i = 0; i < n; i++) all[i] = i;
        return new Bootstrap(random, "evaluation.calibration").estimate(error(all), n, this::error);
    }

    /** Plain sums: the order of the rows is fixed here. */
    private double error(int[] rows) {
        double[] gap = new double[BINS];
        for (int row : rows) gap[bin(scores[row])] += scores[row] - labels[row];
        double total = 0;
        for (double g : gap) total += Math.abs(g);
        return total / rows.length;
    }

    private static int bin(double score) {
        return Math.min(BINS - 1, (int) (score * BINS));
    }
}
