package io.candor.fairness.individual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.InstantColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Estimate;
import io.candor.core.json.CanonicalJson;
import io.candor.core.random.RandomStreams;
import io.candor.fairness.Csv;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.Predictions;
import io.candor.fairness.individual.internal.Coordinate;
import io.candor.fairness.individual.internal.Neighbours;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConsistencyTest {
    private static final FairnessPlan PLAN = FairnessPlan.of("g");
    private static final RandomStreams RANDOM = new RandomStreams(42);
    private static final ForkJoinPool POOL = ForkJoinPool.commonPool();
    private static final List<String> SIMILAR = List.of("a", "b", "c", "job");

    private static <T> T get(Map<String, T> map, String key) {
        return Objects.requireNonNull(map.get(key), key);
    }

    private static double value(Estimate estimate) {
        return estimate.toJson().number("value");
    }

    private static double[] numbers(Csv csv, String column) {
        return csv.column(column).stream()
                .mapToDouble(c -> c == null ? Double.NaN : Double.parseDouble(c))
                .toArray();
    }

    private static Table table(Csv csv) {
        return new Table(List.of(
                CategoricalColumn.of("g", csv.column("group")),
                new NumericColumn("a", numbers(csv, "a")),
                new NumericColumn("b", numbers(csv, "b")),
                new NumericColumn("c", numbers(csv, "c")),
                CategoricalColumn.of("job", csv.column("job"))));
    }

    private static Predictions predictions(Csv csv) {
        int[] d = Arrays.stream(numbers(csv, "decision")).mapToInt(x -> (int) x).toArray();
        return Predictions.binary(d, numbers(csv, "score"), d);
    }

    private static Consistency kept(ConsistencySettings settings, ForkJoinPool pool) throws IOException {
        Csv csv = Csv.resource("individual/consistency-rows.csv");
        return Consistency.of(PLAN, table(csv), predictions(csv), SIMILAR, settings, RANDOM, pool);
    }

    @Test
    void consistencyIsThatOfTheWholeMatrixOfDistances() throws IOException {
        for (String[] v : Csv.resource("individual/consistency-values.csv").rows()) {
            Consistency found = kept(ConsistencySettings.of(Integer.parseInt(v[0])), POOL);
            Consistency.Alike alike = v[2].equals("all")
                    ? found.overall()
                    : get(get(found.features(), "g").groups(), v[2]);
            double value = switch (v[1]) {
                case "mean_distance" -> found.meanDistance();
                case "against_most" -> alike.againstMost();
                case "against_all" -> alike.againstAll();
                default -> value(get(alike.consistency(), v[1]));
            };
            assertThat(value).as(String.join(" ", v)).isCloseTo(Double.parseDouble(v[3]), within(1e-12));
        }
    }

    /** AIF360 counts a row as its own nearest neighbour: of its k only k − 1 others speak, and what is missing to 1 is (k − 1)/k of ours with k − 1. */
    @Test
    void thePeerIsConsistentWithItself() throws IOException {
        Csv csv = Csv.resource("individual/consistency-aif360.csv");
        int n = csv.rows().size();
        Table table = new Table(List.of(
                new CategoricalColumn("g", new int[n], List.of("a")), new NumericColumn("u", numbers(csv, "u"))));
        int[] d = Arrays.stream(numbers(csv, "decision")).mapToInt(x -> (int) x).toArray();
        Map<Integer, Double> peer = Map.of(2, 0.78125, 5, 0.665, 9, 0.5902777777777778);
        peer.forEach((k, theirs) -> {
            Consistency ours = Consistency.of(
                    PLAN,
                    table,
                    Predictions.binary(d, null, d),
                    List.of("u"),
                    ConsistencySettings.of(k - 1),
                    RANDOM,
                    POOL);
            double missing = 1 - value(get(ours.overall().consistency(), "decision"));
            assertThat(1 - missing * (k - 1) / k).isCloseTo(theirs, within(1e-12));
        });
    }

    /** Rows with many equal distances, drawn references, more than a block: the same as sorting all pairs by distance and row. */
    @Test
    void neighboursAreThoseOfAllPairsSorted() {
        SplittableRandom random = new SplittableRandom(1);
        int n = 5_000;
        double[] x = random.doubles(n).map(v -> Math.floor(v * 12)).toArray();
        int[] codes = random.ints(n, -1, 3).toArray();
        List<Coordinate> coordinates = List.of(
                Coordinate.of(new NumericColumn("x", x)),
                Coordinate.of(new CategoricalColumn("c", codes, List.of("p", "q", "r"))));
        int[] references = IntStream.range(0, n).filter(i -> i % 7 != 3).toArray();
        int[] queries = {0, 3, 17, 4_321, 4_999};
        Neighbours found = Neighbours.of(coordinates, queries, references, 60, POOL);
        for (int q = 0; q < queries.length; q++) {
            double[] distance = new double[n];
            for (int i : references) {
                double[] into = new double[1];
                for (Coordinate c : coordinates) c.at(new int[] {i}).add(queries[q], 0, 1, into);
                distance[i] = into[0];
            }
            int own = queries[q];
            int[] expected = Arrays.stream(references)
                    .boxed()
                    .filter(i -> i != own)
                    .sorted(Comparator.comparingDouble((Integer i) -> distance[i])
                            .thenComparing(i -> i))
                    .limit(60)
                    .mapToInt(i -> i)
                    .toArray();
            assertThat(found.rows()[q]).isEqualTo(expected);
        }
    }

    @Test
    void threadsDoNotTouchTheBytes() throws IOException {
        List<byte[]> seen = new ArrayList<>();
        for (int threads : new int[] {1, 3}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            seen.add(kept(new ConsistencySettings(3, 100, 200), pool)
                    .evidence(List.of())
                    .canonicalBytes());
            pool.shutdown();
        }
        assertThat(seen.get(0)).isEqualTo(seen.get(1));
    }

    @Test
    void drawnRowsAreSaidAndComeNearTheWhole() throws IOException {
        Consistency whole = kept(ConsistencySettings.DEFAULT, POOL);
        Consistency drawn = kept(new ConsistencySettings(5, 150, 300), POOL);
        assertThat(drawn.queries()).isEqualTo(150);
        assertThat(drawn.references()).isEqualTo(300);
        Estimate.Interval i = (Estimate.Interval) get(drawn.overall().consistency(), "decision");
        assertThat(value(get(whole.overall().consistency(), "decision"))).isBetween(i.low(), i.high());
        assertThat(CanonicalJson.text(kept(new ConsistencySettings(5, 150, 200), POOL)
                        .evidence(List.of())
                        .toJson()))
                .contains("200 drawn rows of 300");
    }

    /** Numbers count by the distance of their 5 % and 95 % quantiles, at most 1; a missing value is like another missing one only. */
    @Test
    void distancesAreGowersWithARobustScale() {
        double[] values = new double[101];
        for (int i = 0; i < 101; i++) values[i] = i;
        values[100] = 1e9;
        values[50] = Double.NaN;
        values[51] = Double.NaN;
        Coordinate number = Coordinate.of(new NumericColumn("x", values));
        double scale = number.toJson().number("scale");
        assertThat(scale).isBetween(88.0, 92.0);
        double[] into = new double[5];
        number.at(new int[] {10, 19, 100, 50, 0}).add(10, 0, 5, into);
        assertThat(into).containsExactly(0, 9 / scale, 1, 1, 10 / scale);
        double[] missing = new double[2];
        number.at(new int[] {51, 3}).add(50, 0, 2, missing);
        assertThat(missing).containsExactly(0, 1);
        double[] mostlyZero = new double[100];
        mostlyZero[7] = 40;
        assertThat(Coordinate.of(new NumericColumn("z", mostlyZero)).toJson().number("scale"))
                .isEqualTo(40);
    }

    @Test
    void severalClassesAndNumbersHaveTheirConsistency() {
        Table table = new Table(List.of(
                CategoricalColumn.of("g", List.of("a", "a", "b", "b")),
                new NumericColumn("x", new double[] {0, 1, 10, 11.5})));
        ConsistencySettings one = ConsistencySettings.of(1);
        Consistency several = Consistency.of(
                PLAN,
                table,
                Predictions.multiclass(
                        List.of("p", "q", "r"),
                        new int[4],
                        new double[] {1, 0, 0, 0, 1, 0, .5, .5, 0, .5, .5, 0},
                        new int[] {0, 1, 2, 2}),
                List.of("x"),
                one,
                RANDOM,
                POOL);
        assertThat(value(get(several.overall().consistency(), "decision"))).isEqualTo(0.5);
        assertThat(value(get(several.overall().consistency(), "score"))).isEqualTo(0.5);
        assertThat(several.overall().againstAll()).isEqualTo(2);
        Consistency number = Consistency.of(
                PLAN,
                table,
                new Predictions.Regression(new double[4], new double[] {0, 2, 6, 10}),
                List.of("x"),
                one,
                RANDOM,
                POOL);
        assertThat(value(get(number.overall().consistency(), "prediction")))
                .isCloseTo(1 - (.2 + .2 + .4 + .4) / 4, within(1e-15));
        assertThat(CanonicalJson.text(number.evidence(List.of()).toJson())).doesNotContain("against_most");
    }

    @Test
    void fewRowsThatAreAllTreatedAlikeDoNotLookCertain() {
        Table table = new Table(List.of(
                CategoricalColumn.of("g", List.of("a", "a", "a", "a")),
                new NumericColumn("x", new double[] {1, 2, 3, 4})));
        Consistency found = Consistency.of(
                PLAN,
                table,
                Predictions.binary(new int[4], null, new int[4]),
                List.of("x"),
                ConsistencySettings.of(1),
                RANDOM,
                POOL);
        Estimate.Interval i = (Estimate.Interval) get(found.overall().consistency(), "decision");
        assertThat(i.value()).isEqualTo(1);
        assertThat(i.low()).isBetween(0.3, 0.6);
        assertThat(i.high()).isEqualTo(1);
    }

    @Test
    void whatCannotBeComparedIsRefused() {
        Table table = new Table(List.of(
                CategoricalColumn.of("g", List.of("a", "b", "b")),
                new InstantColumn("when", new long[3], false),
                new NumericColumn("far", new double[] {1, 2, Double.POSITIVE_INFINITY}),
                new NumericColumn("same", new double[] {1, 1, 1})));
        Predictions predictions = Predictions.binary(new int[3], null, new int[3]);
        for (String[] expected : new String[][] {{"when", "CND-F065"}, {"far", "CND-F065"}, {"same", "CND-F066"}}) {
            assertThatThrownBy(() -> Consistency.of(
                            PLAN, table, predictions, List.of(expected[0]), ConsistencySettings.of(1), RANDOM, POOL))
                    .hasMessageContaining(expected[1]);
        }
        assertThatThrownBy(() -> Consistency.of(
                        PLAN, table, predictions, List.of("g"), ConsistencySettings.DEFAULT, RANDOM, POOL))
                .hasMessageContaining("CND-F066");
        assertThatThrownBy(() -> ConsistencySettings.of(0)).hasMessageContaining("CND-F064");
    }
}
