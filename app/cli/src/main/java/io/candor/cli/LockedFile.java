package io.candor.cli;

import io.candor.core.CandorException;
import io.candor.core.file.AtomicFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A file that is read, changed and replaced by one process at a time: a lock on {@code .<name>.lock} beside it, which ends with the
 * process however that dies. The lock's file stays, because to remove it would let two processes hold two locks.
 */
final class LockedFile {
    private static final long WAIT_NANOS = 60_000_000_000L;

    private final Path file;

    LockedFile(Path file) {
        this.file = file;
    }

    /** @throws CandorException {@code CND-U050} if the lock is not free within a minute, {@code CND-W001} if there can be none */
    <R> R during(Supplier<R> work) {
        Path lockFile = file.toAbsolutePath().resolveSibling("." + file.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long deadline = System.nanoTime() + WAIT_NANOS;
            FileLock lock = attempt(channel);
            for (int tries = 1; lock == null; tries++) {
                if (System.nanoTime() > deadline) throw busy();
                Thread.sleep(Math.min(tries, 20));
                lock = attempt(channel);
            }
            try {
                return work.get();
            } finally {
                lock.release();
            }
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(lockFile, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
    }

    private static @Nullable FileLock attempt(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private CandorException busy() {
        return CandorException.failure(
                "CND-U050",
                file + " is held by another command",
                "a lock that is free within a minute",
                "wait for it to end, then try again");
    }
}
