package io.candor.cli;

import io.candor.assessment.DataSource;
import io.candor.assessment.InputSelection;
import io.candor.assessment.Template;
import io.candor.core.CandorException;
import io.candor.core.file.AtomicFile;
import io.candor.core.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code candor init}. */
@Command(
        name = "init",
        header = "Write a commented candor.yaml and policy.yaml for a data set.",
        footer = {
            "",
            "Inputs are chosen by one rule; ids, dates, constants, texts and suspected leaks are left out, each with its reason.",
            "",
            "Example:",
            "  candor init --data loans.csv --label approved --sensitive sex,age"
        })
final class InitCommand extends Verb {
    @Mixin
    DataOptions data = new DataOptions();

    @Option(names = "--sensitive", paramLabel = "A,B", description = "Columns whose groups are compared.")
    @Nullable
    String sensitive;

    @Mixin
    InputOptions inputs = new InputOptions();

    @Option(names = "--out", paramLabel = "DIR", defaultValue = ".", description = "Where to write (default: here).")
    Path out = Path.of(".");

    @Option(names = "--force", description = "Replace files that are there.")
    boolean force;

    @Override
    public Integer call() {
        Terminal terminal = global.terminal();
        Path config = out.resolve("candor.yaml");
        Path policy = out.resolve("policy.yaml");
        for (Path file : List.of(config, policy)) {
            if (Files.exists(file) && !force) {
                throw CandorException.user(
                        "CND-U012",
                        file + " is there already",
                        "a folder without it",
                        "remove it, choose another folder with --out, or add --force");
            }
        }
        terminal.report("reading " + data.data, Double.NaN, "");
        DataSource source = data.read(null);
        List<String> columns = DataOptions.names(sensitive).stream().distinct().toList();
        columns.forEach(source.table()::column);
        InputSelection selection = inputs.of(source, List.of());
        String path = relative(out, data.data);
        boolean fresh = !Files.exists(config);
        AtomicFile.write(config, Template.config(source, path, selection, columns, Optional.of("policy.yaml")));
        try {
            AtomicFile.write(policy, Template.policy(source, columns));
        } catch (CandorException e) {
            if (fresh) config.toFile().delete(); // both or none
            throw e;
        }
        if (terminal.json()) {
            terminal.print(Json.object()
                    .put("config", config.toString())
                    .put("policy", policy.toString())
                    .put("inputs", Json.texts(selection.inputs()))
                    .put("left_out", Json.texts(selection.leftOut()))
                    .put("notes", Json.texts(source.notes()))
                    .build());
            return 0;
        }
        source.notes().forEach(n -> terminal.print(TextTable.printable(n)));
        terminal.print(TextTable.printable("inputs: " + String.join(", ", selection.inputs())));
        selection.leftOut().forEach(l -> terminal.print(TextTable.printable(l)));
        terminal.print("wrote " + config + " and " + policy);
        terminal.print(
                "next: look into them, then candor run" + (out.equals(Path.of(".")) ? "" : " --config " + config));
        return 0;
    }

    private static String relative(Path out, Path file) {
        if (file.isAbsolute()) return file.toString();
        return out.toAbsolutePath()
                .normalize()
                .relativize(file.toAbsolutePath().normalize())
                .toString()
                .replace('\\', '/');
    }
}
