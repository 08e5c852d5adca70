package io.candor.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.core.model.Input;
import io.candor.core.model.Link;
import io.candor.core.model.Task;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.model.Trees;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WholeTreesTest {
    private static final List<Input> INPUTS =
            List.of(Input.number("age"), Input.category("sex", List.of("Female", "Male")), Input.number("idle"));
    private static final Table ROWS = new Table(List.of(
            new NumericColumn("age", new double[] {20, 50, 40, Double.NaN}),
            CategoricalColumn.of("sex", Arrays.asList("Male", "Female", "Male", null)),
            new NumericColumn("idle", new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN})));

    /** So many times: age < 30.5, else sex = Male; what is missing goes left at the second question. */
    private static TreeEnsemble model(int count) {
        int[] roots = IntStream.range(0, count).map(t -> 5 * t).toArray();
        int nodes = 5 * count;
        int[] feature = new int[nodes];
        int[] left = new int[nodes];
        int[] right = new int[nodes];
        int[] set = new int[nodes];
        double[] threshold = new double[nodes];
        double[] values = new double[nodes];
        double[] cover = new double[nodes];
        boolean[] missingLeft = new boolean[nodes];
        for (int r : roots) {
            System.arraycopy(new int[] {0, -1, 1, -1, -1}, 0, feature, r, 5);
            System.arraycopy(new int[] {r + 1, 0, r + 3, 0, 0}, 0, left, r, 5);
            System.arraycopy(new int[] {r + 2, 0, r + 4, 0, 0}, 0, right, r, 5);
            System.arraycopy(new int[] {-1, -1, 0, -1, -1}, 0, set, r, 5);
            System.arraycopy(new double[] {0, 0.25, 0, 1, 1 / 3.0}, 0, values, r, 5);
            System.arraycopy(new double[] {10, 4, 6, 3, 3}, 0, cover, r, 5);
            threshold[r] = 30.5;
            missingLeft[r + 2] = true;
        }
        Trees trees = new Trees(
                roots,
                feature,
                threshold,
                left,
                right,
                missingLeft,
                new boolean[0],
                set,
                new long[] {0b10},
                cover,
                values,
                1,
                new int[count],
                Trees.Comparison.LESS,
                Trees.Precision.FLOAT);
        return new TreeEnsemble(
                Task.BINARY, "hired", INPUTS, List.of("no", "yes"), Link.LOGIT, new double[] {-0.5}, trees, false);
    }

    @Test
    void smallTreesAreToldToTheLastBit() {
        Evidence evidence = WholeTrees.evidence(model(1), ROWS, List.of());
        assertThat(evidence.predicateType()).isEqualTo("urn:candor:evidence:explain.trees:v1");
        Json.Obj result = evidence.result();
        assertThat(result.need("complete")).isEqualTo(Json.of(true));
        assertThat(result.text("link")).isEqualTo("logit");
        assertThat(result.need("base")).isEqualTo(Json.numbers(-0.5));
        Json.Obj trees = result.object("trees");
        assertThat(trees.need("feature")).isEqualTo(Json.numbers(0, -1, 1, -1, -1));
        assertThat(trees.need("left")).isEqualTo(Json.numbers(1, 0, 3, 0, 0));
        assertThat(doubles(trees.text("threshold"))).containsExactly(30.5, 0, 0, 0, 0);
        assertThat(doubles(trees.text("values"))).containsExactly(0, 0.25, 0, 1, 1 / 3.0);
        assertThat(trees.text("missingLeft")).isEqualTo("00100");
        assertThat(trees.text("zeroMissing")).isEqualTo("00000");
        assertThat(trees.need("sets")).isEqualTo(Json.object().put("2", "01").build());
        assertThat(trees.need("orEqual")).isEqualTo(Json.of(false));
        assertThat(trees.need("single")).isEqualTo(Json.of(true));
    }

    @Test
    void typicalIsTheMedianOrTheMostFrequentLevelAndNothingWhereNothingIsKnown() {
        Json.Obj result = WholeTrees.evidence(model(1), ROWS, List.of()).result();
        assertThat(result.need("typical")).isEqualTo(Json.array(List.of(Json.of("40"), Json.of("Male"), Json.NULL)));
        Json.Obj age = (Json.Obj) result.array("inputs").get(0);
        assertThat(age.number("min")).isEqualTo(20);
        assertThat(age.number("max")).isEqualTo(50);
        assertThat(((Json.Obj) result.array("inputs").get(2)).get("min")).isNull();
    }

    @Test
    void ofTreesThatAPageCannotCarryOnlyTheirNumberIsTold() {
        boolean whole = true;
        for (int count = 1_000; count <= 3_000; count += 100) {
            Json.Obj result = WholeTrees.evidence(model(count), ROWS, List.of()).result();
            boolean complete = result.need("complete").equals(Json.of(true));
            assertThat(CanonicalJson.text(result).length()).isLessThanOrEqualTo(WholeTrees.LONGEST);
            assertThat(complete && !whole).as("larger, and whole again").isFalse();
            whole = complete;
            if (complete) continue;
            assertThat(result)
                    .isEqualTo(Json.object()
                            .put("complete", false)
                            .put("count", count)
                            .put("nodes", 5 * count)
                            .build());
        }
        assertThat(whole).isFalse();
    }

    private static double[] doubles(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        double[] doubles = new double[bytes.remaining() / 8];
        bytes.asDoubleBuffer().get(doubles);
        return doubles;
    }
}
