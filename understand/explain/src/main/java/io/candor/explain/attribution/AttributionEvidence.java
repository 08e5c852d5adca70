package io.candor.explain.attribution;

import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.math.ExactSum;
import io.candor.core.model.Input;
import io.candor.core.model.Model;
import io.candor.core.random.RandomStreams;
import io.candor.explain.AdditiveImportance;
import io.candor.explain.ExplainedRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;

/**
 * Values of drawn rows as evidence {@code explain.attributions} v1, one for each output: features by importance with intervals of
 * their size and of their rank, and of each its value in every row beside what the row has. Pictures of many rows are drawn from it.
 *
 * <pre>{@code
 * List<Evidence> many = new AttributionEvidence(model, 42, ForkJoinPool.commonPool()).of(table, 300, subjects);
 * }</pre>
 */
public final class AttributionEvidence {
    private static final String COUNTED = "The model does not say how many training rows reached each node:"
            + " the rows of the data were counted instead.";

    private final Model model;
    private final long seed;
    private final ForkJoinPool pool;

    public AttributionEvidence(Model model, long seed, ForkJoinPool pool) {
        this.model = model;
        this.seed = seed;
        this.pool = pool;
    }

    /**
     * @param table all rows; of them at most {@code most} are drawn by the seed
     * @param subjects digests of the model and of the data
     * @return one for each output; none for a model whose values are not exact
     * @throws io.candor.core.CandorException {@code CND-E002} without rows
     */
    public List<Evidence> of(Table table, int most, List<Subject> subjects) {
        ExplainedRows.checkSome(table);
        RandomStreams random = new RandomStreams(seed);
        int[] order = random.stream("explain.attributions").permutation(table.rows());
        int[] rows = Arrays.copyOf(order, Math.min(most, order.length));
        Arrays.sort(rows);
        Table drawn = table.select(rows);
        Optional<Attributions> found = Attributions.of(model, drawn, table, pool);
        List<Evidence> all = new ArrayList<>();
        if (found.isEmpty()) return all;
        for (int k = 0; k < found.get().outputs().count(); k++) {
            Evidence own = evidence(found.get(), k, drawn, rows, random, subjects);
            all.add(found.get().counted() ? own.withLimit(COUNTED) : own);
        }
        return all;
    }

    private Evidence evidence(
            Attributions found, int output, Table drawn, int[] rows, RandomStreams random, List<Subject> subjects) {
        int inputs = model.inputs().size();
        int outputs = found.outputs().count();
        double[][] values = new double[inputs][];
        double[][] sizes = new double[inputs][];
        for (int j = 0; j < inputs; j++) {
            values[j] = found.values()[j * outputs + output];
            sizes[j] = Arrays.stream(values[j]).map(Math::abs).toArray();
        }
        RankIntervals ranks = RankIntervals.of(sizes, random.stream("explain.ranks." + output));
        List<AdditiveImportance.Importance> importance = new ArrayList<>();
        List<Integer> order = new ArrayList<>();
        for (int j = 0; j < inputs; j++) {
            importance.add(AdditiveImportance.mean(model.inputs().get(j).name(), sizes[j], null));
            order.add(j);
        }
        order.sort(Comparator.comparingDouble((Integer j) -> -importance.get(j).value())
                .thenComparing(j -> importance.get(j).name()));
        List<Json> features = new ArrayList<>();
        for (int j : order) {
            AdditiveImportance.Importance own = importance.get(j);
            Json.Builder feature = Json.object()
                    .put("name", own.name())
                    .put("importance", own.value())
                    .put("rankLow", ranks.low()[j])
                    .put("rankHigh", ranks.high()[j])
                    .put("values", Json.numbers(values[j]))
                    .put("data", data(model.inputs().get(j), drawn.column(own.name())));
            if (!Double.isNaN(own.low())) feature.put("low", own.low()).put("high", own.high());
            partner(found.pairs()[j])
                    .ifPresent(p ->
                            feature.put("partner", model.inputs().get(p).name()).put("together", found.pairs()[j][p]));
            features.add(feature.build());
        }
        double[] scores = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            ExactSum sum = new ExactSum();
            sum.add(found.base()[output]);
            for (double[] column : values) sum.add(column[i]);
            scores[i] = sum.value();
        }
        Json.Obj result = Json.object()
                .put("method", found.method())
                .put("output", found.outputs().scale())
                .put("of", found.outputs().names().get(output))
                .put("baseValue", found.base()[output])
                .put("rows", Json.numbers(Arrays.stream(rows).asDoubleStream().toArray()))
                .put("scores", Json.numbers(scores))
                .put("features", Json.array(features))
                .build();
        return new Evidence(
                "explain.attributions",
                1,
                subjects,
                new Evidence.Method("values of drawn rows", 1, "Lundberg et al. 2020; ranks: Efron & Tibshirani 1993"),
                Json.object()
                        .put("rows", rows.length)
                        .put("seed", Long.toString(seed))
                        .put("confidence", 0.95)
                        .put("rank_replicates", RankIntervals.REPLICATES)
                        .build(),
                result,
                List.of(
                        "Says how the model came to its scores, not what would happen to people whose values changed.",
                        "Intervals tell the chance of these rows only, not of the training."),
                Disclosure.rows());
    }

    private static Optional<Integer> partner(double[] strengths) {
        int best = 0;
        for (int j = 1; j < strengths.length; j++) if (strengths[j] > strengths[best]) best = j;
        return strengths.length > 0 && strengths[best] > 0 ? Optional.of(best) : Optional.empty();
    }

    /** Numbers of a number, texts of a category, null where missing. */
    private static Json data(Input input, Column column) {
        List<Json> cells = new ArrayList<>();
        for (int i = 0; i < column.size(); i++) {
            if (column.isMissing(i)) cells.add(Json.NULL);
            else if (input.kind() == Input.Kind.NUMBER && column instanceof NumericColumn numbers) {
                double v = numbers.get(i);
                cells.add(Double.isInfinite(v) ? Json.NULL : Json.of(v));
            } else cells.add(Json.of(String.valueOf(column.text(i))));
        }
        return Json.array(cells);
    }
}
