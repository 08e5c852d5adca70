package io.candor.report.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairTest {
    /** A number of 20 bins and a category of two, with one row whose number is missing. */
    private static Json.Obj term() {
        List<Json> scores = new ArrayList<>();
        List<Json> weights = new ArrayList<>();
        double[] cuts = new double[19];
        for (int r = 0; r < 22; r++) {
            boolean data = r > 0 && r < 21;
            scores.add(data ? Json.numbers(0, r, -2 * r, 0) : Json.numbers(0, 0, 0, 0));
            weights.add(data ? Json.numbers(0, r, 1, 0) : Json.numbers(0, r == 0 ? 1 : 0, 0, 0));
            if (r < 19) cuts[r] = 10 * (r + 1);
        }
        List<Json> axes = List.of(
                Json.object()
                        .put("input", "age")
                        .put("min", 0)
                        .put("max", 200)
                        .put("cuts", Json.numbers(cuts))
                        .build(),
                Json.object()
                        .put("input", "sex")
                        .put("levels", Json.texts(List.of("Female", "Male")))
                        .build());
        return Json.object()
                .put("axes", Json.array(axes))
                .put("scores", Json.array(scores))
                .put("spread", Json.array(scores))
                .put("weights", Json.array(weights))
                .build();
    }

    /** Else the columns of one class would stand under the names of another's. */
    @Test
    void aSpecialBinThatOneTableUsesStaysInAll() {
        Json.Obj term = term();
        Json.Builder other = Json.object();
        term.members().forEach(other::put);
        java.util.List<Json> rows = new java.util.ArrayList<>();
        for (Json row : term.array("scores")) {
            double[] cells = new double[((Json.Arr) row).items().size()];
            cells[cells.length - 1] = 1;
            rows.add(Json.numbers(cells));
        }
        other.put("scores", Json.array(rows));
        java.util.List<Pair> pairs = Pair.of(term, java.util.List.of(term, other.build()), 2);
        assertThat(pairs.get(0).up().bins()).isEqualTo(pairs.get(1).up().bins()).endsWith("(unseen)");
        assertThat(pairs.get(0).across().bins()).isEqualTo(pairs.get(1).across().bins());
    }

    @Test
    void binsForMissingAndUnseenStayOnlyWhereSomethingIsInThem() {
        Pair pair = Pair.of(term(), term(), 2);
        assertThat(pair.up().bins()).containsExactly("Female", "Male");
        assertThat(pair.across().bins())
                .hasSize(21)
                .startsWith("(missing)", "[0, 10)")
                .endsWith("[190, 200]");
        assertThat(pair.across().special()[0]).isTrue();
        assertThat(pair.cells()[1][1].score()).isEqualTo(-2);
        assertThat(pair.largest()).isEqualTo(40);
    }

    /** Property: joining bins keeps the weight and the weighted sum. */
    @Test
    void joiningBinsKeepsTheWeightedSum() {
        Pair pair = Pair.of(term(), term(), 2);
        for (int most : new int[] {1, 3, 7, 10, 20}) {
            Pair coarse = pair.coarse(most);
            assertThat(coarse.across().bins())
                    .hasSizeLessThanOrEqualTo(most + 1)
                    .startsWith("(missing)");
            assertThat(coarse.across().bins().get(coarse.across().bins().size() - 1))
                    .endsWith(", 200]");
            for (int u = 0; u < 2; u++) {
                assertThat(sum(coarse, u, false)).isCloseTo(sum(pair, u, false), within(1e-9));
                assertThat(sum(coarse, u, true)).isCloseTo(sum(pair, u, true), within(1e-9));
            }
        }
    }

    private static double sum(Pair pair, int up, boolean scores) {
        double sum = 0;
        for (Pair.Cell[] column : pair.cells()) sum += column[up].weight() * (scores ? column[up].score() : 1);
        return sum;
    }

    @Test
    void extremesAreAmongCellsWithRows() {
        Pair pair = Pair.of(term(), term(), 2);
        assertThat(pair.extreme(1)).containsExactly(20, 0);
        assertThat(pair.extreme(-1)).containsExactly(20, 1);
    }

    @Test
    void coloursAreDeeperTheFurtherFromZeroAndTheSameOnBothSides() {
        int last = 0;
        for (double score = 0; score <= 1; score += 0.01) {
            int step = HeatMap.step(score, 1);
            assertThat(step).isGreaterThanOrEqualTo(last).isEqualTo(-HeatMap.step(-score, 1));
            last = step;
        }
        assertThat(last).isEqualTo(HeatMap.STEPS);
        assertThat(HeatMap.step(0.05, 1)).isZero();
        assertThat(HeatMap.step(0, 0)).isZero();
        assertThat(HeatMap.step(5, 1)).isEqualTo(HeatMap.STEPS);
    }
}
