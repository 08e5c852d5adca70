package io.candor.fairness.internal;

import io.candor.fairness.Cell;

/**
 * A set of rows: a group, or a whole stratum.
 *
 * @param cell its counts and sums
 * @param rows ascending indices into the table
 */
public record Slice(Cell cell, int[] rows) {}
