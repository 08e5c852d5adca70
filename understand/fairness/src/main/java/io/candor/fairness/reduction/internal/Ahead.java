package io.candor.fairness.reduction.internal;

import io.candor.core.port.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Works that are asked for in order, until one of them makes the rest needless. On several threads the next ones are begun before they are asked for; on one
 * they are not. What is asked for is the same either way, and what is not is given up.
 */
final class Ahead<T> implements AutoCloseable {
    private final List<Function<Deadline, T>> works;
    private final @Nullable ForkJoinPool pool; // null: in the caller's thread
    private final int window;
    private final List<ForkJoinTask<T>> begun = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();

    Ahead(List<Function<Deadline, T>> works, ForkJoinPool pool) {
        this.works = works;
        this.window = pool.getParallelism();
        this.pool = window > 1 && works.size() > 1 ? pool : null;
    }

    T get(int index) {
        if (pool == null) return works.get(index).apply(over::get);
        while (begun.size() < Math.min(works.size(), index + window)) {
            Function<Deadline, T> work = works.get(begun.size());
            begun.add(pool.submit(() -> work.apply(over::get)));
        }
        return begun.get(index).join();
    }

    @Override
    public void close() {
        over.set(true);
        for (ForkJoinTask<T> task : begun) task.cancel(false);
    }
}
