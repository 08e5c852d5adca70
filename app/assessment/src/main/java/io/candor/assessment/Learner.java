package io.candor.assessment;

import io.candor.core.data.Table;
import io.candor.core.model.Target;
import io.candor.core.model.Trained;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.glassbox.RowRoles;

/** An algorithm with its settings, ready to learn. */
@FunctionalInterface
interface Learner {
    /** @param roles what else is known of each row; groups and times are the business of who holds rows out */
    Trained learn(
            Table inputs, Target target, RowRoles roles, RandomStreams random, Progress progress, Deadline deadline);
}
