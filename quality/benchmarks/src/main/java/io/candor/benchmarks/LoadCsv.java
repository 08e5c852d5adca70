package io.candor.benchmarks;

import io.candor.core.data.Table;
import io.candor.io.CsvReader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Loads 1,000,000 rows of 20 numeric columns with six decimals, types inferred, in a fresh JVM of 600 MB, five times; prints
 * each wall time (JVM start included) and the best.
 */
public final class LoadCsv {
    private LoadCsv() {}

    /** Without arguments: the parent that makes the file and starts the children. With a file: one load. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length == 1) {
            Table table = CsvReader.read(Path.of(args[0]));
            System.out.println(table.rows() + " x " + table.columns().size());
            return;
        }
        Path file = Files.createTempFile("candor-load", ".csv");
        try {
            write(file, 1_000_000, 20);
            System.out.printf(Locale.ROOT, "file: %.0f MB%n", Files.size(file) / 1e6);
            double best = Double.POSITIVE_INFINITY;
            for (int run = 0; run < 5; run++) {
                long start = System.nanoTime();
                Process child = new ProcessBuilder(List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx600m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                LoadCsv.class.getName(),
                                file.toString()))
                        .inheritIO()
                        .start();
                if (child.waitFor() != 0) throw new IllegalStateException("the child failed");
                double seconds = (System.nanoTime() - start) / 1e9;
                System.out.printf(Locale.ROOT, "run %d: %.2f s%n", run + 1, seconds);
                best = Math.min(best, seconds);
            }
            System.out.printf(Locale.ROOT, "best: %.2f s%n", best);
        } finally {
            Files.delete(file);
        }
    }

    private static void write(Path file, int rows, int columns) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < columns; c++) line.append(c == 0 ? "x" : ",x").append(c);
            out.write(line.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < rows; i++) {
                line.setLength(0);
                for (int c = 0; c < columns; c++) {
                    if (c > 0) line.append(',');
                    int micros = random.nextInt(-99_999_999, 99_999_999);
                    String digits = Integer.toString(Math.abs(micros) % 1_000_000 + 1_000_000)
                            .substring(1);
                    if (micros < 0) line.append('-');
                    line.append(Math.abs(micros) / 1_000_000).append('.').append(digits);
                }
                out.write(line.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
            }
        }
    }
}
