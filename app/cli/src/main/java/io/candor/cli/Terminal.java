package io.candor.cli;

import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.core.port.Progress;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * What a person sees: results on stdout, progress on stderr. On a terminal progress is one line that is drawn over; elsewhere one
 * line per stage. Whatever data are called, no text moves the cursor or turns a line around.
 */
final class Terminal implements Progress {
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final String WIPE = "\r\u001b[K";

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean quiet;
    private final boolean json;
    private final boolean interactive;
    private String stage = "";
    private long drawn;

    /** @param interactive whether stderr is a terminal that may be drawn over */
    Terminal(PrintWriter out, PrintWriter err, boolean quiet, boolean json, boolean interactive) {
        this.out = out;
        this.err = err;
        this.quiet = quiet;
        this.json = json;
        this.interactive = interactive;
    }

    boolean json() {
        return json;
    }

    /** Lines of the result. */
    void print(String lines) {
        clear();
        out.println(TextTable.printableLines(lines));
        out.flush();
    }

    void print(Json value) {
        clear();
        out.print(CanonicalJson.pretty(value));
        out.flush();
    }

    /** A line of JSON where JSON was asked for, else lines for people. */
    void print(String lines, Json value) {
        if (json) print(value);
        else print(lines);
    }

    /** A remark beside the result. */
    void note(String line) {
        if (quiet) return;
        clear();
        err.println(TextTable.printable(line));
    }

    @Override
    public synchronized void report(String name, double done, String detail) {
        if (quiet) return;
        boolean next = !name.equals(stage);
        stage = name;
        String shown = TextTable.printable(detail.isEmpty() ? name : name + ": " + detail);
        if (!interactive) { // of work that tells how far it is, the first detail would stay as if it were all
            if (next) err.println("  " + (Double.isNaN(done) ? shown : TextTable.printable(name)));
            return;
        }
        long now = System.nanoTime();
        if (!next && now - drawn < REDRAW_NANOS) return;
        drawn = now;
        String percent = Double.isNaN(done) ? "" : String.format(Locale.ROOT, "%3.0f %% ", 100 * done);
        String line = "  " + percent + shown;
        err.print(WIPE + (line.length() > 78 ? line.substring(0, 78) : line));
        err.flush();
    }

    /** Takes the progress line away before something else is printed. */
    synchronized void clear() {
        if (interactive && !stage.isEmpty()) {
            err.print(WIPE);
            err.flush();
        }
        stage = "";
    }
}
