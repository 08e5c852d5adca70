package io.candor.fairness.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.model.RowDraws;
import io.candor.core.model.Scores;
import io.candor.fairness.Criterion;
import io.candor.testkit.Property;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class GroupThresholdsTest {
    private static final double EXACT = 1e-9;

    private static Small small(RandomGenerator random, int size) {
        return Small.random(random, 2 + random.nextInt(2), 4);
    }

    /** Points that single thresholds reach in a group: selected negatives and positives. */
    private static List<double[]> points(Small s, char group) {
        List<double[]> points = new ArrayList<>();
        for (int cut = -1; cut <= 13; cut++) {
            double[] point = new double[2];
            for (int i = 0; i < s.scores().length; i++) {
                if (s.groups().charAt(i) == group && s.scores()[i] * 6 > cut / 2.0 - 0.25) point[s.labels()[i]]++;
            }
            points.add(point);
        }
        return points;
    }

    private static double count(Small s, char group, int label) {
        double n = 0;
        for (int i = 0; i < s.labels().length; i++) {
            if (s.groups().charAt(i) == group && s.labels()[i] == label) n++;
        }
        return n;
    }

    /** The most tp − fp of a group whose rate is within [low, high], by every mixture of two thresholds that touches an end. */
    private static double best(List<double[]> points, double perFp, double perTp, double low, double high) {
        double best = Double.NEGATIVE_INFINITY;
        for (double[] a : points) {
            double ra = perFp * a[0] + perTp * a[1];
            if (ra >= low - EXACT && ra <= high + EXACT) best = Math.max(best, a[1] - a[0]);
            for (double[] b : points) {
                double rb = perFp * b[0] + perTp * b[1];
                for (double end : new double[] {low, high}) {
                    double share = (end - ra) / (rb - ra);
                    if (!(share >= 0 && share <= 1)) continue;
                    best = Math.max(best, (1 - share) * (a[1] - a[0]) + share * (b[1] - b[0]));
                }
            }
        }
        return best;
    }

    private static void agreesWithEnumeration(Small s, Criterion criterion, double tolerance) {
        List<List<double[]>> points = new ArrayList<>();
        List<double[]> per = new ArrayList<>();
        List<Double> lows = new ArrayList<>();
        double negatives = 0;
        for (char g = 'A'; s.groups().indexOf(g) >= 0; g++) {
            double n0 = count(s, g, 0);
            double n1 = count(s, g, 1);
            negatives += n0;
            double[] p = switch (criterion) {
                case DEMOGRAPHIC_PARITY -> new double[] {1 / (n0 + n1), 1 / (n0 + n1)};
                case TRUE_POSITIVE_RATE -> new double[] {0, 1 / n1};
                default -> new double[] {1 / n0, 0};
            };
            per.add(p);
            points.add(points(s, g));
            for (double[] point : points(s, g)) {
                lows.add(p[0] * point[0] + p[1] * point[1]);
                lows.add(p[0] * point[0] + p[1] * point[1] - tolerance);
            }
        }
        double most =
                Double.NEGATIVE_INFINITY; // the best sum is concave and piecewise linear in the window: its peak is
        // at a kink
        for (double low : lows) {
            double sum = 0;
            for (int g = 0; g < per.size(); g++) {
                sum += best(points.get(g), per.get(g)[0], per.get(g)[1], low, low + tolerance);
            }
            most = Math.max(most, sum);
        }
        ThresholdFit fit = s.fit(ThresholdPlan.of(criterion, tolerance));
        assertThat(fit.objective()).isCloseTo((most + negatives) / s.labels().length, within(EXACT));
        assertThat(s.accuracy(fit)).isCloseTo(fit.objective(), within(EXACT));
        assertThat(fit.proof()).isEqualTo(ThresholdFit.Proof.OPTIMAL);
    }

    @Test
    void theOptimumIsThatOfEveryMixtureTried() {
        for (Criterion criterion :
                List.of(Criterion.DEMOGRAPHIC_PARITY, Criterion.TRUE_POSITIVE_RATE, Criterion.FALSE_POSITIVE_RATE)) {
            for (double tolerance : new double[] {0, 0.1, 0.3}) {
                Property.forAll(7, 60, GroupThresholdsTest::small, s -> agreesWithEnumeration(s, criterion, tolerance));
            }
        }
    }

    @Test
    void equalizedOddsAreHeldAndNoMixtureThatHoldsThemIsBetter() {
        for (double tolerance : new double[] {0, 0.05, 0.25}) {
            Property.forAll(11, 40, (random, size) -> Small.random(random, 2, 5), s -> {
                ThresholdFit fit = s.fit(ThresholdPlan.of(Criterion.EQUALIZED_ODDS, tolerance));
                assertThat(s.gap(fit, 0)).isLessThanOrEqualTo(tolerance + EXACT);
                assertThat(s.gap(fit, 1)).isLessThanOrEqualTo(tolerance + EXACT);
                assertThat(fit.gaps().get("true positive rate")).isCloseTo(s.gap(fit, 1), within(EXACT));
                assertThat(s.accuracy(fit)).isCloseTo(fit.objective(), within(EXACT));
                assertThat(bestOfGrid(s, tolerance)).isLessThanOrEqualTo(fit.objective() + EXACT);
            });
        }
    }

    /** The best accuracy of mixtures of three thresholds by sixths that hold equalized odds. */
    private static double bestOfGrid(Small s, double tolerance) {
        List<double[]> a = mixed(points(s, 'A'), count(s, 'A', 0), count(s, 'A', 1));
        List<double[]> b = mixed(points(s, 'B'), count(s, 'B', 0), count(s, 'B', 1));
        double best = 0;
        double negatives = count(s, 'A', 0) + count(s, 'B', 0);
        for (double[] p : a) {
            for (double[] q : b) {
                if (Math.abs(p[2] - q[2]) > tolerance + 1e-12 || Math.abs(p[3] - q[3]) > tolerance + 1e-12) continue;
                best = Math.max(best, (negatives + p[1] - p[0] + q[1] - q[0]) / s.labels().length);
            }
        }
        return best;
    }

    private static List<double[]> mixed(List<double[]> points, double negatives, double positives) {
        List<double[]> mixed = new ArrayList<>();
        List<double[]> distinct = new ArrayList<>();
        for (double[] p : points) if (distinct.stream().noneMatch(d -> Arrays.equals(d, p))) distinct.add(p);
        for (double[] p : distinct) {
            for (double[] q : distinct) {
                for (int share = 0; share <= 6; share++) {
                    double fp = p[0] + share / 6.0 * (q[0] - p[0]);
                    double tp = p[1] + share / 6.0 * (q[1] - p[1]);
                    mixed.add(new double[] {fp, tp, fp / negatives, tp / positives});
                }
            }
        }
        return mixed;
    }

    @Test
    void relabelledAndPermutedRowsGiveTheSameRules() {
        Property.forAll(13, 50, (random, size) -> Small.random(random, 3, 8), s -> {
            ThresholdPlan plan = ThresholdPlan.of(Criterion.EQUALIZED_ODDS, 0.1);
            int n = s.labels().length;
            int[] order =
                    new io.candor.core.random.RandomStreams(n).stream("order").permutation(n);
            StringBuilder groups = new StringBuilder();
            double[] scores = new double[n];
            int[] labels = new int[n];
            for (int i = 0; i < n; i++) {
                groups.append(s.groups().charAt(order[i]));
                scores[i] = s.scores()[order[i]];
                labels[i] = s.labels()[order[i]];
            }
            ThresholdFit fit = s.fit(plan);
            assertThat(new Small(groups.toString(), scores, labels, null)
                            .fit(plan)
                            .points())
                    .isEqualTo(fit.points());
            String swapped = s.groups().replace('A', 'x').replace('C', 'A').replace('x', 'C');
            assertThat(new Small(swapped, s.scores(), s.labels(), null)
                            .fit(plan)
                            .objective())
                    .isCloseTo(fit.objective(), within(EXACT));
        });
    }

    @Test
    void aRowTwiceIsARowOfTwiceTheWeight() {
        Property.forAll(17, 50, (random, size) -> Small.random(random, 2, 6), s -> {
            int n = s.labels().length;
            double[] weights = new double[n];
            Arrays.fill(weights, 1);
            weights[3] = 2;
            weights[5] = 2;
            double[] scores = Arrays.copyOf(s.scores(), n + 2);
            int[] labels = Arrays.copyOf(s.labels(), n + 2);
            scores[n] = scores[3];
            labels[n] = labels[3];
            scores[n + 1] = scores[5];
            labels[n + 1] = labels[5];
            String groups = s.groups() + s.groups().charAt(3) + s.groups().charAt(5);
            for (boolean chance : new boolean[] {true, false}) {
                ThresholdPlan plan =
                        ThresholdPlan.of(Criterion.DEMOGRAPHIC_PARITY, 0.2).withObjective("f1");
                if (!chance) plan = plan.withoutChance();
                ThresholdFit weighted = new Small(s.groups(), s.scores(), s.labels(), weights).fit(plan);
                ThresholdFit twice = new Small(groups, scores, labels, null).fit(plan);
                assertThat(weighted.objective()).isEqualTo(twice.objective());
                assertThat(weighted.decider()).isEqualTo(twice.decider());
            }
        });
    }

    @Test
    void thresholdsWithoutChanceAreTheBestOfAllThatAreAlikeEnough() {
        for (Criterion criterion :
                List.of(Criterion.TRUE_POSITIVE_RATE, Criterion.EQUALIZED_ODDS, Criterion.DEMOGRAPHIC_PARITY)) {
            Property.forAll(19, 60, (random, size) -> Small.random(random, 2, 6), s -> {
                ThresholdFit fit = s.fit(ThresholdPlan.of(criterion, 0.25).withoutChance());
                assertThat(fit.decider().drawing()).isFalse();
                double best = 0;
                double negatives = count(s, 'A', 0) + count(s, 'B', 0);
                for (double[] p : points(s, 'A')) {
                    for (double[] q : points(s, 'B')) {
                        double f = Math.abs(p[0] / count(s, 'A', 0) - q[0] / count(s, 'B', 0));
                        double t = Math.abs(p[1] / count(s, 'A', 1) - q[1] / count(s, 'B', 1));
                        double d = Math.abs((p[0] + p[1]) / 6 - (q[0] + q[1]) / 6);
                        boolean held = switch (criterion) {
                            case TRUE_POSITIVE_RATE -> t <= 0.25 + EXACT;
                            case EQUALIZED_ODDS -> t <= 0.25 + EXACT && f <= 0.25 + EXACT;
                            default -> d <= 0.25 + EXACT;
                        };
                        double accuracy = (negatives + p[1] - p[0] + q[1] - q[0]) / 12;
                        if (held) best = Math.max(best, accuracy);
                    }
                }
                assertThat(fit.objective()).isCloseTo(best, within(EXACT));
                assertThat(s.accuracy(fit)).isCloseTo(best, within(EXACT));
            });
        }
    }

    @Test
    void ratiosAreMaximisedExactly() {
        Property.forAll(23, 40, (random, size) -> Small.random(random, 2, 6), s -> {
            ThresholdFit fit =
                    s.fit(ThresholdPlan.of(Criterion.DEMOGRAPHIC_PARITY, 0.2).withObjective("f1"));
            assertThat(fit.proof()).isEqualTo(ThresholdFit.Proof.OPTIMAL);
            for (double[] p : mixed(points(s, 'A'), 1, 1)) {
                for (double[] q : mixed(points(s, 'B'), 1, 1)) {
                    if (Math.abs(p[0] + p[1] - q[0] - q[1]) / 6 > 0.2) continue;
                    double tp = p[1] + q[1];
                    double positives = count(s, 'A', 1) + count(s, 'B', 1);
                    double f1 = 2 * tp / (tp + p[0] + q[0] + positives);
                    assertThat(f1).isLessThanOrEqualTo(fit.objective() + EXACT);
                }
            }
        });
    }

    @Test
    void anyOtherFormulaIsClimbedAndSaysThatNothingIsProved() {
        Property.forAll(29, 25, (random, size) -> Small.random(random, 2, 6), s -> {
            String mean = "sqrt(true_positive_rate * true_negative_rate)"; // concave, so its peak is the highest
            ThresholdFit fit =
                    s.fit(ThresholdPlan.of(Criterion.DEMOGRAPHIC_PARITY, 0.2).withObjective(mean));
            assertThat(fit.proof()).isEqualTo(ThresholdFit.Proof.PEAK);
            assertThat(s.gap(fit, -1)).isLessThanOrEqualTo(0.2 + EXACT);
            double of1 = count(s, 'A', 1) + count(s, 'B', 1);
            double of0 = count(s, 'A', 0) + count(s, 'B', 0);
            for (double[] p : mixed(points(s, 'A'), 1, 1)) {
                for (double[] q : mixed(points(s, 'B'), 1, 1)) {
                    if (Math.abs(p[0] + p[1] - q[0] - q[1]) / 6 > 0.2) continue;
                    double value = Math.sqrt((p[1] + q[1]) / of1 * (1 - (p[0] + q[0]) / of0));
                    assertThat(value).isLessThanOrEqualTo(fit.objective() + 1e-6);
                }
            }
        });
    }

    @Test
    void ratesOfEachGroupAreLevelledUp() {
        Small s = Small.of("AAAAAABBBBBB", "010111001011", .1, .3, .2, .4, .6, .9, .1, .2, .7, .3, .8, .4);
        ThresholdPlan plan =
                ThresholdPlan.of(Criterion.EQUALIZED_ODDS, 1).with(CellBound.atLeast("true_positive_rate", 0.9));
        ThresholdFit fit = s.fit(plan);
        assertThat(s.rate(fit, 'A', 1)).isGreaterThanOrEqualTo(0.9 - EXACT);
        assertThat(s.rate(fit, 'B', 1)).isGreaterThanOrEqualTo(0.9 - EXACT);
        ThresholdFit capped = s.fit(plan.with(CellBound.overallAtMost("selection_rate", 0.7)));
        assertThat(s.rate(capped, (char) 0, -1)).isLessThanOrEqualTo(0.7 + EXACT);
        assertThatThrownBy(() -> s.fit(plan.with(CellBound.overallAtMost("selection_rate", 0.2))))
                .hasMessageContaining("CND-F045");
    }

    @Test
    void costsShiftTheThresholds() {
        Small s = Small.of("AAAABBBB", "01010101", .2, .4, .6, .8, .2, .4, .6, .8);
        ThresholdPlan plan = ThresholdPlan.of(Criterion.TRUE_POSITIVE_RATE, 0);
        ThresholdFit careful = s.fit(plan.withObjective(io.candor.evaluation.ConfusionFormula.costs(5, 1)));
        ThresholdFit generous = s.fit(plan.withObjective(io.candor.evaluation.ConfusionFormula.costs(1, 5)));
        assertThat(s.rate(careful, (char) 0, -1)).isEqualTo(0.25);
        assertThat(s.rate(generous, (char) 0, -1)).isEqualTo(0.75);
    }

    @Test
    void flippedScoresHelpWhereScoresMislead() {
        Small s = Small.of("AAAABBBB", "00111100", .1, .2, .8, .9, .1, .2, .8, .9);
        ThresholdPlan plan = ThresholdPlan.of(Criterion.EQUALIZED_ODDS, 0);
        assertThat(s.fit(plan).objective()).isCloseTo(0.5, within(EXACT));
        ThresholdFit flipped = s.fit(plan.flipping());
        assertThat(flipped.objective()).isCloseTo(1, within(EXACT));
        assertThat(flipped.decider().text()).contains("B: positive up to 0.5");
    }

    @Test
    void drawsRealiseTheExpectedRatesAndRepeat() {
        int n = 60_000;
        double[] scores = new double[n];
        int[] labels = new int[n];
        char[] groups = new char[n];
        var random = new io.candor.core.random.RandomStreams(5).stream("rows");
        for (int i = 0; i < n; i++) {
            groups[i] = i % 3 == 0 ? 'A' : 'B';
            scores[i] = Math.round(random.nextDouble() * 10) / 10.0;
            labels[i] = random.nextDouble() < scores[i] * (groups[i] == 'A' ? 1 : 0.6) ? 1 : 0;
        }
        Small s = new Small(new String(groups), scores, labels, null);
        ThresholdFit fit =
                s.fit(ThresholdPlan.of(Criterion.EQUALIZED_ODDS, 0).withDraws(new RowDraws("k", List.of("id"))));
        int[] decided = fit.decider().decide(new Scores(scores, n, 1, Scores.Scale.PROBABILITY), s.table());
        for (var point : fit.points()) {
            int hits = 0;
            for (int i = 0; i < n; i++) if (groups[i] == point.group().charAt(0) && labels[i] == 1) hits += decided[i];
            double rate = hits / point.positives();
            double se = Math.sqrt(0.25 / point.positives());
            assertThat(rate).isCloseTo(point.truePositiveRate(), within(5 * se));
        }
        assertThat(s.fit(fit.plan()).decider().decide(new Scores(scores, n, 1, Scores.Scale.PROBABILITY), s.table()))
                .isEqualTo(decided);
    }

    @Test
    void everyToleranceCostsNoMoreThanAStricterOne() {
        Small s = Small.random(new java.util.SplittableRandom(4), 4, 30);
        List<ThresholdFit> curve = GroupThresholds.of(s.rows(), ForkJoinPool.commonPool())
                .tradeOff(ThresholdPlan.of(Criterion.EQUALIZED_ODDS, 0), 0, 0.05, 0.1, 0.2, 1);
        for (int i = 1; i < curve.size(); i++) {
            assertThat(curve.get(i).objective())
                    .isGreaterThanOrEqualTo(curve.get(i - 1).objective() - EXACT);
            assertThat(curve.get(i).gap())
                    .isLessThanOrEqualTo(curve.get(i).plan().parities().get(0).tolerance() + EXACT);
        }
    }

    @Test
    void rowsOfNoGroupAreLeftOutAndDecidedAsThePlanSays() {
        Small s = Small.of("AAAABBBB??", "0101010111", .2, .4, .6, .8, .1, .3, .5, .7, .9, .9);
        ThresholdPlan plan = ThresholdPlan.of(Criterion.DEMOGRAPHIC_PARITY, 1);
        assertThat(s.fit(plan).leftOut()).isEqualTo(2);
        assertThatThrownBy(() -> s.chances(s.fit(plan))).hasMessageContaining("CND-F040");
        assertThat(s.chances(s.fit(plan.withOtherwise(ThresholdPlan.OVERALL)))[8])
                .isEqualTo(1);
        assertThat(s.fit(plan.withOtherwise("B")).decider().text()).contains("(as B)");
        assertThatThrownBy(() -> s.fit(plan.withOtherwise("C"))).hasMessageContaining("CND-F046");
    }

    @Test
    void whatCanNotBeIsRefused() {
        Small one = Small.of("AAAABBB", "0101111", .2, .4, .6, .8, .1, .3, .5);
        assertThatThrownBy(() -> one.fit(ThresholdPlan.of(Criterion.EQUALIZED_ODDS, 0)))
                .hasMessageContaining("CND-F042")
                .hasMessageContaining("'B' has no negative labels");
        assertThat(one.fit(ThresholdPlan.of(Criterion.TRUE_POSITIVE_RATE, 0)).points())
                .hasSize(2);
        assertThat(one.fit(ThresholdPlan.of(Criterion.DEMOGRAPHIC_PARITY, 0)).gap())
                .isLessThan(EXACT);
        Small single = Small.of("AAAABBBBC", "010101011", .2, .4, .6, .8, .1, .3, .5, .9, .5);
        assertThat(single.fit(ThresholdPlan.of(Criterion.DEMOGRAPHIC_PARITY, 0)).points())
                .hasSize(3);
        assertThatThrownBy(() -> Small.of("AAAA", "0101", .2, .4, .6, .8).rows())
                .hasMessageContaining("CND-F044");
        assertThatThrownBy(() -> Small.of("AABB", "0101", .2, .4, .6, 1.8).rows())
                .hasMessageContaining("CND-F010");
        for (double weight : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            Small weighted = new Small("AB", new double[] {.1, .2}, new int[] {0, 1}, new double[] {1, weight});
            assertThatThrownBy(weighted::rows).hasMessageContaining("CND-F043");
        }
        assertThatThrownBy(() -> ThresholdPlan.of(Criterion.ERROR_RATE, 1.5)).hasMessageContaining("CND-F046");
        ThresholdPlan loose = ThresholdPlan.of(Criterion.DEMOGRAPHIC_PARITY, 1);
        assertThatThrownBy(() -> single.fit(loose.with(CellBound.atLeast("tp * fp", 0.1))))
                .hasMessageContaining("CND-F046");
        assertThatThrownBy(() -> single.fit(loose.withoutChance().with(CellBound.overallAtMost("selection_rate", 0.5))))
                .hasMessageContaining("CND-F047");
    }

    @Test
    void tenThousandGroupsAreRefused() {
        int n = 20_000;
        double[] id = new double[n];
        List<String> names = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            id[i] = 0.5;
            names.add("g" + i / 2);
        }
        var table = new io.candor.core.data.Table(List.of(io.candor.core.data.CategoricalColumn.of("g", names)));
        assertThatThrownBy(() -> ScoredRows.of(
                        table, List.of("g"), io.candor.fairness.FairnessPlan.of("g"), id, new int[n], null))
                .hasMessageContaining("CND-F003");
    }
}
