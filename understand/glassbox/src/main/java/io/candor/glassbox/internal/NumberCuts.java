package io.candor.glassbox.internal;

import io.candor.core.CandorException;
import io.candor.core.data.NumericColumn;
import io.candor.core.model.Bins;
import io.candor.glassbox.InputType;
import io.candor.glassbox.InputType.Kind;
import java.util.Arrays;

/** Cuts of one column of numbers, as its type says. */
final class NumberCuts {
    private final NumericColumn column;
    private final InputType type;
    private final double[] sorted; // without missing

    /** @throws CandorException {@code CND-G006} for infinities */
    NumberCuts(NumericColumn column, InputType type) {
        this.column = column;
        this.type = type;
        double[] present = new double[column.size()];
        int n = 0;
        for (double v : column.values()) {
            if (Double.isNaN(v)) continue;
            if (Double.isInfinite(v)) throw infinite(column.name());
            present[n++] = v;
        }
        sorted = Arrays.copyOf(present, n);
        Arrays.sort(sorted);
    }

    /** Whether a kind cuts numbers. */
    static boolean makes(Kind kind) {
        return switch (kind) {
            case QUANTILE, ROUNDED_QUANTILE, UNIFORM, WINSORIZED, CUTS -> true;
            default -> false;
        };
    }

    /** @param maxBins with those for missing and unseen */
    Resolution resolution(int maxBins) {
        int n = sorted.length;
        double[] cuts = cuts(maxBins - 3);
        Bins.Cuts bins =
                new Bins.Cuts(cuts, n == 0 ? Double.NaN : sorted[0] + 0.0, n == 0 ? Double.NaN : sorted[n - 1] + 0.0);
        int[] codes = new int[column.size()];
        double[] values = column.values();
        for (int i = 0; i < codes.length; i++) codes[i] = bins.of(values[i]);
        return new Resolution(bins, Codes.of(codes, bins.count()));
    }

    private double[] cuts(int limit) {
        int n = sorted.length;
        return switch (type.kind()) {
            case ROUNDED_QUANTILE -> QuantileCuts.of(sorted, limit, QuantileCuts.Place.SHORTEST_DECIMAL);
            case UNIFORM -> n == 0 ? new double[0] : even(sorted[0], sorted[n - 1], limit, false);
            case WINSORIZED -> winsorized(limit);
            case CUTS -> given(limit);
            default -> QuantileCuts.of(sorted, limit, QuantileCuts.Place.MIDDLE);
        };
    }

    /** Equal widths between the first and the last of the quantile cuts, which are cuts, too. */
    private double[] winsorized(int limit) {
        double[] quantiles = QuantileCuts.of(sorted, limit, QuantileCuts.Place.MIDDLE);
        if (quantiles.length < 3) return quantiles;
        return even(quantiles[0], quantiles[quantiles.length - 1], quantiles.length, true);
    }

    /** {@code count} cuts at equal distances; the ends are cuts or not. */
    private static double[] even(double low, double high, int count, boolean ends) {
        double[] cuts = new double[count];
        int parts = ends ? count - 1 : count + 1;
        int n = 0;
        for (int k = 0; k < count; k++) {
            double share = (double) (ends ? k : k + 1) / parts;
            double cut = low * (1 - share) + high * share; // no overflow
            if (n == 0 || cut > cuts[n - 1]) cuts[n++] = cut;
        }
        return low < high ? Arrays.copyOf(cuts, n) : new double[0];
    }

    /** Those that are given; with a lower limit, evenly many of them. */
    private double[] given(int limit) {
        double[] cuts = type.cuts().stream().mapToDouble(c -> c).toArray();
        if (cuts.length <= limit) return cuts;
        double[] some = new double[limit];
        for (int k = 0; k < limit; k++) some[k] = cuts[(int) ((long) k * cuts.length / limit)];
        return some;
    }

    private static CandorException infinite(String column) {
        return CandorException.user(
                "CND-G006",
                "column '" + column + "' has an infinite value",
                "an EBM learns from finite numbers and missing values",
                "replace infinities by a number or leave the cells empty");
    }
}
