package io.candor.core.model;

import io.candor.core.data.Table;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import org.jspecify.annotations.Nullable;

/** A trainer that also says how it went. */
public interface RecordingTrainer extends Trainer {
    /** As {@link #fit}, afresh. */
    Trained train(
            Table inputs,
            Target target,
            double @Nullable [] weights,
            RandomStreams random,
            Progress progress,
            Deadline deadline);
}
