package io.candor.fairness.reduction;

import io.candor.core.CandorException;
import io.candor.core.json.Json;
import io.candor.core.model.Trainer;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.fairness.reduction.internal.GridPoints;
import io.candor.fairness.reduction.internal.GridRun;
import io.candor.fairness.reduction.internal.Hypothesis;
import io.candor.fairness.reduction.internal.Setup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * The grid-search reduction (Agarwal et al. 2018, §3.4): one model for each of many fixed multipliers, of which the one is chosen whose objective and greatest
 * γ, weighed, are least. It gives single models, whose decisions need no draw, and a set of candidates to compare; it can't promise to meet a bound.
 *
 * <p>The number of points needed doubles with every group in every event; a grid with less than two values per dimension is refused, as it would change next to
 * nothing and look as if it had. Points are fitted in parallel; results don't depend on threads. Immutable, thread-safe.
 */
public final class GridSearch {
    private final Constraint constraint;
    private final Objective objective;
    private final GridSettings settings;

    public GridSearch(Constraint constraint, Objective objective, GridSettings settings) {
        this.constraint = constraint;
        this.objective = objective;
        this.settings = settings;
    }

    public GridSearch(Constraint constraint) {
        this(constraint, constraint.objective(), GridSettings.DEFAULT);
    }

    /**
     * @param rows to learn from
     * @param heldOut to measure error and constraint on, with the same groups; null for those to learn from
     * @param workers fits points in parallel
     * @param deadline asked before each point but the first; how many were fitted is noted
     * @throws CandorException {@code CND-F030}, {@code CND-F033}, {@code CND-F036}, {@code CND-F037} if the rows don't fit the constraint, {@code CND-F035} if
     *     the grid is too small for its dimension, and what the trainer says
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
        boolean spanned = constraint instanceof BoundedLoss && objective.equals(constraint.objective());
        List<double[]> points =
                new GridPoints(setup, constraint, spanned).points(settings.size(), settings.limit(), settings.evenly());
        List<Hypothesis> found = GridRun.of(setup, points, !spanned, workers, progress, deadline);
        List<String> notes = new ArrayList<>(setup.notes());
        if (found.size() < points.size()) {
            notes.add("Stopped by the deadline after " + found.size() + " of " + points.size() + " points.");
        }
        int best = 0;
        for (int i = 1; i < found.size(); i++) if (loss(found.get(i)) < loss(found.get(best))) best = i;
        List<Reduction.Candidate> candidates = new ArrayList<>();
        int constants = 0;
        for (int i = 0; i < found.size(); i++) {
            Hypothesis h = found.get(i);
            if (h.constant()) constants++;
            candidates.add(new Reduction.Candidate(h.model(), i == best ? 1 : 0, h.error(), h.gamma(), h.lambda()));
        }
        Json.Obj parameters = Json.object()
                .put("constraint", constraint.toJson())
                .put("objective", objective.toJson())
                .put("settings", settings.toJson())
                .put("seed", Long.toString(random.seed()))
                .put("held_out", setup.holdsOut())
                .build();
        return new Reduction(
                Reduction.Method.GRID_SEARCH,
                parameters,
                candidates,
                setup.labels(),
                setup.bound(),
                found.get(best).lambda(),
                Double.NaN,
                best,
                List.of(),
                found.size(),
                constants,
                notes);
    }

    private double loss(Hypothesis h) {
        double most = Arrays.stream(h.gamma()).max().orElse(0);
        return (1 - settings.constraintWeight()) * h.error() + settings.constraintWeight() * most;
    }
}
