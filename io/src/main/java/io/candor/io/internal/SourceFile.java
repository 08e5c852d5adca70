package io.candor.io.internal;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** A file of data, gzipped or not, that can be opened again; says what is wrong with it in words. */
public final class SourceFile {
    private final Path path;

    public SourceFile(Path path) {
        this.path = path;
    }

    /** The uncompressed bytes from the start, after a byte order mark. */
    public InputStream open() throws IOException {
        if (Files.isDirectory(path)) {
            throw CandorException.user(
                    "CND-D011", path + " is a folder", "a CSV file (.csv or .csv.gz)", "name a file in it");
        }
        InputStream in;
        try {
            in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        } catch (NoSuchFileException e) {
            throw missing(path);
        }
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        InputStream plain = gzip ? new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16) : in;
        plain.mark(3);
        byte[] mark = plain.readNBytes(3);
        boolean utf8Mark =
                mark.length == 3 && mark[0] == (byte) 0xEF && mark[1] == (byte) 0xBB && mark[2] == (byte) 0xBF;
        boolean utf16Mark = mark.length >= 2
                && (mark[0] == (byte) 0xFE && mark[1] == (byte) 0xFF
                        || mark[0] == (byte) 0xFF && mark[1] == (byte) 0xFE);
        if (utf16Mark) {
            throw CandorException.user(
                    "CND-D014", path.getFileName() + " is UTF-16 text", "UTF-8 text", "save it as UTF-8");
        }
        if (!utf8Mark) plain.reset();
        return plain;
    }

    /** The number of the line that holds a byte, from 1. Reads the file again: for error messages only. */
    public long lineAt(long offset, Dialect dialect) throws IOException {
        long line = 1;
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = open()) {
            long left = offset;
            while (left > 0) {
                int n = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (n < 0) break;
                for (int i = 0; i < n; i++) if (buffer[i] == dialect.lineEnd()) line++;
                left -= n;
            }
        }
        return line;
    }

    /** The error for a file that is there and can't be read. */
    public CandorException unreadable(IOException e) {
        return CandorException.user(
                        "CND-D015",
                        "cannot read " + path + " (" + e.getMessage() + ")",
                        "a readable CSV file, whole if it is gzipped",
                        "check the file and its permissions")
                .causedBy(e);
    }

    /** The error for a file that is not there, with the nearest name beside it. */
    public static CandorException missing(Path path) {
        List<String> siblings = List.of();
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null && Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                siblings =
                        files.map(f -> String.valueOf(f.getFileName())).sorted().toList();
            } catch (IOException e) {
                siblings = List.of();
            }
        }
        String name = String.valueOf(path.getFileName());
        return CandorException.user(
                "CND-D011",
                "there is no file " + path,
                "an existing file",
                Suggestions.closest(name, siblings)
                        .map(s -> "did you mean '" + s + "'?")
                        .orElse("check the path"));
    }
}
