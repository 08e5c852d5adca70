package io.candor.glassbox;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A label and its inputs, read from CSV, and their folds: row i is a test row of fold k when {@code i mod 5 == k}. */
public record TestData(Table inputs, Target target) {

    public static TestData read(Path file, String label) throws IOException {
        List<List<@Nullable String>> cells = new ArrayList<>();
        List<String> names = new ArrayList<>();
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                List<String> fields = fields(line);
                for (int j = 0; j < fields.size(); j++) {
                    if (cells.size() < fields.size()) {
                        names.add(fields.get(j));
                        cells.add(new ArrayList<>());
                    } else {
                        cells.get(j).add(fields.get(j).isEmpty() ? null : fields.get(j));
                    }
                }
            }
        }
        List<Column> columns = new ArrayList<>();
        for (int j = 0; j < names.size(); j++) {
            if (!names.get(j).equals(label)) columns.add(column(names.get(j), cells.get(j)));
        }
        return new TestData(new Table(columns), target(label, cells.get(names.indexOf(label))));
    }

    TestData fold(int k, boolean test) {
        int rows = inputs.rows();
        int[] picked = java.util.stream.IntStream.range(0, rows)
                .filter(i -> (i % 5 == k) == test)
                .toArray();
        return new TestData(inputs.select(picked), target.select(picked));
    }

    private static Target target(String label, List<@Nullable String> cells) {
        Column column = column(label, cells);
        if (column instanceof NumericColumn numbers) {
            boolean flags = java.util.Arrays.stream(numbers.values()).allMatch(v -> v == 0 || v == 1);
            return flags
                    ? new Target(label, Task.BINARY, numbers.values(), List.of("0", "1"))
                    : new Target(label, Task.REGRESSION, numbers.values(), List.of());
        }
        CategoricalColumn classes = (CategoricalColumn) column;
        double[] values = new double[classes.size()];
        for (int i = 0; i < values.length; i++) values[i] = classes.code(i);
        return new Target(label, Task.BINARY, values, classes.levels());
    }

    private static Column column(String name, List<@Nullable String> cells) {
        double[] numbers = new double[cells.size()];
        for (int i = 0; i < numbers.length; i++) {
            String cell = cells.get(i);
            try {
                numbers[i] = cell == null ? Double.NaN : Double.parseDouble(cell);
            } catch (NumberFormatException e) {
                return CategoricalColumn.of(name, cells);
            }
        }
        return new NumericColumn(name, numbers);
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else field.append(c);
        }
        fields.add(field.toString());
        return fields;
    }
}
