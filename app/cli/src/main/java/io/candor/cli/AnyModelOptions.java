package io.candor.cli;

import io.candor.assessment.Config;
import io.candor.assessment.DataSource;
import io.candor.assessment.Explaining;
import io.candor.assessment.ExplainingAnyModel;
import io.candor.core.data.Table;
import io.candor.core.data.TableDigest;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.model.LinearModel;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.model.TreeEnsemble;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the methods that explain any model, and how they are run. */
final class AnyModelOptions {
    private AnyModelOptions() {}

    /** Of {@code explain global}, and of {@code shap}, which explains trees. */
    static final class Global {
        @Option(
                names = "--feature",
                paramLabel = "A,B",
                description = "pdp, ice, ale: only these; ale takes a pair as 'A & B'.")
        @Nullable
        String feature;

        @Option(names = "--label", paramLabel = "C", description = "permutation: the column that the model predicts.")
        @Nullable
        String label;

        @Option(names = "--positive", paramLabel = "VALUE", description = "permutation: the positive class.")
        @Nullable
        String positive;

        @Option(
                names = "--sample",
                paramLabel = "N",
                defaultValue = "10000",
                description = "Any model: rows that are drawn from the data (default: 10000).")
        int sample = 10_000;

        @Option(names = "--log-odds", description = "Any model: explain log-odds, not probabilities.")
        boolean logOdds;

        @Option(names = "--background", paramLabel = "F", description = "shap: rows that absent inputs are taken from.")
        @Nullable
        Path background;

        /** Of trees: mean sizes of Shapley values over rows that are drawn from some. */
        Evidence shap(GlobalOptions global, ExplainCommand.Opened opened, TreeEnsemble trees, int[] rows) {
            positive("--sample", sample);
            ExplainingAnyModel any = new ExplainingAnyModel(
                    trees, opened.explaining().subject(), false, global.seed(), ForkJoinPool.commonPool());
            Optional<ExplainingAnyModel.Background> behind = opened.background(background);
            return Explaining.shap(
                            trees,
                            opened.rows(),
                            behind.map(ExplainingAnyModel.Background::rows).orElse(null))
                    .importance(opened.rows().select(drawn(any, rows)), opened.subjects(behind));
        }

        private int[] drawn(ExplainingAnyModel any, int[] rows) {
            int[] drawn = any.drawn(rows.length, sample, "explain.sample");
            for (int i = 0; i < drawn.length; i++) drawn[i] = rows[drawn[i]];
            return drawn;
        }

        /**
         * Explains by scoring.
         *
         * @param use takes the table, and what explains some of its rows
         */
        void run(
                GlobalOptions global,
                ExplainCommand.Opened opened,
                String method,
                BiConsumer<Table, Function<int[], Evidence>> use) {
            positive("--sample", sample);
            Optional<DataSource> labelled = Optional.ofNullable(label)
                    .map(l -> DataSource.read(
                            opened.file(),
                            Config.stem(opened.file()),
                            Map.of(),
                            l,
                            Optional.ofNullable(positive).or(() -> positiveOf(opened)),
                            Optional.of(opened.model().task())));
            Table all = labelled.map(DataSource::table).orElse(opened.rows());
            AnyModelOptions.with(
                    global,
                    opened,
                    logOdds,
                    explaining -> use.accept(all, rows -> {
                        int[] drawn = drawn(explaining, rows);
                        Optional<Target> target = labelled.map(d -> d.target().select(drawn));
                        return explaining.global(
                                method, all.select(drawn), opened.data(), DataOptions.names(feature), target);
                    }));
        }

        private static Optional<String> positiveOf(ExplainCommand.Opened opened) {
            return opened.model().task() == Task.BINARY
                    ? Optional.of(opened.model().classes().get(1))
                    : Optional.empty();
        }
    }

    /** Of {@code explain local}. */
    static final class Local {
        @Option(
                names = "--background",
                paramLabel = "F",
                description =
                        "Any model: rows that stand for what is not told (default: 100 of the data); tree-shap: then interventional.")
        @Nullable
        Path background;

        @Option(
                names = "--budget",
                paramLabel = "N",
                description = "Any model: coalitions for each row (default: 1024), or rows that lime draws (5000).")
        @Nullable
        Integer budget;

        @Option(names = "--log-odds", description = "Any model: explain log-odds, not probabilities.")
        boolean logOdds;

        @Option(
                names = "--together",
                paramLabel = "A,B",
                description = "Shapley values: inputs that are told together, repeatable.")
        List<String> together = List.of();

        @Option(names = "--interactions", description = "tree-shap: what inputs do in pairs, too (in --json).")
        boolean interactions;

        /** Of trees. */
        Evidence treeShap(ExplainCommand.Opened opened, TreeEnsemble trees, int[] positions) {
            Optional<ExplainingAnyModel.Background> behind = opened.background(background);
            return Explaining.shap(
                            trees,
                            opened.rows(),
                            behind.map(ExplainingAnyModel.Background::rows).orElse(null))
                    .contributions(opened.rows(), positions, interactions, opened.subjects(behind));
        }

        /** Of linear models, against a background or all rows. */
        Evidence linearShap(
                GlobalOptions global,
                ExplainCommand.Opened opened,
                LinearModel linear,
                int[] positions,
                String method) {
            Optional<ExplainingAnyModel.Background> behind = opened.background(background);
            Table rows = behind.map(ExplainingAnyModel.Background::rows).orElse(opened.rows());
            return Explaining.linearShap(linear, method, rows, global.seed())
                    .evidence(opened.rows(), positions, opened.subjects(behind));
        }

        Evidence print(GlobalOptions global, ExplainCommand.Opened opened, String method, int[] positions) {
            if (budget != null) positive("--budget", budget);
            return AnyModelOptions.print(global, opened, logOdds, explaining -> {
                ExplainingAnyModel.Background behind =
                        opened.background(background).orElseGet(() -> drawn(explaining, opened));
                return explaining.local(
                        method,
                        opened.rows(),
                        positions,
                        opened.data(),
                        behind,
                        Optional.ofNullable(budget),
                        together.stream().map(DataOptions::names).toList());
            });
        }

        private static ExplainingAnyModel.Background drawn(
                ExplainingAnyModel explaining, ExplainCommand.Opened opened) {
            Table rows = opened.rows();
            Table drawn =
                    rows.select(explaining.drawn(rows.rows(), ExplainingAnyModel.BACKGROUND, "explain.background"));
            String name = "data:" + Config.stem(opened.file()) + "/background";
            return new ExplainingAnyModel.Background(drawn, new Subject(name, TableDigest.of(drawn)));
        }
    }

    private static Evidence print(
            GlobalOptions global,
            ExplainCommand.Opened opened,
            boolean logOdds,
            Function<ExplainingAnyModel, Evidence> made) {
        Terminal terminal = global.terminal();
        Evidence[] found = new Evidence[1];
        with(global, opened, logOdds, explaining -> found[0] = made.apply(explaining));
        if (terminal.json()) terminal.print(found[0].result());
        else terminal.print(AnyModelText.of(found[0]));
        return found[0];
    }

    private static void with(
            GlobalOptions global, ExplainCommand.Opened opened, boolean logOdds, Consumer<ExplainingAnyModel> use) {
        ForkJoinPool pool = global.pool();
        try {
            Subject subject = opened.explaining().subject();
            use.accept(new ExplainingAnyModel(opened.model(), subject, logOdds, global.seed(), pool));
        } finally {
            pool.shutdown();
        }
    }

    private static void positive(String option, int value) {
        if (value > 0 && value <= 10_000_000) return;
        throw io.candor.core.CandorException.user(
                "CND-U030", option + " " + value + " is out of range", "1 to 10000000", "leave it out for the default");
    }
}
