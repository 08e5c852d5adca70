package io.candor.benchmarks;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * A table of normal numbers whose two classes follow an additive and a pairwise part: the work load for size. Written once, as
 * CSV with six decimals, so that both sides read the same.
 */
final class Synthetic {
    static final String LABEL = "y";
    private static final int LEAST = 6; // columns that the label needs

    private Synthetic() {}

    /** @param size {@code ROWSxCOLUMNS} */
    static void write(Path file, String size) throws IOException {
        String[] parts = size.split("x", -1);
        if (parts.length != 2) throw new IllegalArgumentException("ROWSxCOLUMNS, not " + size);
        write(file, Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    private static void write(Path file, int rows, int columns) throws IOException {
        if (columns < LEAST) throw new IllegalArgumentException("at least " + LEAST + " columns");
        double mean = 0;
        SplittableRandom first = new SplittableRandom(7);
        double[] x = new double[columns];
        for (int i = 0; i < rows; i++) {
            draw(first, x);
            mean += signal(x) / rows;
        }
        SplittableRandom again = new SplittableRandom(7);
        SplittableRandom coin = new SplittableRandom(8);
        try (Writer out = Files.newBufferedWriter(file)) {
            for (int c = 0; c < columns; c++) out.write("f" + c + ",");
            out.write(LABEL + "\n");
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < rows; i++) {
                draw(again, x);
                line.setLength(0);
                for (double v : x) decimal(Math.round(v * 1e6), line).append(',');
                boolean positive = coin.nextDouble() < 1 / (1 + Math.exp(mean - signal(x)));
                out.append(line.append(positive ? '1' : '0').append('\n'));
            }
        }
    }

    private static void draw(SplittableRandom random, double[] x) {
        for (int c = 0; c < x.length; c++) x[c] = random.nextGaussian();
    }

    private static double signal(double[] x) {
        return Math.sin(2 * x[0]) + 0.5 * x[1] * x[1] - Math.abs(x[2]) + 0.8 * x[3] * x[4] + (x[5] > 0.5 ? 0.3 : 0);
    }

    private static StringBuilder decimal(long millionths, StringBuilder line) {
        if (millionths < 0) line.append('-');
        long size = Math.abs(millionths);
        return line.append(size / 1_000_000).append('.').append(Long.toString(size % 1_000_000 + 1_000_000), 1, 7);
    }
}
