package io.candor.cli;

import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.core.port.Progress;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What a person sees: results on stdout, progress on stderr. On a terminal progress is one line that is drawn over; elsewhere one
 * line per stage.
 */
final class Terminal implements Progress {
    private static final long REDRAW_NANOS = 100_000_000L;

    private final PrintStream out =
            new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    private final PrintStream err =
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    private final boolean quiet;
    private final boolean json;
    private final boolean interactive;
    private final AtomicReference<String> stage = new AtomicReference<>("");
    private final AtomicLong drawn = new AtomicLong();

    Terminal(boolean quiet, boolean json, boolean color) {
        this.quiet = quiet;
        this.json = json;
        this.interactive = color && System.console() != null && System.getenv("TERM") != null;
    }

    boolean json() {
        return json;
    }

    /** A line of the result. */
    void print(String line) {
        out.println(line);
        out.flush();
    }

    void print(Json value) {
        out.print(CanonicalJson.pretty(value));
        out.flush();
    }

    /** A remark beside the result. */
    void note(String line) {
        if (quiet) return;
        clear();
        err.println(line);
    }

    /** An error: shown whatever was asked. */
    void error(String line) {
        clear();
        err.println(line);
    }

    PrintStream err() {
        return err;
    }

    @Override
    public synchronized void report(String name, double done, String detail) {
        if (quiet) return;
        boolean next = !name.equals(stage.getAndSet(name));
        if (!interactive) {
            if (next) err.println("  " + name + (detail.isEmpty() ? "" : ": " + detail));
            return;
        }
        long now = System.nanoTime();
        if (!next && now - drawn.get() < REDRAW_NANOS) return;
        drawn.set(now);
        String percent = Double.isNaN(done) ? "" : String.format(Locale.ROOT, " %3.0f %%", 100 * done);
        String line = "  " + name + percent + (detail.isEmpty() ? "" : "  " + detail);
        err.print("\r\u001b[K" + (line.length() > 78 ? line.substring(0, 78) : line));
        err.flush();
    }

    private synchronized void clear() {
        if (interactive && !stage.getAndSet("").isEmpty()) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
