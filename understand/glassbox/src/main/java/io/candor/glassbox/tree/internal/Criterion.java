package io.candor.glassbox.tree.internal;

/**
 * What a split gains: the fall in weighted impurity. Statistics of rows are a weight and one sum per class (of weights) or
 * one sum (of weight · label); the score of a set of rows is −impurity up to a constant that all splits of it share.
 */
public enum Criterion {
    /** W − Σ c²/W over classes. */
    GINI {
        @Override
        public double score(double weight, double[] sums, int from, int width) {
            double squares = 0;
            for (int k = from; k < from + width; k++) squares += sums[k] * sums[k];
            return weight > 0 ? squares / weight : 0;
        }
    },
    /** W ln W − Σ c ln c over classes. */
    ENTROPY {
        @Override
        public double score(double weight, double[] sums, int from, int width) {
            double sum = weight > 0 ? -weight * StrictMath.log(weight) : 0;
            for (int k = from; k < from + width; k++) if (sums[k] > 0) sum += sums[k] * StrictMath.log(sums[k]);
            return sum;
        }
    },
    /** Σ w (y − mean)². */
    SQUARED_ERROR {
        @Override
        public double score(double weight, double[] sums, int from, int width) {
            return weight > 0 ? sums[from] * sums[from] / weight : 0;
        }
    };

    /** −impurity of rows with these sums, up to a constant. */
    public abstract double score(double weight, double[] sums, int from, int width);
}
