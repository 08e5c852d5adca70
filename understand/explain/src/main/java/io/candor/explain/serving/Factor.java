package io.candor.explain.serving;

import java.util.List;

/**
 * What is counted as one reason.
 *
 * @param inputs indices into the model's inputs, ascending
 */
record Factor(String name, List<Integer> inputs) {}
