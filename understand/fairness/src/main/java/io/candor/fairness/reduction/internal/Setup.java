package io.candor.fairness.reduction.internal;

import io.candor.core.CandorException;
import io.candor.core.model.Task;
import io.candor.core.model.Trainer;
import io.candor.core.random.RandomStreams;
import io.candor.fairness.reduction.Constraint;
import io.candor.fairness.reduction.Objective;
import io.candor.fairness.reduction.ReductionRows;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** What both optimisers begin with: a constraint bound to rows, after a look at whether it can be. Immutable. */
public final class Setup {
    /** Bounds, of all cells and sides; a linear program has a row for each. */
    private static final int MOST_BOUNDS = 1_000;

    private final Moment fitted;
    private final Moment measured;
    private final List<Cells.Name> names;
    private final Trainer trainer;
    private final RandomStreams random;
    private final List<String> notes;

    private Setup(
            Moment fitted,
            Moment measured,
            List<Cells.Name> names,
            Trainer trainer,
            RandomStreams random,
            List<String> notes) {
        this.fitted = fitted;
        this.measured = measured;
        this.names = names;
        this.trainer = trainer;
        this.random = random;
        this.notes = notes;
    }

    /**
     * @param rows to learn from
     * @param held to measure on; may be the same
     * @throws CandorException {@code CND-F030} fewer than two groups, {@code CND-F033} a task that does not fit, {@code CND-F036} nothing to bound, {@code
     *     CND-F037} too many bounds
     */
    public static Setup of(
            Constraint constraint,
            Objective objective,
            Trainer trainer,
            ReductionRows rows,
            ReductionRows held,
            RandomStreams random) {
        checkTask(constraint, objective, rows);
        checkTask(constraint, objective, held);
        List<String> notes = new ArrayList<>();
        TreeMap<Cells.Name, Integer> here = Cells.present(constraint, rows);
        List<String> left = new ArrayList<>();
        List<Cells.Name> names = Cells.common(Cells.present(constraint, held), here, left);
        if (names.isEmpty()) {
            throw CandorException.user(
                    "CND-F036",
                    "no group has rows that '" + constraint.name() + "' is about",
                    "rows of a known group with a label that the criterion looks at",
                    "check the label, the sensitive columns and how rows were held out");
        }
        checkGroups(constraint, names);
        int bounds = names.size() * constraint.sides().size();
        if (bounds > MOST_BOUNDS) {
            throw CandorException.user(
                    "CND-F037",
                    "the constraint has " + bounds + " bounds",
                    "at most " + MOST_BOUNDS,
                    "join small groups, or take fewer control columns");
        }
        if (!left.isEmpty()) {
            notes.add("No bound where only the training or only the held-out rows have rows: " + some(left) + ".");
        }
        empty(names, notes);
        unknown(held, notes);
        Moment measured = new Moment(constraint, objective, held, names);
        Moment fitted = rows == held ? measured : new Moment(constraint, objective, rows, names);
        return new Setup(fitted, measured, names, trainer, random, List.copyOf(notes));
    }

    private static void checkTask(Constraint constraint, Objective objective, ReductionRows rows) {
        Task task = rows.target().task();
        if (task == constraint.task() && task == objective.task()) return;
        throw CandorException.user(
                "CND-F033",
                "'" + constraint.name() + "' and its objective are for a "
                        + constraint.task().label() + " and a "
                        + objective.task().label() + " label, not a " + task.label()
                        + " one",
                "a label of two classes for decisions, a number for losses",
                "choose another criterion or objective");
    }

    private static void checkGroups(Constraint constraint, List<Cells.Name> names) {
        TreeSet<String> groups = new TreeSet<>();
        for (Cells.Name name : names) groups.add(name.group());
        if (constraint.absolute() || groups.size() > 1) return;
        throw CandorException.user(
                "CND-F030",
                "only one group has rows that count: " + groups.first(),
                "two groups or more, to compare",
                "check the sensitive columns");
    }

    private static void empty(List<Cells.Name> names, List<String> notes) {
        TreeSet<String> events = new TreeSet<>();
        TreeSet<String> groups = new TreeSet<>();
        for (Cells.Name name : names) {
            events.add(name.event());
            groups.add(name.group());
        }
        List<String> empty = new ArrayList<>();
        for (String event : events) {
            for (String group : groups) {
                if (!names.contains(new Cells.Name(event, group))) empty.add(event + ", " + group);
            }
        }
        if (!empty.isEmpty()) notes.add("No bound for groups without rows in an event: " + some(empty) + ".");
    }

    private static void unknown(ReductionRows rows, List<String> notes) {
        int unknown = 0;
        for (int i = 0; i < rows.size(); i++) if (rows.group(i) < 0) unknown++;
        if (unknown > 0) {
            notes.add(
                    "Rows whose group is not known count in the objective and in the events' means, but no bound is of them: "
                            + unknown + ".");
        }
    }

    private static String some(List<String> names) {
        if (names.size() <= 5) return String.join("; ", names);
        return String.join("; ", names.subList(0, 5)) + " and " + (names.size() - 5) + " more";
    }

    Oracle oracle(boolean normalised, boolean withObjective) {
        return new Oracle(trainer, fitted, measured, random, normalised, withObjective);
    }

    Moment measured() {
        return measured;
    }

    List<Cells.Name> names() {
        return names;
    }

    public double[] bound() {
        return measured.bound();
    }

    /** One per bound. */
    public List<String> labels() {
        return measured.labels();
    }

    /** What users should know of how the constraint was bound to the rows. */
    public List<String> notes() {
        return notes;
    }

    /** Whether models are measured on other rows than those they learn from. */
    public boolean holdsOut() {
        return fitted != measured;
    }
}
