package io.candor.io.internal;

import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/**
 * Parses the rows of one chunk. A column is taken for numeric until a cell says otherwise; then it is noted in
 * {@code numeric} and the chunk is parsed again with that column as text. Used by one thread; {@code numeric} is shared and
 * only ever goes from true to false.
 */
public final class ChunkParser {
    /** A row that can't be read: where it starts in the chunk, and why. */
    public static final class BadRow extends Exception {
        private static final long serialVersionUID = 1L;
        private final int offset;

        BadRow(int offset, String why) {
            super(why);
            this.offset = offset;
        }

        public int offset() {
            return offset;
        }

        public String why() {
            return String.valueOf(getMessage());
        }
    }

    private final Dialect dialect;
    private final int columns;
    private final boolean[] numeric;
    private final boolean[] wanted;
    private byte[] bytes = new byte[0];
    private int length;
    private int position;
    private int cellFrom;
    private int cellTo;
    private byte[] scratch = new byte[64];
    private byte[] cell = bytes;

    /**
     * @param numeric per column, whether it may still be numeric
     * @param wanted per column, whether to keep its cells
     */
    public ChunkParser(Dialect dialect, int columns, boolean[] numeric, boolean[] wanted) {
        this.dialect = dialect;
        this.columns = columns;
        this.numeric = numeric;
        this.wanted = wanted;
    }

    /** One piece per column, null for those not wanted. */
    public @Nullable Piece[] parse(ChunkSplitter.Chunk chunk, int expectedRows) throws BadRow {
        bytes = chunk.bytes();
        length = chunk.length();
        while (true) {
            Piece.@Nullable Builder[] builders = new Piece.@Nullable Builder[columns];
            for (int c = 0; c < columns; c++) if (wanted[c]) builders[c] = new Piece.Builder(numeric[c], expectedRows);
            if (!rows(builders)) continue; // a column turned out to be text
            @Nullable Piece[] pieces = new @Nullable Piece[columns];
            for (int c = 0; c < columns; c++) {
                Piece.Builder builder = builders[c];
                if (builder != null) pieces[c] = builder.build();
            }
            return pieces;
        }
    }

    private boolean rows(Piece.@Nullable Builder[] builders) throws BadRow {
        position = 0;
        while (position < length) {
            int start = position;
            if (blankLine()) continue;
            for (int c = 0; c < columns; c++) {
                if (!readCell(start, c)) throw new BadRow(start, raggedReason(c));
                Piece.Builder builder = builders[c];
                if (builder == null) continue;
                try {
                    if (!store(builder, c)) return false;
                } catch (CharacterCodingException e) {
                    throw new BadRow(start, "the text is not UTF-8");
                }
            }
            if (position < length && bytes[position] != dialect.lineEnd())
                throw new BadRow(start, raggedReason(columns));
            position++;
        }
        return true;
    }

    private boolean store(Piece.Builder builder, int column) throws CharacterCodingException {
        if (isMissing()) {
            builder.missing();
        } else if (builder.numeric()) {
            double value = DecimalParser.parse(cell, cellFrom, cellTo);
            if (Double.isNaN(value)) {
                numeric[column] = false;
                return false;
            }
            builder.number(value);
        } else {
            builder.text(cell, cellFrom, cellTo);
        }
        return true;
    }

    private String raggedReason(int cells) {
        return cells < columns
                ? "has " + cells + (cells == 1 ? " cell" : " cells") + " where the header has " + columns
                : "has more cells than the header's " + columns;
    }

    private boolean blankLine() {
        int p = position;
        while (p < length && (bytes[p] == ' ' || bytes[p] == '\r' && dialect.lineEnd() != '\r')) p++;
        if (p < length && bytes[p] != dialect.lineEnd()) return false;
        position = p + 1;
        return true;
    }

    /** Reads one cell into {@code cell[cellFrom, cellTo)}; false if the row has ended before it. */
    private boolean readCell(int rowStart, int column) throws BadRow {
        if (column > 0) {
            if (position >= length || bytes[position] == dialect.lineEnd()) return false;
            position++; // the delimiter
        }
        int p = position;
        byte delimiter = dialect.delimiter();
        byte lineEnd = dialect.lineEnd();
        int from = p;
        while (from < length && bytes[from] == ' ') from++;
        if (from < length && bytes[from] == '"') {
            quotedCell(rowStart, from + 1);
            return true;
        }
        p = from;
        while (p < length && bytes[p] != delimiter && bytes[p] != lineEnd) p++;
        position = p;
        int to = p;
        while (to > from
                && (bytes[to - 1] == ' ' || bytes[to - 1] == '\r' || bytes[to - 1] == '\t' && delimiter != '\t')) to--;
        cell = bytes;
        cellFrom = from;
        cellTo = to;
        return true;
    }

    private void quotedCell(int rowStart, int from) throws BadRow {
        int p = from;
        boolean escaped = false;
        while (true) {
            while (p < length && bytes[p] != '"') p++;
            if (p >= length) throw new BadRow(rowStart, "has a quote that is never closed");
            if (p + 1 < length && bytes[p + 1] == '"') {
                escaped = true;
                p += 2;
            } else {
                break;
            }
        }
        cell = bytes;
        cellFrom = from;
        cellTo = p;
        if (escaped) unescape(from, p);
        p++;
        while (p < length && (bytes[p] == ' ' || bytes[p] == '\r')) p++;
        if (p < length && bytes[p] != dialect.delimiter() && bytes[p] != dialect.lineEnd()) {
            throw new BadRow(rowStart, "has text after a closing quote");
        }
        position = p;
    }

    private void unescape(int from, int to) {
        if (scratch.length < to - from) scratch = new byte[to - from];
        int out = 0;
        for (int i = from; i < to; i++) {
            scratch[out++] = bytes[i];
            if (bytes[i] == '"') i++;
        }
        cell = scratch;
        cellFrom = 0;
        cellTo = out;
    }

    /** Empty, NA, N/A, null, NaN, ?. */
    private boolean isMissing() {
        int n = cellTo - cellFrom;
        if (n == 0) return true;
        if (n > 4) return false;
        byte first = cell[cellFrom];
        return switch (n) {
            case 1 -> first == '?';
            case 2 -> first == 'N' && cell[cellFrom + 1] == 'A';
            case 3 ->
                first == 'N'
                        && (cell[cellFrom + 1] == '/' && cell[cellFrom + 2] == 'A'
                                || cell[cellFrom + 1] == 'a' && cell[cellFrom + 2] == 'N');
            default ->
                first == 'n' && cell[cellFrom + 1] == 'u' && cell[cellFrom + 2] == 'l' && cell[cellFrom + 3] == 'l';
        };
    }
}
