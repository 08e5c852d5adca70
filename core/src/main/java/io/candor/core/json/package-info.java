/**
 * A small JSON value and its canonical form (RFC 8785). Parsing lives in {@code io}.
 */
@NullMarked
package io.candor.core.json;

import org.jspecify.annotations.NullMarked;
