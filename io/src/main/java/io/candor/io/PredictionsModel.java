package io.candor.io;

import io.candor.core.CandorException;
import io.candor.core.data.Column;
import io.candor.core.data.Table;
import io.candor.core.model.Input;
import io.candor.core.model.Model;
import io.candor.core.model.Scores;
import io.candor.core.model.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Scores that were made elsewhere. It answers for the rows that it has, found by the columns that identify them, or without such
 * columns by their order; it can't be asked about any other row. Thread-safe.
 */
public final class PredictionsModel implements Model {
    private final Task task;
    private final List<String> classes;
    private final List<String> keys;
    private final Map<List<String>, Integer> places = new HashMap<>();
    private final double[] scores;
    private final int outputs;

    /**
     * @param keys columns of {@code rows} that identify a row; empty if its place does
     * @param scores row-major: one per row, of several classes one each
     * @throws CandorException {@code CND-M046} if two rows have the same key, or a key is missing
     */
    PredictionsModel(Task task, List<String> classes, List<String> keys, Table rows, double[] scores) {
        this.task = task;
        this.classes = classes;
        this.keys = keys;
        this.scores = scores;
        this.outputs = task == Task.MULTICLASS ? classes.size() : 1;
        for (int i = 0; i < rows.rows() && !keys.isEmpty(); i++) {
            Integer other = places.put(key(rows, i), i);
            if (other != null) {
                throw PredictionsFile.unusable(
                        "rows " + other + " and " + i + " have the same " + String.join(", ", keys),
                        "identify rows by columns that differ in each");
            }
        }
    }

    private List<String> key(Table rows, int row) {
        List<String> key = new ArrayList<>();
        for (String name : keys) {
            Column column = rows.column(name);
            String text = column.text(row);
            key.add(text == null ? "" : text);
        }
        return key;
    }

    @Override
    public Task task() {
        return task;
    }

    @Override
    public String target() {
        return "target";
    }

    /** The columns that identify a row. */
    @Override
    public List<Input> inputs() {
        return keys.stream().map(k -> Input.category(k, List.of())).toList();
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    @Override
    public Scores.Scale scale() {
        return task == Task.REGRESSION ? Scores.Scale.VALUE : Scores.Scale.PROBABILITY;
    }

    @Override
    public boolean answersAnyRow() {
        return false;
    }

    /** @throws CandorException {@code CND-M048} if it does not have a row; {@code CND-D003} if the data lacks a column */
    @Override
    public Scores score(Table rows) {
        int n = rows.rows();
        if (keys.isEmpty()) {
            if (n * (long) outputs != scores.length) {
                throw unknown(n + " rows are asked about, " + scores.length / outputs + " have a prediction");
            }
            return new Scores(scores.clone(), n, outputs, scale());
        }
        double[] found = new double[n * outputs];
        for (int i = 0; i < n; i++) {
            Integer at = places.get(key(rows, i));
            if (at == null) throw unknown("row " + i + " of the data has none, by " + String.join(", ", keys));
            System.arraycopy(scores, at * outputs, found, i * outputs, outputs);
        }
        return new Scores(found, n, outputs, scale());
    }

    private static CandorException unknown(String what) {
        return CandorException.user(
                "CND-M048",
                "the file of predictions does not answer for the rows (" + what + ")",
                "one prediction for each row of the data: in the same order, or by a column that identifies rows",
                "make predictions of this data, and add a column of the data that identifies rows");
    }
}
