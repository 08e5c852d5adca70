package io.candor.explain.shapley;

/**
 * What a paired sample found: per pair, which side each player is on (+1 in the first coalition, −1 in the second), and per
 * output the worth of the first less that of the second. Of an additive game these are the sums of side · value.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PairedDifferences(double[][] sides, double[][] differences) {
    static PairedDifferences of(Game game, PairedSample sample) {
        int n = game.players();
        int outputs = game.outputs();
        double[] worth = game.values(sample.coalitions());
        double[][] sides = new double[sample.pairs()][n];
        double[][] differences = new double[outputs][sample.pairs()];
        for (int p = 0; p < sample.pairs(); p++) {
            for (int i = 0; i < n; i++) sides[p][i] = sample.coalitions().has(2 * p, i) ? 1 : -1;
            for (int k = 0; k < outputs; k++)
                differences[k][p] = worth[2 * p * outputs + k] - worth[(2 * p + 1) * outputs + k];
        }
        return new PairedDifferences(sides, differences);
    }

    /** Σ w x xᵀ. */
    double[][] cross(double[] weights) {
        int n = sides[0].length;
        double[][] cross = new double[n][n];
        for (int p = 0; p < sides.length; p++) {
            double[] x = sides[p];
            for (int i = 0; i < n; i++) {
                double w = weights[p] * x[i];
                for (int j = 0; j <= i; j++) cross[i][j] += w * x[j];
            }
        }
        return cross;
    }
}
