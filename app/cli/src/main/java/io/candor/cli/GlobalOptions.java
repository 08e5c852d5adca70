package io.candor.cli;

import java.nio.file.Path;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options that work with every verb. */
final class GlobalOptions {
    @Option(
            names = {"-q", "--quiet"},
            description = "No progress and no remarks.")
    boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "Show the cause of an error.")
    boolean verbose;

    @Option(names = "--json", description = "Print the result as JSON.")
    boolean json;

    @Option(names = "--no-color", description = "No cursor control on stderr; so does NO_COLOR.")
    boolean noColor;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of everything reproducible (default: 42).")
    @Nullable
    Long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads (default: all processors). Results don't depend on it.")
    @Nullable
    Integer threads;

    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "The store (default: $CANDOR_STORE, else ./candor-store).")
    @Nullable
    Path store;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    CommandSpec verb;

    private @Nullable Terminal terminal;

    /** The one terminal of this verb. */
    Terminal terminal() {
        if (terminal == null) {
            boolean color = !noColor && System.getenv("NO_COLOR") == null;
            boolean interactive = color && System.console() != null && System.getenv("TERM") != null;
            terminal =
                    new Terminal(verb.commandLine().getOut(), verb.commandLine().getErr(), quiet, json, interactive);
        }
        return terminal;
    }

    long seed() {
        return seed == null ? 42 : seed;
    }

    ForkJoinPool pool() {
        if (threads != null && (threads < 1 || threads > 1024)) {
            throw io.candor.core.CandorException.user(
                    "CND-U002",
                    "--threads " + threads + " is out of range",
                    "1 to 1024",
                    "leave it out to use all processors");
        }
        return new ForkJoinPool(threads == null ? Runtime.getRuntime().availableProcessors() : threads);
    }

    Path storeFolder() {
        if (store != null) return store;
        String variable = System.getenv("CANDOR_STORE");
        return Path.of(variable == null || variable.isBlank() ? "candor-store" : variable);
    }
}
