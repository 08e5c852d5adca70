/**
 * Models of which nothing is known but how they score. Start with {@link io.candor.explain.blackbox.BlackBox}, which scores
 * changed rows in batches; {@link io.candor.explain.blackbox.InputRows} holds the rows that values come from.
 */
@NullMarked
package io.candor.explain.blackbox;

import org.jspecify.annotations.NullMarked;
