package io.candor.explain.effect;

import io.candor.core.json.Json;

/**
 * How the mean prediction moves with one input.
 *
 * @param points numbers or names of levels
 * @param values per output, then point
 * @param low of 95 % intervals over rows, likewise
 * @param high likewise
 * @param counts rows behind each point
 * @param curves per row, then output, then point; empty unless single rows were asked for
 * @param rows of the curves
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record EffectCurve(
        String input,
        boolean number,
        Json points,
        double[][] values,
        double[][] low,
        double[][] high,
        long[] counts,
        double[][][] curves,
        int[] rows) {}
