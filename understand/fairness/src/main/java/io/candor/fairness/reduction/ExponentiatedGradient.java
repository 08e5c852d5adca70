package io.candor.fairness.reduction;

import io.candor.core.CandorException;
import io.candor.core.json.Json;
import io.candor.core.model.Trainer;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.fairness.reduction.internal.Game;
import io.candor.fairness.reduction.internal.Hypothesis;
import io.candor.fairness.reduction.internal.Setup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * The exponentiated-gradient reduction (Agarwal et al. 2018, algorithm 1): a mixture of models that minimises the objective under a constraint, nearly and
 * with a gap that says how nearly. Multipliers grow where a bound is missed, the learner answers each with a best response, and what both have on average
 * played approaches the saddle point.
 *
 * <p>As implementations do and the paper does not: the best mixture of the models so far is found by a linear program in every iteration, and the better of both is
 * kept; the gap is looked at under multiples of the multipliers; the step shrinks where the gap does not. Our own: learners start from the nearest earlier
 * model where they can, questions that were just answered are not asked again, responses to multiples are begun in parallel, error and constraint may be
 * measured on rows held out from learning, and a learner that makes no mistake is refused. Numbers of calls and results don't depend on threads. Immutable,
 * thread-safe.
 */
public final class ExponentiatedGradient {
    private static final int LEAST_ITERATIONS = 5;
    private static final double SHRINK = 0.8;
    private static final double LOOK_AGAIN = 1.6;
    private static final double SHARE_OF_ERROR = 0.5;
    private static final double FINE = 1e-8;

    private final Constraint constraint;
    private final Objective objective;
    private final GradientSettings settings;

    public ExponentiatedGradient(Constraint constraint, Objective objective, GradientSettings settings) {
        this.constraint = constraint;
        this.objective = objective;
        this.settings = settings;
    }

    public ExponentiatedGradient(Constraint constraint) {
        this(constraint, constraint.objective(), GradientSettings.DEFAULT);
    }

    /**
     * @param rows to learn from
     * @param heldOut to measure error and constraint on, with the same groups; null for those to learn from
     * @param workers begins responses before they are asked for; with one thread it does not
     * @param deadline asked before each iteration but the first
     * @throws CandorException {@code CND-F030}, {@code CND-F033}, {@code CND-F036}, {@code CND-F037} if the rows don't fit the constraint, {@code CND-F032}
     *     if the learner makes no mistake on the rows it learnt from, and what the trainer says
     */
    public Reduction fit(
            Trainer trainer,
            ReductionRows rows,
            @Nullable ReductionRows heldOut,
            RandomStreams random,
            ForkJoinPool workers,
            Progress progress,
            Deadline deadline) {
        Setup setup = Setup.of(constraint, objective, trainer, rows, heldOut == null ? rows : heldOut, random);
        double most = 1 / settings.eps();
        Game game = new Game(setup, most, !settings.reference(), workers);
        Run run = new Run(setup, game, most);
        List<String> notes = new ArrayList<>(setup.notes());
        for (int t = 0; t < settings.maxIterations(); t++) {
            if (t > 0 && deadline.passed()) {
                notes.add("Stopped by the deadline after " + t + " iterations.");
                break;
            }
            progress.report("mitigating", (double) t / settings.maxIterations(), constraint.name());
            if (run.iterate(t)) break;
        }
        return run.result(notes, random);
    }

    /** What changes from iteration to iteration. */
    private final class Run {
        private final Setup setup;
        private final Game game;
        private final double most;
        private final double[] bound;
        private final double[] theta;
        private final double[] lambdaSum;
        private final List<Integer> played = new ArrayList<>();
        private final List<Game.Mixed> kept = new ArrayList<>();
        private final List<Reduction.Iteration> history = new ArrayList<>();
        private double nu;
        private double rate;
        private double leastGap = Double.POSITIVE_INFINITY; // of averages
        private double lastGap = Double.POSITIVE_INFINITY;
        private int lastLook = LEAST_ITERATIONS;

        Run(Setup setup, Game game, double most) {
            this.setup = setup;
            this.game = game;
            this.most = most;
            this.bound = setup.bound();
            this.theta = new double[bound.length];
            this.lambdaSum = new double[bound.length];
            this.rate = settings.rate() / most;
        }

        /** Whether the gap is small enough to stop. */
        boolean iterate(int t) {
            double[] lambda = multipliers();
            double[] average = new double[lambda.length];
            for (int k = 0; k < lambda.length; k++) {
                lambdaSum[k] += lambda[k];
                average[k] = lambdaSum[k] / (t + 1);
            }
            int best = game.best(lambda);
            Hypothesis response = game.pool().get(best);
            if (t == 0) begin(response);
            played.add(best);
            Game.Mixed now = game.evaluate(frequencies(), average, nu);
            leastGap = Math.min(leastGap, now.gap());
            if (t > 0 && settings.linearProgram()) {
                Game.Mixed solved = game.solve(nu);
                if (!(now.gap() < solved.gap())) now = solved;
            }
            kept.add(now);
            history.add(new Reduction.Iteration(
                    now.gap(), now.error(), now.violation(), game.pool().size(), game.calls()));
            if (now.gap() < nu && t >= LEAST_ITERATIONS) return true;
            if (t >= lastLook * LOOK_AGAIN) {
                if (leastGap > lastGap * SHRINK) rate *= SHRINK;
                lastLook = t;
                lastGap = leastGap;
            }
            for (int k = 0; k < theta.length; k++) theta[k] += rate * (response.gamma()[k] - bound[k]);
            return false;
        }

        private void begin(Hypothesis first) {
            nu = settings.nu().orElse(SHARE_OF_ERROR * first.spread());
            if (settings.reference() || setup.holdsOut() || first.error() > 0) return;
            throw CandorException.user(
                    "CND-F032",
                    "the learner makes no mistake on the rows it learnt from, so they show nothing of how it treats groups elsewhere",
                    "a learner that does not know its rows by heart",
                    "hold rows out to measure on, or restrain the learner (smaller trees, a penalty)");
        }

        /** B exp θ / (1 + Σ exp θ), shifted so that nothing overflows. */
        private double[] multipliers() {
            double shift = 0;
            for (double v : theta) shift = Math.max(shift, v);
            double sum = StrictMath.exp(-shift);
            double[] lambda = new double[theta.length];
            for (int k = 0; k < lambda.length; k++) {
                lambda[k] = StrictMath.exp(theta[k] - shift);
                sum += lambda[k];
            }
            for (int k = 0; k < lambda.length; k++) lambda[k] = most * lambda[k] / sum;
            return lambda;
        }

        private double[] frequencies() {
            double[] frequencies = new double[game.pool().size()];
            for (int j : played) frequencies[j] += 1.0 / played.size();
            return frequencies;
        }

        Reduction result(List<String> notes, RandomStreams random) {
            double least = Double.POSITIVE_INFINITY;
            for (Game.Mixed m : kept) least = Math.min(least, m.gap());
            int best = kept.size() - 1;
            while (kept.get(best).gap() > least + FINE) best--;
            Game.Mixed chosen = kept.get(best);
            double[] weights = Arrays.copyOf(chosen.weights(), game.pool().size());
            List<Reduction.Candidate> candidates = new ArrayList<>();
            for (int j = 0; j < weights.length; j++) {
                Hypothesis h = game.pool().get(j);
                candidates.add(new Reduction.Candidate(h.model(), weights[j], h.error(), h.gamma(), h.lambda()));
            }
            if (chosen.gap() >= nu && kept.size() == settings.maxIterations()) {
                notes.add("The gap did not fall below " + Reduction.figure(nu) + " within " + kept.size()
                        + " iterations.");
            }
            Json.Obj parameters = Json.object()
                    .put("constraint", constraint.toJson())
                    .put("objective", objective.toJson())
                    .put("settings", settings.toJson())
                    .put("seed", Long.toString(random.seed()))
                    .put("held_out", setup.holdsOut())
                    .build();
            return new Reduction(
                    Reduction.Method.EXPONENTIATED_GRADIENT,
                    parameters,
                    candidates,
                    setup.labels(),
                    bound,
                    chosen.lambda(),
                    chosen.gap(),
                    best,
                    history,
                    game.calls(),
                    game.constants(),
                    notes);
        }
    }
}
