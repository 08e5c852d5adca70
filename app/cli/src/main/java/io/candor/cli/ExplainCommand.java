package io.candor.cli;

import io.candor.assessment.Config;
import io.candor.assessment.Explaining;
import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.data.TableDigest;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.io.CsvReader;
import io.candor.io.Models;
import io.candor.io.SavedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code candor explain global} and {@code candor explain local}. */
@Command(
        name = "explain",
        header = "Say what a model learnt, or why a row was scored as it was.",
        subcommands = {ExplainCommand.Global.class, ExplainCommand.Local.class},
        synopsisSubcommandLabel = "(global | local)",
        footer = {
            "",
            "Examples:",
            "  candor explain global --model model --data F.csv",
            "  candor explain local --model model --data F.csv --rows 0,5-9"
        })
final class ExplainCommand extends Group {
    /** What the whole model does. */
    @Command(
            name = "global",
            header = "What matters: importance of each feature over the rows; or what the model holds.",
            footer = {
                "",
                "Methods: importance (all but rules), coefficients (linear), tree (tree), rules (rules).",
                "",
                "Example:",
                "  candor explain global --model model --data F.csv"
            })
    static final class Global extends Verb {
        @Option(
                names = "--model",
                required = true,
                paramLabel = "MODEL",
                description = "A saved model's folder, or an EBM's JSON.")
        Path model = Path.of("");

        @Option(names = "--data", required = true, paramLabel = "F", description = "CSV file with the model's inputs.")
        Path data = Path.of("");

        @Option(names = "--method", paramLabel = "M", description = "Default: the first that the model has.")
        @Nullable
        String method;

        @Override
        public Integer call() {
            Terminal terminal = global.terminal();
            Opened opened = Opened.of(model, data);
            Evidence evidence = chosen(opened.explaining().global(opened.rows(), opened.data()), method);
            if (terminal.json()) terminal.print(evidence.result());
            else terminal.print(ExplanationText.of(evidence, opened.rows().rows()));
            return 0;
        }
    }

    /** What it did for a row. */
    @Command(
            name = "local",
            header = "Why single rows were scored as they were: exact contributions of each feature.",
            footer = {"", "Example:", "  candor explain local --model model --data F.csv --rows 0,5-9"})
    static final class Local extends Verb {
        @Option(
                names = "--model",
                required = true,
                paramLabel = "MODEL",
                description = "A saved model's folder, or an EBM's JSON.")
        Path model = Path.of("");

        @Option(names = "--data", required = true, paramLabel = "F", description = "CSV file with the model's inputs.")
        Path data = Path.of("");

        @Option(names = "--rows", required = true, paramLabel = "0,5-9", description = "Rows, from 0.")
        String rows = "";

        @Option(names = "--method", paramLabel = "M", description = "Default: the one that the model has.")
        @Nullable
        String method;

        @Override
        public Integer call() {
            Terminal terminal = global.terminal();
            Opened opened = Opened.of(model, data);
            int[] positions = positions(rows, opened.rows().rows());
            Evidence evidence = chosen(
                    opened.explaining()
                            .local(opened.rows(), positions, opened.data())
                            .map(List::of)
                            .orElse(List.of()),
                    method);
            if (terminal.json()) terminal.print(evidence.result());
            else terminal.print(ExplanationText.of(evidence, opened.rows().rows()));
            return 0;
        }
    }

    private record Opened(Explaining explaining, Table rows, Subject data) {
        static Opened of(Path model, Path data) {
            SavedModel saved = Models.load(model);
            Explaining explaining =
                    new Explaining(saved.model(), new Subject("model:" + model.getFileName(), saved.digest()));
            if (!explaining.possible()) {
                throw CandorException.user(
                        "CND-U004", "the model can't say why", "a glass-box model", "train one with 'candor train'");
            }
            Table rows = CsvReader.read(data);
            return new Opened(
                    explaining, rows, new Subject("data:" + Config.stem(data) + "/all", TableDigest.of(rows)));
        }
    }

    /** The evidence whose kind is {@code explain.<method>}; the first without a method. */
    private static Evidence chosen(List<Evidence> all, @Nullable String method) {
        if (method == null && !all.isEmpty()) return all.get(0);
        List<String> methods =
                all.stream().map(e -> e.kind().substring("explain.".length())).toList();
        int found = methods.indexOf(String.valueOf(method));
        if (found >= 0) return all.get(found);
        throw CandorException.user(
                "CND-U005",
                "this model has no method '" + method + "' in this release",
                "one of " + String.join(", ", methods),
                "leave --method out");
    }

    /** {@code 0,5-9}: positions from 0, each below the number of rows. */
    static int[] positions(String text, int rows) {
        List<Integer> positions = new ArrayList<>();
        for (String part : text.split(",")) {
            String[] ends = part.strip().split("-", 2);
            try {
                int from = Integer.parseInt(ends[0].strip());
                int to = ends.length == 2 ? Integer.parseInt(ends[1].strip()) : from;
                if (from < 0 || to < from || to >= rows) throw new NumberFormatException();
                if (to - from > 100_000) throw new NumberFormatException();
                for (int i = from; i <= to; i++) positions.add(i);
            } catch (NumberFormatException e) {
                throw CandorException.user(
                        "CND-U006",
                        "--rows " + part.strip() + " names no rows of the data",
                        "numbers from 0 to " + (rows - 1) + ", as in 0,5-9",
                        "correct --rows");
            }
        }
        return positions.stream().mapToInt(i -> i).toArray();
    }
}
