package io.candor.store;

import org.jspecify.annotations.Nullable;

/**
 * A committed entry on its way into the log.
 *
 * @param id the store's number for it, rising
 * @param text canonical JSON
 * @param logIndex where it is to stand, once that is decided
 */
public record PendingEntry(long id, String text, @Nullable Long logIndex) {}
