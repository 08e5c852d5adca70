package io.candor.assessment;

import io.candor.core.data.Table;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.model.Decider;
import io.candor.core.model.Model;
import io.candor.core.model.ThresholdDecider;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.explain.blackbox.BlackBox;
import io.candor.explain.counterfactual.Constraints;
import io.candor.explain.counterfactual.CounterfactualSearch;
import io.candor.explain.counterfactual.Goal;
import io.candor.explain.counterfactual.Preferences;
import io.candor.explain.whatif.Change;
import io.candor.explain.whatif.WhatIf;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;

/** What another row would have got, and which row would have got another outcome; of any model, with the decisions saved beside it. */
public record Recourse(Model model, Decider decider, List<Subject> subjects, ForkJoinPool pool) {
    public Recourse {
        subjects = List.copyOf(subjects);
    }

    /** The model's answer to a changed row. */
    public Evidence whatIf(Table table, int row, List<Change> changes, List<String> curves) {
        return new WhatIf(new BlackBox(model, false, pool), decider).evidence(table, row, changes, curves, subjects);
    }

    /**
     * The nearest ways to another outcome.
     *
     * @param data rows like those that the model was trained on
     * @param rows indices into the table
     */
    public Evidence counterfactuals(
            Table table,
            int[] rows,
            Table data,
            Goal goal,
            Constraints constraints,
            Preferences wishes,
            long seed,
            Deadline limit,
            Progress progress) {
        return new CounterfactualSearch(
                        new BlackBox(model, false, pool), data, constraints, wishes, seed, limit, progress)
                .evidence(table, rows, goal, subjects);
    }

    /** A class as it is decided, any other class without a name. */
    public Goal decided(Optional<String> name) {
        double threshold = decider instanceof ThresholdDecider t ? t.threshold() : 0.5;
        return name.<Goal>map(n -> new Goal.Decided(n, threshold)).orElseGet(() -> new Goal.Different(threshold));
    }
}
