package io.candor.audit;

import io.candor.store.TrailEntry;

/** An entry and where it stands in the log. */
public record LoggedEntry(long index, TrailEntry entry) {}
