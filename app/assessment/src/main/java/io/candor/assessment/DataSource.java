package io.candor.assessment;

import io.candor.core.data.ColumnType;
import io.candor.core.data.Table;
import io.candor.core.data.TableDigest;
import io.candor.core.evidence.Sha256;
import io.candor.core.evidence.Subject;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.evaluation.Labels;
import io.candor.io.CsvOptions;
import io.candor.io.CsvReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A file of data with its label.
 *
 * @param name registered name
 * @param fileDigest SHA-256 of the file's bytes
 * @param table the rows that have a label
 * @param labels the label as a target, one value per row of {@code table}
 * @param notes what was decided while reading, one sentence each
 */
public record DataSource(String name, String fileDigest, Table table, Labels labels, List<String> notes) {

    /** Reads a file and its label. */
    public static DataSource read(
            Path file,
            String name,
            Map<String, ColumnType> types,
            String label,
            Optional<String> positive,
            Optional<Task> task) {
        Table all = CsvReader.read(file, CsvOptions.DEFAULT.withTypes(types));
        Labels labels = Labels.of(all, label, positive.orElse(null), task.orElse(null));
        List<String> notes = new ArrayList<>();
        notes.add("label " + label + ": " + labels.target().task().label()
                + (labels.target().task() == Task.BINARY
                        ? ", positive class " + labels.target().classes().get(1) + " (" + labels.positiveBecause() + ")"
                        : labels.target().task() == Task.MULTICLASS
                                ? ", " + labels.target().classes().size() + " classes"
                                : ""));
        if (labels.dropped() > 0) notes.add(labels.dropped() + " rows without a label were left out");
        Table table = labels.dropped() > 0 ? all.select(labels.rows()) : all;
        return new DataSource(name, digest(file), table, labels, notes);
    }

    /** SHA-256 of a file's bytes. */
    public static String digest(Path file) {
        try {
            return Sha256.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Target target() {
        return labels.target();
    }

    /** Some of the rows, as a part with a role. */
    public Part part(String role, int[] rows) {
        Table picked = table.select(rows);
        return new Part(this, role, picked, target().select(rows), rows, TableDigest.of(picked));
    }

    /** All rows. */
    public Part whole(String role) {
        return new Part(
                this, role, table, target(), IntStream.range(0, table.rows()).toArray(), TableDigest.of(table));
    }

    /**
     * Rows of a data source in one role.
     *
     * @param role {@code train}, {@code test} or {@code all}
     * @param rows per row of the part, its index in the source's table
     */
    public record Part(DataSource source, String role, Table table, Target target, int[] rows, String digest) {
        public Subject subject() {
            return new Subject("data:" + source.name() + "/" + role, digest);
        }
    }
}
