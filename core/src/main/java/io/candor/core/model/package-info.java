/**
 * Models and what they are made of. Start with {@link io.candor.core.model.Model}; {@link io.candor.core.model.AdditiveModel}
 * is the neutral record that is trained by glassbox, read by io and opened by explain.
 */
@NullMarked
package io.candor.core.model;

import org.jspecify.annotations.NullMarked;
