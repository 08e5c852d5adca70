package io.candor.core.data;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Points in time: microseconds since 1970-01-01T00:00Z; {@link Long#MIN_VALUE} is missing. */
public final class InstantColumn implements Column {
    /** The missing value. */
    public static final long MISSING = Long.MIN_VALUE;

    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private final String name;
    private final long[] micros;
    private final boolean dates;

    /** @param dates whether every cell is a plain date, so that it is written as one */
    public InstantColumn(String name, long[] micros, boolean dates) {
        this.name = name;
        this.micros = micros;
        this.dates = dates;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int size() {
        return micros.length;
    }

    @Override
    public ColumnType type() {
        return ColumnType.INSTANT;
    }

    public long get(int row) {
        return micros[row];
    }

    @Override
    public boolean isMissing(int row) {
        return micros[row] == MISSING;
    }

    @Override
    public @Nullable String text(int row) {
        long v = micros[row];
        if (v == MISSING) return null;
        if (dates) return LocalDate.ofEpochDay(Math.floorDiv(v, MICROS_PER_DAY)).toString();
        return Instant.EPOCH.plus(v, ChronoUnit.MICROS).toString();
    }

    @Override
    public InstantColumn select(int[] rows) {
        long[] picked = new long[rows.length];
        for (int i = 0; i < rows.length; i++) picked[i] = micros[rows[i]];
        return new InstantColumn(name, picked, dates);
    }

    @Override
    public InstantColumn renamed(String newName) {
        return new InstantColumn(newName, micros, dates);
    }
}
