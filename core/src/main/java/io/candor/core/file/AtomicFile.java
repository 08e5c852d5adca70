package io.candor.core.file;

import io.candor.core.CandorException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;

/** Writes a file whole or not at all: a temporary file beside it, forced to disk, then renamed. */
public final class AtomicFile {
    /** What the JDK makes of the prefix and suffix below. */
    private static final Pattern TEMPORARY = Pattern.compile("\\..+[0-9]+\\.tmp");

    private AtomicFile() {}

    /** Writes a file's content. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    public static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    public static void write(Path file, byte[] bytes) {
        write(file, out -> out.write(bytes));
    }

    /**
     * Creates missing parent folders, writes, forces, renames. A device or a pipe ({@code /dev/stdout}) is written to and not
     * replaced.
     *
     * @throws CandorException {@code CND-W001} if the file can't be written; nothing is left behind
     */
    public static void write(Path file, Content content) {
        Path target = file.toAbsolutePath();
        if (isDevice(target)) {
            writeThrough(target, content);
            return;
        }
        Path temporary = null;
        try {
            Path folder = target.getParent();
            Files.createDirectories(folder);
            temporary = Files.createTempFile(folder, "." + target.getFileName(), ".tmp");
            try (OutputStream out = Files.newOutputStream(temporary)) {
                content.writeTo(out);
            }
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            readableByAll(temporary);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder(folder);
        } catch (IOException e) {
            discard(temporary);
            throw cannotWrite(file, e);
        } catch (RuntimeException e) {
            discard(temporary);
            throw e;
        }
    }

    private static boolean isDevice(Path target) {
        return Files.exists(target) && !Files.isRegularFile(target) && !Files.isDirectory(target);
    }

    private static void writeThrough(Path device, Content content) {
        try (OutputStream out = Files.newOutputStream(device)) {
            content.writeTo(out);
        } catch (IOException e) {
            throw cannotWrite(device, e);
        }
    }

    /** Whether a file has a name as {@link #write} gives it while it writes: one that stays was left by a crash. */
    public static boolean isTemporary(Path file) {
        return TEMPORARY.matcher(String.valueOf(file.getFileName())).matches();
    }

    /** The error for a file that can't be written, with the operating system's reason. */
    public static CandorException cannotWrite(Path file, IOException e) {
        String reason = String.valueOf(e.getMessage());
        if (e instanceof AccessDeniedException) reason = "permission denied";
        else if (e instanceof FileAlreadyExistsException) reason = "a file is where a folder should be";
        else if (e instanceof FileSystemException f && f.getReason() != null) reason = f.getReason();
        return CandorException.user(
                        "CND-W001",
                        "cannot write " + file + " (" + reason + ")",
                        "a folder that can be written, with free space",
                        "free some space or choose another place")
                .causedBy(e);
    }

    /** A rename survives a power cut only once its folder is on disk. Windows can't open folders, and needs no such care. */
    private static void forceFolder(@org.jspecify.annotations.Nullable Path folder) {
        if (folder == null) return;
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException ignored) {
            // the file itself is whole and in place
        }
    }

    private static void readableByAll(Path temporary) throws IOException {
        if (Files.getFileStore(temporary).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(
                    temporary, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        }
    }

    private static void discard(@org.jspecify.annotations.Nullable Path temporary) {
        if (temporary == null) return;
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException ignored) {
            // the first error is the one to tell
        }
    }
}
