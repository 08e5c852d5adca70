/**
 * What is done to rows before a model learns from them: weights that make label and group independent ({@link io.candor.fairness.prepare.Reweighing}), and inputs from which
 * what the sensitive columns say of them is taken away ({@link io.candor.fairness.prepare.CorrelationRemover}).
 *
 * <p>Papers: Kamiran &amp; Calders 2012 (reweighing).
 */
@NullMarked
package io.candor.fairness.prepare;

import org.jspecify.annotations.NullMarked;
