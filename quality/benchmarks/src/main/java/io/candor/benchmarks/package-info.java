/**
 * Whole-process benchmarks: {@link io.candor.benchmarks.LoadCsv}, {@link io.candor.benchmarks.FitEbm}, {@link
 * io.candor.benchmarks.ScoreAdditive}, {@link io.candor.benchmarks.JackknifeCoverage}, {@link io.candor.benchmarks.CounterfactualsAdult}; how to run them and
 * what they gave stands in {@code docs/reference/benchmarks.md}.
 */
@NullMarked
package io.candor.benchmarks;

import org.jspecify.annotations.NullMarked;
