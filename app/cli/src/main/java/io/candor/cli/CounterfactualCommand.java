package io.candor.cli;

import io.candor.assessment.ExplainingAnyModel;
import io.candor.assessment.Recourse;
import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.evidence.Evidence;
import io.candor.core.model.Task;
import io.candor.core.port.Deadline;
import io.candor.explain.counterfactual.Constraints;
import io.candor.explain.counterfactual.Goal;
import io.candor.explain.counterfactual.Move;
import io.candor.explain.counterfactual.Preferences;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code candor counterfactual}. */
@Command(
        name = "counterfactual",
        header = "Find the nearest changes of a row that would give it another outcome.",
        footer = {
            "",
            "A changed value is one of the data, or a number on the way there. A row may keep what it has.",
            "The same seed gives the same ways, unless the time limit cuts the search short, which is said.",
            "",
            "Examples:",
            "  candor counterfactual --model model --data F.csv --row 3 --freeze sex,age",
            "  candor counterfactual --model model --data F.csv --rows 0,5-9 --count 3 --only-up age",
            "  candor counterfactual --model model --data F.csv --row 3 --range age=18..60 --time-limit 5s"
        })
final class CounterfactualCommand extends Verb {
    @Option(
            names = "--model",
            required = true,
            paramLabel = "MODEL",
            description = "A saved model's folder, or a file that Candor reads.")
    Path model = Path.of("");

    @Option(names = "--data", required = true, paramLabel = "F", description = "CSV file with the model's inputs.")
    Path data = Path.of("");

    @Option(names = "--row", paramLabel = "N", description = "The row, from 0.")
    @Nullable
    String row;

    @Option(names = "--rows", paramLabel = "0,5-9", description = "Several rows, from 0.")
    @Nullable
    String rows;

    @Option(
            names = "--target",
            paramLabel = "V",
            description = "The wanted class (default: another than now), or of a number a range: 100..200.")
    @Nullable
    String target;

    @Option(names = "--probability", paramLabel = "P", description = "The least probability of the wanted class.")
    @Nullable
    Double probability;

    @Option(names = "--count", paramLabel = "K", description = "Ways to find for each row (default: 1).")
    int count = 1;

    @Option(names = "--freeze", paramLabel = "A,B", description = "Inputs that keep their values.")
    @Nullable
    String freeze;

    @Option(names = "--range", paramLabel = "A=18..60", description = "What a number may change to, repeatable.")
    List<String> ranges = List.of();

    @Option(names = "--allow", paramLabel = "A=x,y", description = "Levels to change to, repeatable.")
    List<String> allowed = List.of();

    @Option(names = "--only-up", paramLabel = "A,B", description = "Numbers that may only rise.")
    @Nullable
    String up;

    @Option(names = "--only-down", paramLabel = "A,B", description = "Numbers that may only fall.")
    @Nullable
    String down;

    @Option(
            names = "--imply",
            paramLabel = "RULE",
            description = "As in 'education_num up => age not down', repeatable.")
    List<String> implications = List.of();

    @Option(names = "--cost", paramLabel = "A=2", description = "Price of a unit of distance (default: 1), repeatable.")
    List<String> costs = List.of();

    @Option(
            names = "--background",
            paramLabel = "F",
            description = "Rows like those of the training: what occurs, what is plausible (default: --data).")
    @Nullable
    Path background;

    @Option(names = "--time-limit", paramLabel = "5s", description = "Return what was found by then.")
    @Nullable
    String limit;

    @Mixin
    PageOption page = new PageOption();

    @Override
    public Integer call() {
        Terminal terminal = global.terminal();
        TimeLimit.of(limit); // refused before anything is read; the time begins after it
        Constraints constraints = constraints();
        Preferences wishes = Preferences.DEFAULT.count(count).costs(prices());
        ExplainCommand.Opened opened = ExplainCommand.Opened.of(model, data);
        int[] positions = positions(opened.rows().rows());
        Optional<ExplainingAnyModel.Background> behind = opened.background(background);
        Table like = behind.map(ExplainingAnyModel.Background::rows).orElse(opened.rows());
        ForkJoinPool pool = global.pool();
        try {
            Recourse recourse = new Recourse(opened.model(), opened.decider(), opened.subjects(behind), pool);
            Goal goal = goal(recourse);
            Deadline deadline = TimeLimit.of(limit);
            Evidence evidence = recourse.counterfactuals(
                    opened.rows(), positions, like, goal, constraints, wishes, global.seed(), deadline, terminal);
            if (terminal.json()) terminal.print(evidence.result());
            else terminal.print(CounterfactualText.of(evidence.result()));
            page.write(terminal, model, List.of(evidence));
        } finally {
            pool.shutdown();
        }
        return 0;
    }

    private int[] positions(int all) {
        if (row != null && rows == null) return new int[] {RecourseText.one(row, all)};
        if (rows != null && row == null) return ExplainCommand.positions(rows, all);
        throw CandorException.user(
                "CND-U041", "it is not said which rows to explain", "--row N, or --rows 0,5-9", "give one of the two");
    }

    private Constraints constraints() {
        Constraints all = Constraints.NONE.freeze(DataOptions.names(freeze));
        for (String text : ranges) {
            RecourseText.Pair pair = RecourseText.pair("--range", text);
            Constraints.Range range = RecourseText.range("--range", pair.value());
            all = all.range(pair.name(), range.low(), range.high());
        }
        for (String text : allowed) {
            RecourseText.Pair pair = RecourseText.pair("--allow", text);
            all = all.allow(pair.name(), Arrays.asList(pair.value().split(",")));
        }
        for (String name : DataOptions.names(up)) all = all.only(name, Move.RISES);
        for (String name : DataOptions.names(down)) {
            if (all.directions().containsKey(name)) all = all.freeze(List.of(name)); // neither up nor down is left
            all = all.only(name, Move.FALLS);
        }
        for (String text : implications) all = all.imply(RecourseText.implication(text));
        return all;
    }

    private Map<String, Double> prices() {
        Map<String, Double> prices = new LinkedHashMap<>();
        for (String text : costs) {
            RecourseText.Pair pair = RecourseText.pair("--cost", text);
            Constraints.Range one = RecourseText.range("--cost", pair.value() + ".." + pair.value());
            prices.put(pair.name(), one.low());
        }
        return prices;
    }

    private Goal goal(Recourse recourse) {
        boolean number = recourse.model().task() == Task.REGRESSION;
        if (number ? target == null || probability != null : target == null && probability != null) {
            throw CandorException.user(
                    "CND-U044",
                    number ? "it is not said which numbers are wanted" : "--probability is there and no class",
                    number ? "--target with a range, as in 100..200, without --probability" : "--target with a class",
                    "add --target");
        }
        if (number) {
            Constraints.Range range = RecourseText.range("--target", String.valueOf(target));
            return new Goal.Within(range.low(), range.high());
        }
        if (probability != null) return new Goal.Probable(String.valueOf(target), probability);
        return recourse.decided(Optional.ofNullable(target));
    }
}
