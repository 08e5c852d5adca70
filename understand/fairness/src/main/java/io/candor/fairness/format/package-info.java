/**
 * Tables that a named law or guideline asks for, computed from predictions: quantities and intervals under the name of the policy and
 * its source. None is a default, none is a verdict of legality, and what only people can write is left as a named blank. Start
 * with {@link io.candor.fairness.format.LocalLaw144}, {@link io.candor.fairness.format.FourFifths} or {@link
 * io.candor.fairness.format.AiActContents}.
 */
@NullMarked
package io.candor.fairness.format;

import org.jspecify.annotations.NullMarked;
