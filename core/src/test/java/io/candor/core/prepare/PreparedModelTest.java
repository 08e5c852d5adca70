package io.candor.core.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.model.Additive;
import io.candor.core.model.Input;
import io.candor.core.model.LinearModel;
import io.candor.core.model.Link;
import io.candor.core.model.Model;
import io.candor.core.model.RowEncoder;
import io.candor.core.model.Task;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.model.Trees;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PreparedModelTest {
    private static final List<Input> RAW = List.of(
            Input.number("age"), Input.category("job", List.of("clerk", "smith", "baker")), Input.number("hours"));

    /** Everything that keeps an input's order, or asks levels. */
    private static final List<PreparedColumn> COLUMNS = List.of(
            chain(0, new Step.Impute(38.5), new Step.Scale(38.6, 13.25)),
            chain(0, new Step.Scale(1, -3)),
            chain(0, new Step.Missing()),
            chain(0, new Step.Cut(new double[] {-1, 0, 20, 40}), new Step.Scale(0, 2)),
            chain(1, new Step.Is(Set.of(0))),
            chain(1, new Step.Is(Set.of(1))),
            chain(1, new Step.Code(new double[] {2, -1, 0.5}, Double.NaN, 0.75)),
            chain(1, new Step.Code(new double[] {1, 2, 3}, 0, 9), new Step.Scale(2, -1)),
            chain(2, new Step.Between(35, Double.POSITIVE_INFINITY)),
            chain(2, new Step.Between(Double.NEGATIVE_INFINITY, 10), new Step.Impute(3)),
            chain(2, new Step.Between(10, 35)),
            chain(0, new Step.Scale(1, -2), new Step.Between(-17, -9.5), new Step.Scale(0.5, -1)),
            chain(0, new Step.Impute(38.6), new Step.Cut(new double[] {0, 20, 40}), new Step.Between(1, 2)),
            chain(2, new Step.Between(20, 20)),
            chain(2),
            chain(1));

    private static PreparedColumn.Chain chain(int input, Step... steps) {
        return new PreparedColumn.Chain(input, List.of(steps));
    }

    private static List<Input> seen(List<PreparedColumn> columns) {
        List<Input> seen = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            boolean category = columns.get(c).equals(chain(1));
            // the model knows levels in another order, and one more
            seen.add(category ? Input.category("x" + c, List.of("miller", "baker", "clerk")) : Input.number("x" + c));
        }
        return seen;
    }

    /** Stumps that ask a column at several thresholds, on both sides of what it can be. */
    private static TreeEnsemble stumps(
            List<PreparedColumn> columns, Trees.Comparison comparison, Trees.Precision precision) {
        SplittableRandom random = new SplittableRandom(7);
        List<Input> inputs = seen(columns);
        int trees = inputs.size() * 12;
        int nodes = 3 * trees;
        int[] feature = new int[nodes];
        double[] threshold = new double[nodes];
        boolean[] missingLeft = new boolean[nodes];
        int[] set = new int[nodes];
        long[] sets = new long[trees];
        double[] values = new double[nodes];
        Arrays.fill(feature, -1);
        Arrays.fill(set, -1);
        for (int t = 0; t < trees; t++) {
            int root = 3 * t;
            feature[root] = t % inputs.size();
            if (inputs.get(feature[root]).kind() == Input.Kind.CATEGORY) {
                set[root] = t;
                sets[t] = random.nextInt(8);
            } else {
                double x = random.nextInt(4) == 0 ? random.nextInt(3) : random.nextDouble() * 6 - 2;
                threshold[root] = precision == Trees.Precision.FLOAT ? (float) x : x;
            }
            missingLeft[root] = random.nextBoolean();
            values[root + 1] = random.nextDouble();
            values[root + 2] = random.nextDouble();
        }
        double[] cover = new double[nodes];
        for (int i = 0; i < nodes; i++) cover[i] = i % 3 == 0 ? 2 : 1;
        Trees made = new Trees(
                IntStream.range(0, trees).map(t -> 3 * t).toArray(),
                feature,
                threshold,
                IntStream.range(0, nodes).map(i -> i + 1).toArray(),
                IntStream.range(0, nodes).map(i -> i + 2).toArray(),
                missingLeft,
                set,
                sets,
                cover,
                values,
                1,
                new int[trees],
                comparison,
                precision);
        return new TreeEnsemble(
                Task.REGRESSION, "y", inputs, List.of(), Link.IDENTITY, new double[] {0.5}, made, false);
    }

    private static Table rows() {
        SplittableRandom random = new SplittableRandom(3);
        int n = 2000;
        double[] age = new double[n];
        double[] hours = new double[n];
        String[] job = new String[n];
        double[] odd = {0, -0.0, 20, 40, 35, 10, Math.nextDown(35.0), Math.nextUp(10.0), 1e300, -1e300, 38.6};
        String[] jobs = {"clerk", "smith", "baker", "miller", "new", null};
        for (int i = 0; i < n; i++) {
            age[i] = i % 9 == 0 ? Double.NaN : i % 5 == 0 ? odd[i % odd.length] : random.nextDouble() * 80 - 10;
            hours[i] = i % 7 == 0 ? Double.NaN : i % 4 == 0 ? odd[i % odd.length] : random.nextDouble() * 60 - 5;
            job[i] = jobs[random.nextInt(jobs.length)];
        }
        return new Table(List.of(
                new NumericColumn("hours", hours),
                CategoricalColumn.of("job", Arrays.asList(job)),
                new NumericColumn("age", age)));
    }

    private static String text(Table rows, int row) {
        return rows.columns().stream()
                .map(c -> c.name() + " " + c.text(row))
                .toList()
                .toString();
    }

    /** The model's own scores of what it would have seen. */
    private static double[] scores(Preparation preparation, Model model, Table rows) {
        RowEncoder encoder = new RowEncoder(preparation.inputs(), rows);
        double[] raw = new double[preparation.inputs().size()];
        double[] prepared = new double[model.inputs().size()];
        double[] out = new double[1];
        double[] scores = new double[rows.rows()];
        for (int i = 0; i < scores.length; i++) {
            encoder.encode(i, raw);
            preparation.prepare(raw, prepared);
            for (int c = 0; c < prepared.length; c++) {
                if (!preparation.isCategory(c) || Double.isNaN(prepared[c]) || prepared[c] < 0) continue;
                String level = RAW.get(1).levels().get((int) prepared[c]);
                prepared[c] = model.inputs().get(c).levels().indexOf(level);
            }
            model.rowScorer().orElseThrow().score(prepared, out);
            scores[i] = out[0];
        }
        return scores;
    }

    @ParameterizedTest
    @EnumSource(Trees.Precision.class)
    void treesOnRawInputsGiveTheBitsOfTheTreesOnPreparedOnes(Trees.Precision precision) {
        Preparation preparation = new Preparation(RAW, COLUMNS);
        for (Trees.Comparison comparison : Trees.Comparison.values()) {
            TreeEnsemble model = stumps(COLUMNS, comparison, precision);
            Model raw = PreparedModel.of(preparation, model);
            assertThat(raw).isInstanceOf(TreeEnsemble.class);
            assertThat(raw.inputs()).isEqualTo(RAW);
            Table rows = rows();
            double[] found = raw.score(rows).values();
            double[] expected = scores(preparation, model, rows);
            for (int i = 0; i < found.length; i++) {
                assertThat(found[i]).as("row %s of %s", i, text(rows, i)).isEqualTo(expected[i]);
            }
        }
    }

    @Test
    void treesThatAskManyInputsAtOnceAreScoredOnly() {
        FeatureHash hash = new FeatureHash(RAW, List.of(0, 1), 2, true);
        List<PreparedColumn> columns = List.of(
                new PreparedColumn.Bucket(hash, 0),
                new PreparedColumn.Bucket(hash, 1),
                new PreparedColumn.Product(List.of(chain(0), chain(1, new Step.Is(Set.of(2))))));
        Preparation preparation = new Preparation(RAW, columns);
        TreeEnsemble model = stumps(columns, Trees.Comparison.LESS, Trees.Precision.DOUBLE);
        Model raw = PreparedModel.of(preparation, model);
        assertThat(raw).isNotInstanceOf(TreeEnsemble.class);
        Table rows = rows();
        double[] expected = scores(preparation, model, rows);
        assertThat(raw.score(rows).values()).containsExactly(expected);
        double[] row = new double[3];
        double[] out = new double[1];
        new RowEncoder(RAW, rows).encode(17, row);
        raw.rowScorer().orElseThrow().score(row, out);
        assertThat(out[0]).isEqualTo(expected[17]);
    }

    @Test
    void additiveModelsStayAdditiveAndOneHotColumnsAreOneTerm() {
        List<PreparedColumn> columns = List.of(
                chain(1, new Step.Is(Set.of(0))),
                chain(0, new Step.Impute(40), new Step.Scale(40, 10)),
                chain(1, new Step.Is(Set.of(1))),
                chain(1, new Step.Is(Set.of(2))),
                new PreparedColumn.Product(List.of(chain(0, new Step.Impute(0)), chain(2, new Step.Impute(0)))));
        List<LinearModel.Effect> effects = new ArrayList<>();
        List<Input> inputs = new ArrayList<>();
        for (int c = 0; c < 5; c++) {
            inputs.add(Input.number("x" + c));
            effects.add(new LinearModel.Slope(new double[] {c + 1}, 0, 1, new double[] {0}, 0));
        }
        LinearModel model = new LinearModel(
                Task.REGRESSION,
                "y",
                inputs,
                List.of(),
                Link.IDENTITY,
                1,
                new double[] {3},
                effects,
                10,
                Optional.empty());
        Preparation preparation = new Preparation(RAW, columns);
        Additive raw = (Additive) PreparedModel.of(preparation, model);
        assertThat(raw.termCount()).isEqualTo(3);
        assertThat(raw.termInputs(0)).containsExactly(0);
        assertThat(raw.termInputs(1)).containsExactly(1);
        assertThat(raw.termInputs(2)).containsExactly(0, 2);
        double[] row = {50, 1, 2};
        assertThat(raw.contribution(0, row, 0)).isEqualTo(2);
        assertThat(raw.contribution(1, row, 0)).isEqualTo(3);
        assertThat(raw.contribution(2, row, 0)).isEqualTo(500);
        Table rows = rows();
        assertThat(raw.score(rows).values()).containsExactly(scores(preparation, model, rows), within(1e-9));
    }

    /** Hashes of sklearn.utils.murmurhash (scikit-learn 1.9.1), as scikit-learn's FeatureHasher uses them. */
    @Test
    void hashesAreThoseOfMurmur3() {
        assertThat(murmur("")).isZero();
        assertThat(murmur("a")).isEqualTo(1009084850);
        assertThat(murmur("job=clerk")).isEqualTo(-724272385);
        assertThat(murmur("Größe=klein")).isEqualTo(-852043952);
    }

    private static int murmur(String text) {
        return FeatureHash.murmur(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> new Preparation(RAW, List.of(chain(3)))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Preparation(RAW, List.of(chain(1, new Step.Scale(0, 1)))))
                .hasMessageContaining("'job' is a category");
        assertThatThrownBy(() -> new Preparation(RAW, List.of(chain(0, new Step.Is(Set.of(0))))))
                .hasMessageContaining("'age' is a number");
        assertThatThrownBy(() -> chain(0, new Step.Scale(0, 1), new Step.Is(Set.of(0))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Step.Scale(0, 0)).isInstanceOf(IllegalArgumentException.class);
        Preparation two = new Preparation(RAW, List.of(chain(0), chain(2)));
        TreeEnsemble model = stumps(COLUMNS, Trees.Comparison.LESS, Trees.Precision.DOUBLE);
        assertThatThrownBy(() -> PreparedModel.of(two, model)).hasMessageContaining("16 inputs");
    }
}
