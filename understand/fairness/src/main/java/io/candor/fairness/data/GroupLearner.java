package io.candor.fairness.data;

import io.candor.core.data.Table;
import io.candor.core.model.Scores;
import io.candor.core.model.Target;

/** Learns groups from inputs: what shows how well all columns together tell a sensitive one. */
public interface GroupLearner {
    /** Of the algorithm, in evidence. */
    String name();

    /**
     * Learns from some rows and scores others.
     *
     * @param target the group of each row of {@code train}
     * @return probabilities: of two groups that of the second, of several one each
     */
    Scores scores(Table train, Target target, Table test);
}
