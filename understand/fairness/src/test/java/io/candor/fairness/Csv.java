package io.candor.fairness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Comma-separated test data; cells may be quoted. */
public record Csv(List<String> header, List<String[]> rows) {
    public static Csv resource(String name) throws IOException {
        return read(Objects.requireNonNull(Csv.class.getClassLoader().getResourceAsStream(name)));
    }

    public static Csv file(Path path) throws IOException {
        InputStream in = Files.newInputStream(path);
        return read(path.toString().endsWith(".gz") ? new GZIPInputStream(in) : in);
    }

    /** A column's cells; empty is null. */
    public List<@Nullable String> column(String name) {
        int at = header.indexOf(name);
        List<@Nullable String> cells = new ArrayList<>();
        for (String[] row : rows) cells.add(row[at].isEmpty() ? null : row[at]);
        return cells;
    }

    private static String[] cells(String line) {
        String[] parts = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
        for (int i = 0; i < parts.length; i++) parts[i] = parts[i].replace("\"", "");
        return parts;
    }

    private static Csv read(InputStream stream) throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            List<String> lines = in.lines().toList();
            List<String[]> rows = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) rows.add(cells(line));
            return new Csv(Arrays.asList(lines.get(0).split(",", -1)), rows);
        }
    }
}
