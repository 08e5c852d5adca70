package io.candor.explain.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.testkit.Property;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ErrorMapTest {
    private static final Table TABLE = new Table(List.of(
            new NumericColumn("x", new double[] {1, 2, 3, 4, Double.NaN, 4}),
            CategoricalColumn.of("k", Arrays.asList("a", "b", "a", null, "a", "a"))));

    private static Evidence map(ErrorMap map, ErrorRows rows) {
        return new ErrorEvidence(rows, new ErrorTree.Settings(3, 31, 1, true, 7), List.of()).map(map, false);
    }

    @Test
    void everyRowIsInOneCell() {
        ErrorRows rows =
                new ErrorRows(ErrorMeasure.ERROR_RATE, TABLE, new double[] {0, 1, 0, 1, 1, 0}, List.of("x", "k"));
        Json.Obj found = map(new ErrorMap(List.of("x", "k"), 2, false, 1), rows).result();
        assertThat(labels(found, 0)).containsExactly("< 4", "≥ 4", "(missing)");
        assertThat(labels(found, 1)).containsExactly("a", "b", "(missing)");
        List<Double> counts = found.array("cells").stream()
                .map(c -> ((Json.Obj) c).number("rows"))
                .toList();
        assertThat(counts).containsExactly(2.0, 1.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 0.0);
        assertThat(found.at("/cells/1/coverage")).contains(Json.of(1.0 / 3));
        assertThat(found.at("/cells/1/lift")).contains(Json.of(2));
        assertThat(found.at("/cells/2/value/undefined")).contains(Json.of("not enough data"));
    }

    private static List<String> labels(Json.Obj map, int side) {
        return ((Json.Obj) map.array("features").get(side))
                .array("bins").stream().map(b -> ((Json.Obj) b).text("label")).toList();
    }

    @Test
    void binsAreOfEqualWidthWhereThatIsAsked() {
        NumericColumn x = new NumericColumn("x", new double[] {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 8});
        int[] all = IntStream.range(0, 9).toArray();
        assertThat(Bins.of(x, all, 4, Bins.Width.EQUAL).cuts()).containsExactly(2, 4, 6);
        assertThat(Bins.of(x, all, 4, Bins.Width.QUANTILE).cuts()).hasSize(3).doesNotContain(2);
    }

    @Test
    void theMostFrequentLevelsHaveBinsOfTheirOwn() {
        List<String> cells = new ArrayList<>();
        for (int l = 0; l < 20; l++) for (int i = 0; i <= l; i++) cells.add("l" + l);
        Bins bins = Bins.of(
                CategoricalColumn.of("k", cells),
                IntStream.range(0, cells.size()).toArray(),
                8,
                Bins.Width.QUANTILE);
        assertThat(bins.levels()).startsWith("l19", "l18").hasSize(8);
        assertThat(bins.label(8)).isEqualTo("(others)");
        assertThat(bins.count()).isEqualTo(9);
    }

    @Test
    void cellsHoldAllRowsAndErrorsAndAreWhatTheirConditionsSay() {
        Property.forAll(11, 80, (r, size) -> r, random -> {
            int n = 1 + random.nextInt(200);
            double[] x = new double[n];
            List<String> k = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                x[i] = random.nextInt(7) == 0 ? Double.NaN : Math.rint(random.nextGaussian() * 20) / 10;
                if (random.nextInt(20) == 0) x[i] = Double.NEGATIVE_INFINITY;
                k.add(random.nextInt(7) == 0 ? null : "v" + random.nextInt(1 + random.nextInt(20)));
            }
            Table table = new Table(List.of(new NumericColumn("x", x), CategoricalColumn.of("k", k)));
            ErrorRows rows = new ErrorRows(
                    ErrorMeasure.ERROR_RATE,
                    table,
                    random.ints(n, 0, 2).asDoubleStream().toArray(),
                    List.of("x", "k"));
            ErrorMap map = new ErrorMap(
                    random.nextBoolean() ? List.of("k", "x") : List.of("x"),
                    2 + random.nextInt(9),
                    random.nextBoolean(),
                    5);
            List<int[]> halves = rows.halves(true, 3);
            ErrorMap.Found found = map.of(rows, halves.get(0), halves.get(1));
            Table measured = table.select(halves.get(1));
            long total = 0;
            double errors = 0;
            for (ErrorMap.Cell cell : found.cells()) {
                assertThat(cell.path().rows(measured))
                        .hasSize((int) cell.tally().rows());
                total += cell.tally().rows();
                errors += cell.tally().total();
            }
            assertThat(total).isEqualTo(halves.get(1).length);
            assertThat(errors).isCloseTo(found.overall().total(), within(1e-12));
        });
    }

    @Test
    void aCutIsTheShortestNumberBetweenTwo() {
        assertThat(Cut.between(39, 40)).isEqualTo(40);
        assertThat(Cut.between(5013, 5178)).isEqualTo(5100);
        assertThat(Cut.between(0.123, 0.13)).isEqualTo(0.13);
        assertThat(Cut.between(-5178, -5013)).isEqualTo(-5100);
        assertThat(Cut.between(-1, 3)).isEqualTo(0);
        assertThat(Cut.between(Math.nextDown(0.1), 0.1)).isEqualTo(0.1);
        assertThat(Cut.between(1, Double.POSITIVE_INFINITY)).isGreaterThan(1).isFinite();
        assertThat(Cut.between(Double.NEGATIVE_INFINITY, 5)).isFinite().isLessThanOrEqualTo(5);
    }

    /** A copy of the best column adds nothing; one that is weaker alone may add more. */
    @Test
    void theSecondColumnAddsToTheFirst() {
        int n = 4000;
        double[] a = new double[n];
        double[] b = new double[n];
        double[] errors = new double[n];
        java.util.SplittableRandom random = new java.util.SplittableRandom(2);
        for (int i = 0; i < n; i++) {
            a[i] = random.nextInt(2);
            b[i] = random.nextInt(2);
            errors[i] = random.nextDouble() < 0.1 + 0.4 * a[i] + 0.2 * b[i] ? 1 : 0;
        }
        Table table = new Table(
                List.of(new NumericColumn("a", a), new NumericColumn("copy", a.clone()), new NumericColumn("b", b)));
        ErrorRows rows = new ErrorRows(ErrorMeasure.ERROR_RATE, table, errors, table.names());
        assertThat(Informativeness.of(rows, rows.counted()).get(1).name()).isEqualTo("copy");
        assertThat(Informativeness.pair(rows, rows.counted())).containsExactly("a", "b");
    }

    /** A column that is the error says all of it; one that is not, nothing. */
    @Test
    void informationIsInBits() {
        int[] errors = IntStream.range(0, 4000).map(i -> i % 2).toArray();
        assertThat(Informativeness.bits(errors, 2, errors)).isCloseTo(1, within(0.001));
        int[] other = IntStream.range(0, 4000).map(i -> i / 2 % 2).toArray();
        assertThat(Informativeness.bits(other, 2, errors)).isZero();
    }
}
