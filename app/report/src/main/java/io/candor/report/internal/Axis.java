package io.candor.report.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * A linear axis: values from {@code min} to {@code max} onto pixels {@code from} to {@code to}.
 */
record Axis(double min, double max, double from, double to) {
    Axis {
        if (!(max > min)) {
            double around = Double.isNaN(min) || Double.isInfinite(min) ? 0 : min;
            min = around - 0.5;
            max = around + 0.5;
        }
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
