package io.candor.fairness.individual.internal;

import io.candor.fairness.Predictions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a row is treated, compared with some others: 1 where it is treated as they are on average, 0 where it is as far from that as can be. */
public interface Treatment {
    double consistency(int row, int[] others);

    /**
     * By name: {@code decision}, and {@code score} where there are scores; of numbers {@code prediction}.
     */
    static Map<String, Treatment> of(Predictions predictions) {
        Map<String, Treatment> treatments = new LinkedHashMap<>();
        if (predictions instanceof Predictions.Regression r) {
            double low = Arrays.stream(r.predictions()).min().orElse(0);
            double high = Arrays.stream(r.predictions()).max().orElse(0);
            treatments.put("prediction", new Means(r.predictions(), 1, high > low ? high - low : 1));
            return treatments;
        }
        int[] decisions = decisions(predictions);
        treatments.put("decision", (row, others) -> 1 - (double) against(decisions, row, others) / others.length);
        if (predictions instanceof Predictions.Binary b && b.scores() != null) {
            treatments.put("score", new Means(b.scores(), 1, 1));
        }
        if (predictions instanceof Predictions.Multiclass m && m.scores() != null) {
            treatments.put("score", new Means(m.scores(), m.classes().size(), 2)); // total variation
        }
        return treatments;
    }

    /** Of classes; empty of numbers. */
    static int[] decisions(Predictions predictions) {
        if (predictions instanceof Predictions.Binary b) return b.decisions();
        return predictions instanceof Predictions.Multiclass m ? m.decisions() : new int[0];
    }

    /** How many others are decided differently. */
    static int against(int[] decisions, int row, int[] others) {
        int against = 0;
        for (int other : others) if (decisions[other] != decisions[row]) against++;
        return against;
    }

    /**
     * One or several numbers per row, row-major.
     *
     * @param scale the largest distance of two rows
     */
    record Means(double[] values, int width, double scale) implements Treatment {
        @Override
        public double consistency(int row, int[] others) {
            double apart = 0;
            for (int c = 0; c < width; c++) {
                double sum = 0;
                for (int other : others) sum += values[other * width + c];
                apart += Math.abs(values[row * width + c] - sum / others.length);
            }
            return 1 - apart / scale;
        }
    }
}
