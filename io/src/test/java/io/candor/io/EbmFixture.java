package io.candor.io;

import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.RowEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The peer's models and scores, kept under {@code src/test/resources}; see the README there. */
record EbmFixture(String name) {
    static final Path FOLDER = Path.of("src/test/resources/io/candor/io/ebm");
    static final List<String> NAMES =
            List.of("german-all", "diabetes-mergeable", "diabetes-log", "wine-all", "german-minimal");

    String json() {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(FOLDER.resolve(name + ".json.gz")))) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unpacked into a folder: the peer writes plain text. */
    Path file(Path folder) throws IOException {
        return Files.writeString(folder.resolve(name + ".json"), json());
    }

    Table rows() {
        return CsvReader.read(FOLDER.resolve(name + ".csv.gz"));
    }

    /** Per row the scores before the link, then the predictions. */
    static double[][] scores(Path file) {
        Table table = CsvReader.read(file);
        double[][] scores = new double[table.rows()][table.columns().size()];
        for (int c = 0; c < scores[0].length; c++) {
            double[] column = ((NumericColumn) table.columns().get(c)).values();
            for (int i = 0; i < scores.length; i++) scores[i][c] = column[i];
        }
        return scores;
    }

    /** What a model makes of rows, in the form of {@link #scores}. */
    static double[][] scores(AdditiveModel model, Table rows) {
        int outputs = model.outputs();
        double[] predictions = model.score(rows).values();
        double[][] scores = new double[rows.rows()][2 * outputs];
        RowEncoder encoder = new RowEncoder(model.inputs(), rows);
        double[] row = new double[model.inputs().size()];
        for (int i = 0; i < scores.length; i++) {
            encoder.encode(i, row);
            for (int k = 0; k < outputs; k++) {
                scores[i][k] = model.additiveScore(row, k);
                scores[i][outputs + k] = predictions[i * outputs + k];
            }
        }
        return scores;
    }
}
