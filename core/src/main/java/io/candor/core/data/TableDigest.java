package io.candor.core.data;

import io.candor.core.evidence.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * The digest of a table's content, the same for a file and a stream: SHA-256 over the digests of blocks of 65,536 rows.
 * A block is, column by column, name and type in UTF-8 with a 4-byte length before each, then the cells: 8-byte
 * big-endian IEEE 754 for numbers (one NaN pattern for missing), 4-byte length and UTF-8 for everything else (length −1
 * for missing). Fixed for good by the project's format rules.
 */
public final class TableDigest {
    /** Rows per block. */
    public static final int BLOCK_ROWS = 65_536;

    private TableDigest() {}

    /** Lower-case hexadecimal digest of the table. */
    public static String of(Table table) {
        MessageDigest outer = Sha256.start();
        for (int from = 0; from < table.rows(); from += BLOCK_ROWS) {
            outer.update(block(table, from, Math.min(from + BLOCK_ROWS, table.rows())));
        }
        return Sha256.hex(outer.digest());
    }

    private static byte[] block(Table table, int from, int to) {
        MessageDigest sha = Sha256.start();
        ByteBuffer buffer = ByteBuffer.allocate(8 * 1024);
        for (Column column : table.columns()) {
            text(sha, buffer, column.name());
            text(sha, buffer, column.type().label());
            if (column instanceof NumericColumn numbers) {
                for (int i = from; i < to; i++) number(sha, buffer, numbers.get(i));
            } else {
                for (int i = from; i < to; i++) text(sha, buffer, column.text(i));
            }
        }
        flush(sha, buffer);
        return sha.digest();
    }

    private static void number(MessageDigest sha, ByteBuffer buffer, double value) {
        if (buffer.remaining() < 8) flush(sha, buffer);
        buffer.putLong(Double.doubleToLongBits(value));
    }

    private static void text(MessageDigest sha, ByteBuffer buffer, @Nullable String value) {
        if (buffer.remaining() < 4) flush(sha, buffer);
        if (value == null) {
            buffer.putInt(-1);
            return;
        }
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        buffer.putInt(utf8.length);
        flush(sha, buffer);
        sha.update(utf8);
    }

    private static void flush(MessageDigest sha, ByteBuffer buffer) {
        buffer.flip();
        sha.update(buffer);
        buffer.clear();
    }
}
