package io.candor.audit.internal;

import io.candor.core.CandorException;
import io.candor.store.RowCheck.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What one pass over a store finds. Not thread-safe. */
public final class Findings {
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    public void problem(String where, String what) {
        problems.add(new Problem(where, what));
    }

    public void problems(List<Problem> found) {
        problems.addAll(found);
    }

    /** Whatever stopped a step. Files and rows that were tampered with can be anything, so every exception is a finding. */
    public void problem(String where, RuntimeException e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        problem(where, e instanceof CandorException ? message : "can't be checked: " + message);
    }

    public void remark(String what) {
        remarks.add(what);
    }

    /** Takes a step of the check; empty, and a problem, if it can't be finished. */
    public <R> Optional<R> attempt(String where, Supplier<R> step) {
        try {
            return Optional.of(step.get());
        } catch (RuntimeException e) {
            problem(where, e);
            return Optional.empty();
        }
    }

    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    public List<String> remarks() {
        return List.copyOf(remarks);
    }
}
