package io.candor.glassbox.linear.internal;

import io.candor.core.model.Task;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.evaluation.Split;
import io.candor.glassbox.internal.rows.TrainingRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Penalties from the smallest λ that leaves nothing in the model down to a small share of it, evenly in logarithms, and
 * their cross-validated loss: mean squared error, or −log-likelihood (Friedman, Hastie, Tibshirani 2010, §2.5).
 *
 * @param lambdas descending
 * @param losses mean over folds, weighted by their rows; as many as the deadline left time for
 * @param errors standard errors of the mean over folds
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
public record LambdaPath(double[] lambdas, double[] losses, double[] errors) {
    /** Of the null model's loss: what a step must move predictions by to count, while only λ is looked for. */
    private static final double ROUGH = 1e-7;
    /** A model that leaves so little unexplained stays as it is for smaller λ (as in glmnet). */
    private static final double SATURATED = 1e-3;
    /** So does one that a smaller λ improved by so little, once it had {@link #FIRST} steps (as in glmnet). */
    private static final double FLAT = 1e-5;

    private static final int FIRST = 10;

    /** The grid; empty if no column says anything about the label. */
    public static double[] grid(double largest, int count, boolean wide) {
        if (!(largest > 0)) return new double[0];
        double least = StrictMath.log(wide ? 1e-2 : 1e-4);
        double[] lambdas = new double[count];
        for (int l = 0; l < count; l++) {
            lambdas[l] = largest * StrictMath.exp(count == 1 ? 0 : least * l / (count - 1));
        }
        return lambdas;
    }

    /** Position of the least loss, or of the largest λ within one standard error of it. */
    public int best(boolean oneStandardError) {
        int best = 0;
        for (int l = 1; l < losses.length; l++) if (losses[l] < losses[best]) best = l;
        if (!oneStandardError) return best;
        for (int l = 0; l < best; l++) if (losses[l] <= losses[best] + errors[best]) return l;
        return best;
    }

    /** @param mostSteps of the path to look at */
    public static LambdaPath validate(
            TrainingRows rows,
            double[] lambdas,
            double alpha,
            int folds,
            int mostSteps,
            RandomStreams random,
            ForkJoinPool pool,
            Progress progress,
            Deadline deadline) {
        List<Split> splits = Split.folds(rows.target(), Math.min(folds, rows.rows()), random);
        AtomicInteger done = new AtomicInteger();
        List<ForkJoinTask<double[]>> tasks = new ArrayList<>();
        for (Split split : splits) {
            tasks.add(pool.submit(() -> {
                double[] losses = fold(rows, split, Arrays.copyOf(lambdas, mostSteps), alpha, deadline);
                progress.report("cross-validating", (double) done.incrementAndGet() / splits.size(), "");
                return losses;
            }));
        }
        List<double[]> losses = new ArrayList<>();
        try {
            for (ForkJoinTask<double[]> task : tasks) losses.add(task.join());
        } finally {
            for (ForkJoinTask<double[]> task : tasks) task.cancel(true); // nothing, unless one failed
        }
        return summary(rows, lambdas, splits, losses);
    }

    private static LambdaPath summary(TrainingRows rows, double[] lambdas, List<Split> splits, List<double[]> losses) {
        int steps = lambdas.length;
        for (double[] fold : losses) steps = Math.min(steps, fold.length);
        double[] mean = new double[steps];
        double[] error = new double[steps];
        double[] weights = new double[splits.size()];
        double total = 0;
        for (int f = 0; f < weights.length; f++) {
            for (int i : splits.get(f).test()) weights[f] += rows.weights()[i];
            total += weights[f];
        }
        for (int l = 0; l < steps; l++) {
            for (int f = 0; f < weights.length; f++) mean[l] += weights[f] / total * losses.get(f)[l];
            double squares = 0;
            for (int f = 0; f < weights.length; f++) {
                double d = losses.get(f)[l] - mean[l];
                squares += weights[f] / total * d * d;
            }
            error[l] = Math.sqrt(squares / (weights.length - 1));
        }
        return new LambdaPath(lambdas, mean, error);
    }

    private static double[] fold(TrainingRows rows, Split split, double[] lambdas, double alpha, Deadline deadline) {
        TrainingRows training = rows.select(split.train());
        TrainingRows test = rows.select(split.test());
        Design design = Design.of(training);
        Design held = design.over(test);
        Family judge = Family.of(test);
        PenalisedFit fit = new PenalisedFit(design, Family.of(training));
        double alone = fit.loss();
        double[] losses = new double[lambdas.length];
        boolean saturated = !(alone > 0);
        for (int l = 0; l < lambdas.length; l++) {
            if (l > 0 && deadline.passed()) return Arrays.copyOf(losses, l);
            double before = fit.loss();
            if (!saturated) fit.fit(lambdas[l], alpha, ROUGH * alone);
            saturated |= fit.loss() < SATURATED * alone || l >= FIRST && before - fit.loss() < FLAT * alone;
            losses[l] = loss(judge, held, fit.coefficients());
            if (rows.target().task() == Task.REGRESSION) losses[l] *= 2; // squared error, not half of it
        }
        return losses;
    }

    private static double loss(Family judge, Design held, double[][] coefficients) {
        double[][] eta = new double[coefficients.length][];
        for (int k = 0; k < eta.length; k++) eta[k] = held.predict(coefficients[k]);
        return judge.means(eta, new double[eta.length][held.rows()]);
    }
}
