package io.candor.glassbox.linear.internal;

import io.candor.core.model.Link;
import io.candor.core.model.Task;
import io.candor.glassbox.internal.rows.TrainingRows;

/**
 * What the label's distribution says of linear predictors η (per output and row): means μ, loss, and the weighted least
 * squares problem that stands for it near η. Loss is ½ (y − η)² for a number, −log-likelihood for classes.
 */
public sealed interface Family {
    int outputs();

    Link link();

    /** Fills μ and gives the weighted mean loss. */
    double means(double[][] eta, double[][] mu);

    /** Label of one output: the number, or 1 for the output's class. */
    double label(int row, int output);

    /** Second derivative of a row's loss by its η of one output. */
    double curvature(double mean);

    static Family of(TrainingRows rows) {
        double[] y = rows.target().values();
        if (rows.target().task() == Task.REGRESSION) return new Gaussian(y, rows.weights());
        if (rows.target().task() == Task.BINARY) return new Binomial(y, rows.weights());
        return new Multinomial(y, rows.weights(), rows.outputs());
    }

    /** Least squares. */
    @SuppressWarnings("ArrayRecordComponent") // an identity is never compared
    record Gaussian(double[] y, double[] weights) implements Family {
        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public Link link() {
            return Link.IDENTITY;
        }

        @Override
        public double means(double[][] eta, double[][] mu) {
            double loss = 0;
            double total = 0;
            for (int i = 0; i < y.length; i++) {
                double r = y[i] - eta[0][i];
                mu[0][i] = eta[0][i];
                loss += weights[i] * (r * r / 2);
                total += weights[i];
            }
            return loss / total;
        }

        @Override
        public double label(int row, int output) {
            return y[row];
        }

        @Override
        public double curvature(double mean) {
            return 1;
        }
    }

    /** Two classes; η is the log-odds of the second. */
    @SuppressWarnings("ArrayRecordComponent") // an identity is never compared
    record Binomial(double[] y, double[] weights) implements Family {
        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public Link link() {
            return Link.LOGIT;
        }

        @Override
        public double means(double[][] eta, double[][] mu) {
            double loss = 0;
            double total = 0;
            for (int i = 0; i < y.length; i++) {
                double s = eta[0][i];
                double t = StrictMath.exp(-Math.abs(s));
                mu[0][i] = s >= 0 ? 1 / (1 + t) : t / (1 + t);
                loss += weights[i] * (Math.max(s, 0) - y[i] * s + StrictMath.log1p(t));
                total += weights[i];
            }
            return loss / total;
        }

        @Override
        public double label(int row, int output) {
            return y[row];
        }

        @Override
        public double curvature(double mean) {
            return mean * (1 - mean);
        }
    }

    /** Several classes, each with a linear predictor of its own. */
    @SuppressWarnings("ArrayRecordComponent") // an identity is never compared
    record Multinomial(double[] y, double[] weights, int outputs) implements Family {
        @Override
        public Link link() {
            return Link.SOFTMAX;
        }

        @Override
        public double means(double[][] eta, double[][] mu) {
            double loss = 0;
            double total = 0;
            for (int i = 0; i < y.length; i++) {
                double most = Double.NEGATIVE_INFINITY;
                for (int k = 0; k < outputs; k++) most = Math.max(most, eta[k][i]);
                double sum = 0;
                for (int k = 0; k < outputs; k++) {
                    mu[k][i] = StrictMath.exp(eta[k][i] - most);
                    sum += mu[k][i];
                }
                for (int k = 0; k < outputs; k++) mu[k][i] /= sum;
                loss += weights[i] * (most + StrictMath.log(sum) - eta[(int) y[i]][i]);
                total += weights[i];
            }
            return loss / total;
        }

        @Override
        public double label(int row, int output) {
            return y[row] == output ? 1 : 0;
        }

        @Override
        public double curvature(double mean) {
            return mean * (1 - mean);
        }
    }
}
