package io.candor.fairness.inequality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Estimate;
import io.candor.core.json.CanonicalJson;
import io.candor.fairness.Csv;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.Predictions;
import io.candor.fairness.inequality.internal.Benefits;
import io.candor.fairness.inequality.internal.Indices;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupInequalityTest {
    private static final FairnessPlan PLAN = FairnessPlan.of("g");

    private static <T> T get(Map<String, T> map, String key) {
        return Objects.requireNonNull(map.get(key), key);
    }

    private static double value(Estimate estimate) {
        return estimate.toJson().number("value");
    }

    private static double[] numbers(Csv csv, String column) {
        return csv.column(column).stream()
                .mapToDouble(c -> Double.parseDouble(Objects.requireNonNull(c)))
                .toArray();
    }

    private static int[] whole(Csv csv, String column) {
        return Arrays.stream(numbers(csv, column)).mapToInt(x -> (int) x).toArray();
    }

    private static GroupInequality kept(boolean number) throws IOException {
        Csv csv = Csv.resource("inequality/inequality-rows.csv");
        Table table = new Table(List.of(CategoricalColumn.of("g", csv.column("group"))));
        Predictions predictions = number
                ? new Predictions.Regression(numbers(csv, "number"), numbers(csv, "number"))
                : Predictions.binary(whole(csv, "label"), null, whole(csv, "decision"));
        return GroupInequality.of(PLAN, table, predictions);
    }

    private static double figure(GroupInequality found, String figure, String group) {
        GroupInequality.Feature feature = get(found.features(), "g");
        if (figure.startsWith("between "))
            return get(feature.decomposition(), figure.substring(8)).between();
        Spread spread = group.equals("all") ? found.overall() : get(feature.groups(), group);
        return value(get(spread.indices(), figure));
    }

    @Test
    void indicesAreThoseOfThePeerAndOfTheFormulas() throws IOException {
        int seen = 0;
        for (String[] v : Csv.resource("inequality/inequality-values.csv").rows()) {
            GroupInequality found = kept(v[0].endsWith("number"));
            assertThat(figure(found, v[1], v[2]))
                    .as(v[0] + " " + v[1])
                    .isCloseTo(Double.parseDouble(v[3]), within(1e-12));
            seen++;
        }
        assertThat(seen).isEqualTo(24);
    }

    /** Speicher et al.'s benefits of five rows by hand: 1, 1, 0, 2, 1, whose mean is 1. */
    @Test
    void theBenefitIsDecisionMinusLabelPlusOne() {
        Table table = new Table(List.of(CategoricalColumn.of("g", List.of("a", "a", "b", "b", "b"))));
        Predictions predictions = Predictions.binary(new int[] {1, 0, 1, 0, 0}, null, new int[] {1, 0, 0, 1, 0});
        GroupInequality found = GroupInequality.of(PLAN, table, predictions);
        assertThat(value(get(found.overall().indices(), "generalised_entropy_2")))
                .isCloseTo(0.2, within(1e-15));
        assertThat(value(get(found.overall().indices(), "theil"))).isCloseTo(2 * Math.log(2) / 5, within(1e-15));
        assertThat(value(get(found.overall().indices(), "gini"))).isCloseTo(0.32, within(1e-15));
        assertThat(get(found.overall().indices(), "atkinson_1")).isEqualTo(Estimate.undefined("a benefit is 0", 5));
        Spread equal = get(get(found.features(), "g").groups(), "a");
        assertThat(get(equal.indices(), "gini")).isEqualTo(new Estimate.Point(0, 2));
    }

    @Test
    void whatLiesBetweenAndWithinGroupsAddsUp() throws IOException {
        for (boolean number : new boolean[] {false, true}) {
            get(kept(number).features(), "g").decomposition().forEach((index, part) -> {
                if (!part.undefined().isEmpty()) return;
                assertThat(part.between() + part.within()).as(index).isCloseTo(part.total(), within(1e-13));
            });
        }
    }

    /** Groups without any difference show about what is said to be due to chance: 2,000 draws, five standard errors. */
    @Test
    void theShareBetweenEqualGroupsIsThatOfChance() {
        SplittableRandom random = new SplittableRandom(5);
        int[] codes = new int[200];
        for (int i = 0; i < codes.length; i++) codes[i] = i < 20 ? 0 : i < 80 ? 1 : 2;
        Table table = new Table(List.of(new CategoricalColumn("g", codes, List.of("a", "b", "c"))));
        double between = 0;
        double squares = 0;
        double chance = 0;
        int trials = 2_000;
        for (int t = 0; t < trials; t++) {
            double[] x = random.doubles(codes.length, 1, 3).toArray();
            Decomposition part = get(
                    get(
                                    GroupInequality.of(PLAN, table, new Predictions.Regression(x, x))
                                            .features(),
                                    "g")
                            .decomposition(),
                    "theil");
            between += part.between();
            squares += part.between() * part.between();
            chance += part.betweenByChance();
        }
        double mean = between / trials;
        double error = Math.sqrt((squares / trials - mean * mean) / trials);
        assertThat(chance / trials).isCloseTo(mean, within(5 * error));
    }

    /**
     * Log-normal benefits, whose indices are known: 300 rows, 1,000 trials. Intervals of skewed data by influence functions hold a little less often than 95 % (Davidson &amp; Flachaire 2007); 90 %
     * is asked for.
     */
    @Test
    void intervalsHoldTheIndicesOfLogNormalBenefits() {
        double v = 0.25; // variance of the logarithm
        Map<String, Double> truth = Map.of(
                "generalised_entropy_0",
                v / 2,
                "theil",
                v / 2,
                "generalised_entropy_2",
                (Math.exp(v) - 1) / 2,
                "coefficient_of_variation",
                Math.sqrt(Math.exp(v) - 1),
                "atkinson_0.5",
                1 - Math.exp(-v / 4),
                "atkinson_1",
                1 - Math.exp(-v / 2),
                "atkinson_2",
                1 - Math.exp(-v),
                "gini",
                0.27632639016823693); // 2 Φ(σ / √2) − 1
        SplittableRandom random = new SplittableRandom(11);
        int[] rows = IntStream.range(0, 300).toArray();
        int trials = 1_000;
        Map<String, int[]> held = new java.util.TreeMap<>();
        truth.keySet().forEach(name -> held.put(name, new int[1]));
        for (int t = 0; t < trials; t++) {
            double[] x = new double[rows.length];
            for (int i = 0; i < x.length; i++) x[i] = Math.exp(Math.sqrt(v) * normal(random));
            Arrays.sort(x);
            Map<String, Estimate> found = Indices.of(Benefits.of(x, null, rows));
            truth.forEach((name, value) -> {
                Estimate.Interval i = (Estimate.Interval) get(found, name);
                if (i.low() <= value && value <= i.high()) get(held, name)[0]++;
            });
        }
        held.forEach((name, count) -> assertThat(count[0]).as(name).isBetween(900, 975));
    }

    private static double normal(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    @Test
    void rowsThatCountTwiceAreTwoRows() {
        Table weighted = new Table(List.of(
                CategoricalColumn.of("g", List.of("a", "a", "b")), new NumericColumn("w", new double[] {2, 1, 3})));
        double[] x = {1, 2, 4};
        GroupInequality one = GroupInequality.of(PLAN.withWeights("w"), weighted, new Predictions.Regression(x, x));
        Table longer = new Table(List.of(CategoricalColumn.of("g", List.of("a", "a", "a", "b", "b", "b"))));
        double[] repeated = {1, 1, 2, 4, 4, 4};
        GroupInequality two = GroupInequality.of(PLAN, longer, new Predictions.Regression(repeated, repeated));
        one.overall()
                .indices()
                .forEach((name, estimate) -> assertThat(value(estimate))
                        .as(name)
                        .isCloseTo(value(get(two.overall().indices(), name)), within(1e-14)));
        assertThat(get(get(one.features(), "g").decomposition(), "theil").between())
                .isCloseTo(
                        get(get(two.features(), "g").decomposition(), "theil").between(), within(1e-14));
    }

    @Test
    void theOrderOfRowsDoesNotMatter() throws IOException {
        Csv csv = Csv.resource("inequality/inequality-rows.csv");
        int[] turned = IntStream.range(0, 300).map(i -> 299 - i).toArray();
        Table table = new Table(List.of(CategoricalColumn.of("g", csv.column("group"))));
        double[] x = numbers(csv, "number");
        double[] back = Arrays.stream(turned).mapToDouble(i -> x[i]).toArray();
        assertThat(GroupInequality.of(PLAN, table.select(turned), new Predictions.Regression(back, back))
                        .evidence(List.of())
                        .canonicalBytes())
                .isEqualTo(kept(true).evidence(List.of()).canonicalBytes());
    }

    @Test
    void nothingToShareIsUndefined() {
        Table table = new Table(List.of(CategoricalColumn.of("g", List.of("a", "b"))));
        GroupInequality found = GroupInequality.of(PLAN, table, Predictions.binary(new int[] {1, 1}, null, new int[2]));
        assertThat(get(found.overall().indices(), "gini")).isEqualTo(Estimate.undefined("the mean benefit is 0", 2));
        assertThat(get(get(found.features(), "g").decomposition(), "theil").undefined())
                .isNotEmpty();
        assertThat(CanonicalJson.text(found.evidence(List.of()).toJson())).doesNotContain("NaN");
    }

    @Test
    void whatHasNoBenefitIsRefused() {
        Table table = new Table(List.of(CategoricalColumn.of("g", List.of("a", "b"))));
        assertThatThrownBy(() -> GroupInequality.of(
                        PLAN, table, new Predictions.Regression(new double[2], new double[] {1, -1})))
                .hasMessageContaining("CND-F063");
        Predictions several = Predictions.multiclass(List.of("x", "y", "z"), new int[2], null, new int[2]);
        assertThatThrownBy(() -> GroupInequality.of(PLAN, table, several)).hasMessageContaining("CND-F063");
    }

    @Test
    void smallGroupsAreNotEnoughData() throws IOException {
        Csv csv = Csv.resource("inequality/inequality-rows.csv");
        Table table = new Table(List.of(CategoricalColumn.of("g", csv.column("group"))));
        Predictions predictions = Predictions.binary(whole(csv, "label"), null, whole(csv, "decision"));
        GroupInequality found = GroupInequality.of(PLAN.withMinSupport(1_000), table, predictions);
        assertThat(get(get(get(found.features(), "g").groups(), "0").indices(), "gini"))
                .isInstanceOf(Estimate.Undefined.class);
        assertThat(get(found.features(), "g").meanDifference().leftOut()).containsExactly("0", "1", "2");
    }
}
