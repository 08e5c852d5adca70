package io.candor.fairness.compare.internal;

import io.candor.core.random.RandomStream;
import io.candor.evaluation.CountDraws;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows that agree in everything that is counted are one pattern: resamples of the rows are resamples of the patterns' counts, exactly, and there are
 * far fewer of these than rows.
 *
 * @param of the pattern of each row
 * @param first a row of each pattern
 * @param counts rows of each pattern
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
public record Patterns(int[] of, int[] first, long[] counts) {
    /** Above this share of patterns among rows it is quicker to draw rows. */
    private static final double MANY = 0.1;

    /** @param columns codes of the rows, 0 or more */
    public static Patterns of(int rows, List<int[]> columns) {
        int[] of = new int[rows];
        int patterns = Math.min(1, rows);
        for (int[] column : columns) patterns = refine(of, patterns, column);
        int[] first = new int[patterns];
        long[] counts = new long[patterns];
        for (int i = rows - 1; i >= 0; i--) {
            first[of[i]] = i;
            counts[of[i]]++;
        }
        return new Patterns(of, first, counts);
    }

    /** Numbers patterns anew, in the order of their first rows. */
    private static int refine(int[] of, int patterns, int[] column) {
        int codes = 0;
        for (int code : column) codes = Math.max(codes, code + 1);
        long keys = (long) patterns * codes;
        int next = 0;
        if (keys <= Math.max(1 << 16, 4L * of.length)) {
            int[] numbers = new int[(int) keys];
            for (int i = 0; i < of.length; i++) {
                int key = of[i] * codes + column[i];
                if (numbers[key] == 0) numbers[key] = ++next;
                of[i] = numbers[key] - 1;
            }
            return next;
        }
        Map<Long, Integer> numbers = new HashMap<>();
        for (int i = 0; i < of.length; i++) {
            long key = (long) of[i] * codes + column[i];
            Integer number = numbers.putIfAbsent(key, next);
            of[i] = number == null ? next++ : number;
        }
        return next;
    }

    /** How often each pattern is in a resample of as many rows. */
    public long[] draw(RandomStream random) {
        if (counts.length <= MANY * of.length) return new CountDraws(random).multinomial(of.length, counts);
        long[] times = new long[counts.length];
        for (int i = 0; i < of.length; i++) times[of[random.nextInt(of.length)]]++;
        return times;
    }

    /** A column of the rows as one of the patterns. */
    public int[] select(int[] column) {
        int[] own = new int[first.length];
        for (int p = 0; p < own.length; p++) own[p] = column[first[p]];
        return own;
    }
}
