package io.candor.audit.internal;

import io.candor.core.CandorException;
import io.candor.core.json.Json;
import io.candor.io.JsonText;
import io.candor.store.TrailEntry;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Optional;

/** Reads entries back from their bytes. */
public final class Entries {
    private Entries() {}

    /** Empty if the bytes are not the canonical form of an entry of version 1. */
    public static Optional<TrailEntry> parse(byte[] bytes) {
        try {
            if (!(JsonText.parse(bytes, "trail entry") instanceof Json.Obj json)) return Optional.empty();
            TrailEntry entry = TrailEntry.fromJson(json);
            boolean canonical = Arrays.equals(entry.text().getBytes(StandardCharsets.UTF_8), bytes);
            return canonical ? Optional.of(entry) : Optional.empty();
        } catch (CandorException | IllegalArgumentException | ClassCastException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
