package io.candor.explain.counterfactual;

import io.candor.core.model.Input;
import java.util.Arrays;

/**
 * What the data shows of one input.
 *
 * @param scale one step of distance: of a number its median absolute deviation, or the range where that is 0; of a category 1
 * @param unit what the scale is: {@code MAD}, {@code range} or {@code level}
 * @param decimals of numbers that all have so few, 0 for whole ones; −1 if they have more than four
 * @param values that occur, in order, each once: numbers (a spread of very many), or indices of levels
 * @param frequent quantiles of the numbers as often as they occur; of a category empty
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Feature(Input input, double scale, String unit, int decimals, double[] values, double[] frequent) {
    private static final int MOST_DECIMALS = 4;
    private static final int MOST_VALUES = 4096;
    private static final int QUANTILES = 256;

    /** @param cells encoded, one per row; NaN is missing */
    static Feature of(Input input, double[] cells) {
        double[] there =
                Arrays.stream(cells).filter(v -> !Double.isNaN(v)).sorted().toArray();
        if (input.kind() == Input.Kind.CATEGORY) {
            double[] known = Arrays.stream(there).filter(v -> v >= 0).distinct().toArray();
            return new Feature(input, 1, "level", 0, known, new double[0]);
        }
        double[] distinct = Arrays.stream(there).distinct().toArray();
        double scale = there.length == 0 ? 0 : deviation(there);
        String unit = "MAD";
        if (!(scale > 0)) {
            unit = "range";
            scale = there.length == 0 ? 0 : there[there.length - 1] - there[0];
        }
        if (!(scale > 0) || Double.isInfinite(scale)) scale = 1;
        return new Feature(
                input, scale, unit, decimals(distinct), spread(distinct, MOST_VALUES), spread(there, QUANTILES));
    }

    private static double[] spread(double[] sorted, int most) {
        if (sorted.length <= most) return sorted;
        double[] picked = new double[most];
        for (int q = 0; q < most; q++) picked[q] = at(sorted, q, most);
        return picked;
    }

    private static double deviation(double[] sorted) {
        double median = median(sorted);
        return median(
                Arrays.stream(sorted).map(v -> Math.abs(v - median)).sorted().toArray());
    }

    private static double median(double[] sorted) {
        int n = sorted.length;
        return n % 2 == 1 ? sorted[n / 2] : sorted[n / 2 - 1] / 2 + sorted[n / 2] / 2;
    }

    private static int decimals(double[] values) {
        for (int d = 0; d <= MOST_DECIMALS; d++) {
            boolean all = true;
            for (int i = 0; i < values.length && all; i++) all = rounded(values[i], d) == values[i];
            if (all) return d;
        }
        return -1;
    }

    boolean number() {
        return input.kind() == Input.Kind.NUMBER;
    }

    /** The least step of numbers that have few decimals; 0 of others. */
    double step() {
        return decimals < 0 ? 0 : 1 / power(decimals);
    }

    /** To as many decimals as the data has. */
    double rounded(double value) {
        return decimals < 0 ? value : rounded(value, decimals);
    }

    /** The nearest number above, or equal, that has as many decimals as the data. */
    double up(double value) {
        double near = rounded(value);
        return near >= value ? near : rounded(value + step());
    }

    /** The nearest one below. */
    double down(double value) {
        double near = rounded(value);
        return near <= value ? near : rounded(value - step());
    }

    /** The nearest double to a decimal number, for whole multiples of a power of ten below 2^53. */
    private static double rounded(double value, int decimals) {
        double scaled = value * power(decimals);
        return Math.abs(scaled) < 1L << 53 ? Math.rint(scaled) / power(decimals) + 0.0 : value;
    }

    private static double power(int decimals) {
        return switch (decimals) {
            case 0 -> 1;
            case 1 -> 10;
            case 2 -> 100;
            case 3 -> 1000;
            default -> 10_000;
        };
    }

    /** Numbers to try: all that occur, or as many quantiles of rows and of values; of a category all levels that occur. */
    double[] grid(int most) {
        if (!number() || values.length <= most) return values;
        double[] picked = new double[most];
        int half = most / 2;
        for (int q = 0; q < half; q++) picked[q] = at(frequent, q, half);
        for (int q = half; q < most; q++) picked[q] = at(values, q - half, most - half);
        return Arrays.stream(picked).sorted().distinct().toArray();
    }

    private static double at(double[] sorted, int q, int of) {
        return sorted[(int) Math.round((double) q / (of - 1) * (sorted.length - 1))];
    }
}
