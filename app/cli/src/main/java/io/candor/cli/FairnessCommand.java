package io.candor.cli;

import io.candor.assessment.AssessedModel;
import io.candor.assessment.DataSource;
import io.candor.assessment.Understanding;
import io.candor.core.CandorException;
import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.evaluation.ConfusionFormula;
import io.candor.fairness.FairnessPlan;
import io.candor.io.Models;
import io.candor.io.SavedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            FairnessDataCommand.class
        },
        synopsisSubcommandLabel = "assess|mitigate|monitor|report|slices|data",
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

        @Option(names = "--model", paramLabel = "MODEL", description = ModelFiles.ANY)
        @Nullable
        Path model;

        @Option(names = "--prediction", paramLabel = "P", description = "Column of predicted classes or numbers.")
        @Nullable
        String prediction;

        @Option(names = "--score", paramLabel = "S", description = "Column of P(positive).")
        @Nullable
        String score;

        @Option(
                names = "--threshold",
                paramLabel = "T",
                defaultValue = "0.5",
                description = "Decide positive from this score when only scores are given (default: 0.5).")
        double threshold = 0.5;

        @Option(
                names = "--sensitive",
                required = true,
                paramLabel = "A,B",
                description = "Columns whose groups are compared.")
        String sensitive = "";

        @Option(
                names = "--control",
                paramLabel = "C",
                description = "Columns within whose values everything is compared again.")
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

        @Override
        public Integer call() {
            Terminal terminal = global.terminal();
            Optional<SavedModel> saved = Optional.ofNullable(model).map(Models::load);
            if (data.label == null) saved.ifPresent(s -> data.label = s.model().target());
            DataSource source = data.read(saved.map(EvaluateCommand::positive).orElse(null));
            DataSource.Part part = source.whole("all");
            Understanding understanding = new Understanding(assessed(saved, source), global.seed());
            FairnessPlan plan = plan();
            Evidence evidence = understanding.fairness(part, plan);
            List<Evidence> further = new ArrayList<>();
            ForkJoinPool pool = global.pool();
            try {
                if (tests) further.add(understanding.groupTests(part, plan, PERMUTATIONS, pool));
                if (bootstrap > 0) further.add(understanding.groupBootstrap(part, plan, bootstrap, pool));
            } finally {
                pool.shutdown();
            }
            if (terminal.json()) {
                if (further.isEmpty()) terminal.print(evidence.toJson());
                else terminal.print(all(evidence, further));
                return 0;
            }
            source.notes().forEach(terminal::print);
            for (Map.Entry<String, Json> feature :
                    evidence.result().object("features").members().entrySet()) {
                print(terminal, feature.getKey(), (Json.Obj) feature.getValue());
            }
            for (Evidence more : further) {
                if (more.kind().equals("fairness.tests")) tests(terminal, more.result());
                else drawn(terminal, more.result());
            }
            return 0;
        }

        private static Json.Obj all(Evidence first, List<Evidence> further) {
            List<Json> all = new ArrayList<>(List.of(first.toJson()));
            for (Evidence more : further) all.add(more.toJson());
            return Json.object().put("evidence", Json.array(all)).build();
        }

        /** Of the largest differences; --json has everything. */
        private static void drawn(Terminal terminal, Json.Obj result) {
            TextTable table = new TextTable("feature", "rows", "gap", "2.5 %", "median", "97.5 %");
            for (Map.Entry<String, Json> feature :
                    result.object("features").members().entrySet()) {
                for (Map.Entry<String, Json> stratum : ((Json.Obj) feature.getValue())
                        .object("strata")
                        .members()
                        .entrySet()) {
                    Json.Obj gaps = ((Json.Obj) stratum.getValue()).object("disparities");
                    for (Map.Entry<String, Json> metric : gaps.members().entrySet()) {
                        Json.Obj spread = ((Json.Obj) metric.getValue()).object("difference");
                        if (spread.get("undefined") != null) continue;
                        table.row(
                                feature.getKey(),
                                stratum.getKey(),
                                metric.getKey() + ".difference",
                                Figures.of(spread.number("low")),
                                Figures.of(spread.number("median")),
                                Figures.of(spread.number("high")));
                    }
                }
            }
            terminal.print("");
            terminal.print(table.toString());
            terminal.print("");
            terminal.print(
                    "over draws of the rows: how far estimates move, no intervals for the true gaps; --json has all");
        }

        private static void tests(Terminal terminal, Json.Obj result) {
            TextTable table = new TextTable("feature", "rows", "metric", "n", "statistic", "p", "q");
            for (Json item : result.array("tests")) {
                Json.Obj test = (Json.Obj) item;
                table.row(
                        test.text("feature"),
                        test.text("stratum"),
                        test.text("metric"),
                        Long.toString((long) test.number("n")),
                        Figures.of(test.number("statistic")),
                        Figures.of(test.number("p")),
                        Figures.of(test.number("q")));
            }
            terminal.print("");
            terminal.print(table.toString());
            terminal.print("");
            terminal.print(
                    "q: to call all tests with q up to 0.05 a difference makes at most 5 % of these calls wrong on average");
        }

        private AssessedModel assessed(Optional<SavedModel> saved, DataSource source) {
            if (saved.isPresent()) return AssessedModel.of(name(), saved.get(), false);
            if (prediction == null && score == null) {
                throw CandorException.user(
                        "CND-U007", "nothing to assess", "--model, --prediction or --score", "name one of them");
            }
            return new AssessedModel(
                    "predictions",
                    source.fileDigest(),
                    "predictions",
                    false,
                    Json.object().build(),
                    new AssessedModel.Source.Columns(
                            Optional.ofNullable(prediction), Optional.ofNullable(score), threshold));
        }

        private String name() {
            return model == null ? "model" : String.valueOf(model.getFileName());
        }

        private FairnessPlan plan() {
            List<String> alone = new ArrayList<>();
            List<List<String>> joined = new ArrayList<>();
            for (String name : DataOptions.names(sensitive)) {
                if (name.contains("+")) joined.add(List.of(name.split("\\+")));
                else alone.add(name);
            }
            Map<String, ConfusionFormula> formulas = new TreeMap<>();
            metrics.forEach((name, formula) -> formulas.put(name, ConfusionFormula.of(formula)));
            Map<String, String> weighted = new TreeMap<>();
            for (String weight : weights) {
                int equals = weight.indexOf('=');
                weighted.put(equals < 0 ? "" : weight.substring(0, equals), weight.substring(equals + 1));
            }
            return new FairnessPlan(
                    alone.stream().distinct().toList(),
                    joined.stream().distinct().toList(),
                    DataOptions.names(control),
                    Map.of(),
                    minGroup,
                    minSupport,
                    formulas,
                    weighted);
        }

        private static void print(Terminal terminal, String feature, Json.Obj body) {
            for (Map.Entry<String, Json> stratum :
                    body.object("strata").members().entrySet()) {
                Json.Obj strata = (Json.Obj) stratum.getValue();
                terminal.print("");
                terminal.print("by " + TextTable.printable(feature)
                        + (stratum.getKey().equals("all") ? "" : ", given " + TextTable.printable(stratum.getKey())));
                terminal.print(groups(strata.object("groups")));
                terminal.print("");
                terminal.print(gaps(strata.object("disparities")));
            }
            if (body.number("unknown") > 0)
                terminal.print((long) body.number("unknown") + " rows have no value for " + feature);
        }

        private static String groups(Json.Obj groups) {
            List<String> metrics = groups.members().values().stream()
                    .findFirst()
                    .map(g -> List.copyOf(
                            ((Json.Obj) g).object("metrics").members().keySet()))
                    .orElse(List.of());
            List<String> headers = new ArrayList<>(List.of("group", "n"));
            headers.addAll(metrics);
            TextTable table = new TextTable(headers.toArray(String[]::new));
            for (Map.Entry<String, Json> group : groups.members().entrySet()) {
                Json.Obj cell = (Json.Obj) group.getValue();
                List<String> row = new ArrayList<>(List.of(group.getKey(), Long.toString((long) cell.number("n"))));
                for (String metric : metrics)
                    row.add(brief(Estimate.fromJson(cell.object("metrics").object(metric))));
                table.row(row.toArray(String[]::new));
            }
            return table.toString();
        }

        private static String brief(Estimate estimate) {
            if (estimate instanceof Estimate.Interval i) return fixed(i.value());
            return estimate instanceof Estimate.Point p ? fixed(p.value()) : "undefined";
        }

        private static String fixed(double v) {
            return new java.math.BigDecimal(v)
                    .setScale(4, java.math.RoundingMode.HALF_EVEN)
                    .toPlainString();
        }

        private static String gaps(Json.Obj disparities) {
            TextTable table = new TextTable("gap", "value [95 % interval]", "lowest", "highest", "n (smallest)");
            for (Map.Entry<String, Json> metric : disparities.members().entrySet()) {
                for (Map.Entry<String, Json> kind :
                        ((Json.Obj) metric.getValue()).members().entrySet()) {
                    if (kind.getKey().endsWith("to_overall")) continue;
                    Json.Obj gap = (Json.Obj) kind.getValue();
                    Estimate estimate = Estimate.fromJson(gap);
                    table.row(
                            metric.getKey() + "." + kind.getKey(),
                            Figures.of(estimate),
                            gap.optionalText("lowest").orElse("–"),
                            gap.optionalText("highest").orElse("–"),
                            Long.toString(estimate.n()));
                }
            }
            return table.toString();
        }
    }
}
