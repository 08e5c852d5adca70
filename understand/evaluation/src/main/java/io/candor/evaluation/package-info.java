/**
 * How well a model does, and how sure we can be of it: metrics with intervals, splits, label rules, data profiles. Start
 * with {@link io.candor.evaluation.BinaryEvaluation} and {@link io.candor.evaluation.PerformanceEvidence}; the other rooms
 * of <em>understand</em> take their intervals from {@link io.candor.evaluation.Intervals},
 * {@link io.candor.evaluation.MiettinenNurminen} and {@link io.candor.evaluation.DeLong}.
 *
 * <p>A metric that does not exist (no positives among the rows, say) is an undefined estimate with its reason, never 0 or
 * NaN. Papers: Wilson 1927; Miettinen &amp; Nurminen, Statistics in Medicine 4, 1985; DeLong, DeLong &amp; Clarke-Pearson,
 * Biometrics 44, 1988; Sun &amp; Xu, IEEE Signal Processing Letters 21, 2014; Welch 1947; Efron &amp; Tibshirani 1993.
 */
@NullMarked
package io.candor.evaluation;

import org.jspecify.annotations.NullMarked;
