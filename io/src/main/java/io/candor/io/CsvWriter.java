package io.candor.io;

import io.candor.core.data.Column;
import io.candor.core.data.Table;
import io.candor.core.file.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Writes a {@link Table} as CSV (RFC 4180, UTF-8; gzipped for names that end in {@code .gz}), whole or not at all. */
public final class CsvWriter {
    private CsvWriter() {}

    /** Missing cells are empty; reading the file gives the same table. */
    public static void write(Path file, Table table) {
        boolean gzip = String.valueOf(file.getFileName()).endsWith(".gz");
        AtomicFile.write(file, out -> {
            if (!gzip) {
                rows(out, table);
                return;
            }
            try (GZIPOutputStream zip = new GZIPOutputStream(out, 1 << 16)) {
                rows(zip, table);
            }
        });
    }

    private static void rows(OutputStream out, Table table) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        // closing the CSV writer closes the stream, which is not ours to close
        de.siegmar.fastcsv.writer.CsvWriter csv = de.siegmar.fastcsv.writer.CsvWriter.builder()
                .lineDelimiter(de.siegmar.fastcsv.writer.LineDelimiter.LF)
                .quoteStrategy(new QuoteSpaces())
                .build(text);
        try {
            csv.writeRecord(table.names());
            List<Column> columns = table.columns();
            for (int i = 0; i < table.rows(); i++) {
                List<String> cells = new ArrayList<>(columns.size());
                for (Column column : columns) {
                    String cell = column.text(i);
                    cells.add(cell == null ? "" : cell);
                }
                csv.writeRecord(cells);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        csv.flush();
        text.flush();
    }

    /** Quotes what the reader would trim or skip: cells with spaces or tabs at an end, and a lone empty cell. */
    private static final class QuoteSpaces implements de.siegmar.fastcsv.writer.QuoteStrategy {
        @Override
        public boolean quoteValue(int lineNo, int fieldIdx, String value) {
            char first = value.charAt(0);
            char last = value.charAt(value.length() - 1);
            return first <= ' ' || last <= ' ';
        }

        @Override
        public boolean quoteEmpty(int lineNo, int fieldIdx) {
            return fieldIdx == 0;
        }
    }
}
