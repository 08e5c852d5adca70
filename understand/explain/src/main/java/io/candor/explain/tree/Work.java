package io.candor.explain.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Numbered pieces of work over the threads of a pool. Pieces do not touch each other's results, so their order is no matter. */
final class Work {
    private Work() {}

    /**
     * @param count pieces
     * @param worker makes what does pieces, one for each thread, which keeps its own scratch memory
     */
    static void run(ForkJoinPool pool, int count, Supplier<IntConsumer> worker) {
        AtomicInteger next = new AtomicInteger();
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < Math.min(pool.getParallelism(), count); i++) workers.add(new Worker(next, count, worker));
        if (workers.size() == 1) workers.get(0).compute();
        else pool.invoke(new All(workers));
    }

    @SuppressWarnings("serial") // never serialised
    private static final class All extends RecursiveAction {
        private final List<Worker> workers;

        All(List<Worker> workers) {
            this.workers = workers;
        }

        @Override
        protected void compute() {
            invokeAll(workers);
        }
    }

    @SuppressWarnings("serial") // never serialised
    private static final class Worker extends RecursiveAction {
        private final AtomicInteger next;
        private final int count;
        private final Supplier<IntConsumer> worker;

        Worker(AtomicInteger next, int count, Supplier<IntConsumer> worker) {
            this.next = next;
            this.count = count;
            this.worker = worker;
        }

        @Override
        protected void compute() {
            IntConsumer pieces = worker.get();
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) pieces.accept(i);
        }
    }
}
