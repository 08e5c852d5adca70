package io.candor.fairness.conditional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Estimate;
import io.candor.core.json.CanonicalJson;
import io.candor.fairness.Csv;
import io.candor.fairness.FairnessAssessment;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.Predictions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConditionalGapsTest {
    /** Admitted and rejected men, then women, by department. */
    private static final int[][] BERKELEY = {
        {512, 313, 89, 19},
        {353, 207, 17, 8},
        {120, 205, 202, 391},
        {138, 279, 131, 244},
        {53, 138, 94, 299},
        {22, 351, 24, 317}
    };

    /** Rows of a table of counts. */
    private static final class Counted {
        final List<@Nullable String> groups = new ArrayList<>();
        final List<@Nullable String> controls = new ArrayList<>();
        final List<Integer> decisions = new ArrayList<>();

        Counted add(String group, String control, int selected, int rest) {
            for (int i = 0; i < selected + rest; i++) {
                groups.add(group);
                controls.add(control);
                decisions.add(i < selected ? 1 : 0);
            }
            return this;
        }

        ConditionalGaps.Feature gaps() {
            return gaps(FairnessPlan.of("g").withControls("c"));
        }

        ConditionalGaps.Feature gaps(FairnessPlan plan) {
            Table table = new Table(List.of(CategoricalColumn.of("g", groups), CategoricalColumn.of("c", controls)));
            int[] d = decisions.stream().mapToInt(i -> i).toArray();
            return get(
                    ConditionalGaps.of(plan, table, Predictions.binary(d, null, d))
                            .features(),
                    "g");
        }
    }

    private static Counted berkeley() {
        Counted counted = new Counted();
        for (int k = 0; k < BERKELEY.length; k++) {
            String department = String.valueOf((char) ('A' + k));
            counted.add("men", department, BERKELEY[k][0], BERKELEY[k][1]);
            counted.add("women", department, BERKELEY[k][2], BERKELEY[k][3]);
        }
        return counted;
    }

    private static <T> T get(Map<String, T> map, String key) {
        return Objects.requireNonNull(map.get(key), key);
    }

    private static double value(Estimate estimate) {
        return estimate.toJson().number("value");
    }

    /** Fourteen points more men were admitted than women, and given the department some more women than men (Bickel et al. 1975). */
    @Test
    void aGapTurnsAroundWithinDepartments() {
        ConditionalGaps.Feature found = berkeley().gaps();
        Standardised selection = get(found.standardised(), "selection_rate");
        assertThat(value(selection.rawDifference().estimate())).isCloseTo(1198 / 2691.0 - 557 / 1835.0, within(1e-12));
        assertThat(selection.rawDifference().highest()).isEqualTo("men");
        double men = 0;
        double women = 0;
        for (int[] k : BERKELEY) {
            double share = Arrays.stream(k).sum() / 4526.0;
            men += share * k[0] / (k[0] + k[1]);
            women += share * k[2] / (k[2] + k[3]);
        }
        assertThat(value(selection.difference().estimate())).isCloseTo(women - men, within(1e-12));
        assertThat(selection.difference().highest()).isEqualTo("women");
        assertThat(selection.coverage()).isEqualTo(1);
        DemographicDisparity shares = get(found.demographicDisparity(), "decisions");
        assertThat(value(get(shares.groups(), "women").raw())).isPositive();
        assertThat(value(get(shares.groups(), "women").conditional())).isNegative();
    }

    @Test
    void theCommonOddsRatioOfBerkeleyIsThatOfR() {
        Estimate.Interval odds = (Estimate.Interval)
                get(berkeley().gaps().mantelHaenszel(), "men").oddsRatio();
        assertThat(odds.value()).isCloseTo(0.9046968, within(5e-8));
        assertThat(odds.low()).isCloseTo(0.7719074, within(5e-8));
        assertThat(odds.high()).isCloseTo(1.0603298, within(5e-8));
    }

    @Test
    void figuresAreThoseOfTheFormulasTakenCellByCell() throws IOException {
        Csv csv = Csv.resource("conditional/conditional-rows.csv");
        Table table = new Table(List.of(
                CategoricalColumn.of("g", csv.column("group")),
                CategoricalColumn.of("c", csv.column("control")),
                new NumericColumn("w", numbers(csv, "weight"))));
        int[] y = Arrays.stream(numbers(csv, "label")).mapToInt(x -> (int) x).toArray();
        int[] d = Arrays.stream(numbers(csv, "decision")).mapToInt(x -> (int) x).toArray();
        Predictions decided = Predictions.binary(y, null, d);
        Predictions number = new Predictions.Regression(numbers(csv, "number"), numbers(csv, "predicted"));
        int seen = 0;
        for (String[] v : Csv.resource("conditional/conditional-values.csv").rows()) {
            FairnessPlan plan = FairnessPlan.of("g").withControls("c");
            if (v[1].equals("1")) plan = plan.withWeights("w");
            Predictions of = v[0].startsWith("mean") ? number : decided;
            ConditionalGaps.Feature found =
                    get(ConditionalGaps.of(plan, table, of).features(), "g");
            assertThat(figure(found, v[0], v[2])).as(v[0]).isCloseTo(Double.parseDouble(v[3]), within(1e-10));
            seen++;
        }
        assertThat(seen).isEqualTo(60);
    }

    private static double figure(ConditionalGaps.Feature found, String name, String group) {
        if (name.startsWith("cdd_")) {
            DemographicDisparity shares = get(found.demographicDisparity(), name.substring(4));
            return value(get(shares.groups(), group).conditional());
        }
        MantelHaenszel against = found.mantelHaenszel().get(group);
        if (against != null && name.startsWith("rd")) return valueOrError(against.riskDifference(), name);
        if (against != null && name.equals("or")) return value(against.oddsRatio());
        if (against != null && name.equals("log_or_se")) {
            Estimate.Interval i = (Estimate.Interval) against.oddsRatio();
            return Math.log(i.high() / i.value()) / 1.959963984540054;
        }
        return value(get(get(found.standardised(), name).groups(), group).standardised());
    }

    private static double valueOrError(Estimate estimate, String name) {
        Estimate.Interval i = (Estimate.Interval) estimate;
        return name.equals("rd") ? i.value() : (i.high() - i.value()) / 1.959963984540054;
    }

    private static double[] numbers(Csv csv, String column) {
        return csv.column(column).stream()
                .mapToDouble(c -> Double.parseDouble(Objects.requireNonNull(c)))
                .toArray();
    }

    /** One stratum holds nothing alike: every figure is the one without it. */
    @Test
    void withOneStratumNothingChanges() {
        Counted counted =
                new Counted().add("a", "x", 30, 70).add("b", "x", 10, 90).add("c", "x", 0, 40);
        Standardised selection = get(counted.gaps().standardised(), "selection_rate");
        for (Standardised.Group group : selection.groups().values()) {
            Estimate.Interval raw = (Estimate.Interval) group.raw();
            Estimate.Interval same = (Estimate.Interval) group.standardised();
            assertThat(same.value()).isEqualTo(raw.value());
            assertThat(same.low()).isCloseTo(raw.low(), within(1e-12));
            assertThat(same.high()).isCloseTo(raw.high(), within(1e-12));
        }
        Estimate.Interval raw = (Estimate.Interval) selection.rawDifference().estimate();
        Estimate.Interval same = (Estimate.Interval) selection.difference().estimate();
        assertThat(same.low()).isCloseTo(raw.low(), within(1e-9));
        assertThat(same.high()).isCloseTo(raw.high(), within(1e-9));
    }

    @Test
    void strataWithoutAGroupAreLeftOutAndTold() {
        Counted counted = new Counted()
                .add("a", "x", 10, 10)
                .add("b", "x", 5, 15)
                .add("a", "y", 30, 10)
                .add("a", "z", 1, 19)
                .add("b", "z", 1, 19)
                .add("rare", "y", 2, 2);
        ConditionalGaps.Feature found = counted.gaps();
        Standardised selection = get(found.standardised(), "selection_rate");
        assertThat(selection.leftOut()).containsExactly("rare");
        assertThat(selection.unused()).containsExactly("c=y");
        assertThat(selection.strata()).isEqualTo(3);
        assertThat(selection.used()).isEqualTo(2);
        assertThat(selection.coverage()).isCloseTo(80 / 124.0, within(1e-12));
        assertThat(value(get(selection.groups(), "a").standardised())).isCloseTo((0.5 + 0.05) / 2, within(1e-12));
        assertThat(get(found.mantelHaenszel(), "rare").strata()).isEqualTo(1);
    }

    @Test
    void whatCannotBeComparedIsUndefined() {
        ConditionalGaps.Feature found =
                new Counted().add("a", "x", 10, 10).add("b", "y", 5, 15).gaps();
        Standardised selection = get(found.standardised(), "selection_rate");
        assertThat(selection.difference().estimate()).isInstanceOf(Estimate.Undefined.class);
        assertThat(get(found.mantelHaenszel(), "a").riskDifference()).isInstanceOf(Estimate.Undefined.class);
        ConditionalGaps.Feature all =
                new Counted().add("a", "x", 10, 0).add("b", "x", 5, 0).gaps();
        assertThat(get(all.mantelHaenszel(), "a").oddsRatio()).isInstanceOf(Estimate.Undefined.class);
        DemographicDisparity shares = get(all.demographicDisparity(), "decisions");
        assertThat(get(shares.groups(), "a").conditional()).isInstanceOf(Estimate.Undefined.class);
        assertThat(CanonicalJson.text(shares.toJson())).doesNotContain("NaN");
    }

    /** Unequal strata, small ones among them: 95 % intervals of no gap given the strata hold 0 often enough (2,000 trials, five standard errors). */
    @Test
    void intervalsHoldTheTruthOftenEnough() {
        double[] rates = {0.02, 0.1, 0.3, 0.6, 0.9};
        int[][] sizes = {{12, 40}, {60, 30}, {25, 25}, {80, 15}, {10, 50}};
        SplittableRandom random = new SplittableRandom(3);
        int trials = 2_000;
        int[] held = new int[4];
        for (int t = 0; t < trials; t++) {
            Counted counted = new Counted();
            for (int k = 0; k < rates.length; k++) {
                for (int g = 0; g < 2; g++) {
                    int x = 0;
                    for (int i = 0; i < sizes[k][g]; i++) if (random.nextDouble() < rates[k]) x++;
                    counted.add(g == 0 ? "a" : "b", "k" + k, x, sizes[k][g] - x);
                }
            }
            ConditionalGaps.Feature found = counted.gaps();
            MantelHaenszel against = get(found.mantelHaenszel(), "a");
            if (holds(get(found.standardised(), "selection_rate").difference().estimate(), 0)) held[0]++;
            if (holds(against.riskDifference(), 0)) held[1]++;
            if (holds(against.oddsRatio(), 1)) held[2]++;
            if (holds(
                    get(get(found.demographicDisparity(), "decisions").groups(), "a")
                            .conditional(),
                    0)) held[3]++;
        }
        for (int count : held)
            assertThat(count / (double) trials).isGreaterThan(0.95 - 5 * Math.sqrt(0.95 * 0.05 / trials));
    }

    private static boolean holds(Estimate estimate, double truth) {
        return estimate instanceof Estimate.Interval i && i.low() <= truth && truth <= i.high();
    }

    @Test
    void groupsBelowTheLeastSupportAreLeftOut() {
        Counted counted =
                new Counted().add("a", "x", 10, 10).add("b", "x", 5, 15).add("c", "x", 2, 3);
        ConditionalGaps.Feature found =
                counted.gaps(FairnessPlan.of("g").withControls("c").withMinSupport(10));
        assertThat(get(found.standardised(), "selection_rate").leftOut()).containsExactly("c");
        assertThat(get(found.mantelHaenszel(), "c").oddsRatio()).isInstanceOf(Estimate.Undefined.class);
    }

    @Test
    void rawFiguresAreTheAssessments() {
        Counted counted = berkeley();
        int[] d = counted.decisions.stream().mapToInt(i -> i).toArray();
        Table table = new Table(List.of(CategoricalColumn.of("g", counted.groups)));
        Estimate gap = FairnessAssessment.of(FairnessPlan.of("g"), table, Predictions.binary(d, null, d))
                .disparity("g", "selection_rate", "difference")
                .estimate();
        assertThat(get(counted.gaps().standardised(), "selection_rate")
                        .rawDifference()
                        .estimate())
                .isEqualTo(gap);
    }

    @Test
    void severalClassesAreStandardisedOneByOne() {
        Table table = new Table(List.of(
                CategoricalColumn.of("g", List.of("a", "a", "b", "b")),
                CategoricalColumn.of("c", List.of("x", "x", "x", "x"))));
        Predictions several =
                Predictions.multiclass(List.of("p", "q", "r"), new int[] {0, 1, 2, 0}, null, new int[] {0, 2, 2, 1});
        ConditionalGaps.Feature found = get(
                ConditionalGaps.of(FairnessPlan.of("g").withControls("c"), table, several)
                        .features(),
                "g");
        assertThat(found.standardised())
                .containsOnlyKeys("accuracy", "selection_rate (p)", "selection_rate (q)", "selection_rate (r)");
        assertThat(value(get(get(found.standardised(), "selection_rate (r)").groups(), "a")
                        .standardised()))
                .isEqualTo(0.5);
        assertThat(found.mantelHaenszel()).isEmpty();
    }

    @Test
    void withoutControlsItIsRefused() {
        Table table = new Table(List.of(CategoricalColumn.of("g", List.of("a", "b"))));
        assertThatThrownBy(() -> ConditionalGaps.of(
                        FairnessPlan.of("g"), table, Predictions.binary(new int[2], null, new int[2])))
                .hasMessageContaining("CND-F062");
    }

    @Test
    void moreCountsThanCanBeKeptAreRefused() {
        int n = 200;
        int[] codes = java.util.stream.IntStream.range(0, n).map(i -> i % 100).toArray();
        List<String> levels =
                java.util.stream.IntStream.range(0, 200).mapToObj(i -> "l" + i).toList();
        Table table = new Table(
                List.of(new CategoricalColumn("g", codes, levels), new CategoricalColumn("c", codes.clone(), levels)));
        Predictions several = Predictions.multiclass(levels, codes, null, codes);
        FairnessPlan plan = FairnessPlan.of("g").withControls("c");
        assertThatThrownBy(() -> ConditionalGaps.of(plan, table, several)).hasMessageContaining("CND-F067");
    }
}
