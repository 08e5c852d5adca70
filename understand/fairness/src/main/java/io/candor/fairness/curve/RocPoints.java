package io.candor.fairness.curve;

import io.candor.core.json.Json;
import io.candor.fairness.curve.internal.ScoredRows;
import java.util.Arrays;

/**
 * The points of a ROC curve, one per distinct score and the one where nothing is positive: exact, by falling threshold. A row is positive if its score is at least the threshold; the first
 * threshold is the next number above the highest score.
 *
 * @param total points before some were left out
 */
public record RocPoints(int total, double[] threshold, double[] fpr, double[] tpr) {

    /**
     * @param rows with both labels
     * @param most points to keep, 2 or more: the ends, and those first at or past even steps of fpr + tpr; a kept point is not moved
     */
    static RocPoints of(ScoredRows rows, int most) {
        int n = rows.size();
        double[] threshold = new double[n + 1];
        double[] positive = new double[n + 1]; // weight at or above the threshold
        double[] negative = new double[n + 1];
        threshold[0] = Math.nextUp(rows.scores()[n - 1]);
        int points = 1;
        double p = 0;
        double q = 0;
        for (int i = n - 1; i >= 0; i--) {
            if (rows.labels()[i] == 1) p += rows.weight(i);
            else q += rows.weight(i);
            if (i > 0 && rows.scores()[i - 1] == rows.scores()[i]) continue;
            threshold[points] = rows.scores()[i];
            positive[points] = p;
            negative[points++] = q;
        }
        double[] tpr = new double[points];
        double[] fpr = new double[points];
        for (int i = 0; i < points; i++) {
            tpr[i] = positive[i] / p;
            fpr[i] = negative[i] / q;
        }
        if (points <= most) return new RocPoints(points, Arrays.copyOf(threshold, points), fpr, tpr);
        return thinned(threshold, fpr, tpr, most);
    }

    private static RocPoints thinned(double[] threshold, double[] fpr, double[] tpr, int most) {
        int last = tpr.length - 1;
        int[] kept = new int[most];
        int count = 0;
        int i = 0;
        for (int step = 0; step < most; step++) {
            double goal = 2.0 * step / (most - 1);
            while (i < last && tpr[i] + fpr[i] < goal) i++;
            if (step == most - 1) i = last;
            if (count == 0 || kept[count - 1] != i) kept[count++] = i;
        }
        double[][] picked = new double[3][count];
        for (int k = 0; k < count; k++) {
            picked[0][k] = threshold[kept[k]];
            picked[1][k] = fpr[kept[k]];
            picked[2][k] = tpr[kept[k]];
        }
        return new RocPoints(last + 1, picked[0], picked[1], picked[2]);
    }

    Json.Obj toJson() {
        return Json.object()
                .put("points", total)
                .put("threshold", Json.numbers(threshold))
                .put("fpr", Json.numbers(fpr))
                .put("tpr", Json.numbers(tpr))
                .build();
    }
}
