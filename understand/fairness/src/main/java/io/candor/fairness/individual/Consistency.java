package io.candor.fairness.individual;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.model.Task;
import io.candor.core.random.RandomStreams;
import io.candor.fairness.Disparity;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.Predictions;
import io.candor.fairness.individual.internal.Coordinate;
import io.candor.fairness.individual.internal.Neighbours;
import io.candor.fairness.individual.internal.QueryRows;
import io.candor.fairness.internal.Frame;
import io.candor.fairness.internal.PlanJson;
import io.candor.fairness.internal.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/**
 * Consistency of the k nearest neighbours (Zemel et al. 2013): 1 − mean |ŷ_i − mean ŷ of the k rows nearest to i|, of decisions and of scores, over all rows and by group of the row that
 * asks. Immutable.
 *
 * <p>Deviations: a row is not its own neighbour (AIF360 counts it as the nearest, so that of k = 5 only 4 others speak, and consistency comes out too high by about a fifth of what is missing to
 * 1); distances are over columns of all kinds, see {@link Coordinate}, not Euclidean over numbers that were not scaled; of several classes a decision is consistent with the share of neighbours
 * that have the same.
 *
 * @param parameters as the evidence has them
 * @param rows all rows
 * @param queries rows whose neighbours were searched
 * @param references rows that could be neighbours
 * @param columns that tell rows apart
 * @param constant columns in which all rows have one value
 * @param identical queries whose neighbours are all at distance 0
 * @param meanDistance of neighbours, from 0 to 1
 * @param overall over all queries
 * @param features results by feature name, as in an assessment; over all rows, whatever the controls
 */
public record Consistency(
        Json.Obj parameters,
        Task task,
        int rows,
        int queries,
        int references,
        int neighbours,
        List<Json.Obj> columns,
        List<String> constant,
        long identical,
        double meanDistance,
        Alike overall,
        Map<String, Feature> features) {

    /**
     * @param unknown rows of which a value is missing
     * @param groups by label of the row that asks; its neighbours are of any group
     * @param differences largest − smallest consistency, by what is compared
     */
    public record Feature(
            List<String> columns, long unknown, Map<String, Alike> groups, Map<String, Disparity> differences) {}

    /**
     * @param n queries
     * @param consistency of {@code decision} and {@code score}, or of {@code prediction}; intervals as if queries were independent of each other
     * @param againstMost queries decided differently from more than half of their neighbours; −1 of numbers
     * @param againstAll queries decided differently from all of them; −1 of numbers
     */
    public record Alike(long n, Map<String, Estimate> consistency, long againstMost, long againstAll) {
        private Json.Obj toJson() {
            Json.Builder out = Json.object().put("n", n);
            consistency.forEach((name, estimate) -> out.put(name, estimate.toJson()));
            if (againstMost >= 0) out.put("against_most", againstMost).put("against_all", againstAll);
            return out.build();
        }
    }

    /**
     * The plan's weights for all metrics count for the rows that ask, not for their neighbours.
     *
     * @param similar columns in which rows are alike or not, one or more
     * @throws CandorException {@code CND-D003} no such column, {@code CND-F065} a column in which rows can't be compared, {@code CND-F066} none in which they differ, or too few rows; else what an assessment throws
     */
    public static Consistency of(
            FairnessPlan plan,
            Table table,
            Predictions predictions,
            List<String> similar,
            ConsistencySettings settings,
            RandomStreams random,
            ForkJoinPool pool) {
        Frame frame = Frame.of(plan, table, predictions);
        List<Coordinate> coordinates = new ArrayList<>();
        List<String> constant = new ArrayList<>();
        for (String name : similar.stream().distinct().toList()) {
            Coordinate coordinate = Coordinate.of(table.column(name));
            if (coordinate.constant()) constant.add(name);
            else coordinates.add(coordinate);
        }
        int k = settings.neighbours();
        if (coordinates.isEmpty() || frame.rows() <= k) {
            throw CandorException.user(
                    "CND-F066",
                    coordinates.isEmpty()
                            ? "there is no column in which rows differ"
                            : frame.rows() + " rows have no " + k + " neighbours",
                    "one column or more with two values, and more rows than neighbours",
                    "name columns in which rows can be alike, or ask for fewer neighbours");
        }
        int[] queries = drawn(frame.rows(), settings.queries(), random, "queries");
        int[] references = drawn(frame.rows(), Math.max(settings.references(), k + 1), random, "references");
        Neighbours found = Neighbours.of(coordinates, queries, references, k, pool);
        QueryRows asked = QueryRows.of(predictions, queries, found, Weights.common(plan, table));
        Map<String, Feature> features = new LinkedHashMap<>();
        for (Frame.Feature feature : frame.features())
            features.put(feature.name(), asked.feature(feature, plan.minSupport()));
        Json.Obj parameters = PlanJson.of(plan, table)
                .put("similar", Json.texts(similar))
                .put("neighbours", k)
                .put("most_queries", settings.queries())
                .put("most_references", settings.references())
                .put("seed", Long.toString(random.seed()))
                .build();
        return new Consistency(
                parameters,
                asked.task(),
                frame.rows(),
                queries.length,
                references.length,
                k,
                coordinates.stream().map(Coordinate::toJson).toList(),
                List.copyOf(constant),
                asked.identical(),
                asked.meanDistance(),
                asked.overall(),
                Collections.unmodifiableMap(features));
    }

    /** Ascending; all if there are no more than {@code most}. */
    private static int[] drawn(int n, int most, RandomStreams random, String what) {
        if (n <= most) return IntStream.range(0, n).toArray();
        int[] shuffled = random.stream("fairness.consistency/" + what).permutation(n);
        int[] drawn = Arrays.copyOf(shuffled, most);
        Arrays.sort(drawn);
        return drawn;
    }

    /** Evidence {@code fairness.consistency} v1. */
    public Evidence evidence(List<Subject> subjects) {
        Json.Builder found = Json.object();
        long smallest = queries;
        for (Map.Entry<String, Feature> entry : features.entrySet()) {
            Feature feature = entry.getValue();
            Json.Builder groups = Json.object();
            for (Map.Entry<String, Alike> group : feature.groups.entrySet()) {
                groups.put(group.getKey(), group.getValue().toJson());
                smallest = Math.min(smallest, group.getValue().n);
            }
            Json.Builder gaps = Json.object();
            feature.differences.forEach((name, gap) ->
                    gaps.put(name, Json.object().put("difference", gap.toJson()).build()));
            found.put(
                    entry.getKey(),
                    Json.object()
                            .put("columns", Json.texts(feature.columns))
                            .put("unknown", feature.unknown)
                            .put("groups", groups.build())
                            .put("disparities", gaps.build())
                            .build());
        }
        List<String> limits = new ArrayList<>(List.of(
                "Alike means alike in these columns, each counting the same: what else tells rows apart, and which differences should matter, is not in this figure.",
                "A decision rule parts rows that are alike wherever its threshold runs; consistency below 1 is no error by itself.",
                "Intervals are of the rows that ask, as if these were independent; neighbours are taken as they are."));
        if (references < rows)
            limits.add("Neighbours were searched among " + references + " drawn rows of " + rows
                    + ", so they are further away than the nearest of all.");
        return new Evidence(
                "fairness.consistency",
                1,
                subjects,
                new Evidence.Method(
                        "consistency of nearest neighbours", 1, "Zemel et al. 2013; Gower 1971; Dwork et al. 2012"),
                parameters,
                Json.object()
                        .put("task", task.label())
                        .put("rows", rows)
                        .put("queries", queries)
                        .put("references", references)
                        .put("neighbours", neighbours)
                        .put("columns", Json.array(columns))
                        .put("constant", Json.texts(constant))
                        .put("identical", identical)
                        .put("mean_distance", meanDistance)
                        .put("overall", overall.toJson())
                        .put("features", found.build())
                        .build(),
                limits,
                Disclosure.aggregate(smallest));
    }
}
