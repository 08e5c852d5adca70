package io.candor.fairness.reduction;

/** Says which rows are compared with each other: any partition of the rows. */
@FunctionalInterface
public interface EventRule {
    Events of(ReductionRows rows);

    /** All rows together. */
    EventRule ALL = Events::all;
    /** Positives among themselves, negatives among themselves. */
    EventRule BY_LABEL = rows -> Events.ofLabels(rows, true, true);
    /** Positives only. */
    EventRule POSITIVES = rows -> Events.ofLabels(rows, false, true);
    /** Negatives only. */
    EventRule NEGATIVES = rows -> Events.ofLabels(rows, true, false);
}
