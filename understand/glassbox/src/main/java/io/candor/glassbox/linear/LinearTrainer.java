package io.candor.glassbox.linear;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.model.LinearModel;
import io.candor.core.model.Model;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.model.Trainer;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.glassbox.internal.rows.TrainingRows;
import io.candor.glassbox.linear.internal.LambdaPath;
import io.candor.glassbox.linear.internal.LinearFitting;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * Trains linear (a number), logistic (two classes) and multinomial (more) models with an elastic-net penalty, chosen by
 * cross-validation unless it is set; with {@code lambda=0} by maximum likelihood. See the package for papers and deviations.
 * Thread-safe; the same arguments and settings give the same bytes on any number of threads.
 *
 * <p>A warm start saves iterations. Where the optimum is unique (it is with a penalty whose α is below 1) the model is the
 * same up to the tolerance, about 1e-8 of the predictions.
 */
public final class LinearTrainer implements Trainer {
    private final LinearSettings settings;
    private final ForkJoinPool pool;
    private final int mostSteps;

    /** @param pool cross-validates the folds in parallel */
    public LinearTrainer(LinearSettings settings, ForkJoinPool pool) {
        this(settings, pool, Integer.MAX_VALUE);
    }

    private LinearTrainer(LinearSettings settings, ForkJoinPool pool, int mostSteps) {
        this.settings = settings;
        this.pool = pool;
        this.mostSteps = mostSteps;
    }

    /**
     * A trainer that cross-validates as many penalties as an earlier training did before its deadline, with no look at the
     * clock.
     *
     * @param steps length of {@link LinearFit#path}, at least 1
     */
    public LinearTrainer replaying(int steps) {
        if (steps < 1) throw new IllegalArgumentException("at least one step");
        return new LinearTrainer(settings, pool, steps);
    }

    /** {@inheritDoc} See {@link #train} for the errors. */
    @Override
    public LinearModel fit(
            Table inputs,
            Target target,
            double @Nullable [] weights,
            @Nullable Model warmStart,
            RandomStreams random,
            Progress progress,
            Deadline deadline) {
        return train(inputs, target, weights, warmStart, random, progress, deadline)
                .model();
    }

    /**
     * Trains and says how it went.
     *
     * @param inputs the columns to learn from: numbers, categories, booleans
     * @param weights positive and finite, one per row; null for equal weights
     * @param warmStart an earlier linear model with the same task and classes; null to start afresh
     * @param deadline asked before every step of cross-validation but the first
     * @throws CandorException {@code CND-G003} text or instant input, {@code CND-G004} no rows, {@code CND-G005} one class,
     *     {@code CND-G006} infinite input, {@code CND-G007} bad weight, {@code CND-G009} warm start of another kind, {@code
     *     CND-G011} infinite label, {@code CND-G012} no input, {@code CND-G031} too many coefficients without a penalty,
     *     {@code CND-G032} numbers too large to square, {@code CND-G033} no convergence, {@code CND-G034} separated classes
     *     without a penalty, {@code CND-G035} a class without rows
     */
    public LinearFit train(
            Table inputs,
            Target target,
            double @Nullable [] weights,
            @Nullable Model warmStart,
            RandomStreams random,
            Progress progress,
            Deadline deadline) {
        LinearModel warm = warm(warmStart, target);
        TrainingRows rows = TrainingRows.of(inputs, target, weights);
        if (target.task() == Task.REGRESSION) checkSize(target);
        else checkClasses(target);
        LinearFitting fitting = LinearFitting.of(rows);
        LinearFitting.Uncertain uncertain = uncertain(rows);
        double[] none = {};
        if (settings.lambda().isPresent() && settings.lambda().getAsDouble() == 0) {
            progress.report("fitting", Double.NaN, "");
            return new LinearFit(fitting.plain(warm, uncertain), settings, random.seed(), 0, none, none, none);
        }
        if (settings.lambda().isPresent() && settings.alpha() == 0) {
            progress.report("fitting", Double.NaN, "");
            double lambda = settings.lambda().getAsDouble();
            LinearModel ridge = fitting.ridge(lambda, warm, uncertain);
            if (ridge != null) return new LinearFit(ridge, settings, random.seed(), lambda, none, none, none);
        }
        double largest = fitting.largestLambda(settings.alpha());
        boolean wide = fitting.design().columns().size() >= rows.rows();
        if (settings.lambda().isPresent() || !(largest > 0)) {
            double lambda = settings.lambda().orElse(0);
            progress.report("fitting", Double.NaN, "");
            double[] path = down(LambdaPath.grid(largest, 20, wide), lambda);
            LinearModel model = fitting.penalised(path, settings.alpha(), warm, uncertain);
            return new LinearFit(model, settings, random.seed(), lambda, none, none, none);
        }
        double[] grid = LambdaPath.grid(largest, settings.lambdas(), wide);
        LambdaPath path = LambdaPath.validate(
                rows,
                grid,
                settings.alpha(),
                settings.folds(),
                Math.min(mostSteps, grid.length),
                random,
                pool,
                progress,
                deadline);
        int best = path.best(settings.oneStandardError());
        progress.report("fitting", Double.NaN, "");
        LinearModel model = fitting.penalised(Arrays.copyOf(grid, best + 1), settings.alpha(), warm, uncertain);
        double[] steps = Arrays.copyOf(grid, path.losses().length);
        return new LinearFit(model, settings, random.seed(), grid[best], steps, path.losses(), path.errors());
    }

    /** The part of a grid above λ, then λ. */
    private static double[] down(double[] grid, double lambda) {
        int above = 0;
        while (above < grid.length && grid[above] > lambda) above++;
        double[] path = Arrays.copyOf(grid, above + 1);
        path[above] = lambda;
        return path;
    }

    private LinearFitting.Uncertain uncertain(TrainingRows rows) {
        return switch (settings.intervals()) {
            case NONE -> LinearFitting.Uncertain.NO;
            case WALD -> LinearFitting.Uncertain.CURVATURE;
            case SANDWICH -> LinearFitting.Uncertain.SANDWICH;
            case AUTO -> rows.weighted() ? LinearFitting.Uncertain.SANDWICH : LinearFitting.Uncertain.CURVATURE;
        };
    }

    private static @Nullable LinearModel warm(@Nullable Model model, Target target) {
        if (model == null) return null;
        if (model instanceof LinearModel linear
                && linear.task() == target.task()
                && linear.classes().equals(target.classes())) return linear;
        throw CandorException.user(
                "CND-G009",
                "the model to continue from is no linear model of '" + target.name() + "'",
                "a linear model with the same task and classes",
                "train without a warm start");
    }

    private static void checkSize(Target target) {
        for (double y : target.values()) {
            if (Math.abs(y) <= 1e150) continue;
            throw CandorException.user(
                    "CND-G036",
                    "the label '" + target.name() + "' has values beyond 1e150",
                    "numbers whose squares are finite",
                    "scale the label");
        }
    }

    private static void checkClasses(Target target) {
        boolean[] seen = new boolean[target.classes().size()];
        for (double y : target.values()) seen[(int) y] = true;
        for (int k = 0; k < seen.length; k++) {
            if (seen[k]) continue;
            throw CandorException.user(
                    "CND-G035",
                    "no row has the class '" + target.classes().get(k) + "'",
                    "rows of every class: else its intercept has no bound",
                    "leave the class out, or give rows of it");
        }
    }
}
