package io.candor.explain.surrogate;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.model.LinearModel;
import io.candor.core.model.Model;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.model.Trainer;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.evaluation.RegressionEvaluation;
import io.candor.explain.Coefficients;
import io.candor.explain.TreeStructure;
import io.candor.explain.blackbox.BlackBox;
import io.candor.explain.blackbox.InputRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A glass-box model that learns the predictions of another (Craven &amp; Shavlik 1996), one for each output. Its fidelity, the share of the
 * predictions' variance that it tells, is measured on a quarter of the rows that it did not learn from.
 *
 * @param name of the surrogate's kind, for people
 */
public record GlobalSurrogate(BlackBox model, String name, Trainer trainer, long seed) {
    private static final int LEAST_ROWS = 20;

    /**
     * What was learnt for one output.
     *
     * @param fidelity R² on the rows held out
     * @param gap mean |surrogate − model| there
     */
    public record Learnt(Model surrogate, Estimate fidelity, Estimate gap) {}

    /**
     * By output.
     *
     * @throws CandorException {@code CND-E016} if there are too few rows to hold some out
     */
    public Map<String, Learnt> of(InputRows rows) {
        int n = rows.rows();
        if (n < LEAST_ROWS) {
            throw CandorException.user(
                    "CND-E016",
                    n + " rows are too few to learn a surrogate from and to test it",
                    "at least " + LEAST_ROWS,
                    "give more rows; they need no label");
        }
        int[] order = new RandomStreams(seed).stream("explain.surrogate").permutation(n);
        int[] held = Arrays.copyOf(order, n / 4);
        int[] train = Arrays.copyOfRange(order, n / 4, n);
        Arrays.sort(held);
        Arrays.sort(train);
        Table all = rows.table();
        double[] scores = model.score(all);
        int outputs = model.outputs().count();
        Map<String, Learnt> found = new LinkedHashMap<>();
        for (int k = 0; k < outputs; k++) {
            String output = model.outputs().names().get(k);
            Target target = new Target(output, Task.REGRESSION, picked(scores, train, outputs, k), List.of());
            Model surrogate = trainer.fit(
                    all.select(train), target, null, null, new RandomStreams(seed), Progress.NONE, Deadline.NEVER);
            double[] said = surrogate.score(all.select(held)).values();
            Map<String, Estimate> metrics = new RegressionEvaluation(picked(scores, held, outputs, k), said).metrics();
            found.put(output, new Learnt(surrogate, of(metrics, "r2"), of(metrics, "mae")));
        }
        return found;
    }

    private static Estimate of(Map<String, Estimate> metrics, String name) {
        Estimate found = metrics.get(name);
        if (found == null) throw new IllegalStateException(name);
        return found;
    }

    private static double[] picked(double[] scores, int[] rows, int outputs, int output) {
        double[] picked = new double[rows.length];
        for (int i = 0; i < rows.length; i++) picked[i] = scores[rows[i] * outputs + output];
        return picked;
    }

    /** As evidence {@code explain.surrogate} v1. */
    public Evidence evidence(InputRows rows, List<Subject> subjects) {
        Json.Builder outputs = Json.object();
        List<String> limits = new ArrayList<>();
        of(rows).forEach((output, learnt) -> {
            Json.Builder json = Json.object()
                    .put("fidelity", learnt.fidelity().toJson())
                    .put("mean_absolute_gap", learnt.gap().toJson());
            if (learnt.surrogate() instanceof TreeEnsemble tree && tree.trees().count() == 1)
                json.put("tree", new TreeStructure(tree).evidence(subjects).result());
            if (learnt.surrogate() instanceof LinearModel linear)
                json.put(
                        "coefficients",
                        new Coefficients(linear).evidence(subjects).result());
            outputs.put(output, json.build());
        });
        limits.add("Explains the model only as far as its fidelity goes; the rest of the predictions is not told.");
        limits.add("Another sample may give another surrogate of the same fidelity.");
        limits.add("Intervals within a surrogate take its target, the model's predictions, as observations.");
        return new Evidence(
                "explain.surrogate",
                1,
                subjects,
                new Evidence.Method("global surrogate, " + name, 1, "Craven & Shavlik 1996"),
                Json.object()
                        .put("surrogate", name)
                        .put("held_out", "a quarter of the rows")
                        .put("seed", Long.toString(seed))
                        .build(),
                Json.object()
                        .put("method", "surrogate")
                        .put("surrogate", name)
                        .put("output", model.outputs().scale())
                        .put("outputs", outputs.build())
                        .build(),
                limits,
                Disclosure.aggregate(1));
    }
}
