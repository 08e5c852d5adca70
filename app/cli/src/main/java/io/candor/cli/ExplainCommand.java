package io.candor.cli;

import io.candor.assessment.Config;
import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.data.TableDigest;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.model.AdditiveModel;
import io.candor.explain.AdditiveContributions;
import io.candor.explain.AdditiveImportance;
import io.candor.io.CsvReader;
import io.candor.io.Models;
import io.candor.io.SavedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
            header = "Importance of each feature: its mean absolute contribution over the rows.",
            footer = {"", "Example:", "  candor explain global --model model --data F.csv"})
    static final class Global extends Verb {
        @Option(
                names = "--model",
                required = true,
                paramLabel = "MODEL",
                description = "A saved model's folder, or an EBM's JSON.")
        Path model = Path.of("");

        @Option(names = "--data", required = true, paramLabel = "F", description = "CSV file with the model's inputs.")
        Path data = Path.of("");

        @Option(names = "--method", paramLabel = "M", defaultValue = "importance", description = "importance.")
        String method = "importance";

        @Override
        public Integer call() {
            only(method, "importance");
            Terminal terminal = global.terminal();
            Opened opened = Opened.of(model, data);
            Evidence evidence =
                    new AdditiveImportance(opened.additive()).evidence(opened.rows(), null, opened.subjects());
            if (terminal.json()) {
                terminal.print(evidence.result());
                return 0;
            }
            TextTable table = new TextTable("feature", "importance", "low", "high");
            for (Json item : evidence.result().array("features")) {
                Json.Obj feature = (Json.Obj) item;
                table.row(
                        feature.text("name"), cell(feature, "importance"), cell(feature, "low"), cell(feature, "high"));
            }
            terminal.print(table.toString());
            terminal.print("mean absolute contribution on the scale of "
                    + evidence.result().text("output") + ", over "
                    + opened.rows().rows() + " rows");
            return 0;
        }
    }

    /** What it did for a row. */
    @Command(
            name = "local",
            header = "Exact contributions of each feature to the score of single rows.",
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

        @Option(names = "--method", paramLabel = "M", defaultValue = "contributions", description = "contributions.")
        String method = "contributions";

        @Override
        public Integer call() {
            only(method, "contributions");
            Terminal terminal = global.terminal();
            Opened opened = Opened.of(model, data);
            int[] positions = positions(rows, opened.rows().rows());
            Evidence evidence =
                    new AdditiveContributions(opened.additive()).evidence(opened.rows(), positions, opened.subjects());
            if (terminal.json()) terminal.print(evidence.result());
            else for (Json row : evidence.result().array("rows")) print(terminal, evidence.result(), (Json.Obj) row);
            return 0;
        }

        private static void print(Terminal terminal, Json.Obj result, Json.Obj row) {
            TextTable table = new TextTable("feature", "value", "contribution");
            List<Json> features = result.array("features");
            double sum = result.number("baseValue");
            table.row("(base value)", "", Figures.of(sum));
            for (int f = 0; f < features.size(); f++) {
                double value = ((Json.Num) row.array("values").get(f)).value();
                sum += value;
                String data = row.array("data").get(f) instanceof Json.Str s ? s.value() : "(missing)";
                table.row(((Json.Str) features.get(f)).value(), data, Figures.of(value));
            }
            table.row("(sum, " + result.text("output") + ")", "", Figures.of(sum));
            terminal.print(
                    "row " + Figures.of(row.number("row")) + ": prediction " + Figures.of(row.number("prediction")));
            terminal.print(table.toString());
            terminal.print("");
        }
    }

    private record Opened(AdditiveModel additive, Table rows, List<Subject> subjects) {
        static Opened of(Path model, Path data) {
            SavedModel saved = Models.load(model);
            if (!(saved.model() instanceof AdditiveModel additive)) {
                throw CandorException.user(
                        "CND-U004", "the model is not additive", "a glass-box model", "train one with 'candor train'");
            }
            Table rows = CsvReader.read(data);
            return new Opened(
                    additive,
                    rows,
                    List.of(
                            new Subject("model:" + model.getFileName(), saved.digest()),
                            new Subject("data:" + Config.stem(data) + "/all", TableDigest.of(rows))));
        }
    }

    private static String cell(Json.Obj feature, String name) {
        return feature.get(name) instanceof Json.Num n ? Figures.of(n.value()) : "–";
    }

    private static void only(String method, String known) {
        if (method.equals(known)) return;
        throw CandorException.user(
                "CND-U005", "there is no method '" + method + "' in this release", known, "leave --method out");
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
