/**
 * Immutable columnar tables. Start with {@link io.candor.core.data.Table}; missing cells are a first-class value of each
 * {@link io.candor.core.data.Column} and are never dropped silently. A {@link io.candor.core.data.Cohort} names rows by conditions on their
 * values.
 */
@NullMarked
package io.candor.core.data;

import org.jspecify.annotations.NullMarked;
