package io.candor.explain.linear;

import io.candor.core.data.Table;
import io.candor.core.math.ExactSum;
import io.candor.core.model.LinearModel;
import io.candor.core.model.RowEncoder;

/**
 * What inputs add to one output over background rows: means and covariances.
 *
 * @param mean per input
 * @param covariance per pair of inputs, with divisor n
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Effects(double[] mean, double[][] covariance) {
    static Effects of(LinearModel model, Table background, int output) {
        int p = model.inputs().size();
        int n = background.rows();
        double[][] z = new double[p][n];
        RowEncoder encoder = new RowEncoder(model.inputs(), background);
        double[] row = new double[p];
        for (int i = 0; i < n; i++) {
            encoder.encode(i, row);
            for (int j = 0; j < p; j++) z[j][i] = model.contribution(j, row, output);
        }
        double[] mean = new double[p];
        for (int j = 0; j < p; j++) mean[j] = ExactSum.of(z[j]) / n;
        double[][] covariance = new double[p][p];
        for (int a = 0; a < p; a++) {
            for (int b = 0; b <= a; b++) {
                ExactSum sum = new ExactSum();
                for (int i = 0; i < n; i++) sum.add((z[a][i] - mean[a]) * (z[b][i] - mean[b]));
                covariance[a][b] = sum.value() / n;
                covariance[b][a] = covariance[a][b];
            }
        }
        return new Effects(mean, covariance);
    }
}
