/**
 * The plan of an assessment and its run: data and model in, evidence, verdict and files out. Start with {@link
 * io.candor.assessment.Config} (what {@code candor.yaml} says) and {@link io.candor.assessment.Assessment} (the run). It
 * holds no algorithm: it calls the rooms in order and hands their evidence on.
 */
@NullMarked
package io.candor.assessment;

import org.jspecify.annotations.NullMarked;
