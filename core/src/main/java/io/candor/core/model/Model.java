package io.candor.core.model;

import io.candor.core.data.Table;
import java.util.List;
import java.util.Optional;

/** Something that scores rows. Thread-safe and immutable. Decisions are not its business: see {@link Decider}. */
public interface Model {
    Task task();

    /** The predicted column's name. */
    String target();

    /** What it reads, in the order of an encoded row. */
    List<Input> inputs();

    /** Class names: binary is negative, positive; empty for regression. */
    List<String> classes();

    /** What {@link #score} returns. */
    Scores.Scale scale();

    /**
     * Scores every row.
     *
     * @throws io.candor.core.CandorException {@code CND-M001}, {@code CND-M002} if the table lacks what the model reads
     */
    Scores score(Table rows);

    /** Whether it scores any row; false if it only knows the rows that it was made of. */
    default boolean answersAnyRow() {
        return true;
    }

    /** The allocation-free form for single encoded rows; empty if the model only knows rows it was made with. */
    default Optional<RowScorer> rowScorer() {
        return Optional.empty();
    }
}
