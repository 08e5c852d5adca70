package io.candor.fairness.reduction;

import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.model.Input;
import io.candor.core.model.Model;
import io.candor.core.model.Scores;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.model.Trainer;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Weighted least squares by the normal equations, of classes the decision above one half: the learner of the reference's vectors. */
final class LeastSquares implements Trainer {
    final AtomicInteger fits = new AtomicInteger();

    private record Fitted(Target of, List<Input> inputs, double[] beta) implements Model {
        @Override
        public Task task() {
            return of.task();
        }

        @Override
        public String target() {
            return of.name();
        }

        @Override
        public List<String> classes() {
            return of.classes();
        }

        @Override
        public Scores.Scale scale() {
            return of.task() == Task.BINARY ? Scores.Scale.PROBABILITY : Scores.Scale.VALUE;
        }

        @Override
        public Scores score(Table rows) {
            double[] values = new double[rows.rows()];
            for (int j = 0; j < beta.length; j++) {
                double[] x = ((NumericColumn) rows.column(inputs.get(j).name())).values();
                for (int i = 0; i < values.length; i++) values[i] += x[i] * beta[j];
            }
            if (task() == Task.BINARY) for (int i = 0; i < values.length; i++) values[i] = values[i] > 0.5 ? 1 : 0;
            return new Scores(values, values.length, 1, scale());
        }
    }

    @Override
    public Model fit(
            Table inputs,
            Target target,
            double @Nullable [] weights,
            @Nullable Model warmStart,
            RandomStreams random,
            Progress progress,
            Deadline deadline) {
        fits.incrementAndGet();
        int p = inputs.columns().size();
        double[][] a = new double[p][p];
        double[] b = new double[p];
        for (int j = 0; j < p; j++) {
            double[] x = ((NumericColumn) inputs.columns().get(j)).values();
            for (int k = 0; k < p; k++) {
                double[] z = ((NumericColumn) inputs.columns().get(k)).values();
                for (int i = 0; i < x.length; i++) a[j][k] += (weights == null ? 1 : weights[i]) * x[i] * z[i];
            }
            for (int i = 0; i < x.length; i++) b[j] += (weights == null ? 1 : weights[i]) * x[i] * target.values()[i];
        }
        return new Fitted(target, inputs.names().stream().map(Input::number).toList(), solved(a, b));
    }

    private static double[] solved(double[][] a, double[] b) {
        int p = b.length;
        for (int k = 0; k < p; k++) {
            int best = k;
            for (int r = k; r < p; r++) if (Math.abs(a[r][k]) > Math.abs(a[best][k])) best = r;
            double[] row = a[k];
            a[k] = a[best];
            a[best] = row;
            double v = b[k];
            b[k] = b[best];
            b[best] = v;
            if (Math.abs(a[k][k]) < 1e-12) continue; // a column that follows from others stays at 0
            for (int r = 0; r < p; r++) {
                if (r == k) continue;
                double f = a[r][k] / a[k][k];
                for (int j = 0; j < p; j++) a[r][j] -= f * a[k][j];
                b[r] -= f * b[k];
            }
        }
        for (int k = 0; k < p; k++) b[k] = Math.abs(a[k][k]) < 1e-12 ? 0 : b[k] / a[k][k];
        return b;
    }
}
