package io.candor.cli;

import io.candor.assessment.Config;
import io.candor.assessment.DataSource;
import io.candor.assessment.Understanding;
import io.candor.core.CandorException;
import io.candor.core.evidence.Evidence;
import io.candor.core.model.Task;
import io.candor.fairness.slices.SlicePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code candor fairness slices}. */
@Command(
        name = "slices",
        header = "Find the combinations of conditions in which a metric is worst.",
        description = {
            "",
            "All combinations of up to --depth conditions are looked through. The worst of many looks worse",
            "than it is: so half of the rows is searched and the other half measured, or, with --all-rows,",
            "p-values count every combination that was looked at.",
            ""
        },
        footer = {
            "",
            "A slice's conditions can be given to --where of other verbs.",
            "",
            "Examples:",
            "  candor fairness slices --data F.csv --label hired --prediction decision",
            "  candor fairness slices --model M --data F.csv --label hired --metric true_positive_rate",
            "  candor fairness slices --model M --data F.csv --label hired --columns age,sex --all-rows"
        })
final class FairnessSlicesCommand extends Verb {
    @Mixin
    DataOptions data = new DataOptions();

    @Mixin
    PredictedOptions predicted = new PredictedOptions();

    @Option(
            names = "--metric",
            paramLabel = "M",
            description = "error_rate, true_positive_rate, false_positive_rate, selection_rate, precision, ..., brier, "
                    + "log_loss, or a formula over tp, fp, tn, fn; of numbers mae, mse, mean_error (default: "
                    + "error_rate, mae).")
    @Nullable
    String metric;

    @Option(names = "--worse", paramLabel = "WAY", description = "higher or lower (default: as the metric says).")
    @Nullable
    String worse;

    @Option(
            names = "--columns",
            paramLabel = "A,B",
            description = "Columns of conditions (default: all but label and predictions).")
    @Nullable
    String columns;

    @Option(names = "--depth", paramLabel = "N", description = "Most conditions of a slice, 1 to 3 (default: 2).")
    int depth = 2;

    @Option(names = "--min-group", paramLabel = "N", description = "Least rows of a slice (default: 30).")
    int minGroup = 30;

    @Option(names = "--top", paramLabel = "N", description = "Most slices told, 1 to 100 (default: 5).")
    int top = 5;

    @Option(names = "--all-rows", description = "Search and measure all rows, with p-values over all slices.")
    boolean allRows;

    @Option(names = "--replicates", paramLabel = "N", description = "Permutations of --all-rows (default: 999).")
    int replicates = 999;

    @Mixin
    PageOption page = new PageOption();

    @Override
    public Integer call() {
        Terminal terminal = global.terminal();
        Optional<SlicePlan.Worse> way = Optional.ofNullable(worse).map(FairnessSlicesCommand::way);
        DataSource source = predicted.read(data);
        DataSource.Part part = source.whole("all");
        String chosen = metric != null ? metric : part.target().task() == Task.REGRESSION ? "mae" : "error_rate";
        SlicePlan plan = new SlicePlan(chosen, way, columns(part), Map.of(), depth, minGroup, top, allRows, replicates);
        ForkJoinPool pool = global.pool();
        try {
            Evidence evidence = new Understanding(predicted.assessed(source), global.seed()).slices(part, plan, pool);
            page.fairness(terminal, Config.stem(data.data), List.of(evidence));
            if (!terminal.json()) source.notes().forEach(terminal::print);
            terminal.print(SlicesText.of(evidence), evidence.toJson());
        } finally {
            pool.shutdown();
        }
        return 0;
    }

    private static SlicePlan.Worse way(String word) {
        for (SlicePlan.Worse each : SlicePlan.Worse.values())
            if (each.label().equals(word.toLowerCase(Locale.ROOT))) return each;
        throw CandorException.user(
                "CND-U064", "--worse is '" + word + "'", "higher or lower", "say which way the metric is worse");
    }

    private List<String> columns(DataSource.Part part) {
        if (columns != null) return DataOptions.names(columns);
        List<String> names = new ArrayList<>(part.table().names());
        names.remove(part.target().name());
        if (predicted.prediction != null) names.remove(predicted.prediction);
        if (predicted.score != null) {
            names.remove(predicted.score);
            for (String of : part.target().classes()) names.remove(predicted.score + "_" + of);
        }
        return names;
    }
}
