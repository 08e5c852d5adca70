package io.candor.io.internal;

/** How a CSV file separates cells and lines, as seen in its first line. */
public record Dialect(byte delimiter, byte lineEnd) {
    /**
     * Comma, unless the first line has none and has semicolons, tabs or bars; line feed, unless the sample only has
     * carriage returns.
     */
    public static Dialect detect(byte[] sample, int length) {
        boolean lineFeed = false;
        boolean carriageReturn = false;
        int end = length;
        int[] counts = new int[4];
        boolean quoted = false;
        for (int i = 0; i < length; i++) {
            byte b = sample[i];
            if (b == '\n') lineFeed = true;
            if (b == '\r') carriageReturn = true;
            if (b == '"' && i < end) quoted = !quoted;
            if (quoted || i >= end) continue;
            switch (b) {
                case '\n', '\r' -> end = i;
                case ',' -> counts[0]++;
                case ';' -> counts[1]++;
                case '\t' -> counts[2]++;
                case '|' -> counts[3]++;
                default -> {}
            }
        }
        byte[] delimiters = {',', ';', '\t', '|'};
        int best = 0;
        if (counts[0] == 0) for (int d = 1; d < 4; d++) if (counts[d] > counts[best]) best = d;
        return new Dialect(delimiters[best], (byte) (!lineFeed && carriageReturn ? '\r' : '\n'));
    }
}
