/**
 * What every room shares and nothing else: the error type. Start with the subpackages: {@code data} for tables,
 * {@code model} for models, {@code evidence} and {@code json} for what is kept, {@code random} for reproducible
 * randomness, {@code port} for the small interfaces through which pillars meet.
 */
@NullMarked
package io.candor.core;

import org.jspecify.annotations.NullMarked;
