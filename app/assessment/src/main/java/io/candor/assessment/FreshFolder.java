package io.candor.assessment;

import io.candor.core.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder that is filled or not there. It is made before the work, so that a place that can't be written is told at once and
 * not after an hour of training, and it is removed again if the work fails. A folder that was there before is left alone.
 */
public final class FreshFolder {
    private FreshFolder() {}

    /**
     * Fills a folder.
     *
     * @param last the file that the work writes last: with it in place the folder stays, whatever fails later
     * @throws io.candor.core.CandorException {@code CND-W001} if the folder can't be made
     */
    public static <T> T fill(Path folder, String last, Supplier<T> work) {
        if (Files.isDirectory(folder)) return work.get();
        Path highest = highestMissing(folder.toAbsolutePath());
        boolean done = false;
        try {
            Files.createDirectories(folder);
            T result = work.get();
            done = true;
            return result;
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(folder, e);
        } finally {
            if (!done && !Files.exists(folder.resolve(last))) remove(highest);
        }
    }

    /** The folder itself, or the highest of its parents that is not there yet. */
    private static Path highestMissing(Path folder) {
        Path highest = folder;
        @Nullable Path parent = folder.getParent();
        while (parent != null && !Files.exists(parent)) {
            highest = parent;
            parent = parent.getParent();
        }
        return highest;
    }

    private static void remove(Path folder) {
        if (!Files.isDirectory(folder)) return;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException ignored) {
            // the first error is the one to tell
        }
    }
}
