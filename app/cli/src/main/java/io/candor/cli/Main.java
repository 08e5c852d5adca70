package io.candor.cli;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** The command line. Exit codes: 0 done, 1 a gate not met, 2 usage or data, 3 failure, 4 integrity, 5 budget refused. */
@Command(
        name = "candor",
        mixinStandardHelpOptions = false,
        synopsisSubcommandLabel = "VERB",
        header = "Responsible machine learning for the JVM: explain, test, protect, prove.",
        description =
                "%nTry it on real data:  candor demo%nThen on yours:        candor init --data F.csv --label COLUMN --sensitive A,B%n"
                        + "                      candor run%n",
        commandListHeading = "%nVerbs:%n",
        footerHeading = "%nExit codes: ",
        footer =
                "0 done, 1 a gate is not met, 2 usage or data at fault, 3 failure, 4 integrity, 5 privacy budget refused.",
        subcommands = {
            DemoCommand.class,
            InitCommand.class,
            RunCommand.class,
            CheckCommand.class,
            ReportCommand.class,
            TrainCommand.class,
            PredictCommand.class,
            EvaluateCommand.class,
            ModelCommand.class,
            ExplainCommand.class,
            ErrorsCommand.class,
            WhatIfCommand.class,
            CounterfactualCommand.class,
            FairnessCommand.class,
            CompareCommand.class,
            PrivacyCommand.class,
            TrailCommand.class,
            RegistryCommand.class,
            DoctorCommand.class,
            SchemaCommand.class,
            VersionCommand.class,
            HelpCommand.class
        })
public final class Main implements Runnable {
    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "This text.")
    boolean help;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    /** Runs a verb and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(execute(arguments));
    }

    /** Runs a verb; gives its exit code. */
    public static int execute(String... arguments) {
        return execute(utf8(FileDescriptor.out), utf8(FileDescriptor.err), arguments);
    }

    /** Runs a verb that prints to the given writers. */
    static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        try {
            return commandLine().setOut(out).setErr(err).execute(arguments);
        } catch (OutOfMemoryError | StackOverflowError e) { // no exception, so picocli lets it through
            err.println(TextTable.printable(String.valueOf(unexpected(e).getMessage())));
            return 3;
        }
    }

    /** Results are UTF-8 wherever they go. */
    private static PrintWriter utf8(FileDescriptor stream) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(stream), StandardCharsets.UTF_8), true);
    }

    /** The commands, wired. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        line.setUsageHelpAutoWidth(false);
        line.setUsageHelpWidth(100);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(Main::badParameter);
        line.setExecutionExceptionHandler(Main::failed);
        return line;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int badParameter(CommandLine.ParameterException e, String[] arguments) {
        CommandLine line = e.getCommandLine();
        CommandSpec command = line.getCommandSpec();
        String problem =
                String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
        if (problem.endsWith(".")) problem = problem.substring(0, problem.length() - 1);
        String near = "see '" + command.qualifiedName() + " --help'";
        if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().get(0);
            boolean option = word.startsWith("-");
            Collection<String> known = (option ? command.optionsMap() : command.subcommands()).keySet();
            problem = "'" + command.qualifiedName() + "' has no " + (option ? "option '" : "verb '") + word + "'";
            if (!option && known.isEmpty()) problem = "'" + command.qualifiedName() + "' takes no '" + word + "'";
            near = Suggestions.closest(word, known)
                    .map(n -> "did you mean '" + n + "'?")
                    .orElse(near);
        }
        line.getErr()
                .println(TextTable.printable("CND-U001: " + problem + "; options and verbs of this command; " + near));
        return 2;
    }

    private static int failed(Exception e, CommandLine line, CommandLine.ParseResult parsed) {
        boolean verbose =
                parsed.originalArgs().contains("-v") || parsed.originalArgs().contains("--verbose");
        if (line.getCommand() instanceof Verb verb) verb.global.terminal().clear();
        Throwable cause = e instanceof CommandLine.ExecutionException && e.getCause() != null ? e.getCause() : e;
        CandorException known = cause instanceof CandorException c ? c : unexpected(cause);
        line.getErr().println(TextTable.printable(String.valueOf(known.getMessage())));
        if (verbose) e.printStackTrace(line.getErr());
        return switch (known.kind()) {
            case USER -> 2;
            case FAILURE -> 3;
            case INTEGRITY -> 4;
            case BUDGET -> 5;
        };
    }

    private static CandorException unexpected(Throwable e) {
        boolean memory = false;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) memory |= cause instanceof OutOfMemoryError;
        String what = memory ? "not enough memory" : e.getClass().getSimpleName();
        String detail = memory || e.getMessage() == null
                ? ""
                : ": " + e.getMessage().lines().findFirst().orElse("");
        return CandorException.failure(
                "CND-X001",
                "the program failed (" + what + detail + ")",
                memory ? "more memory than " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB" : "no failure",
                memory ? "set CANDOR_JAVA_OPTS=-Xmx8g" : "run it again with -v and report what it prints");
    }
}
