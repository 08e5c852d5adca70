package io.candor.explain.linear;

/**
 * How the sum of all effects is foretold from those of some inputs: coefficients a with Σ<sub>SS</sub> a = (Σ 1)<sub>S</sub>, found by
 * elimination. Inputs that those before them determine already add nothing and get 0: the foretold sum is the same. Grows by one input at
 * a time. Not thread-safe.
 */
final class KnownPart {
    /** Of an input's variance what the others must leave, or it counts as determined. */
    private static final double DETERMINED = 1e-9;

    private final double[][] covariance;
    private final double[] withSum; // covariance of each effect with the sum of all
    private final int[] inputs;
    private final double[][] factor; // lower triangle, row by row
    private final double[] forward; // factor⁻¹ (Σ 1)
    private int count;

    KnownPart(double[][] covariance) {
        int p = covariance.length;
        this.covariance = covariance;
        this.withSum = new double[p];
        for (int a = 0; a < p; a++) for (int b = 0; b < p; b++) withSum[a] += covariance[a][b];
        this.inputs = new int[p];
        this.factor = new double[p][p];
        this.forward = new double[p];
    }

    void clear() {
        count = 0;
    }

    /** One more input is known. */
    void add(int input) {
        double[] line = factor[count];
        double left = covariance[input][input];
        for (int c = 0; c < count; c++) {
            double sum = covariance[input][inputs[c]];
            for (int k = 0; k < c; k++) sum -= line[k] * factor[c][k];
            line[c] = sum / factor[c][c];
            left -= line[c] * line[c];
        }
        if (!(left > DETERMINED * covariance[input][input])) return;
        line[count] = Math.sqrt(left); // correctly rounded everywhere
        double right = withSum[input];
        for (int c = 0; c < count; c++) right -= line[c] * forward[c];
        forward[count] = right / line[count];
        inputs[count++] = input;
    }

    /** Writes the coefficient of every input; 0 for those that are not known. */
    void coefficients(double[] out) {
        java.util.Arrays.fill(out, 0);
        for (int r = count - 1; r >= 0; r--) {
            double value = forward[r];
            for (int below = r + 1; below < count; below++) value -= factor[below][r] * out[inputs[below]];
            out[inputs[r]] = value / factor[r][r];
        }
    }
}
