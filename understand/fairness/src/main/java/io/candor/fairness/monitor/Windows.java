package io.candor.fairness.monitor;

import io.candor.core.CandorException;
import io.candor.core.json.Json;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How decisions are cut into tumbling windows: a row belongs to window {@code floor(position / size)}.
 *
 * @param kind what a position is
 * @param size rows or milliseconds in a window; 1 for batches
 * @param keep how many of the last windows are kept apart, 1 to 1,000; older ones are joined into one cell "before"
 */
public record Windows(Kind kind, long size, int keep) {
    private static final Pattern SHAPE = Pattern.compile("(\\d{1,12})\\s*(rows|s|m|h|d|w)", Pattern.CASE_INSENSITIVE);
    private static final int MOST = 1000;

    /** What tells the window of a row. */
    public enum Kind {
        /** The number of the batch; each batch is a window. */
        BATCHES,
        /** A running number of the row. */
        ROWS,
        /** A time in milliseconds since 1970, UTC. */
        TIME;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws CandorException {@code CND-F050} */
    public Windows {
        if (size < 1 || size > 1L << 53 || keep < 1 || keep > MOST || (kind == Kind.BATCHES && size != 1)) {
            throw wrong(size + " " + kind.label() + ", the last " + keep + " kept");
        }
    }

    /**
     * @param text {@code batches}, {@code 1000 rows}, or a time such as {@code 7d} (s, m, h, d, w)
     * @throws CandorException {@code CND-F050}
     */
    public static Windows parse(String text, int keep) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        if (plain.equals("batches")) return new Windows(Kind.BATCHES, 1, keep);
        Matcher m = SHAPE.matcher(plain);
        if (!m.matches()) throw wrong(text);
        long count = Long.parseLong(m.group(1));
        long unit = switch (m.group(2)) {
            case "s" -> 1_000L;
            case "m" -> 60_000L;
            case "h" -> 3_600_000L;
            case "d" -> 86_400_000L;
            case "w" -> 604_800_000L;
            default -> 1L;
        };
        if (m.group(2).equals("rows")) return new Windows(Kind.ROWS, count, keep);
        if (count > (1L << 53) / unit) throw wrong(text);
        return new Windows(Kind.TIME, count * unit, keep);
    }

    /** The window of a position. */
    public long of(long position) {
        return Math.floorDiv(position, size);
    }

    /** What a window is called: the instant at which it starts, the first row's number, or the batch's number. */
    public String name(long window) {
        return switch (kind) {
            case BATCHES -> "batch " + window;
            case ROWS -> "rows from " + window * size;
            case TIME -> java.time.Instant.ofEpochMilli(window * size).toString();
        };
    }

    public Json.Obj toJson() {
        return Json.object()
                .put("kind", kind.label())
                .put("size", size)
                .put("keep", keep)
                .build();
    }

    private static CandorException wrong(String what) {
        return CandorException.user(
                "CND-F050",
                "windows can't be '" + what + "'",
                "batches, a number of rows, or a time, with 1 to " + MOST + " windows kept",
                "write 'batches', '1000 rows' or '7d'");
    }
}
