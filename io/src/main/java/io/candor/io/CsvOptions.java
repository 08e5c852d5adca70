package io.candor.io;

import io.candor.core.data.ColumnType;
import java.util.Map;

/**
 * How to read a CSV file.
 *
 * @param types columns whose type is set instead of inferred
 * @param threads parsing threads, at least 1
 * @param chunkBytes bytes per unit of work
 */
public record CsvOptions(Map<String, ColumnType> types, int threads, int chunkBytes) {
    /** Infer everything, use all processors, 4 MiB chunks. */
    public static final CsvOptions DEFAULT =
            new CsvOptions(Map.of(), Runtime.getRuntime().availableProcessors(), 4 << 20);

    public CsvOptions {
        types = Map.copyOf(types);
        if (threads < 1 || chunkBytes < 16) throw new IllegalArgumentException("threads >= 1, chunkBytes >= 16");
    }

    public CsvOptions withTypes(Map<String, ColumnType> set) {
        return new CsvOptions(set, threads, chunkBytes);
    }
}
