package io.candor.cli;

import io.candor.assessment.Config;
import io.candor.assessment.ExplainerFolder;
import io.candor.core.data.Cohort;
import io.candor.core.data.Table;
import io.candor.core.data.TableDigest;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.explain.serving.ReasonRules;
import io.candor.explain.serving.ReasonsEvidence;
import io.candor.explain.serving.ServedExplainer;
import io.candor.io.CsvReader;
import io.candor.io.ModelFolder;
import io.candor.io.Models;
import io.candor.io.YamlText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code candor explain save} and {@code candor explain reasons}: explanations where a model is served. */
final class ReasonsCommands {
    private ReasonsCommands() {}

    /** Makes an explainer. */
    @Command(
            name = "save",
            header = "Save an explainer with its model, that answers for one row where the model is served.",
            footer = {
                "",
                "Of EBMs, linear models, trees and boosted trees. The reference is the rows of --data;",
                "with --accepted only those that the model gives the favourable outcome.",
                "",
                "Examples:",
                "  candor explain save --model model --data train.csv --favourable yes --out explainer",
                "  candor explain save --model m.ubj --data F.csv --favourable 0 --accepted --out explainer"
            })
    static final class Save extends Verb {
        @Option(names = "--model", required = true, paramLabel = "MODEL", description = ModelFiles.ANY)
        Path model = Path.of("");

        @Option(
                names = "--data",
                required = true,
                paramLabel = "F",
                description = "CSV file of the rows that people are compared with.")
        Path data = Path.of("");

        @Option(
                names = "--favourable",
                required = true,
                paramLabel = "CLASS",
                description = "The outcome that a person hopes for; of a number: higher or lower.")
        String favourable = "";

        @Option(
                names = "--reference",
                paramLabel = "NAME",
                description = "Name of the reference (default: the file's).")
        @Nullable
        String reference;

        @Option(names = "--accepted", description = "Compare with the rows that the model itself accepts.")
        boolean accepted;

        @Option(
                names = "--where",
                paramLabel = "CONDITION",
                description = "Compare with these rows, as in 'age >= 40'.")
        @Nullable
        String where;

        @Option(names = "--count", paramLabel = "N", defaultValue = "4", description = "Most reasons (default: 4).")
        int count = ReasonRules.COUNT;

        @Option(
                names = "--group",
                paramLabel = "NAME=A,B",
                description = "Inputs that count as one reason, as one-hot columns do; repeatable.")
        List<String> groups = List.of();

        @Option(
                names = "--texts",
                paramLabel = "F.yaml",
                description = "Templates by input or group: 'age: Your age is {value}'; also {name}, {reference}.")
        @Nullable
        Path texts;

        @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write the explainer.")
        Path out = Path.of("");

        @Override
        public Integer call() {
            Terminal terminal = global.terminal();
            Table all = CsvReader.read(data);
            Table rows = where == null
                    ? all
                    : all.select(Cohort.parse("--where", where).rows(all));
            terminal.report("explaining " + rows.rows() + " rows", Double.NaN, "");
            ForkJoinPool pool = global.pool();
            try {
                ServedExplainer made = ExplainerFolder.save(
                        out,
                        Models.load(model),
                        reference == null ? Config.stem(data) : reference,
                        rows,
                        accepted,
                        new ReasonRules(favourable, count, named(groups), templates(texts)),
                        pool);
                terminal.print(
                        "explainer: " + out + "\nreference: " + made.reference().name() + ", "
                                + made.reference().rows() + " rows"
                                + (accepted ? " of " + rows.rows() + " that the model accepts" : ""),
                        Json.object()
                                .put("out", out.toString())
                                .put("reference", made.reference().name())
                                .put("rows", made.reference().rows())
                                .put("model", made.toJson().text("model"))
                                .build());
            } finally {
                pool.shutdown();
            }
            return 0;
        }

        private static Map<String, List<String>> named(List<String> groups) {
            Map<String, List<String>> named = new LinkedHashMap<>();
            for (String group : groups) {
                int equals = group.indexOf('=');
                List<String> inputs = equals < 1 ? List.of() : DataOptions.names(group.substring(equals + 1));
                if (inputs.isEmpty() || named.put(group.substring(0, equals).strip(), inputs) != null) {
                    throw io.candor.core.CandorException.user(
                            "CND-U031",
                            "--group " + group + " names no group",
                            "a name that is not taken, =, and inputs, as in housing=rent,own",
                            "correct --group");
                }
            }
            return named;
        }

        private static Map<String, String> templates(@Nullable Path file) {
            Map<String, String> texts = new LinkedHashMap<>();
            if (file == null) return texts;
            if (YamlText.read(file) instanceof Json.Obj all) {
                all.members().forEach((name, text) -> texts.put(name, text instanceof Json.Str s ? s.value() : ""));
            }
            if (!texts.isEmpty() && !texts.containsValue("")) return texts;
            throw io.candor.core.CandorException.user(
                    "CND-U032",
                    "'" + file.getFileName() + "' holds no templates",
                    "lines such as age: Your age is {value}",
                    "correct the file");
        }
    }

    /** Gives reasons. */
    @Command(
            name = "reasons",
            header = "Why rows score worse than a reference, as the serving process says it.",
            footer = {"", "Example:", "  candor explain reasons --explainer explainer --data new.csv --rows 0,5-9"})
    static final class Reasons extends Verb {
        @Option(
                names = "--explainer",
                required = true,
                paramLabel = "DIR",
                description = "What 'candor explain save' wrote.")
        Path explainer = Path.of("");

        @Option(names = "--data", required = true, paramLabel = "F", description = "CSV file with the model's inputs.")
        Path data = Path.of("");

        @Option(names = "--rows", required = true, paramLabel = "0,5-9", description = "Rows, from 0.")
        String rows = "";

        @Override
        public Integer call() {
            Terminal terminal = global.terminal();
            ServedExplainer served = ExplainerFolder.load(explainer);
            Table table = CsvReader.read(data);
            List<Subject> subjects = List.of(
                    new Subject("model:" + explainer.getFileName(), ModelFolder.digest(explainer.resolve("model"))),
                    new Subject("data:" + Config.stem(data) + "/all", TableDigest.of(table)));
            Evidence found =
                    new ReasonsEvidence(served).of(table, ExplainCommand.positions(rows, table.rows()), subjects);
            if (terminal.json()) terminal.print(found.result());
            else terminal.print(text(served, found.result()));
            return 0;
        }

        private static String text(ServedExplainer served, Json.Obj result) {
            List<String> parts = new ArrayList<>();
            for (Json item : result.array("rows")) {
                Json.Obj row = (Json.Obj) item;
                double difference = row.number("difference");
                parts.add("row " + Figures.of(row.number("row")) + ": the score of '"
                        + served.rules().favourable() + "' is " + Figures.of(Math.abs(difference))
                        + (difference < 0 ? " below" : " above") + " the mean of '"
                        + served.reference().name() + "' ("
                        + served.reference().rows() + " rows)");
                if (row.array("reasons").isEmpty()) {
                    parts.add("nothing counts against this row");
                    continue;
                }
                TextTable table = new TextTable("#", "reason", "difference");
                int rank = 0;
                for (Json reason : row.array("reasons")) {
                    Json.Obj of = (Json.Obj) reason;
                    table.row(Integer.toString(++rank), of.text("text"), Figures.of(of.number("difference")));
                }
                parts.add(table.toString());
            }
            return String.join("\n\n", parts);
        }
    }
}
