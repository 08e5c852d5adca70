package io.candor.store.internal;

import io.candor.core.CandorException;
import io.candor.core.file.FileMutex;
import java.nio.file.Path;

/** A lock of a store's folder, in the words of stores. */
public final class StoreLock {
    private StoreLock() {}

    /** Throws {@code CND-S004} if the lock is not free within a minute, {@code CND-S001} if there can be none. */
    public static FileMutex of(Path file) {
        return new FileMutex(
                file,
                e -> CandorException.user(
                                "CND-S001",
                                "cannot use " + file + " as a lock",
                                "a store folder that can be written",
                                "check its permissions, or choose another with --store")
                        .causedBy(e),
                () -> CandorException.failure(
                        "CND-S004",
                        "the store is busy: " + file.getFileName() + " is held by another process",
                        "a lock that is free within a minute",
                        "wait for the other command to end, then try again"));
    }
}
