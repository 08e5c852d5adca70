package io.candor.glassbox.internal;

import io.candor.core.model.Bins;

/**
 * One way to cut an input.
 *
 * @param bins index 0 is missing, the last is unseen
 * @param codes bin of every row
 */
public record Resolution(Bins bins, Codes codes) {}
