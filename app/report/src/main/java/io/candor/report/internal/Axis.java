package io.candor.report.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * A linear axis: values from {@code min} to {@code max} onto pixels {@code from} to {@code to}.
 */
record Axis(double min, double max, double from, double to) {
    /** Beyond, differences and steps would no longer be finite; so far out nobody reads an axis. */
    private static final double LARGEST = 1e300;

    Axis {
        if (!(max > min)) {
            double around = Double.isNaN(min) || Double.isInfinite(min) ? 0 : min;
            double half = Math.max(0.5, Math.abs(around) * 1e-6);
            min = around - half;
            max = around + half;
        }
        min = Math.max(min, -LARGEST);
        max = Math.min(max, LARGEST);
        double least = Math.max(Double.MIN_NORMAL * 1e10, Math.max(Math.abs(min), Math.abs(max)) * 1e-12);
        if (max - min < least) max = min + least;
    }

    /** The axis widened to whole ticks. */
    static Axis nice(double min, double max, double from, double to) {
        Axis raw = new Axis(min, max, from, to);
        double step = raw.step();
        return new Axis(Math.floor(raw.min / step + 1e-9) * step, Math.ceil(raw.max / step - 1e-9) * step, from, to);
    }

    double at(double value) {
        double clipped = Math.min(max, Math.max(min, value));
        return from + (clipped - min) / (max - min) * (to - from);
    }

    /** About five round values. */
    List<Double> ticks() {
        double step = step();
        List<Double> ticks = new ArrayList<>();
        long first = (long) Math.ceil(min / step - 1e-9);
        for (long k = first; k * step <= max + step * 1e-9; k++) ticks.add(k * step);
        return ticks;
    }

    /** A tick's text. */
    String label(double tick) {
        double step = step();
        int decimals = (int) Math.max(0, -Math.floor(StrictMath.log10(step) + 1e-9));
        if (tick != 0 && (Math.abs(tick) >= 1e9 || decimals > 6)) {
            int digits = (int) Math.ceil(StrictMath.log10(Math.max(1, Math.abs(tick) / step))) + 1;
            return Numbers.scientific(tick, digits);
        }
        if (Math.abs(tick) >= 10_000 && decimals == 0) return Numbers.bound(tick / 1000) + "k";
        return Numbers.fixed(tick, Math.min(6, decimals));
    }

    private double step() {
        double rough = (max - min) / 5;
        double power = StrictMath.pow(10, Math.floor(StrictMath.log10(rough)));
        double ratio = rough / power;
        return power * (ratio < 1.5 ? 1 : ratio < 3.5 ? 2 : ratio < 7.5 ? 5 : 10);
    }
}
