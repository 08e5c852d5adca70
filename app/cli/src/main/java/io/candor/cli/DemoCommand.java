package io.candor.cli;

import io.candor.assessment.Assessment;
import io.candor.assessment.Config;
import io.candor.assessment.DataSource;
import io.candor.assessment.Workspace;
import io.candor.core.CandorException;
import io.candor.core.file.AtomicFile;
import io.candor.results.Results;
import io.candor.results.ResultsFile;
import java.awt.Desktop;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code candor demo}: what a person would do with their own data, done on bundled data. */
@Command(
        name = "demo",
        header = "The whole job on bundled real data, in a fresh ./candor-demo.",
        description = {
            "",
            "Trains a glass-box model on census incomes of 1994, measures it, releases a private count, decides a policy,",
            "logs everything and renders a report. Uses no network and writes to ./candor-demo only."
        },
        footer = {"", "Example:", "  candor demo --open"})
final class DemoCommand extends Verb {
    private static final String MARKER = ".candor-demo";
    private static final List<String> FILES =
            List.of("adult-complete.csv.gz", "candor.yaml", "policy.yaml", "README.md");

    @Option(names = "--open", description = "Open the report in a browser.")
    boolean open;

    @Override
    public Integer call() throws IOException {
        Terminal terminal = global.terminal();
        Path folder = Path.of("candor-demo");
        clear(folder);
        terminal.note("candor demo: census incomes of 1994, 45,222 people. No network; writes only " + folder + "/");
        AtomicFile.write(folder.resolve(MARKER), "made by candor demo; replaced by the next one\n");
        for (String name : FILES) copy(name, folder.resolve(name));
        Config config = Config.read(folder.resolve("candor.yaml"));
        Path store = folder.resolve("store");
        Path data = folder.resolve("adult-complete.csv.gz");
        try (Workspace workspace = Workspace.open(store, InstantSource.system(), RunCommand.caller())) {
            workspace.ledger().setBudget(config.data().name(), DataSource.digest(data), "1", "row");
        }
        Results results = RunCommand.run(global, terminal, config, Assessment.Scope.ALL, id -> folder, store)
                .results();
        if (open) open(terminal, folder.resolve("report.html"));
        if (terminal.json()) {
            terminal.print(ResultsFile.toJson(results));
            return 0;
        }
        Verdicts.print(terminal, results, folder);
        terminal.print("");
        terminal.print("open the report, then try:");
        terminal.print(
                "  candor explain local --model candor-demo/model --data candor-demo/adult-complete.csv.gz --rows 0-2");
        terminal.print("  candor trail verify --store candor-demo/store candor-demo/results.json");
        terminal.print("  candor init --data YOUR.csv --label COLUMN --sensitive A,B   then   candor run");
        return 0;
    }

    /** Removes an older demo, and nothing else. */
    private static void clear(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        if (!Files.isRegularFile(folder.resolve(MARKER))) {
            throw CandorException.user(
                    "CND-U013",
                    folder + " is there and was not made by candor demo",
                    "no such folder, or an older demo",
                    "move it away, or run the demo in another folder");
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }

    private static void copy(String name, Path target) throws IOException {
        try (InputStream in = DemoCommand.class.getResourceAsStream("examples/adult/" + name)) {
            if (in == null) throw new IllegalStateException("missing resource " + name);
            AtomicFile.write(target, in.readAllBytes());
        }
    }

    private static void open(Terminal terminal, Path report) {
        try {
            Desktop.getDesktop().browse(report.toUri());
        } catch (IOException | UnsupportedOperationException e) {
            terminal.note("no browser could be opened here; open " + report.toAbsolutePath());
        }
    }
}
