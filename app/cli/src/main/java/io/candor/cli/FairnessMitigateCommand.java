package io.candor.cli;

import io.candor.assessment.Algorithm;
import io.candor.assessment.DataSource;
import io.candor.assessment.FreshFolder;
import io.candor.assessment.InputSelection;
import io.candor.assessment.Mitigation;
import io.candor.assessment.MitigationSet;
import io.candor.core.CandorException;
import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.file.AtomicFile;
import io.candor.core.json.Json;
import io.candor.fairness.Criterion;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.compare.ComparisonPlan;
import io.candor.report.HtmlReport;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code candor fairness mitigate}. */
@Command(
        name = "mitigate",
        header = "Make decisions more alike between groups, and see what it costs.",
        footer = {
            "",
            "Learns on a part of the rows, and compares with and without on the rest.",
            "exponentiated-gradient mixes models; --bound is of a group from the mean.",
            "grid-search chooses one such model, without chance.",
            "reweighing learns from weights that make label and group independent.",
            "threshold sets thresholds by group; --bound is of any two groups.",
            "reject-option favours, near the threshold, groups that are selected less often.",
            "correlation-remover takes from inputs what the sensitive columns say of them.",
            "all saves every method's model into a folder of its own, and compares them.",
            "",
            "Examples:",
            "  candor fairness mitigate --data F.csv --label hired --sensitive sex --out m",
            "  candor fairness mitigate --data F.csv --label hired --sensitive sex --method threshold --out m",
            "  candor fairness mitigate --data F.csv --label y --sensitive sex --method all --out all --report a.html"
        })
final class FairnessMitigateCommand extends Verb {
    private static final String ALL = "all";

    @Mixin
    DataOptions data = new DataOptions();

    @Option(
            names = "--sensitive",
            required = true,
            paramLabel = "A,B",
            description = "Columns whose combined values make the groups.")
    String sensitive = "";

    @Option(
            names = "--control",
            paramLabel = "C",
            description = "exponentiated-gradient: compare groups within these values only.")
    @Nullable
    String control;

    @Option(
            names = "--method",
            paramLabel = "M",
            defaultValue = "exponentiated-gradient",
            description =
                    "exponentiated-gradient, grid-search, reweighing, threshold, reject-option, correlation-remover, or all of them (default: exponentiated-gradient).")
    String method = "exponentiated-gradient";

    @Option(
            names = "--constraint",
            paramLabel = "C",
            defaultValue = "equalized-odds",
            description =
                    "What shall be alike: demographic-parity, equalized-odds, true-positive-rate, false-positive-rate, error-rate, ... (default: equalized-odds).")
    String constraint = "equalized-odds";

    @Option(
            names = "--bound",
            paramLabel = "E",
            split = ",",
            defaultValue = "0.01",
            description = "Greatest difference; for all of the methods several: 0.01,0.05 (default: 0.01).")
    List<Double> bounds = List.of();

    @Option(
            names = "--algorithm",
            paramLabel = "A",
            defaultValue = "linear",
            description = "What is trained, as for train (default: linear).")
    String algorithm = "linear";

    @Option(names = "--set", paramLabel = "K=V", description = "A setting of the algorithm, repeatable.")
    Map<String, String> settings = new LinkedHashMap<>();

    @Mixin
    InputOptions inputs = new InputOptions();

    @Option(
            names = "--held-out",
            paramLabel = "S",
            defaultValue = "0.25",
            description = "Share of rows to compare on (default: 0.25).")
    double held = 0.25;

    @Option(
            names = "--unseen-group",
            paramLabel = "P",
            defaultValue = "refuse",
            description =
                    "threshold: what is decided of other groups: refuse, overall, or a group's name (default: refuse).")
    String unseen = "refuse";

    @Option(
            names = "--id",
            paramLabel = "I",
            description = "Column that tells rows apart when decisions are by chance.")
    @Nullable
    String id;

    @Option(
            names = "--key",
            paramLabel = "K",
            description = "Secret that decisions by chance are drawn from (default: of seed and data).")
    @Nullable
    String key;

    @Mixin
    ComparisonOptions compared = new ComparisonOptions();

    @Option(
            names = "--report",
            paramLabel = "F.html",
            description = "Also a page that draws it; of all, to compare them.")
    @Nullable
    Path report;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder for the model and its decisions.")
    Path out = Path.of("");

    @Override
    public Integer call() {
        Terminal terminal = global.terminal();
        boolean all = method.equals(ALL);
        if (!all) alone();
        Mitigation.Method how = all ? Mitigation.Method.EXPONENTIATED_GRADIENT : Mitigation.Method.of(method);
        Criterion criterion = Criterion.of(constraint);
        Algorithm chosen = Algorithm.of(algorithm);
        DataSource source = data.read(null);
        chosen.check(source.target().task(), settings);
        InputSelection selection = inputs.of(source, id == null ? List.of() : List.of(id));
        FairnessPlan groups =
                new FairnessPlan(DataOptions.names(sensitive), List.of(), DataOptions.names(control), Map.of(), 30);
        Mitigation mitigation = new Mitigation(
                how,
                criterion,
                bounds.get(0),
                groups,
                chosen,
                settings,
                held,
                unseen,
                Optional.ofNullable(key),
                Optional.ofNullable(id),
                global.seed());
        if (all) return every(mitigation, source, selection, terminal);
        ForkJoinPool pool = global.pool();
        Mitigation.Done done;
        try {
            done = FreshFolder.fill(
                    out, "model.json", () -> mitigation.run(source, selection.inputs(), pool, terminal, out));
        } finally {
            pool.shutdown();
        }
        if (report != null) {
            List<Evidence> drawn = List.of(done.evidence(), done.before(), done.after());
            AtomicFile.write(report, HtmlReport.fairness(String.valueOf(out.getFileName()), drawn));
        }
        if (terminal.json()) {
            terminal.print(Json.object()
                    .put("model", out.toString())
                    .put("digest", done.saved().digest())
                    .put("reads", Json.texts(done.reads()))
                    .put("notes", Json.texts(done.notes()))
                    .put("mitigation", done.evidence().toJson())
                    .put("before", done.before().toJson())
                    .put("after", done.after().toJson())
                    .build());
            return 0;
        }
        source.notes().forEach(terminal::print);
        terminal.print("inputs: " + String.join(", ", selection.inputs()));
        selection.leftOut().forEach(terminal::print);
        done.notes().forEach(terminal::print);
        terminal.print("");
        terminal.print(comparison(done.before(), done.after()));
        terminal.print("");
        terminal.print("on the rows held out, which took no part; 95 % intervals");
        terminal.print(
                done.reads().isEmpty()
                        ? "reads no sensitive column when it decides"
                        : "reads when it decides: " + String.join(", ", done.reads()));
        terminal.print(
                "saved: " + out + " (model, decider, mitigation.json)" + (report == null ? "" : "; report: " + report));
        return 0;
    }

    /** Every method, with every bound. */
    private int every(Mitigation mitigation, DataSource source, InputSelection selection, Terminal terminal) {
        ComparisonPlan plan =
                compared.plan(mitigation.assessed(), source.target().task());
        MitigationSet set = new MitigationSet(mitigation, bounds, plan);
        ForkJoinPool pool = global.pool();
        MitigationSet.Done done;
        try {
            done = FreshFolder.fill(
                    out, "comparison.json", () -> set.run(source, selection.inputs(), pool, terminal, out));
        } finally {
            pool.shutdown();
        }
        if (report != null) AtomicFile.write(report, HtmlReport.comparison("mitigations", done.comparison()));
        if (terminal.json()) {
            terminal.print(done.comparison().toJson());
            return 0;
        }
        source.notes().forEach(terminal::print);
        terminal.print("inputs: " + String.join(", ", selection.inputs()));
        selection.leftOut().forEach(terminal::print);
        done.notes().forEach(terminal::print);
        ComparisonText.print(terminal, done.comparison().result());
        terminal.print("");
        terminal.print("on the rows held out, which took no part; choosing among many on them flatters the choice");
        terminal.print("saved: " + out + "/<model>, comparison.json" + (report == null ? "" : "; report: " + report));
        return 0;
    }

    private void alone() {
        if (bounds.size() == 1
                && compared.performance == null
                && compared.disparity == null
                && compared.limits.isEmpty()
                && compared.policy == null) return;
        throw CandorException.user(
                "CND-U069",
                "several bounds, --performance, --disparity, --limit and --policy are of a comparison",
                "one bound and none of these, or --method all",
                "add --method all");
    }

    private static String comparison(Evidence before, Evidence after) {
        TextTable table = new TextTable("", "without", "with");
        for (String metric : List.of("accuracy", "selection_rate")) {
            table.row(metric, overall(before, metric), overall(after, metric));
        }
        String feature = String.valueOf(
                before.result().object("features").members().keySet().iterator().next());
        Json.Obj was = all(before, feature);
        Json.Obj is = all(after, feature);
        for (String composite : List.of("demographic_parity_difference", "equalized_odds_difference")) {
            table.row(
                    composite,
                    Figures.of(Estimate.fromJson(was.object("composites").object(composite))),
                    Figures.of(Estimate.fromJson(is.object("composites").object(composite))));
        }
        for (String metric : List.of("true_positive_rate", "false_positive_rate", "accuracy")) {
            table.row(metric + ".difference", gap(was, metric), gap(is, metric));
        }
        for (Map.Entry<String, Json> group : was.object("groups").members().entrySet()) {
            for (String metric : List.of("selection_rate", "true_positive_rate", "false_positive_rate")) {
                table.row(
                        metric + " of " + group.getKey(),
                        of((Json.Obj) group.getValue(), metric),
                        of((Json.Obj) is.object("groups").need(group.getKey()), metric));
            }
        }
        return table.toString();
    }

    private static Json.Obj all(Evidence evidence, String feature) {
        return evidence.result()
                .object("features")
                .object(feature)
                .object("strata")
                .object("all");
    }

    private static String overall(Evidence evidence, String metric) {
        return Figures.of(Estimate.fromJson(evidence.result().object("overall").object(metric)));
    }

    private static String gap(Json.Obj stratum, String metric) {
        return Figures.of(
                Estimate.fromJson(stratum.object("disparities").object(metric).object("difference")));
    }

    private static String of(Json.Obj group, String metric) {
        return Figures.of(Estimate.fromJson(group.object("metrics").object(metric)));
    }
}
