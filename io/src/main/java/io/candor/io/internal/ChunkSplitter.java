package io.candor.io.internal;

import io.candor.core.CandorException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into chunks that end at the end of a row, outside quotes. The scan for quotes only runs over
 * chunks that have any.
 */
public final class ChunkSplitter {
    /** Longest row: a row of one cell of 10 MB is data, an unclosed quote over a whole file is a mistake. */
    public static final int MAX_ROW = 64 << 20;

    private final InputStream in;
    private final int chunkSize;
    private byte[] rest = new byte[0];
    private boolean ended;

    public ChunkSplitter(InputStream in, int chunkSize) {
        this.in = in;
        this.chunkSize = chunkSize;
    }

    /** The first bytes, which stay in the stream. */
    public byte[] peek(int length) throws IOException {
        if (rest.length < length) {
            byte[] more = in.readNBytes(length - rest.length);
            int have = rest.length;
            rest = Arrays.copyOf(rest, have + more.length);
            System.arraycopy(more, 0, rest, have, more.length);
        }
        return rest;
    }

    /** Drops the first bytes. */
    public void skip(int length) {
        rest = Arrays.copyOfRange(rest, length, rest.length);
    }

    /** The next whole rows; null at the end. */
    public @Nullable Chunk next(Dialect dialect) throws IOException {
        if (ended) return null;
        byte[] bytes = Arrays.copyOf(rest, Math.max(chunkSize, rest.length));
        int length = rest.length;
        while (true) {
            int read = in.readNBytes(bytes, length, bytes.length - length);
            length += read;
            if (length < bytes.length) {
                ended = true;
                return length == 0 ? null : new Chunk(bytes, length);
            }
            int end = lastRowEnd(bytes, length, dialect);
            if (end > 0) {
                rest = Arrays.copyOfRange(bytes, end, length);
                return new Chunk(bytes, end);
            }
            if (length >= MAX_ROW) throw tooLong();
            bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_ROW, bytes.length * 2L));
        }
    }

    /** Some whole rows. */
    public record Chunk(byte[] bytes, int length) {}

    private static int lastRowEnd(byte[] bytes, int length, Dialect dialect) {
        byte lineEnd = dialect.lineEnd();
        boolean quotes = false;
        for (int i = 0; i < length && !quotes; i++) quotes = bytes[i] == '"';
        if (!quotes) {
            int i = length - 1;
            while (i >= 0 && bytes[i] != lineEnd) i--;
            return i + 1;
        }
        return lastRowEndWithQuotes(bytes, length, dialect);
    }

    private static int lastRowEndWithQuotes(byte[] bytes, int length, Dialect dialect) {
        int end = 0;
        boolean quoted = false;
        boolean cellStart = true;
        for (int i = 0; i < length; i++) {
            byte b = bytes[i];
            if (quoted) {
                if (b == '"') {
                    if (i + 1 < length && bytes[i + 1] == '"') i++;
                    else quoted = false;
                }
            } else if (b == dialect.lineEnd()) {
                end = i + 1;
                cellStart = true;
            } else if (b == dialect.delimiter()) {
                cellStart = true;
            } else if (b == '"' && cellStart) {
                quoted = true;
                cellStart = false;
            } else if (b != ' ') {
                cellStart = false;
            }
        }
        return end;
    }

    private static CandorException tooLong() {
        return CandorException.user(
                "CND-D010",
                "a row is longer than 64 MiB",
                "rows that end; an opened quote is closed",
                "look for a quote that is never closed");
    }
}
