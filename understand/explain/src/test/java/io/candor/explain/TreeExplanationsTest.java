package io.candor.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.core.model.Input;
import io.candor.core.model.Link;
import io.candor.core.model.Scores;
import io.candor.core.model.Task;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.model.Trees;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TreeExplanationsTest {
    private static final List<Input> INPUTS =
            List.of(Input.number("age"), Input.category("sex", List.of("Female", "Male")), Input.number("idle"));

    /** age ≤ 30 (4 rows) → .25; else sex = Male or missing (3) → 1, else (3) → 1/3. */
    private static Trees trees(double... cover) {
        return new Trees(
                new int[] {0},
                new int[] {0, -1, 1, -1, -1},
                new double[] {30, 0, 0, 0, 0},
                new int[] {1, 0, 3, 0, 0},
                new int[] {2, 0, 4, 0, 0},
                new boolean[] {false, false, true, false, false},
                new int[] {-1, -1, 0, -1, -1},
                new long[] {0b10},
                cover,
                new double[] {0, 0.25, 0, 1, 1 / 3.0},
                1,
                new int[] {-1},
                Trees.Comparison.LESS_OR_EQUAL,
                Trees.Precision.DOUBLE);
    }

    private static final TreeEnsemble MODEL = new TreeEnsemble(
            Task.BINARY,
            "hired",
            INPUTS,
            List.of("no", "yes"),
            Link.IDENTITY,
            new double[1],
            trees(10, 4, 6, 3, 3),
            false);

    private static Table rows() {
        return new Table(List.of(
                new NumericColumn("age", new double[] {20, 40, 50, Double.NaN}),
                CategoricalColumn.of("sex", Arrays.asList("Male", "Male", "Female", null)),
                new NumericColumn("idle", new double[4])));
    }

    @Test
    void aPathMovesFromTheMeanOfAllRowsToTheLeaf() {
        PathContributions paths = new PathContributions(MODEL);
        assertThat(paths.baseValue()[0]).isCloseTo(0.5, within(1e-15)); // (1 + 3 + 1) / 10
        Scores scores = MODEL.score(rows());
        for (PathContributions.Row row : paths.of(rows(), IntStream.range(0, 4).toArray())) {
            double sum = 0.5 + row.residuals()[0];
            for (double[] v : row.values()) sum += v[0];
            assertThat(sum).isCloseTo(scores.get(row.row(), 0), within(1e-15));
            assertThat(row.predictions()[0]).isEqualTo(scores.get(row.row(), 0));
            assertThat(row.residuals()[0]).isCloseTo(0, within(1e-15));
            assertThat(row.values()[2][0]).isZero();
        }
        PathContributions.Row male = paths.of(rows(), new int[] {1}).get(0);
        assertThat(male.values()[0][0]).isCloseTo(2 / 3.0 - 0.5, within(1e-15));
        assertThat(male.values()[1][0]).isCloseTo(1 / 3.0, within(1e-15));
        assertThat(male.path()).containsExactly("age > 30", "sex = Male");
        assertThat(paths.of(rows(), new int[] {3}).get(0).path()).containsExactly("age missing", "sex missing");
        assertThat(paths.of(rows(), new int[] {2}).get(0).path()).containsExactly("age > 30", "sex ≠ Male");
    }

    @Test
    void importanceIsTheFallInSquaredError() {
        List<TreeImportance.Importance> found = new TreeImportance(MODEL).of();
        double whole = 10 * 0.25; // 10 rows with 5 hits: Σ(p − .5)² if pure
        double age = whole - (4 * 0.25 * 0.75 + 6 * (2 / 3.0) * (1 / 3.0));
        double sex = 6 * (2 / 3.0) * (1 / 3.0) - 3 * (1 / 3.0) * (2 / 3.0);
        assertThat(found.get(0).name()).isEqualTo("sex");
        assertThat(found.get(0).value()).isCloseTo(sex / (age + sex), within(1e-12));
        assertThat(found.get(1).value()).isCloseTo(age / (age + sex), within(1e-12));
        assertThat(found.get(2)).isEqualTo(new TreeImportance.Importance("idle", 0));
    }

    @Test
    void theStructureSaysWhatEveryNodeAsks() {
        Evidence evidence = new TreeStructure(MODEL).evidence(Example.SUBJECTS);
        assertThat(evidence.predicateType()).isEqualTo("urn:candor:evidence:explain.tree:v1");
        Json.Obj result = evidence.result();
        assertThat(result.text("output")).isEqualTo("probability");
        assertThat(result.at("/nodes/0/condition")).contains(Json.of("age ≤ 30"));
        assertThat(result.at("/nodes/2/levels/0")).contains(Json.of("Male"));
        assertThat(result.at("/nodes/2/missing")).contains(Json.of("left"));
        assertThat(result.at("/nodes/3/prediction/yes")).contains(Json.of(1));
        assertThat(result.at("/nodes/3/depth")).contains(Json.of(2));
        assertThat(evidence.disclosure().minCell()).isEqualTo(3);
    }

    @Test
    void withoutCoversThereAreNoMeans() {
        double nan = Double.NaN;
        TreeEnsemble bare = new TreeEnsemble(
                Task.BINARY,
                "hired",
                INPUTS,
                List.of("no", "yes"),
                Link.LOGIT,
                new double[1],
                trees(nan, nan, nan, nan, nan),
                false);
        assertThatThrownBy(() -> new PathContributions(bare)).hasMessageStartingWith("CND-E005");
        assertThatThrownBy(() -> new TreeImportance(bare).of()).hasMessageStartingWith("CND-E005");
    }
}
