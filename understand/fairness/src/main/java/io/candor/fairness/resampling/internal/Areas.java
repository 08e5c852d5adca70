package io.candor.fairness.resampling.internal;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Areas under the ROC curves of all groups in one pass over the rows by ascending score, which are sorted once. */
public final class Areas {
    private final int[] order;
    private final int[] labels;
    private final double[] scores;

    public Areas(int[] labels, double[] scores) {
        this.labels = labels;
        this.scores = scores;
        order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> scores[i] + 0.0)
                        .thenComparing(i -> i))
                .mapToInt(i -> i)
                .toArray();
    }

    /**
     * @param times how often each row counts
     * @param places where a row counts: a number below {@code count}
     * @return NaN where a class is missing
     */
    public double[] of(double[] times, int[] places, int count) {
        double[] last = new double[count];
        Arrays.fill(last, Double.NaN);
        double[] tiedPositive = new double[count];
        double[] tiedNegative = new double[count];
        double[] negatives = new double[count];
        double[] positives = new double[count];
        double[] ranked = new double[count];
        for (int row : order) {
            double weight = times[row];
            if (weight == 0) continue;
            int at = places[row];
            if (scores[row] != last[at]) {
                ranked[at] += tiedPositive[at] * (negatives[at] + tiedNegative[at] / 2);
                negatives[at] += tiedNegative[at];
                positives[at] += tiedPositive[at];
                tiedPositive[at] = 0;
                tiedNegative[at] = 0;
                last[at] = scores[row];
            }
            if (labels[row] == 1) tiedPositive[at] += weight;
            else tiedNegative[at] += weight;
        }
        double[] areas = new double[count];
        for (int at = 0; at < count; at++) {
            ranked[at] += tiedPositive[at] * (negatives[at] + tiedNegative[at] / 2);
            double pairs = (positives[at] + tiedPositive[at]) * (negatives[at] + tiedNegative[at]);
            areas[at] = pairs == 0 ? Double.NaN : ranked[at] / pairs;
        }
        return areas;
    }
}
