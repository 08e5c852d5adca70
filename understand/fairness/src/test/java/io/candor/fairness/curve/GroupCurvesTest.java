package io.candor.fairness.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Estimate;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.fairness.Csv;
import io.candor.fairness.FairnessAssessment;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.Predictions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroupCurvesTest {
    private static final ForkJoinPool POOL = ForkJoinPool.commonPool();
    private static final CurveSettings ALL = new CurveSettings(10_000, 4, 30);

    /** Groups, labels, scores and weights. */
    record Scored(List<@Nullable String> groups, int[] labels, double[] scores, double[] weights) {
        static Scored kept() throws IOException {
            Csv csv = Csv.resource("curves/curve-rows.csv");
            return new Scored(
                    csv.column("group"),
                    csv.column("label").stream()
                            .mapToInt(c -> Integer.parseInt(Objects.requireNonNull(c)))
                            .toArray(),
                    csv.column("score").stream()
                            .mapToDouble(c -> Double.parseDouble(Objects.requireNonNull(c)))
                            .toArray(),
                    csv.column("weight").stream()
                            .mapToDouble(c -> Double.parseDouble(Objects.requireNonNull(c)))
                            .toArray());
        }

        Table table() {
            return new Table(List.of(CategoricalColumn.of("g", groups), new NumericColumn("w", weights)));
        }

        GroupCurves curves(FairnessPlan plan, CurveSettings settings) {
            return GroupCurves.of(plan, table(), Predictions.binary(labels, scores, labels), settings, POOL);
        }

        GroupCurve group(FairnessPlan plan, CurveSettings settings, String group) {
            return curve(curves(plan, settings), "all", group);
        }
    }

    private static GroupCurve curve(GroupCurves curves, String stratum, String group) {
        GroupCurves.Stratum all = Objects.requireNonNull(
                Objects.requireNonNull(curves.features().get("g")).strata().get(stratum));
        return Objects.requireNonNull(all.groups().get(group));
    }

    private static double value(GroupCurve curve, String figure) {
        return Objects.requireNonNull(curve.figures().get(figure)).toJson().number("value");
    }

    @Test
    void curvesAreScikitLearns() throws IOException {
        Scored scored = Scored.kept();
        List<String[]> expected = Csv.resource("curves/curve-values.csv").rows();
        for (String weighted : List.of("0", "1")) {
            FairnessPlan plan = FairnessPlan.of("g");
            if (weighted.equals("1")) plan = plan.withWeights("w");
            for (String group : List.of("0", "1", "2")) {
                GroupCurve curve = scored.group(plan, ALL, group);
                RocPoints roc = Objects.requireNonNull(curve.roc());
                int point = 0;
                for (String[] v : expected) {
                    if (!v[0].equals(group) || !v[2].equals(weighted)) continue;
                    if (!v[1].equals("roc") && !v[1].equals("bin"))
                        assertThat(value(curve, v[1])).isCloseTo(Double.parseDouble(v[3]), within(1e-12));
                    if (!v[1].equals("roc")) continue;
                    assertThat(roc.fpr()[point]).isCloseTo(Double.parseDouble(v[3]), within(1e-12));
                    assertThat(roc.tpr()[point]).isCloseTo(Double.parseDouble(v[4]), within(1e-12));
                    if (point > 0) assertThat(roc.threshold()[point]).isEqualTo(Double.parseDouble(v[5]));
                    point++;
                }
                assertThat(roc.total()).isEqualTo(point);
            }
        }
    }

    @Test
    void binsAreScikitLearnsWhereNoScoresAreEqual() throws IOException {
        Scored scored = Scored.kept();
        for (String group : List.of("0", "2")) {
            List<CalibrationBin> bins =
                    scored.group(FairnessPlan.of("g"), ALL, group).bins();
            List<String[]> expected = Csv.resource("curves/curve-values.csv").rows().stream()
                    .filter(v -> v[0].equals(group) && v[1].equals("bin"))
                    .toList();
            assertThat(bins).hasSameSizeAs(expected);
            for (int b = 0; b < bins.size(); b++) {
                assertThat(bins.get(b).meanScore()).isCloseTo(Double.parseDouble(expected.get(b)[3]), within(1e-12));
                assertThat(bins.get(b).rate()).isCloseTo(Double.parseDouble(expected.get(b)[4]), within(1e-12));
            }
        }
    }

    /** Whatever is left out, what is kept is a point of the whole curve, both ends among them. */
    @Test
    void thinningMovesNoPoint() throws IOException {
        Scored scored = Scored.kept();
        RocPoints whole = Objects.requireNonNull(
                scored.group(FairnessPlan.of("g"), ALL, "2").roc());
        for (int most : new int[] {2, 3, 17, 139, 140, 141}) {
            RocPoints thin =
                    Objects.requireNonNull(scored.group(FairnessPlan.of("g"), new CurveSettings(most, 4, 30), "2")
                            .roc());
            assertThat(thin.tpr().length).isLessThanOrEqualTo(most);
            assertThat(thin.total()).isEqualTo(whole.tpr().length);
            for (int k = 0; k < thin.tpr().length; k++) {
                int at = Arrays.binarySearch(negated(whole.threshold()), -thin.threshold()[k]);
                assertThat(at).isNotNegative();
                assertThat(thin.tpr()[k]).isEqualTo(whole.tpr()[at]);
                assertThat(thin.fpr()[k]).isEqualTo(whole.fpr()[at]);
            }
            int last = thin.tpr().length - 1;
            assertThat(thin.tpr()[0] + thin.fpr()[0]).isZero();
            assertThat(thin.tpr()[last] + thin.fpr()[last]).isEqualTo(2);
        }
    }

    private static double[] negated(double[] falling) {
        return Arrays.stream(falling).map(x -> -x).toArray();
    }

    /** The area under the points is the area that is reported, and those are the assessment's. */
    @Test
    void theAreaIsThatUnderThePointsAndTheAssessments() throws IOException {
        Scored scored = Scored.kept();
        FairnessPlan plan = FairnessPlan.of("g").withWeights("w");
        FairnessAssessment assessment = FairnessAssessment.of(
                plan, scored.table(), Predictions.binary(scored.labels, scored.scores, scored.labels));
        for (String group : List.of("0", "1", "2")) {
            GroupCurve curve = scored.group(plan, ALL, group);
            RocPoints roc = Objects.requireNonNull(curve.roc());
            double area = 0;
            for (int i = 1; i < roc.fpr().length; i++)
                area += (roc.fpr()[i] - roc.fpr()[i - 1]) * (roc.tpr()[i] + roc.tpr()[i - 1]) / 2;
            assertThat(value(curve, "auc")).isCloseTo(area, within(1e-12));
            FairnessAssessment.Group same = Objects.requireNonNull(Objects.requireNonNull(
                            Objects.requireNonNull(assessment.features().get("g"))
                                    .strata()
                                    .get("all"))
                    .groups()
                    .get(group));
            for (String metric : List.of("auc", "brier", "mean_score", "base_rate"))
                assertThat(curve.figures().get(metric)).isEqualTo(same.metrics().get(metric));
        }
    }

    @Test
    void rowsThatCountTwiceAreTwoRows() throws IOException {
        Scored scored = Scored.kept();
        Scored longer = repeated(scored);
        GroupCurve weighted = scored.group(FairnessPlan.of("g").withWeights("w"), ALL, "1");
        GroupCurve rows = longer.group(FairnessPlan.of("g"), ALL, "1");
        assertThat(value(weighted, "in_the_large")).isCloseTo(value(rows, "in_the_large"), within(1e-12));
        RocPoints a = Objects.requireNonNull(weighted.roc());
        RocPoints b = Objects.requireNonNull(rows.roc());
        assertThat(a.tpr()).containsExactly(b.tpr(), within(1e-12));
        assertThat(a.fpr()).containsExactly(b.fpr(), within(1e-12));
    }

    private static Scored repeated(Scored scored) {
        List<@Nullable String> groups = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        for (int i = 0; i < scored.labels.length; i++) {
            for (int k = 0; k < scored.weights[i]; k++) {
                groups.add(scored.groups.get(i));
                labels.add(scored.labels[i]);
                scores.add(scored.scores[i]);
            }
        }
        int[] y = labels.stream().mapToInt(i -> i).toArray();
        double[] s = scores.stream().mapToDouble(x -> x).toArray();
        double[] w = new double[y.length];
        Arrays.fill(w, 1);
        return new Scored(groups, y, s, w);
    }

    @Test
    void equalScoresStayInOneBin() {
        int n = 300;
        double[] scores = new double[n];
        int[] labels = new int[n];
        List<@Nullable String> groups = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            scores[i] = i < 130 ? 0.25 : i < 265 ? 0.5 : 0.75;
            labels[i] = i % 4 == 0 ? 1 : 0;
            groups.add("a");
        }
        List<CalibrationBin> bins = new Scored(groups, labels, scores, scores)
                .group(FairnessPlan.of("g"), CurveSettings.DEFAULT, "a")
                .bins();
        assertThat(bins).extracting(CalibrationBin::n).containsExactly(130L, 135L, 35L);
        assertThat(bins).extracting(CalibrationBin::low).containsExactly(0.25, 0.5, 0.75);
        assertThat(bins).extracting(CalibrationBin::high).containsExactly(0.25, 0.5, 0.75);
    }

    /** A model that is calibrated shows the error that is said to be expected of it: 400 draws, four standard errors. */
    @Test
    void aCalibratedModelHasTheErrorThatIsExpectedOfIt() {
        SplittableRandom random = new SplittableRandom(7);
        int n = 600;
        double[] scores = new double[n];
        List<@Nullable String> groups = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double u = random.nextDouble();
            scores[i] = u * u * u; // many near 0, where few positives come
            groups.add("a");
        }
        double sum = 0;
        double squares = 0;
        double expected = 0;
        int trials = 400;
        for (int t = 0; t < trials; t++) {
            int[] labels = new int[n];
            for (int i = 0; i < n; i++) labels[i] = random.nextDouble() < scores[i] ? 1 : 0;
            CalibrationError error = new Scored(groups, labels, scores, scores)
                    .group(FairnessPlan.of("g"), CurveSettings.DEFAULT, "a")
                    .calibrationError();
            expected = error.ifCalibrated();
            sum += error.value();
            squares += error.value() * error.value();
        }
        double mean = sum / trials;
        double standardError = Math.sqrt((squares / trials - mean * mean) / trials);
        assertThat(mean).isCloseTo(expected, within(4 * standardError));
    }

    /** Of equal chances the deviation is a binomial's, here summed out. */
    @Test
    void theDeviationOfEqualChancesIsABinomials() {
        for (int n : new int[] {1, 2, 7, 40}) {
            for (double p : new double[] {0.001, 0.2, 0.5, 0.93}) {
                double mean = 0;
                double probability = Math.pow(1 - p, n);
                for (int x = 0; x <= n; x++) {
                    mean += probability * Math.abs((double) x / n - p);
                    probability *= (n - x) / (x + 1.0) * p / (1 - p);
                }
                assertThat(CalibrationBin.deviation(p, p * (1 - p) / n)).isCloseTo(mean, within(1e-12));
            }
        }
    }

    @Test
    void aGroupWithOneLabelHasNoCurveButItsCalibration() {
        Scored scored = new Scored(
                List.of("a", "a", "a", "b", "b"),
                new int[] {0, 0, 0, 1, 0},
                new double[] {.1, .2, .3, .9, .1},
                new double[5]);
        GroupCurves curves = scored.curves(FairnessPlan.of("g"), new CurveSettings(200, 10, 1));
        GroupCurve a = curve(curves, "all", "a");
        assertThat(a.roc()).isNull();
        assertThat(a.figures().get("auc")).isEqualTo(Estimate.undefined("no positives", 3));
        assertThat(value(a, "in_the_large")).isCloseTo(0.2, within(1e-15));
        assertThat(a.bins()).hasSize(3);
        Json.Obj statement = curves.evidence(List.of()).result();
        assertThat(CanonicalJson.text(statement)).contains("\"roc\":{\"n\":3,\"undefined\":\"no positives\"}");
    }

    @Test
    void unknownGroupsAreShownAndComparedWithNone() {
        Scored scored = new Scored(
                Arrays.asList("a", "a", null, null),
                new int[] {0, 1, 1, 0},
                new double[] {.1, .9, .1, .9},
                new double[4]);
        GroupCurves curves = scored.curves(FairnessPlan.of("g"), CurveSettings.DEFAULT);
        assertThat(value(curve(curves, "all", "(unknown)"), "auc")).isZero();
        GroupCurves.Feature feature = Objects.requireNonNull(curves.features().get("g"));
        assertThat(feature.unknown()).isEqualTo(2);
        assertThat(Objects.requireNonNull(feature.strata().get("all"))
                        .disparities()
                        .get("auc"))
                .extracting(d -> Objects.requireNonNull(d).estimate())
                .isInstanceOf(Estimate.Undefined.class);
    }

    @Test
    void eachStratumOfTheControlsHasItsCurves() throws IOException {
        Scored scored = Scored.kept();
        Table table = scored.table().with(CategoricalColumn.of("half", halves(scored.labels.length)));
        GroupCurves curves = GroupCurves.of(
                FairnessPlan.of("g").withControls("half"),
                table,
                Predictions.binary(scored.labels, scored.scores, scored.labels),
                CurveSettings.DEFAULT,
                POOL);
        long n = 0;
        for (String half : List.of("half=0", "half=1"))
            n += curve(curves, half, "1").n();
        assertThat(n).isEqualTo(curve(curves, "all", "1").n());
    }

    private static List<@Nullable String> halves(int n) {
        List<@Nullable String> halves = new ArrayList<>();
        for (int i = 0; i < n; i++) halves.add(String.valueOf(i % 2));
        return halves;
    }

    /** Of two classes given as several, the second against the rest is what two classes are. */
    @Test
    void eachOfSeveralClassesIsTakenAgainstTheRest() throws IOException {
        Scored scored = Scored.kept();
        int n = scored.labels.length;
        double[] both = new double[3 * n];
        for (int i = 0; i < n; i++) {
            both[3 * i] = 1 - scored.scores[i];
            both[3 * i + 1] = scored.scores[i];
        }
        List<GroupCurves> curves = GroupCurves.ofClasses(
                FairnessPlan.of("g"),
                scored.table(),
                Predictions.multiclass(List.of("no", "yes", "never"), scored.labels, both, scored.labels),
                ALL,
                POOL);
        assertThat(curves).hasSize(3);
        assertThat(curves.get(1).parameters().text("class")).isEqualTo("yes");
        GroupCurves alone = scored.curves(FairnessPlan.of("g"), ALL);
        assertThat(value(curve(curves.get(1), "all", "0"), "auc")).isEqualTo(value(curve(alone, "all", "0"), "auc"));
        assertThat(value(curve(curves.get(0), "all", "0"), "auc"))
                .isCloseTo(value(curve(alone, "all", "0"), "auc"), within(1e-12));
    }

    @Test
    void threadsDoNotTouchTheBytes() throws IOException {
        Scored scored = Scored.kept();
        List<byte[]> seen = new ArrayList<>();
        for (int threads : new int[] {1, 4}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            seen.add(GroupCurves.of(
                            FairnessPlan.of("g"),
                            scored.table(),
                            Predictions.binary(scored.labels, scored.scores, scored.labels),
                            CurveSettings.DEFAULT,
                            pool)
                    .evidence(List.of())
                    .canonicalBytes());
            pool.shutdown();
        }
        assertThat(seen.get(0)).isEqualTo(seen.get(1));
    }

    @Test
    void whatHasNoScoresIsRefused() {
        Table table = new Table(List.of(CategoricalColumn.of("g", List.of("a", "b"))));
        FairnessPlan plan = FairnessPlan.of("g");
        List<Predictions> others = List.of(
                Predictions.binary(new int[2], null, new int[2]),
                Predictions.multiclass(List.of("x", "y", "z"), new int[2], new double[6], new int[2]),
                new Predictions.Regression(new double[2], new double[2]));
        for (Predictions other : others)
            assertThatThrownBy(() -> GroupCurves.of(plan, table, other, CurveSettings.DEFAULT, POOL))
                    .hasMessageContaining("CND-F061");
        assertThatThrownBy(() -> new CurveSettings(1, 10, 30)).hasMessageContaining("CND-F060");
    }

    @Test
    void groupsBelowTheLeastSupportAreNotEnoughData() throws IOException {
        GroupCurve curve = Scored.kept().group(FairnessPlan.of("g").withMinSupport(130), ALL, "0");
        assertThat(curve.roc()).isNull();
        assertThat(Objects.requireNonNull(curve.figures().get("in_the_large"))
                        .toJson()
                        .text("undefined"))
                .isEqualTo("not enough data: 130 rows are needed");
        assertThat(curve.calibrationError().value()).isNaN();
    }
}
