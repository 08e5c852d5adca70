package io.candor.io.internal.lightgbm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** UTF-8 text, line by line; no line is longer than a share of the memory there is. Not thread-safe. */
final class LineReader {
    private final int longest = (int) Math.min(1 << 29, Runtime.getRuntime().maxMemory() / 32);

    private final InputStream in; // buffered
    private byte[] line = new byte[1 << 10];
    private long number;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** Of the line that was read last, from 1. */
    long number() {
        return number;
    }

    /**
     * The next line without its end, null after the last one.
     *
     * @throws IllegalArgumentException if it is too long or not UTF-8
     */
    @Nullable
    String next() throws IOException {
        int length = 0;
        int b = in.read();
        if (b < 0) return null;
        number++;
        while (b >= 0 && b != '\n') {
            if (length == line.length) {
                if (length == longest) throw new IllegalArgumentException("a line is too long");
                line = Arrays.copyOf(line, (int) Math.min(longest, 2L * length));
            }
            line[length++] = (byte) b;
            b = in.read();
        }
        if (length > 0 && line[length - 1] == '\r') length--;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a text is not UTF-8", e);
        }
    }
}
