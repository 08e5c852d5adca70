package io.candor.io.internal;

import java.util.Arrays;
import java.util.List;

/** One column of one chunk: numbers, or codes into the chunk's own levels (−1 missing). */
public sealed interface Piece {
    /** Numbers; NaN is missing. */
    record Numbers(double[] values) implements Piece {}

    /** Codes. */
    record Codes(int[] codes, List<String> levels) implements Piece {}

    /** Grows as cells arrive. */
    final class Builder {
        private final boolean numeric;
        private final LevelTable levels = new LevelTable();
        private double[] values;
        private int[] codes;
        private int size;

        Builder(boolean numeric, int capacity) {
            this.numeric = numeric;
            this.values = new double[numeric ? capacity : 0];
            this.codes = new int[numeric ? 0 : capacity];
        }

        boolean numeric() {
            return numeric;
        }

        void number(double value) {
            if (size == values.length) values = Arrays.copyOf(values, size + (size >> 1) + 16);
            values[size++] = value;
        }

        void missing() {
            if (numeric) number(Double.NaN);
            else code(-1);
        }

        void text(byte[] bytes, int from, int to) throws java.nio.charset.CharacterCodingException {
            code(levels.code(bytes, from, to));
        }

        private void code(int code) {
            if (size == codes.length) codes = Arrays.copyOf(codes, size + (size >> 1) + 16);
            codes[size++] = code;
        }

        Piece build() {
            return numeric
                    ? new Numbers(size == values.length ? values : Arrays.copyOf(values, size))
                    : new Codes(size == codes.length ? codes : Arrays.copyOf(codes, size), levels.levels());
        }
    }
}
