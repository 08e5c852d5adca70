package io.candor.fairness.monitor.internal;

import io.candor.evaluation.Intervals;
import io.candor.fairness.Cell;
import io.candor.fairness.Disparity;
import io.candor.fairness.Predictions;
import io.candor.fairness.internal.Comparison;
import io.candor.fairness.internal.Measure;
import io.candor.fairness.internal.Sample;
import io.candor.fairness.internal.Slice;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far rates are apart between groups, by the assessment's own comparison. Any rate x/n is the selection rate of n rows of
 * which x are selected, so counts are enough.
 */
public final class Gap {
    private static final Measure RATE =
            Measure.of(Predictions.binary(new int[0], null, new int[0]), Map.of(), null).stream()
                    .filter(m -> m.name().equals("selection_rate"))
                    .findFirst()
                    .orElseThrow();

    private Gap() {}

    /**
     * @param rates by label of the group
     * @param alpha what the interval may miss; rounded down to 0.05 over a whole number
     */
    public static Disparity difference(Map<String, Ratio> rates, double alpha) {
        return comparison(rates).difference(families(alpha));
    }

    /** The smallest rate over the largest. */
    public static Disparity ratio(Map<String, Ratio> rates, double alpha) {
        return comparison(rates).ratio(families(alpha));
    }

    /** 0.05 over a whole number, not above {@code alpha}. */
    public static int families(double alpha) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.ceil(Intervals.ALPHA / alpha - 1e-9)));
    }

    private static Comparison comparison(Map<String, Ratio> rates) {
        Map<String, Sample> samples = new LinkedHashMap<>();
        Ratio whole = new Ratio(0, 0);
        for (Map.Entry<String, Ratio> rate : rates.entrySet()) {
            samples.put(rate.getKey(), sample(rate.getValue()));
            whole = whole.plus(rate.getValue());
        }
        return new Comparison(samples, sample(whole), true);
    }

    private static Sample sample(Ratio rate) {
        Cell.Binary cell = new Cell.Binary();
        fill(cell, 1, rate.x());
        fill(cell, 0, rate.n() - rate.x());
        return RATE.of().apply(new Slice(cell, new int[0]));
    }

    /** Adds n equal rows by doubling. */
    private static void fill(Cell.Binary cell, int decision, long n) {
        Cell.Binary power = new Cell.Binary();
        power.add(0, decision);
        for (long rest = n; rest > 0; rest >>= 1) {
            if ((rest & 1) == 1) cell.add(power);
            Cell.Binary same = new Cell.Binary();
            same.add(power);
            power.add(same);
        }
    }
}
