/**
 * Models and what they are made of. Start with {@link io.candor.core.model.Model}; {@link io.candor.core.model.AdditiveModel}
 * and {@link io.candor.core.model.LinearModel} are the neutral records that are trained by glassbox, read by io and opened by
 * explain, both as {@link io.candor.core.model.Additive}.
 */
@NullMarked
package io.candor.core.model;

import org.jspecify.annotations.NullMarked;
