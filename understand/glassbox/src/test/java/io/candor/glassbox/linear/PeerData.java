package io.candor.glassbox.linear;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows and values of {@code README.md} beside them. */
public final class PeerData {
    static final List<String> LINES = lines("rows.csv");
    static final Map<String, double[]> VALUES = values();

    private PeerData() {}

    public static double[] of(String key) {
        return java.util.Objects.requireNonNull(VALUES.get(key), key);
    }

    public static Table inputs() {
        String[] c = new String[LINES.size() - 1];
        for (int i = 0; i < c.length; i++) c[i] = cell(i, "c");
        return new Table(List.of(
                new NumericColumn("x1", numbers("x1")),
                new NumericColumn("x2", numbers("x2")),
                new NumericColumn("x3", numbers("x3")),
                CategoricalColumn.of("c", Arrays.asList(c))));
    }

    public static Target target(String label) {
        return switch (label) {
            case "y" -> new Target("y", Task.REGRESSION, numbers("y"), List.of());
            case "b" -> new Target("b", Task.BINARY, numbers("b"), List.of("0", "1"));
            default -> new Target("t", Task.MULTICLASS, numbers("t"), List.of("0", "1", "2"));
        };
    }

    public static double[] numbers(String column) {
        double[] values = new double[LINES.size() - 1];
        for (int i = 0; i < values.length; i++) {
            String cell = cell(i, column);
            values[i] = cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
        }
        return values;
    }

    private static String cell(int row, String column) {
        int j = List.of(LINES.get(0).split(",")).indexOf(column);
        return LINES.get(row + 1).split(",", -1)[j];
    }

    private static Map<String, double[]> values() {
        return values("values.txt");
    }

    /** Lines of {@code name|number number}. */
    public static Map<String, double[]> values(String file) {
        Map<String, double[]> values = new LinkedHashMap<>();
        for (String line : lines(file)) {
            String[] parts = line.split("\\|");
            values.put(
                    parts[0],
                    Arrays.stream(parts[1].split(" "))
                            .mapToDouble(Double::parseDouble)
                            .toArray());
        }
        return values;
    }

    private static List<String> lines(String file) {
        try (InputStream in = PeerData.class.getResourceAsStream(file)) {
            if (in == null) throw new IllegalStateException(file);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
