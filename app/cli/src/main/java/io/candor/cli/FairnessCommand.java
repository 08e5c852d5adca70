package io.candor.cli;

import io.candor.assessment.DataSource;
import io.candor.assessment.Understanding;
import io.candor.core.CandorException;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.evaluation.ConfusionFormula;
import io.candor.fairness.FairnessPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code candor fairness}. */
@Command(
        name = "fairness",
        header = "Measure for whom a model decides differently, mend it, and watch it.",
        subcommands = {
            FairnessCommand.Assess.class,
            FairnessMitigateCommand.class,
            FairnessMonitorCommand.class,
            FairnessReportCommand.class,
            FairnessSlicesCommand.class,
            FairnessTrainingCommand.class,
            FairnessDataCommand.class
        },
        synopsisSubcommandLabel = "assess|data|mitigate|monitor|report|slices|training",
        footer = {
            "",
            "Example:",
            "  candor fairness assess --data F.csv --label hired --prediction decision --sensitive sex,race"
        })
final class FairnessCommand extends Group {
    /** Rates and errors by group. */
    @Command(
            name = "assess",
            header = "Metrics by group and the gaps between groups, with 95 %% intervals.",
            footer = {
                "",
                "Give a model, or columns with predictions made elsewhere.",
                "A '+' joins columns to intersections: --sensitive sex,race,sex+race",
                "",
                "Example:",
                "  candor fairness assess --data F.csv --label hired --prediction decision --sensitive sex,race"
            })
    static final class Assess extends Verb {
        private static final int PERMUTATIONS = 999;

        @Mixin
        DataOptions data = new DataOptions();

        @Mixin
        PredictedOptions predicted = new PredictedOptions();

        @Option(
                names = "--sensitive",
                required = true,
                paramLabel = "A,B",
                description = "Columns whose groups are compared.")
        String sensitive = "";

        @Option(
                names = "--control",
                paramLabel = "C",
                description =
                        "Columns within whose values everything is compared again, and gaps with these held alike.")
        @Nullable
        String control;

        @Option(
                names = "--min-group",
                paramLabel = "N",
                defaultValue = "30",
                description = "Groups below this size are flagged (default: 30).")
        int minGroup = 30;

        @Option(
                names = "--min-support",
                paramLabel = "N",
                defaultValue = "0",
                description = "A metric with less rows behind it in a group is 'not enough data' (default: no limit).")
        int minSupport;

        @Option(
                names = "--metric",
                paramLabel = "NAME=FORMULA",
                description = "A metric of your own over tp, fp, tn, fn, repeatable: --metric cost='(5*fn + fp)/n'")
        Map<String, String> metrics = Map.of();

        @Option(
                names = "--weight",
                paramLabel = "W",
                description = "Column of how often a row counts; METRIC=W for one metric only. Repeatable.")
        List<String> weights = List.of();

        @Option(
                names = "--tests",
                description = "Also test whether groups differ at all, with false discoveries controlled.")
        boolean tests;

        @Option(
                names = "--bootstrap",
                paramLabel = "N",
                defaultValue = "0",
                description = "Also quantiles over N draws of the rows; --json has them of everything.")
        int bootstrap;

        @Mixin
        PageOption page = new PageOption();

        @Option(names = "--curves", description = "Also ROC curves and calibration by group, of scores.")
        boolean curves;

        @Option(
                names = "--consistency",
                paramLabel = "K",
                description = "Also whether rows are treated as the K rows most like them.")
        @Nullable
        Integer consistency;

        @Option(
                names = "--similar",
                paramLabel = "A,B",
                description = "Columns in which rows are alike (default: the model's inputs but the sensitive ones).")
        @Nullable
        String similar;

        @Option(
                names = "--inequality",
                description =
                        "Also how unequally decision - label + 1, or a prediction, is spread within and between groups.")
        boolean inequality;

        @Override
        public Integer call() {
            Terminal terminal = global.terminal();
            if (similar != null && consistency == null) {
                throw CandorException.user(
                        "CND-U061",
                        "--similar is given without --consistency",
                        "both, or neither",
                        "add --consistency 5, or leave --similar out");
            }
            DataSource source = predicted.read(data);
            DataSource.Part part = source.whole("all");
            Understanding understanding = new Understanding(predicted.assessed(source), global.seed());
            FairnessPlan plan = plan();
            Evidence evidence = understanding.fairness(part, plan);
            List<Evidence> further = new ArrayList<>();
            ForkJoinPool pool = global.pool();
            try {
                if (!plan.controls().isEmpty()) further.add(understanding.conditionalGaps(part, plan));
                if (tests) further.add(understanding.groupTests(part, plan, PERMUTATIONS, pool));
                if (bootstrap > 0) further.add(understanding.groupBootstrap(part, plan, bootstrap, pool));
                if (curves) further.addAll(understanding.groupCurves(part, plan, pool));
                if (consistency != null) {
                    List<String> columns = similar(understanding, plan);
                    further.add(understanding.consistency(part, plan, columns, consistency, pool));
                }
                if (inequality) further.add(understanding.groupInequality(part, plan));
            } finally {
                pool.shutdown();
            }
            List<Evidence> drawn = new ArrayList<>(List.of(evidence));
            drawn.addAll(further);
            page.fairness(terminal, predicted.name(), drawn);
            if (terminal.json()) {
                if (further.isEmpty()) terminal.print(evidence.toJson());
                else terminal.print(all(evidence, further));
                return 0;
            }
            source.notes().forEach(terminal::print);
            FairnessText text = new FairnessText(terminal);
            text.print(evidence);
            further.forEach(text::print);
            return 0;
        }

        private List<String> similar(Understanding understanding, FairnessPlan plan) {
            if (similar != null) return DataOptions.names(similar);
            List<String> columns = new ArrayList<>(understanding.inputs());
            plan.features().forEach(columns::removeAll);
            if (!columns.isEmpty()) return columns;
            throw CandorException.user(
                    "CND-U060",
                    "nothing says which rows are alike",
                    "--similar, or a model with inputs that are not sensitive",
                    "add --similar A,B with the columns that should decide");
        }

        private static Json.Obj all(Evidence first, List<Evidence> further) {
            List<Json> all = new ArrayList<>(List.of(first.toJson()));
            for (Evidence more : further) all.add(more.toJson());
            return Json.object().put("evidence", Json.array(all)).build();
        }

        private FairnessPlan plan() {
            Map<String, ConfusionFormula> formulas = new TreeMap<>();
            metrics.forEach((name, formula) -> formulas.put(name, ConfusionFormula.of(formula)));
            Map<String, String> weighted = new TreeMap<>();
            for (String weight : weights) {
                int equals = weight.indexOf('=');
                weighted.put(equals < 0 ? "" : weight.substring(0, equals), weight.substring(equals + 1));
            }
            return new FairnessPlan(
                    GroupsOf.alone(sensitive),
                    GroupsOf.joined(sensitive),
                    DataOptions.names(control),
                    Map.of(),
                    minGroup,
                    minSupport,
                    formulas,
                    weighted);
        }
    }
}
