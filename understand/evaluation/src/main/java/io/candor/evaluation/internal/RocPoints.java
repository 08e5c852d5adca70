package io.candor.evaluation.internal;

import io.candor.core.json.Json;
import java.util.Arrays;

/**
 * The ROC and precision-recall curves. Every point is exact: one per distinct score, thinned to at most 201 that are
 * evenly spread along fpr + tpr. Thresholds fall; "at least the threshold" is positive.
 */
public final class RocPoints {
    private static final int STEPS = 200;

    private final double[] threshold;
    private final long[] tp;
    private final long[] fp;
    private final int[] kept;

    /** @param labels 0 or 1, both present */
    public RocPoints(int[] labels, double[] scores) {
        double[] positives = sorted(labels, scores, 1);
        double[] negatives = sorted(labels, scores, 0);
        int n = labels.length;
        double[] thresholds = new double[n + 1];
        long[] truePositives = new long[n + 1];
        long[] falsePositives = new long[n + 1];
        int p = positives.length;
        int q = negatives.length;
        int points = 0;
        double highest = Math.max(positives[p - 1], negatives[q - 1]);
        thresholds[points++] = Math.nextUp(highest); // nothing is at least this
        while (p > 0 || q > 0) {
            double next = p == 0
                    ? negatives[q - 1]
                    : q == 0 ? positives[p - 1] : Math.max(positives[p - 1], negatives[q - 1]);
            while (p > 0 && positives[p - 1] == next) p--;
            while (q > 0 && negatives[q - 1] == next) q--;
            thresholds[points] = next;
            truePositives[points] = positives.length - p;
            falsePositives[points++] = negatives.length - q;
        }
        threshold = Arrays.copyOf(thresholds, points);
        tp = Arrays.copyOf(truePositives, points);
        fp = Arrays.copyOf(falsePositives, points);
        kept = thinned();
    }

    public Json.Obj roc() {
        double[] t = new double[kept.length];
        double[] x = new double[kept.length];
        double[] y = new double[kept.length];
        int last = tp.length - 1;
        for (int k = 0; k < kept.length; k++) {
            t[k] = threshold[kept[k]];
            x[k] = (double) fp[kept[k]] / fp[last];
            y[k] = (double) tp[kept[k]] / tp[last];
        }
        return Json.object()
                .put("threshold", Json.numbers(t))
                .put("fpr", Json.numbers(x))
                .put("tpr", Json.numbers(y))
                .build();
    }

    /** Without the first point, where nothing is positive and precision does not exist. */
    public Json.Obj precisionRecall() {
        int points = kept.length - 1;
        double[] t = new double[points];
        double[] recall = new double[points];
        double[] precision = new double[points];
        for (int k = 0; k < points; k++) {
            int i = kept[k + 1];
            t[k] = threshold[i];
            recall[k] = (double) tp[i] / tp[tp.length - 1];
            precision[k] = (double) tp[i] / (tp[i] + fp[i]);
        }
        return Json.object()
                .put("threshold", Json.numbers(t))
                .put("recall", Json.numbers(recall))
                .put("precision", Json.numbers(precision))
                .build();
    }

    private int[] thinned() {
        int last = tp.length - 1;
        int[] picked = new int[STEPS + 1];
        int count = 0;
        int i = 0;
        for (int step = 0; step <= STEPS; step++) {
            double goal = 2.0 * step / STEPS;
            while (i < last && (double) tp[i] / tp[last] + (double) fp[i] / fp[last] < goal) i++;
            if (step == STEPS) i = last;
            if (count == 0 || picked[count - 1] != i) picked[count++] = i;
        }
        return Arrays.copyOf(picked, count);
    }

    private static double[] sorted(int[] labels, double[] scores, int label) {
        double[] picked = new double[labels.length];
        int n = 0;
        for (int i = 0; i < labels.length; i++) if (labels[i] == label) picked[n++] = scores[i] + 0.0;
        double[] values = Arrays.copyOf(picked, n);
        Arrays.sort(values);
        return values;
    }
}
