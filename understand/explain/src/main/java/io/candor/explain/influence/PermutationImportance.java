package io.candor.explain.influence;

import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.random.RandomStream;
import io.candor.core.random.RandomStreams;
import io.candor.evaluation.Intervals;
import io.candor.evaluation.Losses;
import io.candor.evaluation.Moments;
import io.candor.explain.blackbox.BlackBox;
import io.candor.explain.blackbox.InputRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Permutation importance (Breiman 2001; as a difference of losses, Fisher, Rudin &amp; Dominici 2019): how much the mean loss grows when an
 * input's values are dealt out among the rows anew. The loss is the log loss, or the squared error of a number. A row's increase is
 * its mean over the repetitions; the interval is Student's over rows, so it holds for other rows like these.
 *
 * <pre>{@code
 * BlackBox box = new BlackBox(model, false, ForkJoinPool.commonPool());
 * Evidence importance = new PermutationImportance(box, PermutationImportance.REPETITIONS, 42)
 *         .evidence(InputRows.of(model.inputs(), table), target, subjects);
 * }</pre>
 *
 * @param model its predictions, not log-odds
 * @param repetitions of each input's deal
 */
public record PermutationImportance(BlackBox model, int repetitions, long seed) {
    public static final int REPETITIONS = 10;

    /** Per input, in order. */
    public List<Estimate> of(InputRows rows, Target target) {
        int n = rows.rows();
        double[] before = losses(model.score(rows.table()), target);
        List<Estimate> found = new ArrayList<>();
        int[] same = new int[n];
        Arrays.setAll(same, i -> i);
        for (int j = 0; j < rows.inputs().size(); j++) {
            double[] increase = new double[n];
            for (int r = 0; r < repetitions; r++) {
                RandomStream random = new RandomStreams(seed).stream("explain.permutation." + j, r);
                int[][] picked = new int[rows.inputs().size()][];
                Arrays.fill(picked, same);
                picked[j] = random.permutation(n);
                double[] after = losses(
                        model.to("permute '" + rows.inputs().get(j).name() + "'")
                                .score(rows.mixed(picked)),
                        target);
                for (int i = 0; i < n; i++) increase[i] += (after[i] - before[i]) / repetitions;
            }
            found.add(Intervals.mean(Moments.of(increase), "no rows"));
        }
        return found;
    }

    private double[] losses(double[] scores, Target target) {
        int outputs = model.outputs().count();
        double[] losses = new double[target.values().length];
        for (int i = 0; i < losses.length; i++) {
            double label = target.values()[i];
            if (target.task() == Task.REGRESSION) losses[i] = (label - scores[i]) * (label - scores[i]);
            else if (target.task() == Task.BINARY) losses[i] = Losses.log((int) label, scores[i]);
            else losses[i] = Losses.log(1, scores[i * outputs + (int) label]);
        }
        return losses;
    }

    /** As evidence {@code explain.importance} v1. */
    public Evidence evidence(InputRows rows, Target target, List<Subject> subjects) {
        List<Estimate> found = of(rows, target);
        List<Json.Obj> features = new ArrayList<>();
        for (int j = 0; j < found.size(); j++) {
            Json.Builder json = Json.object().put("name", rows.inputs().get(j).name());
            if (found.get(j) instanceof Estimate.Interval i)
                json.put("importance", i.value()).put("low", i.low()).put("high", i.high());
            else if (found.get(j) instanceof Estimate.Point p) json.put("importance", p.value());
            else json.put("importance", 0);
            features.add(json.build());
        }
        features.sort(Comparator.comparingDouble((Json.Obj f) -> -f.number("importance"))
                .thenComparing(f -> f.text("name")));
        String loss = target.task() == Task.REGRESSION ? "squared error" : "log loss";
        return new Evidence(
                "explain.importance",
                1,
                subjects,
                new Evidence.Method("permutation importance", 1, "Breiman 2001; Fisher, Rudin & Dominici 2019"),
                Json.object()
                        .put("loss", loss)
                        .put("repetitions", repetitions)
                        .put("seed", Long.toString(seed))
                        .put("confidence", 0.95)
                        .build(),
                Json.object()
                        .put("method", "rise of the " + loss + " when permuted")
                        .put("output", loss)
                        .put("features", Json.array(features))
                        .build(),
                List.of(
                        "Inputs that go together stand in for each other: each looks less important than both are.",
                        "Dealt-out values meet rows that they would not meet in life.",
                        "Says what this model uses, not what would predict well."),
                Disclosure.aggregate(rows.rows()));
    }
}
