package io.candor.fairness.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.CandorException;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Sha256;
import io.candor.core.evidence.Subject;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.core.random.RandomStream;
import io.candor.core.random.RandomStreams;
import io.candor.evaluation.ConfusionFormula;
import io.candor.fairness.FairnessAssessment;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.Predictions;
import io.candor.fairness.internal.Figures;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelComparisonTest {
    private static final int ROWS = 600;
    private static final FairnessPlan PLAN = FairnessPlan.of("sex");
    private static final ComparisonPlan COMPARED = ComparisonPlan.of(PLAN, "accuracy", "equalized_odds_difference");
    private final ForkJoinPool pool = new ForkJoinPool(2);
    private final Table table;
    private final int[] labels = new int[ROWS];
    private final double[] noise = new double[ROWS];

    ModelComparisonTest() {
        RandomStream random = new RandomStreams(5).stream("compare", 0);
        int[] sex = new int[ROWS];
        for (int i = 0; i < ROWS; i++) {
            sex[i] = random.nextDouble() < 0.4 ? 0 : 1;
            labels[i] = random.nextDouble() < 0.3 + 0.2 * sex[i] ? 1 : 0;
            noise[i] = random.nextDouble();
        }
        table = new Table(List.of(new CategoricalColumn("sex", sex, List.of("f", "m"))));
    }

    private static Subject subject(String name) {
        return new Subject("model:" + name, Sha256.of(name.getBytes(StandardCharsets.UTF_8)));
    }

    /** The more noise, the worse; decided from a threshold on. */
    private Candidate noisy(String name, double share, double threshold, FairnessPlan plan) {
        double[] scores = new double[ROWS];
        int[] decisions = new int[ROWS];
        for (int i = 0; i < ROWS; i++) {
            scores[i] = (1 - share) * labels[i] + share * noise[(i * 7 + name.length()) % ROWS];
            decisions[i] = scores[i] >= threshold ? 1 : 0;
        }
        Predictions predictions = Predictions.binary(labels, scores, decisions);
        FairnessAssessment assessment = FairnessAssessment.of(plan, table, predictions);
        Json.Obj made = Json.object().put("method", "noise").put("bound", share).build();
        return Candidate.of(name, subject(name), made, List.of(), assessment, predictions, threshold);
    }

    private List<Candidate> four() {
        return List.of(
                noisy("base", 0.8, 0.5, PLAN),
                noisy("finer", 0.7, 0.5, PLAN),
                noisy("coarse", 0.95, 0.4, PLAN),
                noisy("harsh", 0.7, 0.65, PLAN));
    }

    private ModelComparison compare(ComparisonPlan plan, List<Candidate> candidates) {
        return ModelComparison.of(plan, table, candidates, new RandomStreams(3), pool);
    }

    private static double value(Estimate estimate) {
        return estimate.toJson().number("value");
    }

    @Test
    void theFrontIsThatOfAllPairs() {
        List<Candidate> candidates = four();
        ModelComparison comparison = compare(COMPARED, candidates);
        assertThat(comparison.axes())
                .extracting(ModelComparison.Axis::disparity)
                .startsWith("equalized_odds_difference");
        for (ModelComparison.Axis axis : comparison.axes()) {
            for (int c = 0; c < candidates.size(); c++) {
                List<String> better = new ArrayList<>();
                for (int d = 0; d < candidates.size(); d++) {
                    double performance = value(comparison.performance(candidates.get(d)))
                            - value(comparison.performance(candidates.get(c)));
                    double gap = value(axis.standings().get(d).disparity())
                            - value(axis.standings().get(c).disparity());
                    if (!axis.lowerIsBetter()) gap = -gap;
                    if (performance >= 0 && gap <= 0 && (performance > 0 || gap < 0))
                        better.add(candidates.get(d).name());
                }
                assertThat(axis.standings().get(c).dominatedBy()).isEqualTo(better);
                assertThat(axis.standings().get(c).front()).isEqualTo(better.isEmpty());
            }
            double most = axis.standings().stream()
                    .mapToDouble(ModelComparison.Standing::frontShare)
                    .sum();
            assertThat(most).isGreaterThanOrEqualTo(1 - 1e-12);
        }
    }

    /** The variance of a difference of accuracies of the same rows has a closed form: that of McNemar's table. */
    @Test
    void differencesToTheBaselineAreOfTheSameRows() {
        List<Candidate> candidates = four();
        ModelComparison comparison = compare(COMPARED.withDraws(4000), candidates);
        Predictions.Binary base = binary(candidates.get(0));
        Predictions.Binary other = binary(candidates.get(1));
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < ROWS; i++) {
            int d = (other.decisions()[i] == labels[i] ? 1 : 0) - (base.decisions()[i] == labels[i] ? 1 : 0);
            sum += d;
            squares += d * d;
        }
        double mean = sum / ROWS;
        double error = Math.sqrt((squares / ROWS - mean * mean) / ROWS);
        Estimate.Interval against =
                (Estimate.Interval) comparison.performanceAgainst().get(1);
        assertThat(against.value()).isCloseTo(mean, within(1e-12));
        assertThat(against.low()).isCloseTo(mean - 1.96 * error, within(0.08 * error));
        assertThat(against.high()).isCloseTo(mean + 1.96 * error, within(0.08 * error));
        assertThat(comparison.performanceAgainst().get(0)).isInstanceOf(Estimate.Undefined.class);
    }

    /** Drawing patterns' counts and drawing rows are the same; few patterns here, as many as rows there. */
    @Test
    void patternsAreDrawnAsRowsAre() {
        List<Candidate> few = four().subList(0, 2);
        List<Candidate> many = new ArrayList<>(few);
        for (int k = 0; k < 12; k++) many.add(noisy("n".repeat(k + 10), 0.97, 0.45, PLAN));
        Estimate.Interval one = (Estimate.Interval) compare(COMPARED.withDraws(4000), few)
                .axes()
                .get(0)
                .standings()
                .get(1)
                .against();
        Estimate.Interval other = (Estimate.Interval) compare(COMPARED.withDraws(4000), many)
                .axes()
                .get(0)
                .standings()
                .get(1)
                .against();
        double width = one.high() - one.low();
        assertThat(other.value()).isEqualTo(one.value());
        assertThat(other.low()).isCloseTo(one.low(), within(0.08 * width));
        assertThat(other.high()).isCloseTo(one.high(), within(0.08 * width));
    }

    /** At each threshold the sweep has what an assessment of these decisions has. */
    @ParameterizedTest
    @ValueSource(ints = {0, 20, 50, 77, 100})
    void aSweepIsAnAssessmentAtEachThreshold(int at) {
        ModelComparison comparison = compare(COMPARED, four());
        Json.Obj sweep = comparison.sweeps().get(1);
        assertThat(sweep).isNotNull();
        double threshold = ((Json.Num) sweep.array("thresholds").get(at)).value();
        Json.Obj own = assessed(four().get(1), threshold).evidence(List.of()).result();
        assertThat(number(sweep.array("performance").get(at)))
                .isCloseTo(value(Figures.performance(own, "accuracy")), within(1e-6));
        Json.Obj feature = sweep.object("features").object("sex");
        for (String name : List.of("equalized_odds_difference", "demographic_parity_difference")) {
            Estimate expected = Figures.disparity(own, "sex", name);
            assertThat(number(feature.object("disparities").array(name).get(at)))
                    .isCloseTo(value(expected), within(1e-6));
        }
        Json.Obj group = Figures.stratum(own, "sex").object("groups").object("f");
        double right = number(
                feature.object("groups").object("f").array("true_positives").get(at));
        assertThat(right / group.number("positives"))
                .isCloseTo(value(Figures.metric(group, "true_positive_rate")), within(1e-12));
    }

    private static Predictions.Binary binary(Candidate candidate) {
        return (Predictions.Binary) Objects.requireNonNull(candidate.predictions());
    }

    private static double number(Json json) {
        return ((Json.Num) json).value();
    }

    private FairnessAssessment assessed(Candidate candidate, double threshold) {
        double[] scores = Objects.requireNonNull(binary(candidate).scores());
        int[] decisions =
                Arrays.stream(scores).mapToInt(s -> s >= threshold ? 1 : 0).toArray();
        return FairnessAssessment.of(PLAN, table, Predictions.binary(labels, scores, decisions));
    }

    @Test
    void limitsAreKeptByWholeIntervals() {
        ComparisonPlan plan = COMPARED.withLimits(List.of(
                Limit.parse("equalized_odds_difference<=0.9"),
                Limit.parse("sex: demographic_parity_ratio>=0.99999"),
                Limit.parse("accuracy>=0.5"),
                new Limit("auc", "", true, 1, "someone's")));
        ComparisonPlan ofAccuracy = plan.withLimits(plan.limits().subList(0, 3));
        assertThat(compare(ofAccuracy, four()).limits(0))
                .containsEntry("sex: equalized_odds_difference<=0.9", Limit.State.MET)
                .containsEntry("accuracy>=0.5", Limit.State.MET)
                .hasSize(3);
        assertThatThrownBy(() -> compare(plan, four()))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.type(CandorException.class))
                .extracting(CandorException::code)
                .isEqualTo("CND-F024");
    }

    @ParameterizedTest
    @CsvSource({"gap, CND-F020", "gap<0.1, CND-F020", "gap<=x, CND-F020", "gap<=NaN, CND-F020", "<=1, CND-F020"})
    void otherTextsAreNoLimits(String text, String code) {
        refused(code, () -> Limit.parse(text));
    }

    @Test
    void whatCanNotBeComparedIsRefused() {
        List<Candidate> four = four();
        refused("CND-F023", () -> compare(COMPARED, four.subList(0, 1)));
        refused("CND-F023", () -> compare(COMPARED, List.of(four.get(0), four.get(0))));
        refused("CND-F024", () -> compare(COMPARED.against("nobody"), four));
        refused("CND-F024", () -> compare(ComparisonPlan.of(PLAN, "accurracy", "equalized_odds_difference"), four));
        refused("CND-F024", () -> compare(ComparisonPlan.of(PLAN, "accuracy", "odds"), four));
        refused("CND-F021", () -> COMPARED.withDraws(1));
        FairnessPlan own = PLAN.withMetric("cost", ConfusionFormula.of("(5*fn + fp)/n"));
        refused("CND-F022", () -> ComparisonPlan.of(own, "cost", "equalized_odds_difference"));
        Table few = table.select(new int[] {0, 1, 2, 3, 4, 5});
        int[] some = Arrays.copyOf(labels, 6);
        Predictions predictions = Predictions.binary(some, null, some);
        Candidate other = Candidate.of(
                "few",
                subject("few"),
                Json.object().build(),
                null,
                FairnessAssessment.of(PLAN, few, predictions),
                predictions,
                null);
        refused("CND-F025", () -> compare(COMPARED, List.of(four.get(0), other)));
    }

    private static void refused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CandorException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    /** A metric of one's own may be the performance, less of it being better. */
    @Test
    void ownMetricsAreComparedOn() {
        FairnessPlan own = PLAN.withMetric("cost", ConfusionFormula.of("(5*fn + fp)/n"));
        List<Candidate> candidates = List.of(noisy("base", 0.8, 0.5, own), noisy("finer", 0.7, 0.5, own));
        ModelComparison comparison = compare(ComparisonPlan.of(own, "cost:lower", "cost.difference"), candidates);
        assertThat(comparison.axes().get(0).disparity()).isEqualTo("cost.difference");
        assertThat(comparison.performanceAgainst().get(1)).isInstanceOf(Estimate.Interval.class);
        boolean better =
                value(comparison.performance(candidates.get(1))) < value(comparison.performance(candidates.get(0)));
        if (better)
            assertThat(comparison.axes().get(0).standings().get(1).front()).isTrue();
    }

    /** Groups that an assessment leaves out for want of rows are in no draw either; regression and assessments alone have no draws. */
    @Test
    void whatIsNotDrawnIsSaid() {
        double[] truth = Arrays.stream(labels).asDoubleStream().toArray();
        List<Candidate> candidates = new ArrayList<>();
        for (String name : List.of("a", "b")) {
            double[] predicted = truth.clone();
            for (int i = 0; i < ROWS; i++) predicted[i] += noise[i] * (name.equals("a") ? 1 : 0.5);
            Predictions predictions = new Predictions.Regression(truth, predicted);
            FairnessAssessment assessment = FairnessAssessment.of(PLAN, table, predictions);
            candidates.add(
                    Candidate.of(name, subject(name), Json.object().build(), null, assessment, predictions, null));
        }
        ModelComparison comparison = compare(ComparisonPlan.of(PLAN, "rmse", "mean_error.difference"), candidates);
        assertThat(comparison.notes()).hasSize(1);
        assertThat(comparison.performanceAgainst().get(1)).isInstanceOf(Estimate.Point.class);
        assertThat(comparison.axes().get(0).standings().get(0).frontShare()).isNaN();
        assertThat(comparison.axes().get(0).standings().get(1).front()).isTrue();
    }

    @Test
    void evidenceIsTheSameOnAnyNumberOfThreads() {
        String text = CanonicalJson.text(evidence(pool).toJson());
        assertThat(CanonicalJson.text(evidence(new ForkJoinPool(1)).toJson())).isEqualTo(text);
        assertThat(text).doesNotContain("NaN");
        Json.Obj result = evidence(pool).result();
        assertThat(result.object("candidates")
                        .object("base")
                        .object("features")
                        .object("sex")
                        .object("f")
                        .number("n"))
                .isGreaterThan(0);
    }

    private Evidence evidence(ForkJoinPool with) {
        Subject data = subject("data");
        return ModelComparison.of(COMPARED, table, four(), new RandomStreams(3), with)
                .evidence(List.of(data), 3);
    }
}
