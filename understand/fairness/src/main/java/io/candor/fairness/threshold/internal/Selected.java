package io.candor.fairness.threshold.internal;

import io.candor.fairness.threshold.ScoredRows;
import java.util.function.Predicate;

/** How many positives and negatives of some groups any threshold selects. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Selected(double[] scores, double[] fp, double[] tp) {
    /**
     * Sums of weights.
     *
     * @param fp selected negatives
     * @param tp selected positives
     */
    public record Cells(double fp, double tp, double negatives, double positives) {
        public double selectionRate() {
            return (tp + fp) / (positives + negatives);
        }

        public double truePositiveRate() {
            return tp / positives;
        }

        public double falsePositiveRate() {
            return fp / negatives;
        }

        public Cells plus(Cells o) {
            return new Cells(fp + o.fp, tp + o.tp, negatives + o.negatives, positives + o.positives);
        }
    }

    /**
     * @param which groups
     * @param name what they are called in messages
     * @throws io.candor.core.CandorException {@code CND-F042}, {@code CND-F044}
     */
    public static Selected of(ScoredRows rows, Predicate<String> which, String name) {
        int groups = rows.groups().size();
        boolean[] in = new boolean[groups + 1];
        for (int g = 0; g < groups; g++) in[g] = which.test(rows.groups().get(g).name());
        int n = 0;
        for (int g : rows.group()) if (in[g]) n++;
        if (n == 0) throw Refusals.emptyGroup(name);
        long[] keys = new long[n];
        int[] index = new int[n];
        int at = 0;
        for (int i = 0; i < rows.group().length; i++) {
            if (!in[rows.group()[i]]) continue;
            index[at] = i;
            keys[at++] = ScoreOrder.key(rows.scores()[i], rows.labels()[i]);
        }
        ScoreOrder.sort(keys, index);
        Selected selected = new Selected(new double[n], new double[n + 1], new double[n + 1]);
        double[] weights = rows.weights();
        for (int i = n - 1; i >= 0; i--) { // suffix sums
            double weight = weights == null ? 1 : weights[index[i]];
            boolean positive = (keys[i] & 1) == 1;
            selected.scores[i] = ScoreOrder.score(keys[i]);
            selected.tp[i] = selected.tp[i + 1] + (positive ? weight : 0);
            selected.fp[i] = selected.fp[i + 1] + (positive ? 0 : weight);
        }
        if (selected.tp[0] == 0) throw Refusals.oneLabel(name, "true positive rate", "positive");
        if (selected.fp[0] == 0) throw Refusals.oneLabel(name, "false positive rate", "negative");
        return selected;
    }

    /** What "score &gt; threshold" selects. */
    public Cells above(double threshold) {
        int low = 0;
        int high = scores.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (scores[middle] > threshold) high = middle;
            else low = middle + 1;
        }
        return new Cells(fp[low], tp[low], fp[0], tp[0]);
    }
}
