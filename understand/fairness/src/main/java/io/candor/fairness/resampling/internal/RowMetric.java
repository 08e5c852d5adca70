package io.candor.fairness.resampling.internal;

import io.candor.evaluation.Losses;
import io.candor.fairness.Predictions;
import java.util.List;

/** A metric of weighted sums over rows. */
public interface RowMetric {
    String name();

    /** How many sums it keeps; the first is that of weights. */
    default int sums() {
        return 2;
    }

    /** Adds what a row of this weight has beyond its weight to the sums after the first. */
    void add(int row, double weight, double[] into, int at);

    /** Of the sums; NaN if it does not exist. */
    default double value(double[] sums, int at) {
        return sums[at] == 0 ? Double.NaN : sums[at + 1] / sums[at];
    }

    /** Those of a kind of predictions but the area under the curve, which is no sum. */
    static List<RowMetric> of(Predictions predictions) {
        if (predictions instanceof Predictions.Binary b) {
            double[] scores = b.scores();
            if (scores == null) return List.of();
            int n = scores.length;
            double[] loss = new double[n];
            double[] brier = new double[n];
            for (int i = 0; i < n; i++) {
                loss[i] = Losses.log(b.labels()[i], scores[i]);
                brier[i] = Losses.brier(b.labels()[i], scores[i]);
            }
            return List.of(new Mean("log_loss", loss), new Mean("brier", brier), new Mean("mean_score", scores));
        }
        if (predictions instanceof Predictions.Multiclass m) {
            double[] scores = m.scores();
            if (scores == null) return List.of();
            double[] loss = new double[m.rows()];
            for (int i = 0; i < loss.length; i++)
                loss[i] = Losses.log(1, scores[i * m.classes().size() + m.labels()[i]]);
            return List.of(new Mean("log_loss", loss));
        }
        Predictions.Regression r = (Predictions.Regression) predictions;
        int n = r.rows();
        double[] error = new double[n];
        double[] absolute = new double[n];
        for (int i = 0; i < n; i++) {
            error[i] = r.predictions()[i] - r.labels()[i];
            absolute[i] = Math.abs(error[i]);
        }
        return List.of(
                new Mean("mean_prediction", r.predictions()),
                new Mean("mean_label", r.labels()),
                new Mean("mean_error", error),
                new Mean("mae", absolute),
                new Root("rmse", error),
                new Determined("r2", r.labels(), error));
    }

    /** A mean. */
    record Mean(String name, double[] values) implements RowMetric {
        @Override
        public void add(int row, double weight, double[] into, int at) {
            into[at + 1] += weight * values[row];
        }
    }

    /** The root of a mean square. */
    record Root(String name, double[] values) implements RowMetric {
        @Override
        public void add(int row, double weight, double[] into, int at) {
            into[at + 1] += weight * values[row] * values[row];
        }

        @Override
        public double value(double[] sums, int at) {
            return sums[at] == 0 ? Double.NaN : StrictMath.sqrt(sums[at + 1] / sums[at]);
        }
    }

    /** R²: squared errors against the spread of labels. */
    record Determined(String name, double[] labels, double[] errors) implements RowMetric {
        @Override
        public int sums() {
            return 4;
        }

        @Override
        public void add(int row, double weight, double[] into, int at) {
            double y = labels[row] - labels[0]; // nearer to 0, so that no digits are lost
            into[at + 1] += weight * y;
            into[at + 2] += weight * y * y;
            into[at + 3] += weight * errors[row] * errors[row];
        }

        @Override
        public double value(double[] sums, int at) {
            if (sums[at] == 0) return Double.NaN;
            double spread = sums[at + 2] - sums[at + 1] * sums[at + 1] / sums[at];
            return spread > 0 ? 1 - sums[at + 3] / spread : Double.NaN;
        }
    }
}
