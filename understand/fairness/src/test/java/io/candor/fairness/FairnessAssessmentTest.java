package io.candor.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.CandorException;
import io.candor.core.data.BooleanColumn;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.InstantColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.core.random.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FairnessAssessmentTest {
    @Test
    void aGroupWithoutPositivesIsLeftOutAndNotZero() {
        FairnessAssessment.Stratum all =
                Rows.of("aaaabbbbcc", "1100110000", "1000110010").assess();
        assertThat(Rows.get(Rows.get(all.groups(), "c").metrics(), "true_positive_rate"))
                .isEqualTo(Estimate.undefined("no positives", 0));
        Disparity d = disparity(all, "true_positive_rate", "difference");
        assertThat(d.leftOut()).containsExactly("c");
        assertThat(d.estimate().toJson().number("value")).isEqualTo(0.5);
        assertThat(d.estimate().n()).isEqualTo(2);
        assertThat(List.of(d.lowest(), d.highest())).containsExactly("a", "b");
        assertThat(((Estimate.Interval) d.estimate()).interval()).isEqualTo("Miettinen-Nurminen");
    }

    @Test
    void missingSensitiveValuesAreShownAndCountOverallButNotInDisparities() {
        Rows rows = Rows.of("aabb???", "1010111", "1010111");
        FairnessAssessment.Stratum all = rows.assess();
        assertThat(all.groups().keySet()).containsExactly("a", "b", "(unknown)");
        assertThat(Rows.value(all.overall(), "selection_rate")).isCloseTo(5 / 7.0, within(1e-15));
        Disparity difference = disparity(all, "selection_rate", "difference");
        assertThat(difference.estimate().toJson().number("value")).isZero();
        Disparity toOverall = disparity(all, "selection_rate", "difference_to_overall");
        assertThat(toOverall.estimate().toJson().number("value")).isCloseTo(5 / 7.0 - 0.5, within(1e-15));
        assertThat(toOverall.highest()).isEqualTo("(overall)");
        FairnessAssessment a = FairnessAssessment.of(FairnessPlan.of("g"), rows.table(), rows.predictions());
        assertThat(Rows.get(a.features(), "g").unknown()).isEqualTo(3);
    }

    @Test
    void oneGroupHasNoDisparity() {
        FairnessAssessment.Stratum all = Rows.of("aaa??", "10101", "10101").assess();
        Disparity d = disparity(all, "selection_rate", "ratio");
        assertThat(d.estimate()).isEqualTo(Estimate.undefined("1 known group, two are needed", 3));
        assertThat(Rows.get(all.composites(), "equalized_odds_difference")).isInstanceOf(Estimate.Undefined.class);
    }

    @Test
    void aRatioOfZerosIsUndefinedAndToZeroIsZero() {
        FairnessAssessment.Stratum none = Rows.of("aabb", "1010", "0000").assess();
        assertThat(disparity(none, "selection_rate", "ratio").estimate())
                .isEqualTo(Estimate.undefined("the value is 0 in every group", 2));
        FairnessAssessment.Stratum one = Rows.of("aabb", "1010", "1000").assess();
        Estimate.Interval ratio =
                (Estimate.Interval) disparity(one, "selection_rate", "ratio").estimate();
        assertThat(ratio.value()).isZero();
        assertThat(ratio.low()).isZero();
        assertThat(ratio.high()).isEqualTo(1);
    }

    @Test
    void twoGroupsThatMakeUpTheWholeGiveOneComparison() {
        FairnessAssessment.Stratum all =
                Rows.of("aaaabbbb", "11001100", "11101000").assess();
        Estimate.Interval between = (Estimate.Interval)
                disparity(all, "selection_rate", "difference").estimate();
        Estimate.Interval overall = (Estimate.Interval)
                disparity(all, "selection_rate", "difference_to_overall").estimate();
        assertThat(overall.value()).isEqualTo(between.value() / 2);
        assertThat(overall.high()).isCloseTo(between.high() / 2, within(1e-12));
        assertThat(overall.interval()).isEqualTo("Miettinen-Nurminen");
    }

    @Test
    void renamedGroupsKeepEveryNumberAndRowOrderNeverMatters() {
        Evidence a = randomEvidence("p", "q", "r", false);
        Evidence permuted = randomEvidence("p", "q", "r", true);
        assertThat(permuted.id()).isEqualTo(a.id());
        Evidence renamed = randomEvidence("r2", "a1", "q9", false);
        String back = CanonicalJson.text(renamed.result())
                .replace("r2", "p")
                .replace("a1", "q")
                .replace("q9", "r");
        assertThat(sortedText(back)).isEqualTo(sortedText(CanonicalJson.text(a.result())));
    }

    @Test
    void mergedChunksEqualTheWhole() {
        SplittableRandom random = new SplittableRandom(3);
        int n = 500;
        int[] y = random.ints(n, 0, 2).toArray();
        int[] d = random.ints(n, 0, 2).toArray();
        double[] s = random.doubles(n).toArray();
        int[] codes = random.ints(n, 0, 3).toArray();
        Cells whole = Cells.of(new Predictions.Binary(y, s, d), codes, 3);
        Cells merged = Cells.of(new Predictions.Binary(new int[0], new double[0], new int[0]), new int[0], 3);
        for (int to = n; to > 0; to -= 70) {
            int from = Math.max(0, to - 70);
            merged.add(Cells.of(
                    new Predictions.Binary(
                            Arrays.copyOfRange(y, from, to),
                            Arrays.copyOfRange(s, from, to),
                            Arrays.copyOfRange(d, from, to)),
                    Arrays.copyOfRange(codes, from, to),
                    3));
        }
        for (int g = 0; g < 3; g++) {
            Cell.Binary a = (Cell.Binary) whole.get(g);
            Cell.Binary b = (Cell.Binary) merged.get(g);
            assertThat(b.confusion()).isEqualTo(a.confusion());
            assertThat(b.logLoss().mean()).isEqualTo(a.logLoss().mean());
            assertThat(b.score().variance()).isEqualTo(a.score().variance());
            assertThat(b.n()).isEqualTo(a.n());
        }
    }

    @Test
    void intersectionsAndControlsAreObservedCombinations() {
        Table table = new Table(List.of(
                CategoricalColumn.of("sex", Arrays.asList("f", "f", "m", "m", null, "f")),
                new BooleanColumn("vet", new byte[] {1, 0, 1, 1, 1, -1}),
                CategoricalColumn.of("site", Arrays.asList("n", "s", "n", null, "n", "s"))));
        FairnessAssessment a = FairnessAssessment.of(
                FairnessPlan.of("sex").withIntersection("sex", "vet").withControls("site"),
                table,
                new Predictions.Binary(new int[] {1, 0, 1, 0, 1, 0}, new int[] {1, 1, 0, 0, 1, 0}));
        FairnessAssessment.Feature both = Rows.get(a.features(), "sex & vet");
        assertThat(both.unknown()).isEqualTo(2);
        assertThat(both.strata().keySet()).containsExactly("all", "site=n", "site=s", "site=(unknown)");
        assertThat(Rows.get(both.strata(), "all").groups().keySet())
                .containsExactly("f & false", "f & true", "m & true", "(unknown)");
        Evidence evidence = a.evidence(List.of());
        assertThat(evidence.result().at("/features/sex & vet/strata/site=n/groups/m & true/n"))
                .isPresent();
        assertThat(Evidence.fromJson(evidence.toJson()).id()).isEqualTo(evidence.id());
    }

    @Test
    void agesFallIntoDecadesWithTheEndsJoinedAndDeclaredCutsWin() {
        double[] ages = new double[300];
        for (int i = 0; i < ages.length; i++) ages[i] = i < 290 ? 20 + i % 40 : i < 295 ? 15 : 88;
        Column column = new NumericColumn("age", ages);
        assertThat(groupsOf(column, FairnessPlan.of("age")))
                .containsExactly("under 30", "30-39", "40-49", "50 and over");
        FairnessPlan declared =
                new FairnessPlan(List.of("age"), List.of(), List.of(), Map.of("age", List.of(25.0, 40.0)), 30);
        assertThat(groupsOf(column, declared)).containsExactly("under 25", "25-39", "40 and over");
        double[] incomes = new double[100];
        for (int i = 0; i < 100; i++) incomes[i] = i + 0.5;
        assertThat(groupsOf(new NumericColumn("age", incomes), FairnessPlan.of("age")))
                .containsExactly("under 25.25", "25.25 to under 50", "50 to under 74.75", "74.75 and over");
        assertThat(groupsOf(new NumericColumn("age", new double[] {3, 1, 2, 1, Double.NaN}), FairnessPlan.of("age")))
                .containsExactly("1", "2", "3", "(unknown)");
    }

    @Test
    void noScoresMeansNoScoreMetricsAndSaysSo() {
        FairnessAssessment.Stratum all = Rows.of("aabb", "1010", "1001").assess();
        assertThat(Rows.get(all.overall(), "auc")).isEqualTo(Estimate.undefined("no scores were given", 0));
        assertThat(disparity(all, "log_loss", "difference").estimate()).isInstanceOf(Estimate.Undefined.class);
        assertThat(all.disparities().keySet())
                .containsExactly(
                        "selection_rate",
                        "base_rate",
                        "accuracy",
                        "true_positive_rate",
                        "false_positive_rate",
                        "true_negative_rate",
                        "false_negative_rate",
                        "precision",
                        "auc",
                        "log_loss",
                        "brier",
                        "mean_score");
    }

    @Test
    void aPerfectAreaInOneGroupStillHasAnInterval() {
        int[] y = {0, 0, 0, 1, 1, 1, 0, 1, 0, 1, 0, 1};
        double[] s = {.1, .2, .3, .7, .8, .9, .1, .2, .3, .4, .6, .5};
        Table t = new Table(List.of(CategoricalColumn.of("g", List.of("aaaaaabbbbbb".split("")))));
        FairnessAssessment a =
                FairnessAssessment.of(FairnessPlan.of("g"), t, new Predictions.Binary(y, s, new int[12]));
        FairnessAssessment.Stratum all = Rows.get(Rows.get(a.features(), "g").strata(), "all");
        for (String name : List.of("difference", "ratio", "difference_to_overall", "ratio_to_overall")) {
            Estimate.Interval i =
                    (Estimate.Interval) disparity(all, "auc", name).estimate();
            assertThat(i.value()).as(name).isBetween(i.low(), i.high());
            assertThat(i.high() - i.low()).as(name).isGreaterThan(0.1);
        }
    }

    @Test
    void mistakesHaveCodes() {
        Rows rows = Rows.of("ab", "10", "10");
        assertCode("CND-D003", FairnessPlan.of("h"), rows.table(), rows.predictions());
        assertCode("CND-F001", FairnessPlan.of("g"), rows.table().select(new int[] {0}), rows.predictions());
        assertThatThrownBy(FairnessPlan::of).hasMessageContaining("CND-F002");
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 101; i++) many.add("v" + i);
        int[] zeros = new int[101];
        Predictions.Binary none = new Predictions.Binary(zeros, zeros);
        assertCode("CND-F003", FairnessPlan.of("g"), new Table(List.of(CategoricalColumn.of("g", many))), none);
        Table date = new Table(List.of(new InstantColumn("g", new long[] {1, 2}, true)));
        assertCode("CND-F004", FairnessPlan.of("g"), date, rows.predictions());
        FairnessPlan cut = new FairnessPlan(List.of("g"), List.of(), List.of(), Map.of("g", List.of(1.0)), 30);
        assertCode("CND-F005", cut, rows.table(), rows.predictions());
        assertThatThrownBy(
                        () -> new FairnessPlan(List.of("g"), List.of(), List.of(), Map.of("g", List.of(2.0, 1.0)), 30))
                .hasMessageContaining("CND-F005");
        Table same = new Table(List.of(
                CategoricalColumn.of("g", List.of("a & b", "a")), CategoricalColumn.of("h", List.of("c", "b & c"))));
        assertCode("CND-F006", FairnessPlan.of("g").withIntersection("g", "h"), same, rows.predictions());
        assertThatThrownBy(() -> FairnessPlan.of("g").withIntersection("g", "g"))
                .hasMessageContaining("CND-F007");
        assertThatThrownBy(() -> new FairnessPlan(List.of("g"), List.of(), List.of(), Map.of(), 0))
                .hasMessageContaining("CND-F008");
        assertThatThrownBy(() -> new Predictions.Binary(new int[] {2}, new int[] {0}))
                .hasMessageContaining("CND-F009");
        assertThatThrownBy(() -> new Predictions.Binary(new int[] {1}, new double[] {2}, new int[] {0}))
                .hasMessageContaining("CND-F010");
        assertThatThrownBy(() -> new Predictions.Regression(new double[] {1}, new double[] {Double.NaN}))
                .hasMessageContaining("CND-F011");
        int[] no = {};
        assertCode("CND-F012", FairnessPlan.of("g"), rows.table().select(no), new Predictions.Binary(no, no));
    }

    private static void assertCode(String code, FairnessPlan plan, Table table, Predictions predictions) {
        assertThatThrownBy(() -> FairnessAssessment.of(plan, table, predictions))
                .hasMessageContaining(code);
    }

    private static Disparity disparity(FairnessAssessment.Stratum stratum, String metric, String name) {
        return Rows.get(Rows.get(stratum.disparities(), metric), name);
    }

    private static List<String> groupsOf(Column column, FairnessPlan plan) {
        int[] zeros = new int[column.size()];
        FairnessAssessment a =
                FairnessAssessment.of(plan, new Table(List.of(column)), new Predictions.Binary(zeros, zeros));
        return List.copyOf(
                Rows.get(Rows.get(a.features(), "age").strata(), "all").groups().keySet());
    }

    private static Evidence randomEvidence(String a, String b, String c, boolean permute) {
        SplittableRandom random = new SplittableRandom(8);
        int n = 300;
        String[] names = {a, b, c};
        List<String> g = new ArrayList<>();
        int[] y = new int[n];
        int[] d = new int[n];
        double[] s = new double[n];
        for (int i = 0; i < n; i++) {
            g.add(names[random.nextInt(3)]);
            s[i] = random.nextInt(1, 50) / 50.0;
            y[i] = random.nextDouble() < s[i] ? 1 : 0;
            d[i] = s[i] >= 0.5 ? 1 : 0;
        }
        int[] order = new RandomStreams(1).stream("test").permutation(n);
        if (!permute) Arrays.setAll(order, i -> i);
        int[] y2 = new int[n];
        int[] d2 = new int[n];
        double[] s2 = new double[n];
        for (int i = 0; i < n; i++) {
            y2[i] = y[order[i]];
            d2[i] = d[order[i]];
            s2[i] = s[order[i]];
        }
        Table table = new Table(List.of(CategoricalColumn.of("x", g).select(order)));
        return FairnessAssessment.of(FairnessPlan.of("x"), table, new Predictions.Binary(y2, s2, d2))
                .evidence(List.of());
    }

    /** Members of the objects in any order: characters sorted within the text. */
    private static String sortedText(String json) {
        String[] parts = json.split("[{},]");
        Arrays.sort(parts);
        return String.join("\n", parts);
    }

    @Test
    void jsonHasTheShapeOfTheContract() {
        Rows rows = Rows.of("aabb", "1010", "1001");
        Json.Obj result = FairnessAssessment.of(FairnessPlan.of("g"), rows.table(), rows.predictions())
                .evidence(List.of())
                .result();
        assertThat(result.members().keySet()).containsExactly("task", "rows", "min_group", "overall", "features");
        Json.Obj all = result.object("features").object("g").object("strata").object("all");
        assertThat(result.object("features").object("g").members().keySet())
                .containsExactly("columns", "unknown", "strata");
        assertThat(all.members().keySet()).containsExactly("groups", "disparities", "composites");
        assertThat(all.object("groups").object("a").members().keySet()).containsExactly("n", "positives", "metrics");
        assertThat(all.object("composites").members().keySet())
                .containsExactly(
                        "demographic_parity_difference",
                        "demographic_parity_ratio",
                        "equalized_odds_difference",
                        "equalized_odds_ratio",
                        "equal_opportunity_difference");
        assertThat(all.object("disparities").object("accuracy").members().keySet())
                .containsExactly("difference", "ratio", "difference_to_overall", "ratio_to_overall");
    }

    /** Each class is compared as the two-class assessment of it against the rest would be. */
    @Test
    void severalClassesAreEachComparedAgainstTheRest() {
        SplittableRandom random = new SplittableRandom(6);
        int n = 400;
        List<String> groups = new ArrayList<>();
        int[] labels = new int[n];
        int[] decisions = new int[n];
        for (int i = 0; i < n; i++) {
            groups.add(random.nextBoolean() ? "a" : "b");
            labels[i] = random.nextInt(3);
            decisions[i] = random.nextInt(4) == 0 ? random.nextInt(3) : labels[i];
        }
        Table table = new Table(List.of(CategoricalColumn.of("g", new ArrayList<>(groups))));
        List<String> classes = List.of("x", "y", "z");
        FairnessAssessment several = FairnessAssessment.of(
                FairnessPlan.of("g"), table, Predictions.multiclass(classes, labels, null, decisions));
        FairnessAssessment.Stratum all =
                Rows.get(Rows.get(several.features(), "g").strata(), "all");
        assertThat(several.evidence(List.of()).result().text("task")).isEqualTo("multiclass");
        assertThat(all.composites()).isEmpty();
        int right = 0;
        for (int i = 0; i < n; i++) if (labels[i] == decisions[i]) right++;
        assertThat(Rows.value(several.overall(), "accuracy")).isEqualTo(right / (double) n);
        assertThat(Rows.get(several.overall(), "log_loss")).isInstanceOf(Estimate.Undefined.class);
        for (int k = 0; k < 3; k++) {
            int own = k;
            Predictions against = new Predictions.Binary(
                    Arrays.stream(labels).map(l -> l == own ? 1 : 0).toArray(),
                    Arrays.stream(decisions).map(d -> d == own ? 1 : 0).toArray());
            FairnessAssessment.Stratum two = Rows.get(
                    Rows.get(
                                    FairnessAssessment.of(FairnessPlan.of("g"), table, against)
                                            .features(),
                                    "g")
                            .strata(),
                    "all");
            for (String metric : List.of("selection_rate", "base_rate", "true_positive_rate")) {
                assertThat(Rows.get(all.disparities(), metric + " (" + classes.get(k) + ")"))
                        .isEqualTo(Rows.get(two.disparities(), metric));
            }
        }
    }

    @Test
    void aClassThatThereIsNotIsRefused() {
        CandorException e = catchThrowableOfType(
                CandorException.class,
                () -> Predictions.multiclass(List.of("x", "y", "z"), new int[] {3}, null, new int[] {0}));
        assertThat(e.code()).isEqualTo("CND-F013");
    }
}
