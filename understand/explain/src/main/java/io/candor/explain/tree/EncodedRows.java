package io.candor.explain.tree;

import io.candor.core.data.Table;
import io.candor.core.model.RowEncoder;
import io.candor.core.model.TreeEnsemble;

/** Rows one at a time, encoded as the model takes them. Thread-safe. */
final class EncodedRows {
    private final RowEncoder encoder;
    private final int inputs;

    EncodedRows(TreeEnsemble model, Table table) {
        encoder = new RowEncoder(model.inputs(), table);
        inputs = model.inputs().size();
    }

    int count() {
        return encoder.rows();
    }

    double[] get(int row) {
        double[] encoded = new double[inputs];
        encoder.encode(row, encoded);
        return encoded;
    }

    double[][] all() {
        double[][] all = new double[count()][];
        for (int i = 0; i < all.length; i++) all[i] = get(i);
        return all;
    }
}
