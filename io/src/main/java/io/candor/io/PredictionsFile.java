package io.candor.io;

import io.candor.core.CandorException;
import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.model.ModelReader;
import io.candor.core.model.Task;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/**
 * A CSV file of predictions as a model, in the columns that {@code candor predict} writes: {@code prediction} for a number;
 * {@code prediction} and {@code score}, P(positive), for two classes; {@code score_<class>} for two or more. All other columns
 * identify rows; without any, the order of rows does.
 */
public final class PredictionsFile implements ModelReader {
    private static final String PREDICTION = "prediction";
    private static final String SCORE = "score";
    private static final String OF_CLASS = "score_";
    private static final int LONGEST_HEADER = 1 << 16;

    @Override
    public String format() {
        return "predictions";
    }

    /** Whether the file is called {@code *.csv} or {@code *.csv.gz} and has such a column. */
    @Override
    public boolean accepts(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (!name.endsWith(".csv") && !name.endsWith(".csv.gz") || !Files.isRegularFile(file)) return false;
        try (Reader reader = new BufferedReader(
                new InputStreamReader(new io.candor.io.internal.SourceFile(file).open(), StandardCharsets.UTF_8))) {
            StringBuilder header = new StringBuilder();
            for (int c = reader.read(); c >= 0 && c != '\n' && header.length() < LONGEST_HEADER; c = reader.read()) {
                header.append((char) c);
            }
            for (String column : header.toString().split("[,;\\t]", -1)) {
                String plain = column.strip().replace("\"", "");
                if (plain.equals(PREDICTION) || plain.equals(SCORE) || plain.startsWith(OF_CLASS)) return true;
            }
            return false;
        } catch (IOException | CandorException e) {
            return false;
        }
    }

    /** @throws CandorException {@code CND-M046} if the columns say no predictions, and what {@link CsvReader} throws */
    @Override
    public PredictionsModel read(Path file) {
        Table table = CsvReader.read(file);
        List<String> ofClasses =
                table.names().stream().filter(n -> n.startsWith(OF_CLASS)).toList();
        List<String> keys = new ArrayList<>(table.names());
        keys.removeAll(Set.of(PREDICTION, SCORE));
        keys.removeAll(ofClasses);
        if (table.rows() == 0) throw unusable("it has no rows", "give predictions of the data");
        if (ofClasses.size() > 1) {
            List<String> classes =
                    ofClasses.stream().map(n -> n.substring(OF_CLASS.length())).toList();
            boolean two = classes.size() == 2;
            return new PredictionsModel(
                    two ? Task.BINARY : Task.MULTICLASS,
                    classes,
                    keys,
                    table,
                    several(table, two ? ofClasses.subList(1, 2) : ofClasses));
        }
        if (table.has(SCORE)) {
            double[] scores = several(table, List.of(SCORE));
            return new PredictionsModel(Task.BINARY, classes(table, scores), keys, table, scores);
        }
        if (!table.has(PREDICTION) || !(table.column(PREDICTION) instanceof NumericColumn)) {
            throw unusable(
                    "it has no scores", "add a column 'score' with P(positive), or 'score_<class>' for each class");
        }
        return new PredictionsModel(Task.REGRESSION, List.of(), keys, table, numbers(table, PREDICTION));
    }

    /** Probabilities, row-major. */
    private static double[] several(Table table, List<String> columns) {
        double[] scores = new double[table.rows() * columns.size()];
        for (int c = 0; c < columns.size(); c++) {
            double[] own = numbers(table, columns.get(c));
            for (int i = 0; i < own.length; i++) {
                if (!(own[i] >= 0 && own[i] <= 1)) {
                    throw unusable(
                            "row " + i + " has a " + columns.get(c) + " that is no probability",
                            "give probabilities from 0 to 1");
                }
                scores[i * columns.size() + c] = own[i];
            }
        }
        return scores;
    }

    private static double[] numbers(Table table, String name) {
        Column column = table.column(name);
        for (int i = 0; i < column.size(); i++) {
            if (column.isMissing(i)) throw unusable("row " + i + " has no " + name, "give one for each row");
        }
        if (column instanceof NumericColumn numeric) {
            for (double v : numeric.values()) {
                if (Double.isInfinite(v)) throw unusable("a " + name + " is not finite", "give finite numbers");
            }
            return numeric.values();
        }
        throw unusable("its column '" + name + "' holds no numbers", "give numbers there");
    }

    /** Negative, then positive: the class whose rows have the higher mean score. Without decisions 0 and 1. */
    private static List<String> classes(Table table, double[] scores) {
        if (!table.has(PREDICTION)) return List.of("0", "1");
        TreeMap<String, double[]> sums = new TreeMap<>();
        for (int i = 0; i < scores.length; i++) {
            String decided = table.column(PREDICTION).text(i);
            if (decided == null) throw unusable("row " + i + " has no prediction", "give one for each row");
            double[] sum = sums.computeIfAbsent(decided, d -> new double[2]);
            sum[0] += scores[i];
            sum[1]++;
            if (sums.size() > 2) break;
        }
        if (sums.size() != 2) {
            throw unusable(
                    "its predictions name " + (sums.size() > 2 ? "more than two classes" : "one class only"),
                    "add the columns 'score_<negative class>' and 'score_<positive class>'");
        }
        double[] first = sums.firstEntry().getValue();
        double[] last = sums.lastEntry().getValue();
        boolean ascending = first[0] / first[1] <= last[0] / last[1];
        return ascending ? List.of(sums.firstKey(), sums.lastKey()) : List.of(sums.lastKey(), sums.firstKey());
    }

    static CandorException unusable(String why, String remedy) {
        return CandorException.user(
                "CND-M046",
                "the file can't be used as predictions (" + why + ")",
                "columns 'prediction', 'score' or 'score_<class>', and columns that identify rows",
                remedy);
    }
}
