package io.candor.io;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import io.candor.core.data.ColumnType;
import io.candor.core.data.Table;
import io.candor.io.internal.ChunkParser;
import io.candor.io.internal.ChunkSplitter;
import io.candor.io.internal.ColumnMerger;
import io.candor.io.internal.Dialect;
import io.candor.io.internal.Header;
import io.candor.io.internal.Piece;
import io.candor.io.internal.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV (RFC 4180, UTF-8, optionally gzipped) into a {@link Table}, with types inferred from every row. The calling
 * thread cuts the file into chunks of whole rows, workers parse them; the result does not depend on threads or chunks.
 *
 * <p>Missing: empty, {@code NA}, {@code N/A}, {@code null}, {@code NaN}, {@code ?}. A column is numeric if every other cell
 * is a number; an ISO date or date-time column is an instant; true/false is boolean; with at most 1,000 distinct texts it is
 * categorical; else text. Spaces around unquoted cells are dropped; blank lines are skipped; without commas in the header,
 * semicolons, tabs or bars separate.
 *
 * <p>Memory: the table's own arrays, once more for the largest column, and about 12 chunks.
 */
public final class CsvReader {
    private final Path path;
    private final CsvOptions options;
    private final SourceFile file;
    private final List<Part> parts = new ArrayList<>();
    private Dialect dialect = new Dialect((byte) ',', (byte) '\n');
    private Header header = new Header(List.of(), 0);
    private boolean[] numeric = new boolean[0];

    private CsvReader(Path path, CsvOptions options) {
        this.path = path;
        this.options = options;
        this.file = new SourceFile(path);
    }

    /** A parsed chunk and where it began in the uncompressed file. */
    private record Part(long offset, @Nullable Piece[] pieces) {}

    /** Reads with types inferred, on all processors. */
    public static Table read(Path file) {
        return read(file, CsvOptions.DEFAULT);
    }

    /**
     * @throws CandorException {@code CND-D010} to {@code CND-D018}: the file is missing, empty, has no rows, duplicate
     *     headers, ragged rows (with the line), open quotes, text that is not UTF-8, or cells that do not fit a set type
     */
    public static Table read(Path file, CsvOptions options) {
        return new CsvReader(file, options).table();
    }

    private Table table() {
        ExecutorService workers = Executors.newFixedThreadPool(options.threads(), r -> {
            Thread thread = new Thread(r, "csv");
            thread.setDaemon(true);
            return thread;
        });
        try {
            readHeader();
            numeric = new boolean[header.names().size()];
            for (int c = 0; c < numeric.length; c++) {
                ColumnType set = options.types().get(header.names().get(c));
                numeric[c] = set == null || set == ColumnType.NUMBER;
            }
            boolean[] all = new boolean[numeric.length];
            Arrays.fill(all, true);
            pass(workers, all, null);
            boolean[] mixed = mixed();
            if (mixed != null) pass(workers, mixed, mixed);
            if (parts.isEmpty()) throw noRows();
            return merge();
        } catch (IOException e) {
            throw file.unreadable(e);
        } finally {
            workers.shutdownNow();
        }
    }

    private void readHeader() throws IOException {
        try (InputStream in = file.open()) {
            ChunkSplitter splitter = new ChunkSplitter(in, 1 << 16);
            byte[] start = splitter.peek(1 << 20);
            dialect = Dialect.detect(start, start.length);
            header = Header.parse(path, start, dialect);
        }
        for (String name : options.types().keySet()) {
            if (!header.names().contains(name)) {
                throw CandorException.user(
                        "CND-D003",
                        "a type is set for column '" + name + "', which " + path.getFileName() + " does not have",
                        "the name of a column",
                        Suggestions.remedy(name, header.names()));
            }
        }
    }

    /** Parses the file; with {@code mixed}, only those columns again, as text, where they were taken for numbers. */
    private void pass(ExecutorService workers, boolean[] wanted, boolean @Nullable [] mixed) throws IOException {
        ArrayDeque<Future<Part>> running = new ArrayDeque<>();
        int index = 0;
        try (InputStream in = file.open()) {
            ChunkSplitter splitter = new ChunkSplitter(in, options.chunkBytes());
            splitter.peek(header.length());
            splitter.skip(header.length());
            long offset = header.length();
            int expectedRows = 1024;
            for (ChunkSplitter.Chunk chunk = splitter.next(dialect); chunk != null; chunk = splitter.next(dialect)) {
                ChunkSplitter.Chunk c = chunk;
                long at = offset;
                int rows = expectedRows;
                running.add(workers.submit(() -> parse(c, at, wanted, rows)));
                offset += chunk.length();
                if (running.size() > options.threads() + 1) {
                    int found = take(running.remove(), index++, mixed);
                    expectedRows = Math.max(1024, found + found / 16);
                }
            }
            while (!running.isEmpty()) take(running.remove(), index++, mixed);
        } finally {
            for (Future<Part> future : running) future.cancel(true);
        }
    }

    private Part parse(ChunkSplitter.Chunk chunk, long offset, boolean[] wanted, int expectedRows) throws IOException {
        try {
            ChunkParser parser = new ChunkParser(dialect, numeric.length, numeric, wanted);
            return new Part(offset, parser.parse(chunk, expectedRows));
        } catch (ChunkParser.BadRow e) {
            throw CandorException.user(
                    "CND-D012",
                    path.getFileName() + ", line " + file.lineAt(offset + e.offset(), dialect) + ": the row " + e.why(),
                    "rows of UTF-8 text with " + numeric.length + " cells, quotes closed",
                    "correct that line");
        }
    }

    private int take(Future<Part> future, int index, boolean @Nullable [] mixed) throws IOException {
        Part part;
        try {
            part = future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CandorException known) throw known;
            if (e.getCause() instanceof IOException io) throw io;
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading " + path, e);
        }
        if (mixed == null) {
            if (rows(part) > 0) parts.add(part);
            return rows(part);
        }
        for (Part known : parts) {
            if (known.offset() != part.offset()) continue;
            for (int c = 0; c < mixed.length; c++) if (mixed[c]) known.pieces()[c] = part.pieces()[c];
        }
        return index;
    }

    private static int rows(Part part) {
        for (Piece piece : part.pieces()) {
            if (piece instanceof Piece.Numbers n) return n.values().length;
            if (piece instanceof Piece.Codes c) return c.codes().length;
        }
        return 0;
    }

    /** Columns that turned out to be text after some chunk had taken them for numbers; null if there are none. */
    private boolean @Nullable [] mixed() {
        boolean[] mixed = new boolean[numeric.length];
        boolean any = false;
        for (Part part : parts) {
            for (int c = 0; c < mixed.length; c++) {
                if (numeric[c] || !(part.pieces()[c] instanceof Piece.Numbers)) continue;
                mixed[c] = true;
                any = true;
            }
        }
        return any ? mixed : null;
    }

    private Table merge() {
        List<io.candor.core.data.Column> columns = new ArrayList<>();
        for (int c = 0; c < numeric.length; c++) {
            String name = header.names().get(c);
            List<Piece> pieces = new ArrayList<>(parts.size());
            for (Part part : parts) {
                Piece piece = part.pieces()[c];
                if (piece == null) throw new IllegalStateException("column " + c + " was not parsed");
                pieces.add(piece);
                part.pieces()[c] = null;
            }
            columns.add(ColumnMerger.merge(name, pieces, options.types().get(name)));
        }
        return new Table(columns);
    }

    private CandorException noRows() {
        return CandorException.user(
                "CND-D013",
                path.getFileName() + " has a header and no rows",
                "at least one row of data",
                "check how the file was made");
    }
}
