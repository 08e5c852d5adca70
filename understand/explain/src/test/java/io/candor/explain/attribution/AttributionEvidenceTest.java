package io.candor.explain.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Bins;
import io.candor.core.model.Input;
import io.candor.core.model.Link;
import io.candor.core.model.Task;
import io.candor.core.model.Term;
import io.candor.core.random.RandomStreams;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class AttributionEvidenceTest {
    private static final List<Subject> SUBJECTS = List.of(new Subject("model:m", "0".repeat(64)));
    private static final Bins HALVES = new Bins.Cuts(new double[] {0}, -1, 1);

    /** a alone is ±2; a & b together ±1; c is never read by a term. */
    private static AdditiveModel model() {
        Term a = new Term(new int[] {0}, List.of(HALVES), new double[] {0, -2, 2, 0}, new double[4], new double[4]);
        double[] both = new double[16];
        both[5] = 1; // low, low
        both[6] = -1; // low, high
        both[9] = -1;
        both[10] = 1;
        Term pair = new Term(new int[] {0, 1}, List.of(HALVES, HALVES), both, new double[16], new double[16]);
        return new AdditiveModel(
                Task.REGRESSION,
                "y",
                List.of(Input.number("a"), Input.number("b"), Input.category("c", List.of("x"))),
                List.of(),
                Link.IDENTITY,
                1,
                new double[] {10},
                List.of(a, pair));
    }

    private static Table rows(int n) {
        double[] a = new double[n];
        double[] b = new double[n];
        String[] c = new String[n];
        for (int i = 0; i < n; i++) {
            a[i] = i % 2 == 0 ? -1 : 1;
            b[i] = i % 3 == 0 ? -1 : 1;
            c[i] = i % 5 == 0 ? null : "x";
        }
        return new Table(List.of(
                new NumericColumn("a", a), new NumericColumn("b", b), CategoricalColumn.of("c", Arrays.asList(c))));
    }

    @Test
    void keepsValuesDataPartnersAndRanks() {
        AttributionEvidence attributions = new AttributionEvidence(model(), 7, ForkJoinPool.commonPool());
        Evidence evidence = attributions.of(rows(60), 40, SUBJECTS).get(0);
        Json.Obj result = evidence.result();
        assertThat(result.array("rows")).hasSize(40);
        List<Json> features = result.array("features");
        Json.Obj first = (Json.Obj) features.get(0);
        assertThat(first.text("name")).isEqualTo("a");
        assertThat(first.text("partner")).isEqualTo("b");
        assertThat(first.number("together")).isCloseTo(1, within(1e-12));
        assertThat(first.number("rankLow")).isEqualTo(1);
        assertThat(first.number("rankHigh")).isEqualTo(1);
        assertThat(((Json.Obj) features.get(1)).text("partner")).isEqualTo("a");
        assertThat(((Json.Obj) features.get(2)).get("partner")).isNull();
        assertThat(((Json.Obj) features.get(2)).array("data")).contains(Json.NULL, Json.of("x"));
        for (int i = 0; i < 40; i++) {
            double sum = result.number("baseValue");
            for (Json feature : features)
                sum += ((Json.Num) ((Json.Obj) feature).array("values").get(i)).value();
            assertThat(((Json.Num) result.array("scores").get(i)).value()).isCloseTo(sum, within(1e-12));
        }
        assertThat(new AttributionEvidence(model(), 7, new ForkJoinPool(1))
                        .of(rows(60), 40, SUBJECTS)
                        .get(0))
                .isEqualTo(evidence);
    }

    @Test
    void ranksOfFeaturesThatHardlyDifferAreNotSure() {
        double[][] sizes = {{1, 2, 3, 4, 5, 6}, {6, 5, 4, 3, 2, 1}, {0, 0, 0, 0, 0, 0}};
        RankIntervals found = RankIntervals.of(sizes, new RandomStreams(1).stream("ranks"));
        assertThat(found.low()).containsExactly(1, 1, 3);
        assertThat(found.high()).containsExactly(2, 2, 3);
    }
}
