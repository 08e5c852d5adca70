package io.candor.explain.counterfactual;

import io.candor.core.CandorException;
import java.util.concurrent.ForkJoinTask;

/** Waits for a task; a coded error comes out as it was thrown, not as a copy that the pool made of it. */
final class Joined {
    private Joined() {}

    static <T> T of(ForkJoinTask<T> task) {
        try {
            return task.join();
        } catch (RuntimeException e) {
            if (e.getCause() instanceof CandorException own) throw own;
            throw e;
        }
    }
}
