package io.candor.cli;

import io.candor.core.CandorException;
import io.candor.core.port.Deadline;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A time limit as people write it. */
final class TimeLimit {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,3})?)(ms|s|m|h)?");

    private TimeLimit() {}

    /**
     * A deadline that far from now; never for null.
     *
     * @throws CandorException {@code CND-U023} if it can't be read
     */
    static Deadline of(@Nullable String text) {
        if (text == null) return Deadline.NEVER;
        Matcher parts = TEXT.matcher(text.strip());
        if (!parts.matches()) {
            throw CandorException.user(
                    "CND-U023", "the time limit '" + text + "' can't be read", "as in 90s, 10m or 2h", "change it");
        }
        String unit = parts.group(2) == null ? "s" : parts.group(2);
        double seconds = Double.parseDouble(parts.group(1))
                * switch (unit) {
                    case "ms" -> 0.001;
                    case "m" -> 60;
                    case "h" -> 3600;
                    default -> 1;
                };
        long end = System.nanoTime() + (long) (seconds * 1e9);
        return () -> System.nanoTime() - end >= 0;
    }
}
