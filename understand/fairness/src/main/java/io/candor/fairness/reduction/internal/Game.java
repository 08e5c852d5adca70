package io.candor.fairness.reduction.internal;

import io.candor.core.model.Model;
import io.candor.core.port.Deadline;
import io.candor.fairness.internal.lp.LinearProgram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The game between a player who mixes hypotheses and one who sets multipliers λ ≥ 0 with ‖λ‖₁ ≤ B (Agarwal et al. 2018, §3): the pool of hypotheses so far,
 * best responses, and how far a pair of strategies is from the saddle point. Not thread-safe.
 */
public final class Game {
    private static final double FINE = 1e-8;

    /** Of mixtures with equal errors, those of members that miss bounds by less are preferred. */
    private static final double TIE = 1e-8;

    private static final double[] FACTORS = {1, 2, 5, 10};
    /** Answers to earlier questions, which are asked again at once or not at all. */
    private static final int REMEMBERED = 8;

    private final Oracle oracle;
    private final Moment moment;
    private final double[] bound;
    private final double most; // B
    private final boolean warms;
    private final ForkJoinPool workers;
    private final List<Hypothesis> pool = new ArrayList<>();
    private final List<Hypothesis> recent = new ArrayList<>();
    private int calls;
    private int constants;
    private @Nullable Mixed solved; // for the pool's size then
    private int solvedSize;

    /**
     * Strategies of both players and what they are worth.
     *
     * @param weights of the pool's members, in order; they add up to 1
     * @param gap by how much the better of both could gain
     */
    @SuppressWarnings("ArrayRecordComponent") // an identity is never compared
    public record Mixed(double[] weights, double[] lambda, double gap, double error, double violation) {}

    /**
     * @param most B, the greatest sum of multipliers
     * @param workers begins responses before they are asked for, if it has threads to spare
     */
    public Game(Setup setup, double most, boolean warms, ForkJoinPool workers) {
        this.oracle = setup.oracle(true, true);
        this.moment = setup.measured();
        this.bound = setup.bound();
        this.most = most;
        this.warms = warms;
        this.workers = workers;
    }

    public List<Hypothesis> pool() {
        return pool;
    }

    /** How often the oracle was asked, constants included. */
    public int calls() {
        return calls;
    }

    /** How often all rows were to get one label. */
    public int constants() {
        return constants;
    }

    /** The pool's member that is the best response to λ, after asking the oracle. */
    public int best(double[] lambda) {
        return respond(lambda, answer(lambda, nearest(lambda)).apply(Deadline.NEVER));
    }

    /** How good strategies are; asks the oracle for responses to multiples of λ until one shows a gap beyond ν. */
    public Mixed evaluate(double[] weights, double[] lambda, double nu) {
        double[] least = moment.project(lambda);
        double error = 0;
        double[] gamma = new double[bound.length];
        for (int j = 0; j < weights.length; j++) {
            error += weights[j] * pool.get(j).error();
            for (int k = 0; k < gamma.length; k++)
                gamma[k] += weights[j] * pool.get(j).gamma()[k];
        }
        double value = lagrangian(error, gamma, least);
        double violation = violation(gamma);
        double high = error + most * Math.max(0, violation);
        double low = value;
        List<double[]> multiples = new ArrayList<>();
        List<Function<Deadline, Hypothesis>> answers = new ArrayList<>();
        for (double factor : FACTORS) {
            double[] multiple = new double[lambda.length];
            for (int k = 0; k < multiple.length; k++) multiple[k] = factor * lambda[k];
            multiples.add(multiple);
            answers.add(answer(multiple, nearest(multiple)));
        }
        try (Ahead<Hypothesis> ahead = new Ahead<>(answers, workers)) {
            for (int m = 0; m < FACTORS.length; m++) {
                Hypothesis response = pool.get(respond(multiples.get(m), ahead.get(m)));
                low = Math.min(low, lagrangian(response.error(), response.gamma(), least));
                if (Math.max(value - low, high - value) > nu + FINE) break;
            }
        }
        return new Mixed(weights, lambda, Math.max(value - low, high - value), error, violation);
    }

    /** The saddle point of the pool as it is, by a linear program; asked again, the same until the pool grows. */
    public Mixed solve(double nu) {
        if (solved != null && solvedSize == pool.size()) return solved;
        int n = pool.size();
        solvedSize = n;
        double[] cost = new double[n + 1];
        double[] one = new double[n + 1];
        for (int j = 0; j < n; j++) {
            cost[j] = pool.get(j).error()
                    + TIE * Math.max(0, violation(pool.get(j).gamma()));
            one[j] = 1;
        }
        cost[n] = most;
        LinearProgram program = LinearProgram.minimise(cost).equal(one, 1);
        for (int k = 0; k < bound.length; k++) {
            double[] row = new double[n + 1];
            for (int j = 0; j < n; j++) row[j] = pool.get(j).gamma()[k] - bound[k];
            row[n] = -1;
            program.atMost(row, 0);
        }
        LinearProgram.Optimum optimum = program.optimum();
        double[] lambda = new double[bound.length];
        for (int k = 0; k < lambda.length; k++) lambda[k] = Math.max(0, 0 - optimum.dual()[k + 1]);
        solved = evaluate(Arrays.copyOf(optimum.x(), n), lambda, nu);
        return solved;
    }

    /** Greatest γ − bound. */
    double violation(double[] gamma) {
        double violation = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < gamma.length; k++) violation = Math.max(violation, gamma[k] - bound[k]);
        return violation;
    }

    private double lagrangian(double error, double[] gamma, double[] lambda) {
        double value = error;
        for (int k = 0; k < gamma.length; k++) value += lambda[k] * (gamma[k] - bound[k]);
        return value;
    }

    private int respond(double[] lambda, Hypothesis answer) {
        calls++;
        if (answer.constant()) constants++;
        remember(answer);
        int best = -1;
        double value = Double.POSITIVE_INFINITY;
        for (int j = 0; j < pool.size(); j++) {
            double other = pool.get(j).value(lambda);
            if (other < value) {
                value = other;
                best = j;
            }
        }
        if (best >= 0 && !(answer.value(lambda) < value - FINE)) return best;
        pool.add(answer);
        return pool.size() - 1;
    }

    private void remember(Hypothesis answer) {
        if (recent.size() == REMEMBERED) recent.remove(0);
        recent.add(answer);
    }

    /** The answer to λ, found or yet to be found. */
    private Function<Deadline, Hypothesis> answer(double[] lambda, @Nullable Model warm) {
        for (Hypothesis earlier : recent) if (Arrays.equals(earlier.lambda(), lambda)) return deadline -> earlier;
        return deadline -> oracle.answer(lambda, warm, deadline);
    }

    /** The fitted member of the pool whose multipliers are nearest. */
    private @Nullable Model nearest(double[] lambda) {
        if (!warms) return null;
        Model nearest = null;
        double least = Double.POSITIVE_INFINITY;
        for (Hypothesis member : pool) {
            if (member.constant()) continue;
            double distance = 0;
            for (int k = 0; k < lambda.length; k++) distance += Math.abs(lambda[k] - member.lambda()[k]);
            if (distance >= least) continue;
            least = distance;
            nearest = member.model();
        }
        return nearest;
    }
}
