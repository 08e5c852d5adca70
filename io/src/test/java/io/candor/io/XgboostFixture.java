package io.candor.io;

import io.candor.core.data.Table;
import io.candor.core.model.RowEncoder;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.model.Trees;
import java.nio.file.Path;

/** The peer's models and scores, kept under {@code src/test/resources}; see the README there. */
record XgboostFixture(String name, String rowsOf) {
    static final Path FOLDER = Path.of("src/test/resources/io/candor/io/xgboost");

    static XgboostFixture of(String name) {
        String rows = name.equals("categories") || name.equals("sets")
                ? "categories"
                : name.endsWith("codes") ? "codes" : name.equals("unnamed") ? "unnamed" : "rows";
        return new XgboostFixture(name, rows);
    }

    Path file(String suffix) {
        return FOLDER.resolve(name + suffix);
    }

    TreeEnsemble model() {
        return new XgboostFile().read(file(".json"));
    }

    Table rows() {
        return CsvReader.read(FOLDER.resolve(rowsOf + ".csv"));
    }

    /** Per row the margins, then the predictions. */
    double[][] scores() {
        return EbmFixture.scores(file("-scores.csv"));
    }

    /** The margin as the peer counts it: in floats, from the base score on, in the order of trees. */
    static float[][] margins(TreeEnsemble model, Table rows) {
        RowEncoder encoder = new RowEncoder(model.inputs(), rows);
        double[] row = new double[model.inputs().size()];
        Trees trees = model.trees();
        float[][] margins = new float[rows.rows()][model.outputs()];
        for (int i = 0; i < margins.length; i++) {
            encoder.encode(i, row);
            for (int k = 0; k < model.outputs(); k++) {
                float sum = (float) model.base()[k];
                for (int t = 0; t < trees.count(); t++) sum += (float) trees.value(t, trees.leaf(t, row), k);
                margins[i][k] = sum;
            }
        }
        return margins;
    }
}
