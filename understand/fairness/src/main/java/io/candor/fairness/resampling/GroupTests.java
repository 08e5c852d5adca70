package io.candor.fairness.resampling;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.random.RandomStreams;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.Predictions;
import io.candor.fairness.internal.Discovery;
import io.candor.fairness.internal.Measures;
import io.candor.fairness.internal.RateSample;
import io.candor.fairness.internal.Sample;
import io.candor.fairness.resampling.internal.Design;
import io.candor.fairness.resampling.internal.IntervalLevel;
import io.candor.fairness.resampling.internal.MeanPermutation;
import io.candor.fairness.resampling.internal.RatePermutation;
import io.candor.fairness.resampling.internal.RatePermutation.Outcome;
import io.candor.fairness.resampling.internal.RowMetric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether groups differ at all in each metric, feature by feature, over all rows, within each stratum of the controls, and given the controls. Rates and means by permutation,
 * the rest by the assessment's intervals; every test has a q-value beside its p-value: calling all tests with q ≤ 0.05 a difference makes at most 5 % of these
 * calls wrong on average (Benjamini &amp; Hochberg 1995, whose condition holds for tests that tend to agree, as these do).
 *
 * @param tests in the order of features, strata and metrics
 * @param replicates permutations of each test; fewer for means of many rows
 */
public record GroupTests(List<Test> tests, int replicates, int rows) {
    private static final long MOST_MOVES = 200_000_000; // of rows, for one mean
    private static final int LEAST = 199;

    /** The complement of another rate has the same test. */
    private static final Set<String> MIRRORED = Set.of("true_negative_rate", "false_negative_rate");

    /**
     * @param stratum {@code all}, a combination of controls, or {@code given} and the controls
     * @param groups that have the metric
     * @param n rows behind it in these groups
     * @param statistic the largest studentised difference
     * @param q the least rate of false discoveries at which this test is called a difference
     * @param method {@code permutation}, or {@code studentised range}
     */
    public record Test(
            String feature,
            String stratum,
            String metric,
            int groups,
            long n,
            double statistic,
            double p,
            double q,
            String method) {
        private Test withQ(double other) {
            return new Test(feature, stratum, metric, groups, n, statistic, p, other, method);
        }
    }

    /**
     * @param replicates 99 or more; 999 resolve p-values down to .001
     * @throws CandorException {@code CND-F019} for too few replicates; else what an assessment throws
     */
    public static GroupTests of(
            FairnessPlan plan,
            Table table,
            Predictions predictions,
            int replicates,
            RandomStreams random,
            ForkJoinPool pool) {
        if (replicates < 99 || replicates > 1_000_000) {
            throw CandorException.user(
                    "CND-F019",
                    "the number of permutations is " + replicates,
                    "99 to 1,000,000",
                    "999 resolve p-values down to .001");
        }
        Design design = Design.of(plan, table);
        Measures measures = Measures.of(plan, table, predictions);
        List<ForkJoinTask<List<Test>>> work = new ArrayList<>();
        for (Design.Feature feature : design.features()) {
            Job job = new Job(plan, predictions, design, feature, measures, replicates, random);
            for (int view = 0; view <= design.stratumLabels().size(); view++) {
                int own = view;
                work.add(pool.submit(() -> job.view(own)));
            }
            if (!design.stratumLabels().isEmpty()) work.add(pool.submit(job::given));
        }
        List<Test> tests = new ArrayList<>();
        for (ForkJoinTask<List<Test>> found : work) tests.addAll(found.join());
        return new GroupTests(discovered(tests), replicates, table.rows());
    }

    /** Benjamini-Hochberg's adjusted values. */
    private static List<Test> discovered(List<Test> tests) {
        double[] q = Discovery.adjusted(tests.stream().mapToDouble(Test::p).toArray());
        List<Test> adjusted = new ArrayList<>();
        for (int i = 0; i < q.length; i++) adjusted.add(tests.get(i).withQ(q[i]));
        return List.copyOf(adjusted);
    }

    /** All tests of one feature. */
    private record Job(
            FairnessPlan plan,
            Predictions predictions,
            Design design,
            Design.Feature feature,
            Measures measures,
            int replicates,
            RandomStreams random) {

        List<Test> view(int view) {
            String stratum = view == 0 ? "all" : design.stratumLabels().get(view - 1);
            Map<Integer, Measures.Taken> groups = groups(view);
            List<Test> tests = new ArrayList<>();
            for (String metric : measures.names()) {
                if (MIRRORED.contains(metric)) continue;
                List<Integer> codes = new ArrayList<>();
                List<Sample> samples = new ArrayList<>();
                groups.forEach((code, taken) -> {
                    Sample sample = taken.sample(metric);
                    if (sample.defined()) {
                        codes.add(code);
                        samples.add(sample);
                    }
                });
                if (samples.size() < 2) continue;
                long n = samples.stream().mapToLong(Sample::n).sum();
                String purpose = "fairness.tests/" + feature.name() + "/" + stratum + "/" + metric;
                boolean permuted = plan.weights().isEmpty();
                RowMetric mean = permuted ? mean(metric) : null;
                Outcome outcome;
                if (permuted && samples.get(0) instanceof RateSample)
                    outcome = rates(List.of(samples)).of(random, purpose, replicates);
                else if (mean instanceof RowMetric.Mean m)
                    outcome = means(m, view, codes).of(random, purpose, fewer(n));
                else {
                    outcome = new IntervalLevel(samples).outcome();
                    permuted = false;
                }
                String method = permuted ? "permutation" : "studentised range";
                tests.add(new Test(
                        feature.name(),
                        stratum,
                        metric,
                        samples.size(),
                        n,
                        outcome.statistic(),
                        outcome.p(),
                        1,
                        method));
            }
            return tests;
        }

        /** Rates within strata, permuted within each. */
        List<Test> given() {
            List<Test> tests = new ArrayList<>();
            if (!plan.weights().isEmpty()) return tests;
            String label = "given " + String.join(" & ", plan.controls());
            List<Map<Integer, Measures.Taken>> strata = new ArrayList<>();
            for (int s = 0; s < design.cells(); s++) strata.add(groups(1 + s));
            for (String metric : measures.names()) {
                if (MIRRORED.contains(metric)) continue;
                List<List<Sample>> samples = new ArrayList<>();
                long n = 0;
                for (Map<Integer, Measures.Taken> groups : strata) {
                    List<Sample> own = new ArrayList<>();
                    for (int g = 0; g < feature.groups() - 1; g++) {
                        Measures.Taken taken = groups.get(g);
                        own.add(taken == null ? measures.take(new int[0]).sample(metric) : taken.sample(metric));
                    }
                    samples.add(own);
                    for (Sample s : own) n += s.n();
                }
                if (!samples.stream().flatMap(List::stream).allMatch(RateSample.class::isInstance) || n == 0) continue;
                Outcome outcome = rates(samples)
                        .of(random, "fairness.tests/" + feature.name() + "/" + label + "/" + metric, replicates);
                tests.add(new Test(
                        feature.name(),
                        label,
                        metric,
                        feature.groups() - 1,
                        n,
                        outcome.statistic(),
                        outcome.p(),
                        1,
                        "permutation"));
            }
            return tests;
        }

        /** Known groups that have rows in a view. */
        private Map<Integer, Measures.Taken> groups(int view) {
            int[][] members = feature.grouping().partition(design.rows(view));
            Map<Integer, Measures.Taken> groups = new LinkedHashMap<>();
            for (int g = 0; g < feature.groups() - 1; g++) {
                if (members[g].length > 0)
                    groups.put(g, measures.take(members[g]).supported(plan.minSupport()));
            }
            return groups;
        }

        private static RatePermutation rates(List<List<Sample>> strata) {
            long[][] x = new long[strata.size()][];
            long[][] n = new long[strata.size()][];
            for (int s = 0; s < x.length; s++) {
                List<Sample> own = strata.get(s);
                x[s] = own.stream()
                        .mapToLong(r -> ((RateSample) r).of().count())
                        .toArray();
                n[s] = own.stream().mapToLong(Sample::n).toArray();
            }
            return new RatePermutation(x, n);
        }

        private @Nullable RowMetric mean(String metric) {
            return RowMetric.of(predictions).stream()
                    .filter(m -> m.name().equals(metric))
                    .findFirst()
                    .orElse(null);
        }

        private MeanPermutation means(RowMetric.Mean metric, int view, List<Integer> known) {
            int[] codes = feature.grouping().codes();
            int[] rows = IntStream.of(design.rows(view))
                    .filter(i -> known.contains(codes[i]))
                    .toArray();
            double[] values = new double[rows.length];
            int[] groups = new int[rows.length];
            for (int i = 0; i < rows.length; i++) {
                values[i] = metric.values()[rows[i]];
                groups[i] = known.indexOf(codes[rows[i]]);
            }
            return new MeanPermutation(values, groups, known.size());
        }

        private int fewer(long n) {
            return (int) Math.min(replicates, Math.max(LEAST, MOST_MOVES / Math.max(1, n)));
        }
    }

    /** Evidence {@code fairness.tests} v1. */
    public Evidence evidence(List<Subject> subjects, long seed) {
        List<Json> all = new ArrayList<>();
        for (Test t : tests) {
            all.add(Json.object()
                    .put("feature", t.feature())
                    .put("stratum", t.stratum())
                    .put("metric", t.metric())
                    .put("groups", t.groups())
                    .put("n", t.n())
                    .put("statistic", t.statistic())
                    .put("p", t.p())
                    .put("q", t.q())
                    .put("method", t.method())
                    .build());
        }
        return new Evidence(
                "fairness.tests",
                1,
                subjects,
                new Evidence.Method(
                        "tests of equal metrics in groups",
                        1,
                        "Chung & Romano 2013; Mantel & Haenszel 1959; Benjamini & Hochberg 1995"),
                Json.object()
                        .put("replicates", replicates)
                        .put("seed", Long.toString(seed))
                        .build(),
                Json.object().put("rows", rows).put("tests", Json.array(all)).build(),
                List.of(
                        "A small p-value says that groups differ, not by how much, nor that the difference matters; a large one does not say that they are alike.",
                        "q-values hold for the tests of this piece of evidence, not for others that were looked at beside it."),
                Disclosure.aggregate(rows));
    }
}
