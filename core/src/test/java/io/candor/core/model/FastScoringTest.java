package io.candor.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.data.BooleanColumn;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.data.TextColumn;
import io.candor.testkit.Gen;
import io.candor.testkit.Property;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/** The plain sum, {@link Additive#additiveScore}, is the oracle of every faster way. */
class FastScoringTest {
    private static final int ROWS = 40_000; // several tasks, the last block not full

    @Test
    void findsTheBinsOfPlainSearchForEveryCutAndEveryNeighbour() {
        Property.forAll(1, 300, Gen.lists(Gen.doubles(), 0, 60), values -> {
            double[] cuts = values.stream()
                    .mapToDouble(v -> v + 0.0)
                    .sorted()
                    .distinct()
                    .toArray();
            check(cuts);
        });
        check();
        check(1e-300, 1e-299);
        check(Double.MIN_VALUE, 2 * Double.MIN_VALUE);
        check(-Double.MAX_VALUE, 0, Double.MAX_VALUE);
        check(Double.NEGATIVE_INFINITY, 0, 3, Double.POSITIVE_INFINITY);
        double[] many = new double[70_000];
        for (int i = 0; i < many.length; i++) many[i] = i < 69_000 ? i * 1e-6 : i;
        check(many);
    }

    private static void check(double... cuts) {
        Bins.Cuts plain = new Bins.Cuts(cuts, Double.NaN, Double.NaN);
        CutIndex index = new CutIndex(cuts);
        double[] others = {
            0, -0.0, 1, -1, Double.NaN, Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, 1 / 0.0, -1 / 0.0, 1e9
        };
        for (double v : others) assertThat(index.of(v)).as("%s", v).isEqualTo(plain.of(v));
        int[] batch = new int[others.length - 2];
        index.of(others, 2, batch.length, batch);
        for (int i = 0; i < batch.length; i++) {
            assertThat(batch[i]).as("%s", others[i + 2]).isEqualTo(plain.of(others[i + 2]));
        }
        for (double cut : cuts) {
            for (double v : new double[] {cut, Math.nextUp(cut), Math.nextDown(cut), cut * 1.5, cut + 0.5}) {
                if (index.of(v) != plain.of(v))
                    assertThat(index.of(v)).as("%s", v).isEqualTo(plain.of(v));
            }
        }
        int[] bins = new int[cuts.length];
        index.of(cuts, 0, cuts.length, bins);
        for (int i = 0; i < bins.length; i++)
            if (bins[i] != plain.of(cuts[i])) assertThat(bins[i]).isEqualTo(i + 1);
    }

    @Test
    void scoresBatchesAndRowsWithTheBitsOfThePlainSum() {
        for (Link link : Link.values()) {
            AdditiveModel model = model(link, 7);
            Table rows = rows(ROWS, 11);
            double[] batch = model.score(rows).values();
            double[] few = model.score(rows.select(new int[] {0, 1, 2, 3})).values();
            RowScorer scorer = model.rowScorer().orElseThrow();
            RowEncoder encoder = new RowEncoder(model.inputs(), rows);
            double[] row = new double[model.inputs().size()];
            double[] out = new double[model.outputs()];
            double[] expected = new double[ROWS * model.outputs()];
            double[] single = new double[ROWS * model.outputs()];
            for (int i = 0; i < ROWS; i++) {
                encoder.encode(i, row);
                for (int k = 0; k < model.outputs(); k++)
                    expected[i * model.outputs() + k] = model.additiveScore(row, k);
                link.invert(expected, i * model.outputs(), model.outputs());
                scorer.score(row, out);
                System.arraycopy(out, 0, single, i * model.outputs(), model.outputs());
            }
            assertThat(Arrays.equals(batch, expected)).isTrue();
            assertThat(Arrays.equals(single, expected)).isTrue();
            assertThat(few).containsExactly(Arrays.copyOf(expected, few.length));
        }
    }

    @Test
    void contributionsAreThePlainTableEntriesWhateverThePool() throws Exception {
        for (Link link : List.of(Link.LOGIT, Link.SOFTMAX)) {
            AdditiveModel model = model(link, 5);
            Table rows = rows(ROWS, 3);
            double[] all = model.contributions(rows);
            ForkJoinPool one = new ForkJoinPool(1);
            assertThat(Arrays.equals(one.submit(() -> model.contributions(rows)).get(), all))
                    .isTrue();
            assertThat(Arrays.equals(
                            one.submit(() -> model.score(rows)).get().values(),
                            model.score(rows).values()))
                    .isTrue();
            one.shutdown();
            RowEncoder encoder = new RowEncoder(model.inputs(), rows);
            double[] row = new double[model.inputs().size()];
            double[] expected = new double[all.length];
            for (int i = 0; i < ROWS; i++) {
                encoder.encode(i, row);
                for (int t = 0; t < model.termCount(); t++)
                    for (int k = 0; k < model.outputs(); k++)
                        expected[(t * ROWS + i) * model.outputs() + k] = model.contribution(t, row, k);
            }
            assertThat(Arrays.equals(all, expected)).isTrue();
        }
    }

    @Test
    void scoresNoRowsAndNoTerms() {
        AdditiveModel model = model(Link.LOGIT, 1);
        assertThat(model.score(rows(0, 1)).values()).isEmpty();
        assertThat(model.contributions(rows(0, 1))).isEmpty();
        AdditiveModel constant = new AdditiveModel(
                Task.REGRESSION, "y", List.of(), List.of(), Link.IDENTITY, 1, new double[] {3}, List.of());
        assertThat(constant.score(rows(100, 1)).values()).hasSize(100).containsOnly(3);
    }

    @Test
    void findsALevelThatAnotherProgramWroteAsTextOfANumberOrATruthValue() {
        Input rate = Input.category("rate", List.of("1e-05", "2.50", "x"));
        Input flag = Input.category("flag", List.of("0", "1"));
        Table table = new Table(List.of(
                new NumericColumn("rate", new double[] {0.00001, 2.5, 3, Double.NaN}),
                new BooleanColumn("flag", new byte[] {1, 0, -1, 1})));
        RowEncoder encoder = new RowEncoder(List.of(rate, flag), table);
        double[] row = new double[2];
        List<List<Double>> found = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            encoder.encode(i, row);
            found.add(List.of(row[0], row[1]));
        }
        assertThat(found)
                .containsExactly(
                        List.of(0.0, 1.0), List.of(1.0, 0.0), List.of(-1.0, Double.NaN), List.of(Double.NaN, 1.0));
    }

    /** Numbers, levels, booleans and text; mains and pairs that share bins and that do not, and a term of three. */
    private static AdditiveModel model(Link link, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int outputs = link == Link.SOFTMAX ? 3 : 1;
        List<Input> inputs = List.of(
                Input.number("a"),
                Input.category("b", List.of("x", "y", "z")),
                Input.number("c"),
                Input.category("d", List.of("true", "false")),
                Input.category("e", List.of("p", "q")));
        Bins fine = new Bins.Cuts(random.doubles(500).sorted().toArray(), 0, 1);
        Bins coarse = new Bins.Cuts(new double[] {0.25, 0.5, 0.75}, 0, 1);
        Bins letters = new Bins.Levels(new int[] {1, 2, 1});
        Bins merged = new Bins.Levels(new int[] {1, 3, 2}, 4); // y is as good as unseen
        Bins flags = new Bins.Levels(new int[] {2, 1});
        Bins texts = new Bins.Levels(new int[] {1, 2});
        List<Term> terms = List.of(
                term(random, outputs, new int[] {0}, fine),
                term(random, outputs, new int[] {1}, letters),
                term(random, outputs, new int[] {2}, new Bins.Cuts(new double[0], 0, 1)),
                term(random, outputs, new int[] {3}, flags),
                term(random, outputs, new int[] {0, 1}, coarse, merged),
                term(random, outputs, new int[] {0, 2}, new Bins.Cuts(new double[] {0.25, 0.5, 0.75}, 0, 1), coarse),
                term(random, outputs, new int[] {1, 3, 4}, letters, flags, texts));
        Task task = link == Link.SOFTMAX ? Task.MULTICLASS : link == Link.LOGIT ? Task.BINARY : Task.REGRESSION;
        List<String> classes = switch (task) {
            case MULTICLASS -> List.of("1", "2", "3");
            case BINARY -> List.of("no", "yes");
            case REGRESSION -> List.of();
        };
        return new AdditiveModel(
                task,
                "y",
                inputs,
                classes,
                link,
                outputs,
                random.doubles(outputs).toArray(),
                terms);
    }

    private static Term term(SplittableRandom random, int outputs, int[] inputs, Bins... bins) {
        int cells = 1;
        for (Bins b : bins) cells *= b.count();
        return new Term(
                inputs,
                List.of(bins),
                random.doubles(cells * outputs, -1, 1).toArray(),
                new double[cells * outputs],
                new double[cells]);
    }

    private static Table rows(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] a = random.doubles(n, -0.1, 1.1).toArray();
        double[] c =
                random.doubles(n, -0.1, 1.1).map(v -> v > 1 ? Double.NaN : v).toArray();
        byte[] d = new byte[n];
        int[] b = new int[n];
        List<String> e = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            d[i] = (byte) (random.nextInt(3) - 1);
            b[i] = random.nextInt(5) - 1;
            e.add(List.of("p", "q", "unknown").get(random.nextInt(3)));
        }
        List<Column> columns = List.of(
                new NumericColumn("a", a),
                new CategoricalColumn("b", b, List.of("z", "other", "y", "x")),
                new NumericColumn("c", c),
                new BooleanColumn("d", d),
                new TextColumn("e", e.toArray(String[]::new)));
        return new Table(columns);
    }
}
