package io.candor.explain.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.BooleanColumn;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Cohort;
import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.data.TextColumn;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.model.Task;
import io.candor.testkit.Property;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ErrorTreeTest {
    private static final List<Subject> SUBJECTS = List.of(new Subject("model:m", "0".repeat(64)));

    private static ErrorTree.Settings settings(int depth, int leaves, int least, boolean honest) {
        return new ErrorTree.Settings(depth, leaves, least, honest, 7);
    }

    private static ErrorRows rows(ErrorMeasure measure, double[] errors, Column... columns) {
        Table table = new Table(List.of(columns));
        return new ErrorRows(measure, table, errors, table.names());
    }

    private static ErrorRows rates(double[] errors, Column... columns) {
        return rows(ErrorMeasure.ERROR_RATE, errors, columns);
    }

    /** Eight rows: all errors are of those over 40 who are "b". Counted by hand. */
    @Test
    void findsTheRowsThatAreWrong() {
        double[] age = {20, 30, 41, 70, 60, 45, 50, 55};
        List<String> kind = List.of("b", "b", "b", "b", "a", "a", "b", "a");
        ErrorRows rows = rates(
                new double[] {0, 0, 1, 1, 0, 0, 1, 0},
                new NumericColumn("age", age),
                CategoricalColumn.of("kind", new ArrayList<>(kind)));
        List<ErrorTree.Node> nodes = ErrorTree.of(rows, settings(2, 31, 1, false));
        assertThat(nodes).hasSize(5);
        assertThat(nodes.get(1).own()).isNotNull();
        ErrorTree.Node worst = nodes.stream()
                .filter(n -> n.leaf() && n.measured().mean() == 1)
                .findFirst()
                .orElseThrow();
        assertThat(worst.path().text()).isEqualTo("kind is b and age >= 40");
        assertThat(worst.measured().rows()).isEqualTo(3);
        Json.Obj json = worst.measured().json(nodes.get(0).measured(), 1).build();
        assertThat(json.number("coverage")).isEqualTo(1);
        assertThat(json.number("lift")).isCloseTo(8.0 / 3, within(1e-15));
        // Wilson for 3 of 3: low = 1 / (1 + z²/3)
        assertThat(json.object("value").number("low")).isCloseTo(1 / (1 + 3.841458820694124 / 3), within(1e-12));
    }

    @Test
    void aSplitIsTheBestOfAllThresholds() {
        Property.forAll(3, 100, (r, size) -> r, random -> {
            int n = 2 + random.nextInt(30);
            double[] x = random.doubles(n, 0, 6).map(Math::rint).toArray();
            double[] e = random.doubles(n, 0, 3).map(Math::rint).toArray();
            int least = 1 + random.nextInt(3);
            SplitSearch.Split found = search(new NumericColumn("x", x), e, least);
            double best = 0;
            for (double cut = 0.5; cut < 6; cut++) {
                double c = cut;
                best = Math.max(
                        best,
                        gain(e, IntStream.range(0, n).filter(i -> x[i] < c).toArray(), least));
            }
            assertThat(found == null ? 0 : found.gain()).isCloseTo(best, within(1e-9));
        });
    }

    @Test
    void aSplitIsTheBestOfAllSetsOfLevelsAndMissing() {
        Property.forAll(4, 100, (r, size) -> r, random -> {
            int n = 2 + random.nextInt(25);
            List<String> x = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                int level = random.nextInt(5);
                x.add(level == 4 ? null : "abcd".substring(level, level + 1));
            }
            double[] e = random.doubles(n, 0, 3).map(Math::rint).toArray();
            CategoricalColumn column = CategoricalColumn.of("x", x);
            SplitSearch.Split found = search(column, e, 1);
            double best = 0;
            for (int set = 0; set < 32; set++) {
                int s = set;
                int[] in = IntStream.range(0, n)
                        .filter(i ->
                                (s >> (x.get(i) == null ? 4 : "abcd".indexOf(Objects.requireNonNull(x.get(i)))) & 1)
                                        == 1)
                        .toArray();
                best = Math.max(best, gain(e, in, 1));
            }
            assertThat(found == null ? 0 : found.gain()).isCloseTo(best, within(1e-9));
            if (found == null) return;
            Table table = new Table(List.of(column));
            for (int i = 0; i < n; i++)
                assertThat(found.one().on(table).test(i))
                        .isNotEqualTo(found.other().on(table).test(i));
        });
    }

    private static SplitSearch.@Nullable Split search(Column column, double[] errors, int least) {
        int[] all = IntStream.range(0, errors.length).toArray();
        Bins bins = Bins.of(column, all, 256, Bins.Width.QUANTILE);
        return new SplitSearch(bins, bins.codes(all), errors, least).best(all);
    }

    private static double gain(double[] e, int[] in, int least) {
        if (in.length < least || e.length - in.length < least) return 0;
        double a = Arrays.stream(in).mapToDouble(i -> e[i]).sum();
        double all = Arrays.stream(e).sum();
        return a * a / in.length + (all - a) * (all - a) / (e.length - in.length) - all * all / e.length;
    }

    /** Whatever the rows: leaves hold each once, and all errors; nodes are what their conditions say. */
    @Test
    void leavesPartTheRowsAndTheirErrors() {
        Property.forAll(5, 60, (r, size) -> r, random -> {
            int n = 1 + random.nextInt(300);
            ErrorRows rows = random.nextBoolean()
                    ? rates(random.ints(n, 0, 2).asDoubleStream().toArray(), columns(random, n))
                    : rows(ErrorMeasure.MEAN_ERROR, random.doubles(n, -1, 2).toArray(), columns(random, n));
            ErrorTree.Settings settings =
                    settings(random.nextInt(5), 1 + random.nextInt(12), 1 + random.nextInt(20), random.nextBoolean());
            List<ErrorTree.Node> nodes = ErrorTree.of(rows, settings);
            int[] measured = rows.halves(settings.honest(), settings.seed()).get(1);
            Table table = rows.table().select(measured);
            long total = 0;
            double errors = 0;
            int leaves = 0;
            for (ErrorTree.Node node : nodes) {
                assertThat(node.path().rows(table))
                        .hasSize((int) node.measured().rows());
                if (node.parent() >= 0)
                    assertThat(Cohort.parse("all", node.path().text()).rows(table))
                            .hasSize((int) node.measured().rows());
                assertThat(node.depth()).isLessThanOrEqualTo(settings.maxDepth());
                if (node.parent() >= 0) assertThat(node.grown().rows()).isGreaterThanOrEqualTo(settings.minRows());
                if (!node.leaf()) continue;
                leaves++;
                total += node.measured().rows();
                errors += node.measured().total();
            }
            assertThat(leaves).isLessThanOrEqualTo(settings.maxLeaves());
            assertThat(total).isEqualTo(measured.length);
            assertThat(errors).isCloseTo(nodes.get(0).measured().total(), within(1e-9));
        });
    }

    private static Column[] columns(RandomGenerator random, int n) {
        double[] number = random.doubles(n, -2, 2).toArray();
        byte[] truth = new byte[n];
        List<String> levels = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            if (random.nextInt(5) == 0) number[i] = Double.NaN;
            if (random.nextInt(9) == 0)
                number[i] = random.nextBoolean() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
            truth[i] = (byte) (random.nextInt(3) - 1);
            levels.add(random.nextInt(6) == 0 ? null : "level " + random.nextInt(60));
        }
        return new Column[] {
            new NumericColumn("x", number),
            new BooleanColumn("and", truth),
            CategoricalColumn.of("\"quoted\" <script>", levels),
            new NumericColumn("constant", new double[n])
        };
    }

    @Test
    void withoutDifferencesThereIsNoSplit() {
        Column x =
                new NumericColumn("x", IntStream.range(0, 100).asDoubleStream().toArray());
        assertThat(ErrorTree.of(rates(new double[100], x), settings(3, 31, 1, false)))
                .hasSize(1);
        double[] all = new double[100];
        Arrays.fill(all, 1);
        assertThat(ErrorTree.of(rates(all, x), settings(3, 31, 1, false))).hasSize(1);
        double[] some = new double[100];
        some[3] = 1;
        Column same = new NumericColumn("x", new double[100]);
        assertThat(ErrorTree.of(rates(some, same), settings(3, 31, 1, false))).hasSize(1);
        Evidence none = new ErrorEvidence(rates(new double[100], x), ErrorTree.Settings.defaults(7), SUBJECTS).tree();
        assertThat(none.result().at("/nodes/0/coverage/undefined")).contains(Json.of("no errors"));
        assertThat(none.result().at("/nodes/0/value/value")).contains(Json.of(0));
        assertThat(new ErrorEvidence(rates(all, x), ErrorTree.Settings.defaults(7), SUBJECTS).informative())
                .isEmpty();
    }

    @Test
    void tenThousandLevelsNameFewOfThem() {
        SplittableRandom random = new SplittableRandom(9);
        int n = 40_000;
        int[] codes = new int[n];
        double[] errors = new double[n];
        for (int i = 0; i < n; i++) {
            codes[i] = random.nextInt(10) < 3 ? random.nextInt(4) : random.nextInt(10_000);
            errors[i] = random.nextDouble() < (codes[i] == 2 ? 0.8 : 0.1) ? 1 : 0;
        }
        List<String> levels = IntStream.range(0, 10_000).mapToObj(l -> "c" + l).toList();
        List<ErrorTree.Node> nodes =
                ErrorTree.of(rates(errors, new CategoricalColumn("c", codes, levels)), settings(1, 31, 20, true));
        assertThat(nodes.get(1).path().text()).isEqualTo("c is c2");
        assertThat(nodes.get(1).measured().mean()).isBetween(0.7, 0.9);
        assertThat(nodes.get(2).path().text()).isEqualTo("c is not c2");
    }

    /** Of noise, the half that chose looks worse in the worst leaf than the half that did not: that is why there are two. */
    @Test
    void theHalfThatChoosesIsTooSure() {
        double chosen = 0;
        double honest = 0;
        for (int seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = 600;
            double[] errors = random.doubles(n).map(d -> d < 0.3 ? 1 : 0).toArray();
            ErrorRows rows = rates(errors, columns(random, n));
            List<ErrorTree.Node> nodes = ErrorTree.of(rows, new ErrorTree.Settings(3, 31, 20, true, seed));
            ErrorTree.Node worst = nodes.get(0);
            for (ErrorTree.Node node : nodes)
                if (node.leaf() && node.grown().mean() > worst.grown().mean()) worst = node;
            chosen += worst.grown().mean() / 20;
            honest += worst.measured().mean() / 20;
        }
        assertThat(chosen).isGreaterThan(0.45);
        assertThat(honest).isBetween(0.24, 0.36);
    }

    @Test
    void theSameSeedGivesTheSameBytes() {
        SplittableRandom random = new SplittableRandom(1);
        ErrorRows rows = rates(random.ints(500, 0, 2).asDoubleStream().toArray(), columns(random, 500));
        byte[] first = new ErrorEvidence(rows, ErrorTree.Settings.defaults(1), SUBJECTS)
                .tree()
                .canonicalBytes();
        byte[] again = new ErrorEvidence(rows, ErrorTree.Settings.defaults(1), SUBJECTS)
                .tree()
                .canonicalBytes();
        assertThat(again).isEqualTo(first);
        assertThat(new ErrorEvidence(rows, ErrorTree.Settings.defaults(2), SUBJECTS)
                        .tree()
                        .canonicalBytes())
                .isNotEqualTo(first);
    }

    @Test
    void measuresCountTheRowsTheyAreDefinedOver() {
        double[] truth = {0, 0, 1, 1, 1};
        double[] predicted = {0, 1, 1, 1, 0};
        assertThat(point("error_rate", truth, predicted)).isEqualTo(0.4);
        assertThat(point("false_positive_rate", truth, predicted)).isEqualTo(0.5);
        assertThat(point("false_negative_rate", truth, predicted)).isCloseTo(1.0 / 3, within(1e-15));
        assertThat(point("precision", truth, predicted)).isCloseTo(2.0 / 3, within(1e-15));
        assertThat(point("recall", truth, predicted)).isCloseTo(2.0 / 3, within(1e-15));
        double[] numbers = {1, 2, 3, 4, 7};
        assertThat(point("mae", truth, numbers)).isCloseTo(2.8, within(1e-15));
        assertThat(point("mse", truth, numbers)).isCloseTo(10.8, within(1e-14));
        assertThat(point("mean_error", numbers, truth)).isCloseTo(-2.8, within(1e-15));
    }

    private static double point(String name, double[] truth, double[] predicted) {
        Task task = List.of("mae", "mse", "mean_error").contains(name) ? Task.REGRESSION : Task.BINARY;
        ErrorMeasure measure = ErrorMeasure.of(name, task);
        ErrorRows rows =
                rows(measure, measure.errors(truth, predicted), new NumericColumn("x", new double[truth.length]));
        return ((Json.Obj) rows.tally(rows.counted()).point()).number("value");
    }

    @Test
    void whatCannotBeMeasuredSaysWhy() {
        NumericColumn x = new NumericColumn("x", new double[2]);
        assertThatThrownBy(() -> ErrorMeasure.of("errorrate", Task.BINARY))
                .hasMessageContaining("CND-E040", "did you mean 'error_rate'?");
        assertThatThrownBy(() -> ErrorMeasure.of("recall", Task.MULTICLASS)).hasMessageContaining("CND-E040");
        assertThatThrownBy(() -> ErrorMeasure.MAE.errors(new double[1], new double[] {Double.NaN}))
                .hasMessageContaining("CND-E041");
        double[] none = ErrorMeasure.FALSE_POSITIVE_RATE.errors(new double[] {1, 1}, new double[] {1, 0});
        assertThatThrownBy(() -> rows(ErrorMeasure.FALSE_POSITIVE_RATE, none, x))
                .hasMessageContaining("CND-E042");
        assertThatThrownBy(() -> rates(new double[2], new TextColumn("t", new String[2])))
                .hasMessageContaining("CND-E043");
        assertThatThrownBy(() -> settings(-1, 3, 1, true)).hasMessageContaining("CND-E045");
        assertThatThrownBy(() -> new ErrorMap(List.of("a", "a"), 8, false, 20)).hasMessageContaining("CND-E044");
    }
}
