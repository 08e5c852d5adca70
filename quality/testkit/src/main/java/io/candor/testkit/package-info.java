/**
 * What the tests of every room share. Start with {@link io.candor.testkit.Property} for rules over generated values,
 * {@link io.candor.testkit.Golden} for golden files, {@link io.candor.testkit.Requires} for tools and data that a
 * newcomer's machine may lack.
 */
@NullMarked
package io.candor.testkit;

import org.jspecify.annotations.NullMarked;
