package io.candor.cli;

import io.candor.assessment.Algorithm;
import io.candor.assessment.DataAnalysis;
import io.candor.assessment.DataSource;
import io.candor.assessment.InputSelection;
import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import io.candor.core.evidence.Evidence;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.data.DataPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code candor fairness data}. */
@Command(
        name = "data",
        header = "Look at data before training: labels, shares, missing values and proxies by group.",
        description = {
            "",
            "No model is needed. A proxy is a column that tells the sensitive one; how well all inputs tell it",
            "together is asked of a model that is trained for it, on rows it has not seen.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  candor fairness data --data F.csv --label hired --sensitive sex,race",
            "  candor fairness data --data F.csv --label hired --sensitive sex --reference Female=0.5,Male=0.5"
        })
final class FairnessDataCommand extends Verb {
    private static final List<String> LEARNERS = List.of("linear", "ebm", "none");

    @Mixin
    DataOptions data = new DataOptions();

    @Mixin
    InputOptions inputs = new InputOptions();

    @Option(
            names = "--sensitive",
            required = true,
            paramLabel = "A,B",
            description = "Columns of groups; a '+' joins columns.")
    String sensitive = "";

    @Option(
            names = "--reference",
            paramLabel = "GROUP=SHARE,...",
            description =
                    "Shares that the groups should have; of one column among several SEX:GROUP=SHARE,... Repeatable.")
    List<String> references = List.of();

    @Option(names = "--min-group", paramLabel = "N", description = "Least rows of a group to be learnt (default: 30).")
    int minGroup = 30;

    @Option(
            names = "--learner",
            paramLabel = "A",
            description = "What learns groups from all inputs: linear, ebm or none (default: linear).")
    String learner = "linear";

    @Mixin
    PageOption page = new PageOption();

    @Override
    public Integer call() {
        if (!LEARNERS.contains(learner)) {
            throw CandorException.user(
                    "CND-U065",
                    "--learner is '" + learner + "'",
                    "one of " + String.join(", ", LEARNERS),
                    Suggestions.remedy(learner, LEARNERS));
        }
        Terminal terminal = global.terminal();
        DataSource source = data.read(null);
        InputSelection selection = inputs.of(source, List.of());
        FairnessPlan groups =
                new FairnessPlan(GroupsOf.alone(sensitive), GroupsOf.joined(sensitive), List.of(), Map.of(), minGroup);
        DataPlan plan = new DataPlan(groups, selection.inputs(), references(groups));
        Optional<Algorithm> algorithm = learner.equals("none") ? Optional.empty() : Optional.of(Algorithm.of(learner));
        ForkJoinPool pool = global.pool();
        try {
            Evidence evidence = new DataAnalysis(plan, algorithm, global.seed()).of(source.whole("all"), pool);
            if (!terminal.json()) {
                source.notes().forEach(terminal::print);
                selection.leftOut().forEach(terminal::print);
            }
            terminal.print(DataText.of(evidence), evidence.toJson());
            page.fairness(terminal, String.valueOf(data.data.getFileName()), List.of(evidence));
        } finally {
            pool.shutdown();
        }
        return 0;
    }

    private Map<String, Map<String, Double>> references(FairnessPlan groups) {
        Map<String, Map<String, Double>> all = new TreeMap<>();
        for (String text : references) {
            int colon = text.indexOf(':');
            String feature =
                    colon < 0 ? only(groups, text) : text.substring(0, colon).replace("+", " & ");
            Map<String, Double> shares = all.computeIfAbsent(feature, f -> new TreeMap<>());
            for (String each : DataOptions.names(text.substring(colon + 1))) {
                int equals = each.lastIndexOf('=');
                shares.put(equals < 0 ? each : each.substring(0, equals), share(each.substring(equals + 1), text));
            }
            if (groups.features().stream().noneMatch(f -> String.join(" & ", f).equals(feature))) throw bad(text);
        }
        return all;
    }

    private static String only(FairnessPlan groups, String text) {
        if (groups.features().size() != 1) throw bad(text);
        return String.join(" & ", groups.features().get(0));
    }

    private static double share(String number, String text) {
        try {
            return Double.parseDouble(number.strip());
        } catch (NumberFormatException e) {
            throw bad(text).causedBy(e);
        }
    }

    private static CandorException bad(String text) {
        return CandorException.user(
                "CND-U065",
                "--reference can't be read: '" + text + "'",
                "GROUP=SHARE,... for one sensitive column, COLUMN:GROUP=SHARE,... for one of several",
                "correct it");
    }
}
