package io.candor.fairness.slices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.CandorException;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Cohort;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Estimate;
import io.candor.core.json.Json;
import io.candor.core.random.RandomStream;
import io.candor.core.random.RandomStreams;
import io.candor.evaluation.Intervals;
import io.candor.fairness.Predictions;
import io.candor.fairness.slices.SlicePlan.Worse;
import io.candor.fairness.slices.SliceReport.Found;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SliceSearchTest {
    private static final ForkJoinPool POOL = new ForkJoinPool(2);

    /** Rows with two columns of three levels, one of numbers, and some values missing. */
    private static Table table(int n, RandomStream random) {
        List<@Nullable String> a = new ArrayList<>();
        List<@Nullable String> b = new ArrayList<>();
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            a.add(random.nextInt(10) == 0 ? null : "a" + random.nextInt(3));
            b.add("b " + random.nextInt(3));
            x[i] = random.nextInt(20) == 0 ? Double.NaN : random.nextInt(1000) / 10.0;
        }
        return new Table(
                List.of(CategoricalColumn.of("a", a), CategoricalColumn.of("b", b), new NumericColumn("x", x)));
    }

    private static Predictions.Binary made(Table table, String worse, double rate, double there, RandomStream random) {
        int n = table.rows();
        int[] rows = Cohort.parse("worse", worse).rows(table);
        int[] labels = new int[n];
        int[] decisions = new int[n];
        for (int i = 0; i < n; i++) {
            boolean in = Arrays.binarySearch(rows, i) >= 0;
            labels[i] = random.nextInt(2);
            decisions[i] = random.nextDouble() < (in ? there : rate) ? 1 - labels[i] : labels[i];
        }
        return new Predictions.Binary(labels, decisions);
    }

    private static SliceReport search(SlicePlan plan, Table table, Predictions predictions, long seed) {
        return SliceSearch.of(plan, table, predictions, new RandomStreams(seed), POOL);
    }

    @Test
    void aPlantedSliceIsFoundAndMeasuredOnTheOtherHalf() {
        RandomStream random = new RandomStreams(1).stream("planted");
        Table table = table(4000, random);
        Predictions.Binary predictions = made(table, "a is a1 and x < 30", 0.1, 0.4, random);
        SliceReport report = search(SlicePlan.of("error_rate", "a", "b", "x"), table, predictions, 7);
        Found worst = report.slices().get(0);
        assertThat(worst.cohort().text()).startsWith("a is a1 and x < ");
        assertThat(worst.p()).isLessThan(1e-6);
        Estimate.Interval difference = (Estimate.Interval) worst.difference();
        assertThat(difference.low()).isLessThan(0.3);
        assertThat(difference.high()).isGreaterThan(0.25);
        assertThat(report.counts().searched() + report.counts().measured()).isEqualTo(4000);
        assertThat(worst.inside().n()).isBetween(100L, 250L);
    }

    @Test
    void onAllRowsAPlantedSliceHasASmallFamilyWiseValue() {
        RandomStream random = new RandomStreams(2).stream("planted");
        Table table = table(2000, random);
        Predictions.Binary predictions = made(table, "b is \"b 2\"", 0.1, 0.25, random);
        SliceReport report = search(SlicePlan.of("error_rate", "a", "b", "x").onAllRows(199), table, predictions, 7);
        Found worst = report.slices().get(0);
        assertThat(worst.cohort().text()).isEqualTo("b is \"b 2\"");
        assertThat(worst.p()).isEqualTo(1 / 200.0);
        assertThat(worst.sure()).isBetween(0.0, 0.15);
        assertThat(report.counts().significant()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void aConditionReadsBackAsTheSameRows() {
        RandomStream random = new RandomStreams(3).stream("text");
        Table table = table(1500, random);
        Predictions.Binary predictions = made(table, "a is missing", 0.1, 0.5, random);
        SlicePlan plan = new SlicePlan(
                "accuracy",
                java.util.Optional.empty(),
                List.of("a", "b", "x"),
                java.util.Map.of(),
                3,
                20,
                50,
                true,
                99);
        SliceReport report = search(plan, table, predictions, 1);
        assertThat(report.slices().get(0).cohort().text()).isEqualTo("a is missing");
        for (Found found : report.slices()) {
            int[] rows = Cohort.parse("again", found.cohort().text()).rows(table);
            assertThat(rows).isEqualTo(found.cohort().rows(table));
            assertThat(found.inside().n()).isEqualTo(rows.length);
        }
    }

    /** All cells of a and b, and what lists and loops make of them. */
    @Test
    void statisticsAndValuesAreThoseOfPlainLoops() {
        RandomStream random = new RandomStreams(4).stream("brute");
        Table table = table(300, random).only(List.of("a", "b"));
        Predictions.Binary p = made(table, "a is a0 and b is \"b 1\"", 0.2, 0.6, random);
        int[] labels = p.labels();
        SliceReport report = search(
                new SlicePlan(
                        "true_positive_rate",
                        java.util.Optional.empty(),
                        List.of("a", "b"),
                        java.util.Map.of(),
                        2,
                        10,
                        1,
                        true,
                        99),
                table,
                p,
                1);
        List<Cohort> all = new ArrayList<>();
        List<String> as = List.of("a is a0", "a is a1", "a is a2", "a is missing");
        List<String> bs = List.of("b is \"b 0\"", "b is \"b 1\"", "b is \"b 2\"");
        for (String a : as) all.add(Cohort.parse("s", a));
        for (String b : bs) all.add(Cohort.parse("s", b));
        for (String a : as) for (String b : bs) all.add(Cohort.parse("s", a + " and " + b));
        int searched = 0;
        double best = Double.NEGATIVE_INFINITY;
        for (Cohort cohort : all) {
            int[] rows = cohort.rows(table);
            double n1 = 0;
            double x1 = 0;
            double n2 = 0;
            double x2 = 0;
            for (int i = 0; i < labels.length; i++) {
                if (labels[i] == 0) continue;
                if (Arrays.binarySearch(rows, i) >= 0) {
                    n1++;
                    x1 += p.decisions()[i];
                } else {
                    n2++;
                    x2 += p.decisions()[i];
                }
            }
            if (n1 < 10 || n2 < 10) continue;
            searched++;
            double p1 = (x1 + 1) / (n1 + 2);
            double p2 = (x2 + 1) / (n2 + 2);
            double se = Math.sqrt(p1 * (1 - p1) / (n1 + 2) + p2 * (1 - p2) / (n2 + 2));
            Found found = report.slices().get(0);
            if (found.cohort().text().equals(cohort.text())) {
                assertThat(found.inside().toJson().number("value")).isEqualTo(x1 / n1);
                assertThat(found.outside().toJson().number("value")).isEqualTo(x2 / n2);
                best = (p2 - p1 - found.sure()) / se; // the critical value
            }
        }
        assertThat(report.counts().slices()).isEqualTo(searched);
        assertThat(best).isBetween(1.7, 4.0);
    }

    /** Of 200 searches in which nothing differs 10 are expected to call something a difference; 20 or more happen once in 400 times. */
    @Test
    void whereNothingDiffersOneSearchInTwentyCallsSomethingADifference() {
        int wrong = 0;
        int wrongHalf = 0;
        for (int trial = 0; trial < 200; trial++) {
            RandomStream random = new RandomStreams(trial).stream("null");
            Table table = table(300, random);
            Predictions.Binary p = made(table, "a is a0", 0.15, 0.15, random);
            SlicePlan plan = SlicePlan.of("error_rate", "a", "b", "x").withMinGroup(15);
            if (search(plan.onAllRows(99), table, p, trial).counts().significant() > 0) wrong++;
            if (search(plan, table, p, trial).slices().stream().anyMatch(f -> f.p() <= 0.05)) wrongHalf++;
        }
        assertThat(wrong).isBetween(2, 20);
        assertThat(wrongHalf).isLessThan(20);
    }

    @Test
    void meansOfErrorsAreComparedByWelch() {
        RandomStream random = new RandomStreams(5).stream("means");
        Table table = table(1000, random);
        double[] y = new double[1000];
        double[] yhat = new double[1000];
        int[] rows = Cohort.parse("w", "b is \"b 0\"").rows(table);
        for (int i = 0; i < 1000; i++)
            yhat[i] = (random.nextDouble() - 0.5) * (Arrays.binarySearch(rows, i) >= 0 ? 4 : 1);
        SliceReport report =
                search(SlicePlan.of("mae", "a", "b", "x").onAllRows(99), table, new Predictions.Regression(y, yhat), 1);
        Found worst = report.slices().get(0);
        assertThat(worst.cohort().text()).isEqualTo("b is \"b 0\"");
        double inside = Arrays.stream(rows)
                .mapToDouble(i -> Math.abs(yhat[i]))
                .average()
                .orElseThrow();
        assertThat(worst.inside().toJson().number("value")).isCloseTo(inside, within(1e-12));
        assertThat(worst.p()).isEqualTo(0.01);
    }

    @Test
    void aFormulaAndARateThatMeanTheSameFindTheSame() {
        RandomStream random = new RandomStreams(6).stream("formula");
        Table table = table(2000, random);
        Predictions.Binary p = made(table, "a is a2", 0.1, 0.3, random);
        SliceReport rate = search(SlicePlan.of("error_rate", "a", "b"), table, p, 1);
        SliceReport formula = search(SlicePlan.of("(fp + fn) / n", "a", "b").withWorse(Worse.HIGHER), table, p, 1);
        assertThat(formula.slices().get(0).cohort())
                .isEqualTo(rate.slices().get(0).cohort());
        assertThat(formula.slices().get(0).inside().toJson().number("value"))
                .isCloseTo(rate.slices().get(0).inside().toJson().number("value"), within(1e-15));
    }

    @Test
    void slicesThatRepeatAnotherAreToldUnderIt() {
        RandomStream random = new RandomStreams(8).stream("twins");
        Table table = table(3000, random).only(List.of("a", "b"));
        Predictions.Binary p = made(table, "a is a1", 0.1, 0.4, random);
        SliceReport report = search(
                SlicePlan.of("error_rate", "a", "b", "a twin"),
                table.with(table.column("a").renamed("a twin")),
                p,
                1);
        assertThat(report.slices().get(0).cohort().text()).isEqualTo("a is a1");
        assertThat(report.slices().get(0).similar()).contains("\"a twin\" is a1", "a is a1 and \"a twin\" is a1");
        assertThat(report.slices()).noneMatch(f -> f.cohort().text().startsWith("\"a twin\" is a1"));
    }

    @Test
    void theSameSeedGivesTheSameEvidenceOnAnyNumberOfThreads() {
        RandomStream random = new RandomStreams(9).stream("threads");
        Table table = table(800, random);
        Predictions.Binary p = made(table, "a is a1", 0.1, 0.3, random);
        SlicePlan plan = SlicePlan.of("error_rate", "a", "b", "x").onAllRows(199);
        ForkJoinPool one = new ForkJoinPool(1);
        String alone = SliceSearch.of(plan, table, p, new RandomStreams(3), one)
                .evidence(List.of(), 3)
                .id();
        one.shutdown();
        assertThat(search(plan, table, p, 3).evidence(List.of(), 3).id()).isEqualTo(alone);
    }

    @Test
    void evidenceOfAllRowsHasNoIntervalAroundWhatWasChosen() {
        RandomStream random = new RandomStreams(10).stream("json");
        Table table = table(500, random);
        Predictions.Binary p = made(table, "a is a1", 0.1, 0.3, random);
        SlicePlan plan = SlicePlan.of("error_rate", "a", "b", "x");
        Json.Obj all = (Json.Obj) search(plan.onAllRows(99), table, p, 3)
                .evidence(List.of(), 3)
                .result()
                .array("slices")
                .get(0);
        assertThat(all.object("difference").get("low")).isNull();
        Json.Obj half = (Json.Obj) search(plan, table, p, 3)
                .evidence(List.of(), 3)
                .result()
                .array("slices")
                .get(0);
        assertThat(half.object("difference").get("low")).isNotNull();
        assertThat(Intervals.ALPHA).isEqualTo(0.05);
    }

    @Test
    void whatCantBeSearchedIsRefusedByName() {
        RandomStream random = new RandomStreams(11).stream("refused");
        Table table = table(60, random);
        Predictions.Binary p = made(table, "a is a1", 0.1, 0.3, random);
        refused("CND-F070", () -> SlicePlan.of("error_rate"));
        refused("CND-F070", () -> SlicePlan.of("error_rate", "a").withDepth(4));
        refused("CND-F071", () -> search(SlicePlan.of("error_rate", "a").withMinGroup(40), table, p, 1));
        refused("CND-F072", () -> search(SlicePlan.of("brier", "a"), table, p, 1));
        refused("CND-F072", () -> search(SlicePlan.of("fp / n", "a"), table, p, 1));
        refused("CND-D003", () -> search(SlicePlan.of("error_rate", "q"), table, p, 1));
        refused(
                "CND-F072",
                () -> search(
                        SlicePlan.of("error_rate", "a"),
                        table,
                        new Predictions.Regression(new double[60], new double[60]),
                        1));
    }

    private static void refused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CandorException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
