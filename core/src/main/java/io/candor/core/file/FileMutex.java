package io.candor.core.file;

import io.candor.core.CandorException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Mutual exclusion between processes, and between threads of one, by a lock on a file. The lock ends with the process, however
 * that dies; its file stays, because to remove it would let two processes hold two locks. Not re-entrant.
 *
 * @param file that is locked, made where it is not there
 * @param unusable what to say if it can't be locked at all
 * @param busy what to say if it is not free within a minute
 */
public record FileMutex(Path file, Function<IOException, CandorException> unusable, Supplier<CandorException> busy) {
    private static final long WAIT_NANOS = 60_000_000_000L;

    /** Does the work while nobody else does theirs. */
    public <R> R locked(Supplier<R> work) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long deadline = System.nanoTime() + WAIT_NANOS;
            FileLock lock = attempt(channel);
            for (int tries = 1; lock == null; tries++) {
                if (System.nanoTime() > deadline) throw busy.get();
                Thread.sleep(Math.min(tries, 20));
                lock = attempt(channel);
            }
            try {
                return work.get();
            } finally {
                lock.release();
            }
        } catch (IOException e) {
            throw unusable.apply(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy.get();
        }
    }

    private static @Nullable FileLock attempt(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }
}
