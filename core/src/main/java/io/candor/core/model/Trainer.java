package io.candor.core.model;

import io.candor.core.data.Table;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import org.jspecify.annotations.Nullable;

/** Fits a model. The same arguments give byte-equal models on any number of threads. */
public interface Trainer {
    /**
     * @param inputs the columns to learn from, and only those
     * @param target one value per row
     * @param weights positive, one per row; null for equal weights
     * @param warmStart a model to continue from; null to start afresh
     * @throws io.candor.core.CandorException if the data can't be learnt from (one class, no rows, text inputs)
     */
    Model fit(
            Table inputs,
            Target target,
            double @Nullable [] weights,
            @Nullable Model warmStart,
            RandomStreams random,
            Progress progress,
            Deadline deadline);
}
