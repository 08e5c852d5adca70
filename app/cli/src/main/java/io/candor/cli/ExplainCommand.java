package io.candor.cli;

import io.candor.assessment.ByCohort;
import io.candor.assessment.Config;
import io.candor.assessment.Explaining;
import io.candor.assessment.ExplainingAnyModel;
import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.data.TableDigest;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.model.Decider;
import io.candor.core.model.LinearModel;
import io.candor.core.model.Model;
import io.candor.core.model.TreeEnsemble;
import io.candor.io.CsvReader;
import io.candor.io.Models;
import io.candor.io.SavedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code candor explain}: {@code global} and {@code local}; and {@link ReasonsCommands}. */
@Command(
        name = "explain",
        header = "Say what a model learnt, or why a row was scored as it was.",
        subcommands = {
            ExplainCommand.Global.class,
            ExplainCommand.Local.class,
            ReasonsCommands.Save.class,
            ReasonsCommands.Reasons.class
        },
        synopsisSubcommandLabel = "(global | local | save | reasons)",
        footer = {
            "",
            "Examples:",
            "  candor explain global --model model --data F.csv",
            "  candor explain local --model model --data F.csv --rows 0,5-9",
            "  candor explain save --model model --data F.csv --favourable yes --out explainer",
            "  candor explain reasons --explainer explainer --data F.csv --rows 0,5-9"
        })
final class ExplainCommand extends Group {
    /** What the whole model does. */
    @Command(
            name = "global",
            header = "What matters: importance of each feature over the rows; or what the model holds.",
            footer = {
                "",
                "Methods of a glass box: importance (all but rules), coefficients (linear), tree (tree), rules (rules).",
                "Of trees: shap. Of any model: pdp, ice, ale, permutation (needs --label), morris, surrogate.",
                "",
                "Examples:",
                "  candor explain global --model model --data F.csv",
                "  candor explain global --model model --data F.csv --method ale --feature age",
                "  candor explain global --model model --data F.csv --by sex,race",
                "  candor explain global --model model --data F.csv --where 'age>=40'",
                "  candor explain global --model model --data F.csv --report page.html"
            })
    static final class Global extends Verb {
        private static final int PAGE_ROWS = 300;

        @Option(names = "--model", required = true, paramLabel = "MODEL", description = ModelFiles.ANY)
        Path model = Path.of("");

        @Option(names = "--data", required = true, paramLabel = "F", description = "CSV file with the model's inputs.")
        Path data = Path.of("");

        @Option(names = "--method", paramLabel = "M", description = "Default: the first that the model has.")
        @Nullable
        String method;

        @Mixin
        AnyModelOptions.Global any = new AnyModelOptions.Global();

        @Mixin
        CohortOptions cohorts = new CohortOptions();

        @Mixin
        PageOption page = new PageOption();

        @Override
        public Integer call() {
            Terminal terminal = global.terminal();
            page.refuse(cohorts.asked());
            Opened opened = Opened.of(model, data);
            String other = opened.explaining().possible() ? method : Objects.requireNonNullElse(method, "morris");
            boolean trees = opened.model() instanceof TreeEnsemble;
            if (trees && cohorts.asked())
                other = Objects.requireNonNullElse(other, "shap"); // the default knows no rows
            if (trees && "shap".equals(other)) {
                int rows = Math.min(any.sample, opened.rows().rows());
                told(
                        terminal,
                        opened,
                        opened.rows(),
                        picked -> any.shap(global, opened, (TreeEnsemble) opened.model(), picked),
                        evidence -> ExplanationText.of(evidence, rows));
            } else if (other != null && ExplainingAnyModel.GLOBAL.contains(other)) {
                String wanted = other;
                any.run(
                        global,
                        opened,
                        wanted,
                        (table, explain) -> told(terminal, opened, table, explain, AnyModelText::of));
            } else {
                told(
                        terminal,
                        opened,
                        opened.rows(),
                        picked -> chosen(
                                opened.possible().global(opened.rows().select(picked), opened.data()),
                                method,
                                ExplainingAnyModel.GLOBAL),
                        evidence -> ExplanationText.of(evidence, opened.rows().rows()));
            }
            return 0;
        }

        /** Of all rows, and of cohorts beside them if any are asked for. */
        private void told(
                Terminal terminal,
                Opened opened,
                Table table,
                Function<int[], Evidence> explain,
                Function<Evidence, String> text) {
            if (!cohorts.asked()) {
                Evidence evidence =
                        explain.apply(IntStream.range(0, table.rows()).toArray());
                if (terminal.json()) terminal.print(evidence.result());
                else terminal.print(text.apply(evidence));
                page.write(terminal, model, drawn(opened, evidence));
                return;
            }
            List<ByCohort.Explained> found = cohorts.of(table).explain(table, explain);
            if (terminal.json()) terminal.print(ByCohort.toJson(found));
            else terminal.print(CohortTables.of(found, text));
        }

        /** Importance is drawn with the values of many rows behind it, where they are exact. */
        private List<Evidence> drawn(Opened opened, Evidence evidence) {
            List<Evidence> all = new ArrayList<>(List.of(evidence));
            if (page.report == null || !evidence.kind().equals("explain.importance")) return all;
            ForkJoinPool pool = global.pool();
            try {
                all.addAll(
                        opened.explaining().attributions(opened.rows(), PAGE_ROWS, global.seed(), opened.data(), pool));
            } finally {
                pool.shutdown();
            }
            return all;
        }
    }

    /** What it did for a row. */
    @Command(
            name = "local",
            header = "Why single rows were scored as they were: exact contributions of each feature.",
            footer = {
                "",
                "Of trees: tree-shap. Of linear models: linear-shap, linear-shap-correlated.",
                "Methods of any model, beside the exact one that a glass box has:",
                "  auto, exact, permutation-shap, kernel-shap, leverage-shap, gaussian-shap, partition-shap, lime.",
                "",
                "Examples:",
                "  candor explain local --model model --data F.csv --rows 0,5-9",
                "  candor explain local --model model --data F.csv --rows 0 --method auto --background train.csv"
            })
    static final class Local extends Verb {
        @Option(names = "--model", required = true, paramLabel = "MODEL", description = ModelFiles.ANY)
        Path model = Path.of("");

        @Option(names = "--data", required = true, paramLabel = "F", description = "CSV file with the model's inputs.")
        Path data = Path.of("");

        @Option(names = "--rows", required = true, paramLabel = "0,5-9", description = "Rows, from 0.")
        String rows = "";

        @Option(names = "--method", paramLabel = "M", description = "Default: the one that the model has.")
        @Nullable
        String method;

        @Mixin
        AnyModelOptions.Local any = new AnyModelOptions.Local();

        @Mixin
        PageOption page = new PageOption();

        @Override
        public Integer call() {
            Terminal terminal = global.terminal();
            Opened opened = Opened.of(model, data);
            int[] positions = positions(rows, opened.rows().rows());
            String other = opened.explaining().possible() ? method : Objects.requireNonNullElse(method, "auto");
            if (other != null && ExplainingAnyModel.local().contains(other)) {
                page.write(terminal, model, List.of(any.print(global, opened, other, positions)));
                return 0;
            }
            Evidence evidence = opened.model() instanceof TreeEnsemble trees && "tree-shap".equals(other)
                    ? any.treeShap(opened, trees, positions)
                    : opened.model() instanceof LinearModel linear && Explaining.LINEAR.contains(String.valueOf(other))
                            ? any.linearShap(global, opened, linear, positions, String.valueOf(other))
                            : chosen(
                                    opened.possible()
                                            .local(opened.rows(), positions, opened.data())
                                            .map(List::of)
                                            .orElse(List.of()),
                                    method,
                                    ExplainingAnyModel.local());
            if (terminal.json()) terminal.print(evidence.result());
            else terminal.print(ExplanationText.of(evidence, opened.rows().rows()));
            page.write(terminal, model, List.of(evidence));
            return 0;
        }
    }

    /** A model and rows for it. */
    record Opened(Model model, Decider decider, Path file, Explaining explaining, Table rows, Subject data) {
        static Opened of(Path model, Path data) {
            SavedModel saved = Models.load(model);
            Explaining explaining =
                    new Explaining(saved.model(), new Subject("model:" + model.getFileName(), saved.digest()));
            Table rows = CsvReader.read(data);
            Subject subject = new Subject("data:" + Config.stem(data) + "/all", TableDigest.of(rows));
            return new Opened(saved.model(), saved.decider(), data, explaining, rows, subject);
        }

        /** Rows of a file that stand for what is not told; empty without a file. */
        Optional<ExplainingAnyModel.Background> background(@Nullable Path named) {
            if (named == null) return Optional.empty();
            Table behind = CsvReader.read(named);
            Subject of = new Subject("data:" + Config.stem(named) + "/background", TableDigest.of(behind));
            return Optional.of(new ExplainingAnyModel.Background(behind, of));
        }

        /** The model, the data and, if there is one, the background. */
        List<Subject> subjects(Optional<ExplainingAnyModel.Background> background) {
            List<Subject> subjects = new ArrayList<>(List.of(explaining.subject(), data));
            background.ifPresent(b -> subjects.add(b.subject()));
            return subjects;
        }

        /** Of a glass box. */
        Explaining possible() {
            if (explaining.possible()) return explaining;
            throw CandorException.user(
                    "CND-U004",
                    "the model can't say by itself what it does",
                    "a glass-box model, or a method for any model",
                    "leave --method out, or see 'candor explain global --help' for the methods");
        }
    }

    /** The evidence whose kind is {@code explain.<method>}; the first without a method. */
    private static Evidence chosen(List<Evidence> all, @Nullable String method, List<String> ofAnyModel) {
        if (method == null && !all.isEmpty()) return all.get(0);
        List<String> methods = new ArrayList<>(
                all.stream().map(e -> e.kind().substring("explain.".length())).toList());
        int found = methods.indexOf(String.valueOf(method));
        if (found >= 0) return all.get(found);
        methods.addAll(ofAnyModel);
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
