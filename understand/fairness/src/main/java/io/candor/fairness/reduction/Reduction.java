package io.candor.fairness.reduction;

import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.EcmaNumber;
import io.candor.core.json.Json;
import io.candor.core.model.MixtureModel;
import io.candor.core.model.Model;
import io.candor.core.model.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a reduction found: candidate models, how they are mixed, and how far that is from the best there is. Error and γ are of the rows that were measured
 * on. Immutable.
 *
 * @param parameters constraint, objective, settings, seed
 * @param candidates in the order they were found
 * @param labels of the bounds: side, event, group
 * @param bounds of γ
 * @param lambda multipliers of the saddle point, by bound; of a grid, those of the choice
 * @param gap by how much objective and constraint may be from their best; NaN of a grid, which knows none
 * @param best the iteration, or of a grid the candidate, that was chosen; from 0
 * @param history one per iteration
 * @param calls of the oracle, constants included
 * @param constants answers that were one label for every row, without a fit
 * @param notes what users should know, one sentence each
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
public record Reduction(
        Method method,
        Json.Obj parameters,
        List<Candidate> candidates,
        List<String> labels,
        double[] bounds,
        double[] lambda,
        double gap,
        int best,
        List<Iteration> history,
        int calls,
        int constants,
        List<String> notes) {
    /** Weights below this are rounding. */
    private static final double LEAST_WEIGHT = 1e-9;

    /** Bounds missed by less are rounding. */
    private static final double LEAST_VIOLATION = 1e-6;

    /** Which reduction. */
    public enum Method {
        EXPONENTIATED_GRADIENT,
        GRID_SEARCH;

        /** As in evidence: {@code grid-search}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A model by itself.
     *
     * @param weight in the mixture, or of a grid 1 for the choice and 0 for the others
     * @param error the objective
     * @param gamma the constraint's left sides
     * @param lambda multipliers that it answers
     */
    public record Candidate(Model model, double weight, double error, double[] gamma, double[] lambda) {}

    /**
     * The better of both mixtures after an iteration.
     *
     * @param violation greatest γ − bound
     * @param models in the pool by then
     * @param calls of the oracle by then
     */
    public record Iteration(double gap, double error, double violation, int models, int calls) {}

    public Reduction {
        candidates = List.copyOf(candidates);
        labels = List.copyOf(labels);
        history = List.copyOf(history);
        List<String> all = new ArrayList<>(notes);
        double violation = violation(gamma(candidates, bounds.length), bounds);
        if (violation > LEAST_VIOLATION) {
            all.add("A bound is missed by " + figure(violation) + " on the rows measured on"
                    + (Double.isNaN(gap) ? "" : ", at a gap of " + figure(gap))
                    + ": the learner can't meet it, or needs more iterations or a smaller eps.");
        }
        notes = List.copyOf(all);
    }

    /** The objective of the mixture. */
    public double error() {
        double error = 0;
        for (Candidate c : candidates) error += c.weight * c.error;
        return error;
    }

    /** The constraint's left sides of the mixture. */
    public double[] gamma() {
        return gamma(candidates, bounds.length);
    }

    /** Greatest γ − bound of the mixture. */
    public double violation() {
        return violation(gamma(), bounds);
    }

    /** Whether the mixture meets every bound on the rows measured on, but for rounding. */
    public boolean feasible() {
        return violation() <= LEAST_VIOLATION;
    }

    /**
     * The mixture as a model: of decisions its score is the chance of a positive one, for {@link io.candor.core.model.DrawDecider}; of numbers the mean. A
     * mixture of one model is that model.
     */
    public Model model() {
        List<Model> members = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        double total = 0;
        for (Candidate c : candidates) {
            if (c.weight <= LEAST_WEIGHT) continue;
            members.add(c.model);
            weights.add(c.weight);
            total += c.weight;
        }
        if (members.size() == 1) return members.get(0);
        double[] shares = new double[members.size()];
        double[] cuts = new double[members.size()];
        for (int j = 0; j < shares.length; j++) {
            shares[j] = weights.get(j) / total;
            cuts[j] = members.get(j).scale() == Scores.Scale.LOG_ODDS ? 0 : 0.5;
        }
        return new MixtureModel(members, shares, cuts);
    }

    /** The one candidate to take if decisions must not be by chance: that of the least error which meets the bounds, or misses them least. */
    public int single() {
        int chosen = 0;
        for (int j = 1; j < candidates.size(); j++) if (better(candidates.get(j), candidates.get(chosen))) chosen = j;
        return chosen;
    }

    private boolean better(Candidate one, Candidate other) {
        double a = Math.max(violation(one.gamma, bounds), LEAST_VIOLATION);
        double b = Math.max(violation(other.gamma, bounds), LEAST_VIOLATION);
        return a != b ? a < b : one.error < other.error;
    }

    /**
     * Evidence {@code fairness.mitigation} v1.
     *
     * @param subjects the data, and the model if it is saved
     * @param minCell rows of the smallest group shown
     */
    public Evidence evidence(List<Subject> subjects, long minCell) {
        return MitigationEvidence.of(this, subjects, minCell);
    }

    static double[] gamma(List<Candidate> candidates, int bounds) {
        double[] gamma = new double[bounds];
        for (Candidate c : candidates) {
            for (int k = 0; k < bounds; k++) gamma[k] += c.weight * c.gamma[k];
        }
        return gamma;
    }

    static double violation(double[] gamma, double[] bounds) {
        double violation = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < gamma.length; k++) violation = Math.max(violation, gamma[k] - bounds[k]);
        return violation;
    }

    /** Three digits, for sentences. */
    static String figure(double value) {
        return EcmaNumber.format(new java.math.BigDecimal(value)
                .round(new java.math.MathContext(3))
                .doubleValue());
    }
}
