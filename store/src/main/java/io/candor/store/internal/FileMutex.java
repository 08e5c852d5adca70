package io.candor.store.internal;

import io.candor.core.CandorException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Mutual exclusion between processes, and between threads of one, by a lock on a file. The lock ends with the process, however
 * that dies. Not re-entrant.
 */
public final class FileMutex {
    private static final long WAIT_MILLIS = 60_000;

    private final Path file;

    public FileMutex(Path file) {
        this.file = file;
    }

    /** @throws CandorException {@code CND-S004} if the lock is not free within a minute */
    public <R> R locked(Supplier<R> work) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long deadline = System.nanoTime() + WAIT_MILLIS * 1_000_000;
            FileLock lock = attempt(channel);
            for (int tries = 1; lock == null; tries++) {
                if (System.nanoTime() > deadline) throw busy(file);
                Thread.sleep(Math.min(tries, 20));
                lock = attempt(channel);
            }
            try {
                return work.get();
            } finally {
                lock.release();
            }
        } catch (IOException e) {
            throw CandorException.user(
                            "CND-S001",
                            "cannot use " + file + " as a lock",
                            "a store folder that can be written",
                            "check its permissions, or choose another with --store")
                    .causedBy(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy(file);
        }
    }

    private static @Nullable FileLock attempt(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static CandorException busy(Path file) {
        return CandorException.failure(
                "CND-S004",
                "the store is busy: " + file.getFileName() + " is held by another process",
                "a lock that is free within a minute",
                "wait for the other command to end, then try again");
    }
}
