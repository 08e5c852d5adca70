/**
 * Evidence and policy in, gate decisions out. Pure: no clock, no file, no statistics. Start with
 * {@link io.candor.policy.Gates#decide} and {@link io.candor.policy.Policy#fromJson}; the shape of a policy file is the
 * resource {@code policy.schema.json} beside these classes.
 *
 * <p>A gate is met if the whole 95 % interval meets the requirement, not met if the whole interval misses it, and undecided
 * otherwise or when too few rows stand behind the number.
 */
@NullMarked
package io.candor.policy;

import org.jspecify.annotations.NullMarked;
