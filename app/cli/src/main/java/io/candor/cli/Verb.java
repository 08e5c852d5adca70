package io.candor.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every verb has: the global options and help. */
abstract class Verb implements Callable<Integer> {
    @Mixin
    GlobalOptions global = new GlobalOptions();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "This text.")
    boolean help;
}
