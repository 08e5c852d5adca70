package io.candor.audit.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files whose size has a limit by their format, so that a forged one can't exhaust memory. */
public final class SmallFile {
    /** More than any checkpoint, key or receipt has: an entry of 64 KiB in base64 and a few lines. */
    public static final int NOTE = 1 << 20;

    private SmallFile() {}

    /** @throws IOException also if the file has more than {@code most} bytes */
    public static byte[] read(Path file, int most) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) throw new IOException(file + " is too long");
            return bytes;
        }
    }
}
