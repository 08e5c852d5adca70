package io.candor.io.internal;

import io.candor.core.data.InstantColumn;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** ISO 8601 dates and date-times (a space for the T is fine; without an offset they count as UTC). */
public final class Instants {
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private Instants() {}

    /** Microseconds since 1970, or {@link InstantColumn#MISSING} if the text is no date. */
    public static long parse(String text) {
        int n = text.length();
        if (n < 10 || n > 35 || text.charAt(4) != '-' || text.charAt(7) != '-') return InstantColumn.MISSING;
        try {
            if (n == 10) return Math.multiplyExact(LocalDate.parse(text).toEpochDay(), MICROS_PER_DAY);
            if (text.charAt(10) != 'T' && text.charAt(10) != ' ') return InstantColumn.MISSING;
            String iso = text.substring(0, 10) + "T" + text.substring(11);
            char last = iso.charAt(iso.length() - 1);
            boolean offset = last == 'Z' || iso.indexOf('+', 11) > 0 || iso.indexOf('-', 11) > 0;
            OffsetDateTime time = offset
                    ? OffsetDateTime.parse(iso)
                    : LocalDateTime.parse(iso).atOffset(ZoneOffset.UTC);
            return ChronoUnit.MICROS.between(java.time.Instant.EPOCH, time.toInstant());
        } catch (DateTimeException | ArithmeticException e) {
            return InstantColumn.MISSING;
        }
    }

    /** Whether the text is a date without a time. */
    public static boolean isDate(String text) {
        return text.length() == 10;
    }
}
