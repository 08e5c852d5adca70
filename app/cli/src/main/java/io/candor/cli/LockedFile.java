package io.candor.cli;

import io.candor.core.CandorException;
import io.candor.core.file.AtomicFile;
import io.candor.core.file.FileMutex;
import java.nio.file.Path;
import java.util.function.Supplier;

/** A file that is read, changed and replaced by one process at a time: a lock on {@code .<name>.lock} beside it. */
record LockedFile(Path file) {
    /** @throws CandorException {@code CND-U050} if the lock is not free within a minute, {@code CND-W001} if there can be none */
    <R> R during(Supplier<R> work) {
        Path lock = file.toAbsolutePath().resolveSibling("." + file.getFileName() + ".lock");
        return new FileMutex(lock, e -> AtomicFile.cannotWrite(lock, e), this::busy).locked(work);
    }

    private CandorException busy() {
        return CandorException.failure(
                "CND-U050",
                file + " is held by another command",
                "a lock that is free within a minute",
                "wait for it to end, then try again");
    }
}
