package io.candor.fairness.resampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.json.CanonicalJson;
import io.candor.core.random.RandomStreams;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.Predictions;
import io.candor.fairness.resampling.internal.MeanPermutation;
import io.candor.fairness.resampling.internal.RatePermutation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.hipparchus.distribution.discrete.HypergeometricDistribution;
import org.junit.jupiter.api.Test;

class GroupTestsTest {
    private static final RandomStreams RANDOM = new RandomStreams(9);
    private static final ForkJoinPool POOL = ForkJoinPool.commonPool();

    /** Two groups: the p-value is a sum of hypergeometric probabilities (Fisher 1935), which permutations come near. */
    @Test
    void twoRatesHaveFishersPValue() {
        long[] x = {14, 5};
        long[] n = {40, 35};
        double exact = 0;
        HypergeometricDistribution given = new HypergeometricDistribution(75, 19, 40);
        double observed = Math.abs(14 / 40.0 - 5 / 35.0);
        for (int k = 0; k <= 19; k++) {
            if (Math.abs(k / 40.0 - (19 - k) / 35.0) >= observed - 1e-12) exact += given.probability(k);
        }
        double p = new RatePermutation(new long[][] {x}, new long[][] {n})
                .of(RANDOM, "t", 50_000)
                .p();
        assertThat(p).isCloseTo(exact, within(0.006)); // six standard errors
    }

    /** All 3,360 ways to deal eight rows to groups of 3, 3 and 2 are looked at. */
    @Test
    void meansHaveThePValueOfAllPermutations() {
        double[] values = {1, 2.5, 2, 7, 6, 9, 3, 4};
        int[] codes = {0, 0, 0, 1, 1, 1, 2, 2};
        List<Integer> deal = new ArrayList<>();
        for (int c : codes) deal.add(c);
        int[] asLarge = new int[2];
        permute(
                deal,
                0,
                values,
                new MeanPermutation(values, codes, 3).of(RANDOM, "t", 0).statistic(),
                asLarge);
        double exact = (double) asLarge[0] / asLarge[1];
        assertThat(new MeanPermutation(values, codes, 3).of(RANDOM, "t", 40_000).p())
                .isCloseTo(exact, within(0.015));
    }

    private static void permute(List<Integer> deal, int from, double[] values, double observed, int[] asLarge) {
        if (from == deal.size()) {
            int[] codes = deal.stream().mapToInt(i -> i).toArray();
            asLarge[1]++;
            if (new MeanPermutation(values, codes, 3).of(RANDOM, "t", 0).statistic() >= observed * (1 - 1e-9))
                asLarge[0]++;
            return;
        }
        for (int i = from; i < deal.size(); i++) {
            Collections.swap(deal, from, i);
            permute(deal, from + 1, values, observed, asLarge);
            Collections.swap(deal, from, i);
        }
    }

    private static GroupTests tests(List<String> g, List<String> c, int[] y, int[] d, FairnessPlan plan) {
        Table table = new Table(List.of(CategoricalColumn.of("g", g), CategoricalColumn.of("c", c)));
        return GroupTests.of(plan, table, Predictions.binary(y, null, d), 999, RANDOM, POOL);
    }

    private static GroupTests.Test of(GroupTests tests, String stratum, String metric) {
        return tests.tests().stream()
                .filter(t -> t.stratum().equals(stratum) && t.metric().equals(metric))
                .findFirst()
                .orElseThrow();
    }

    /** Departments that take many and few, and groups that apply to different ones: a gap overall, none given the department. */
    @Test
    void aGapThatAControlExplainsIsNoneGivenIt() {
        SplittableRandom random = new SplittableRandom(4);
        List<String> g = new ArrayList<>();
        List<String> c = new ArrayList<>();
        int[] d = new int[2_000];
        for (int i = 0; i < d.length; i++) {
            boolean first = i % 2 == 0;
            boolean easy = random.nextDouble() < (first ? 0.7 : 0.3);
            g.add(first ? "a" : "b");
            c.add(easy ? "easy" : "hard");
            d[i] = random.nextDouble() < (easy ? 0.6 : 0.2) ? 1 : 0;
        }
        GroupTests tests = tests(g, c, d, d, FairnessPlan.of("g").withControls("c"));
        assertThat(of(tests, "all", "selection_rate").p()).isEqualTo(0.001);
        assertThat(of(tests, "given c", "selection_rate").p()).isGreaterThan(0.05);
    }

    /** Without any difference, 200 p-values are uniform: Kolmogorov-Smirnov at a false-alarm rate of 10^-4. */
    @Test
    void pValuesAreUniformWhereNothingDiffers() {
        SplittableRandom random = new SplittableRandom(8);
        double[] rates = new double[200];
        double[] areas = new double[200];
        for (int t = 0; t < 200; t++) {
            int n = 300;
            List<String> g = new ArrayList<>();
            int[] y = new int[n];
            double[] s = new double[n];
            int[] d = new int[n];
            for (int i = 0; i < n; i++) {
                g.add("g" + random.nextInt(3));
                s[i] = random.nextDouble();
                y[i] = random.nextDouble() < s[i] ? 1 : 0;
                d[i] = s[i] >= 0.5 ? 1 : 0;
            }
            Table table = new Table(List.of(CategoricalColumn.of("g", g)));
            GroupTests tests = GroupTests.of(
                    FairnessPlan.of("g"), table, Predictions.binary(y, s, d), 199, new RandomStreams(t), POOL);
            rates[t] = of(tests, "all", "selection_rate").p();
            areas[t] = of(tests, "all", "auc").p();
        }
        assertThat(furthest(rates)).isLessThan(2.2 / Math.sqrt(200));
        assertThat(furthest(areas)).isLessThan(2.2 / Math.sqrt(200));
    }

    private static double furthest(double[] p) {
        Arrays.sort(p);
        double furthest = 0;
        for (int i = 0; i < p.length; i++) furthest = Math.max(furthest, Math.abs(p[i] - (i + 0.5) / p.length));
        return furthest;
    }

    /** q of rank k is the least of m p / j over ranks j ≥ k. */
    @Test
    void qValuesAreBenjaminiHochbergs() {
        SplittableRandom random = new SplittableRandom(8);
        List<String> g = new ArrayList<>();
        int[] y = new int[400];
        int[] d = new int[400];
        for (int i = 0; i < 400; i++) {
            g.add(i % 2 == 0 ? "a" : "b");
            y[i] = random.nextInt(2);
            d[i] = random.nextDouble() < (i % 2 == 0 ? 0.4 : 0.6) ? 1 : 0;
        }
        List<GroupTests.Test> tests =
                new ArrayList<>(tests(g, g, y, d, FairnessPlan.of("g")).tests());
        tests.sort((a, b) -> Double.compare(a.p(), b.p()));
        for (int k = 0; k < tests.size(); k++) {
            double q = 1;
            for (int j = k; j < tests.size(); j++) q = Math.min(q, tests.get(j).p() * tests.size() / (j + 1));
            assertThat(tests.get(k).q()).isCloseTo(q, within(1e-15));
        }
    }

    @Test
    void threadsDoNotMatterAndWeightsAreTestedByIntervals() {
        List<String> g = new ArrayList<>();
        double[] w = new double[200];
        int[] y = new int[200];
        int[] d = new int[200];
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 200; i++) {
            g.add(i % 2 == 0 ? "a" : "b");
            w[i] = 1 + random.nextInt(3);
            y[i] = random.nextInt(2);
            d[i] = random.nextInt(2);
        }
        Table table = new Table(List.of(CategoricalColumn.of("g", g), new NumericColumn("w", w)));
        Predictions predictions = Predictions.binary(y, null, d);
        FairnessPlan plan = FairnessPlan.of("g");
        assertThat(CanonicalJson.bytes(GroupTests.of(plan, table, predictions, 99, RANDOM, new ForkJoinPool(1))
                        .evidence(List.of(), 9)
                        .toJson()))
                .isEqualTo(CanonicalJson.bytes(GroupTests.of(plan, table, predictions, 99, RANDOM, new ForkJoinPool(2))
                        .evidence(List.of(), 9)
                        .toJson()));
        assertThat(GroupTests.of(plan.withWeights("w"), table, predictions, 99, RANDOM, POOL)
                        .tests())
                .allMatch(t -> t.method().equals("studentised range"));
        assertThatThrownBy(() -> GroupTests.of(plan, table, predictions, 10, RANDOM, POOL))
                .hasMessageContaining("CND-F019");
    }
}
