package io.candor.cli;

import io.candor.assessment.Config;
import io.candor.assessment.DataSource;
import io.candor.assessment.PrivateRelease;
import io.candor.assessment.Workspace;
import io.candor.core.CandorException;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.ledger.BudgetStatement;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code candor privacy}. */
@Command(
        name = "privacy",
        header = "Release private numbers against a budget that is never refunded.",
        subcommands = {PrivacyCommand.Budget.class, PrivacyCommand.Release.class},
        synopsisSubcommandLabel = "(budget set | budget show | release)",
        footer = {
            "",
            "Examples:",
            "  candor privacy budget set --dataset adult --data adult.csv --epsilon 1",
            "  candor privacy release --dataset adult --data adult.csv --count --epsilon 0.1"
        })
final class PrivacyCommand extends Group {
    /** Budgets. */
    @Command(
            name = "budget",
            header = "Set or show a data set's privacy budget.",
            subcommands = {Set.class, Show.class},
            synopsisSubcommandLabel = "(set | show)",
            footer = {"", "Example:", "  candor privacy budget show --dataset adult"})
    static final class Budget extends Group {}

    /** Registers a data set with a cap. */
    @Command(
            name = "set",
            header = "Register a data set with a cap, or change the cap.",
            footer = {"", "Example:", "  candor privacy budget set --dataset adult --data adult.csv --epsilon 1"})
    static final class Set extends Verb {
        @Option(names = "--dataset", required = true, paramLabel = "NAME", description = "Letters, digits, . _ -")
        String dataset = "";

        @Option(names = "--data", required = true, paramLabel = "F", description = "The file.")
        Path data = Path.of("");

        @Option(
                names = "--epsilon",
                required = true,
                paramLabel = "E",
                description = "The cap, exact, for example 1 or 0.5.")
        String epsilon = "";

        @Option(
                names = "--unit",
                paramLabel = "U",
                defaultValue = "row",
                description = "What is protected: row (default).")
        String unit = "row";

        @Override
        public Integer call() {
            Terminal terminal = global.terminal();
            String digest = digest(data);
            try (Workspace workspace = open(global)) {
                workspace.ledger().setBudget(dataset, digest, epsilon, unit);
                show(terminal, workspace.ledger().show(dataset));
            }
            return 0;
        }
    }

    /** Shows it. */
    @Command(
            name = "show",
            header = "What is spent and what is left.",
            footer = {"", "Example:", "  candor privacy budget show --dataset adult"})
    static final class Show extends Verb {
        @Option(names = "--dataset", required = true, paramLabel = "NAME", description = "The registered name.")
        String dataset = "";

        @Override
        public Integer call() {
            try (Workspace workspace = open(global)) {
                show(global.terminal(), workspace.ledger().show(dataset));
            }
            return 0;
        }
    }

    /** Releases a count. */
    @Command(
            name = "release",
            header = "A private count, by groups that you declare. The charge comes first and stays.",
            footer = {
                "",
                "Exits 5 if the budget refuses.",
                "",
                "Examples:",
                "  candor privacy release --dataset adult --data adult.csv --count --epsilon 0.1",
                "  candor privacy release --dataset adult --data adult.csv --count --by sex=Female,Male --epsilon 0.1"
            })
    static final class Release extends Verb {
        @Option(names = "--dataset", required = true, paramLabel = "NAME", description = "The registered name.")
        String dataset = "";

        @Option(names = "--data", required = true, paramLabel = "F", description = "The registered file.")
        Path data = Path.of("");

        @Option(names = "--count", required = true, description = "Count rows.")
        boolean count;

        @Option(
                names = "--by",
                paramLabel = "C=A,B",
                description = "Groups, declared: a column and its values; repeatable.")
        List<String> by = List.of();

        @Option(names = "--epsilon", required = true, paramLabel = "E", description = "What it may cost.")
        @Nullable
        String epsilon;

        @Override
        public Integer call() {
            Terminal terminal = global.terminal();
            Config.Release release = new Config.Release(decimal(String.valueOf(epsilon)), groups());
            digest(data);
            try (Workspace workspace = open(global)) {
                Evidence evidence = PrivateRelease.count(workspace, dataset, data, release);
                String stored = workspace.store().blobs().put(evidence.canonicalBytes());
                workspace.trail().record("privacy.released", "data:" + dataset, "", stored);
                if (terminal.json()) {
                    terminal.print(evidence.toJson());
                    return 0;
                }
                TextTable table = new TextTable("group", "private count", "95 % low", "95 % high");
                for (Json item : evidence.result().array("groups")) {
                    Json.Obj group = (Json.Obj) item;
                    StringBuilder name = new StringBuilder();
                    group.object("group")
                            .members()
                            .forEach((c, v) -> name.append(name.length() > 0 ? ", " : "")
                                    .append(c)
                                    .append('=')
                                    .append(((Json.Str) v).value()));
                    table.row(
                            name.length() == 0 ? "all rows" : name.toString(),
                            Figures.of(group.number("value")),
                            Figures.of(group.number("low")),
                            Figures.of(group.number("high")));
                }
                terminal.print(table.toString());
                show(terminal, workspace.ledger().show(dataset));
            }
            return 0;
        }

        private Map<String, List<String>> groups() {
            Map<String, List<String>> groups = new LinkedHashMap<>();
            for (String text : by) {
                int equals = text.indexOf('=');
                if (equals < 1)
                    throw CandorException.user(
                            "CND-U014",
                            "--by " + text + " does not declare groups",
                            "a column and its values, as in sex=Female,Male",
                            "correct --by");
                groups.put(text.substring(0, equals), DataOptions.names(text.substring(equals + 1)));
            }
            return groups;
        }
    }

    private static BigDecimal decimal(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw CandorException.user(
                    "CND-U015",
                    "--epsilon " + text + " is not a number",
                    "an exact decimal, for example 0.1",
                    "correct --epsilon");
        }
    }

    private static String digest(Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw CandorException.user(
                    "CND-D011", "there is no file to read at " + file, "an existing file", "check the path");
        }
        return DataSource.digest(file);
    }

    private static Workspace open(GlobalOptions global) {
        return Workspace.open(global.storeFolder(), InstantSource.system(), RunCommand.caller());
    }

    private static void show(Terminal terminal, BudgetStatement statement) {
        Json.Obj json = statement.toJson();
        if (terminal.json()) terminal.print(json);
        else
            terminal.print("budget of " + json.text("dataset") + ", epoch " + Figures.of(json.number("epoch"))
                    + ": epsilon " + json.text("spent") + " of " + json.text("epsilon") + " spent, " + json.text("left")
                    + " left");
    }
}
