package io.candor.report.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.json.Json;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShapeTest {
    private static Json.Obj edge(double score, double weight) {
        return Json.object().put("score", score).put("weight", weight).build();
    }

    private static Json.Builder table(double... scores) {
        double[] low = new double[scores.length];
        double[] high = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            low[i] = scores[i] - 1;
            high[i] = scores[i] + 1;
        }
        return Json.object()
                .put("scores", Json.numbers(scores))
                .put("low", Json.numbers(low))
                .put("high", Json.numbers(high))
                .put("missing", edge(7, 3))
                .put("unseen", edge(0, 0));
    }

    private static Json.Obj number(double[] weights, double... scores) {
        double[] cuts = IntStream.range(1, scores.length).asDoubleStream().toArray();
        return table(scores)
                .put("cuts", Json.numbers(cuts))
                .put("min", 0)
                .put("max", scores.length)
                .put("weights", Json.numbers(weights))
                .build();
    }

    @Test
    void rareBinsDoNotStretchTheAxisWithTheirUncertainty() {
        Shape shape = Shape.of(number(new double[] {1, 999, 1000}, 5, -2, 1), List.of("y"));
        assertThat(shape.range()).containsExactly(-3, 7); // 5 is rare, 7 is what missing adds
        assertThat(shape.hasJackknife()).isFalse();
    }

    @Test
    void equalNeighboursAreOneBinAndMissingStandsApart() {
        Shape shape = Shape.of(number(new double[] {1, 2, 3}, 5, 5, 1), List.of("y"));
        assertThat(shape.bins()).hasSize(2);
        assertThat(shape.bins().get(0).weight()).isEqualTo(3);
        assertThat(shape.name(0)).isEqualTo("[0, 2)");
        assertThat(ShapeTable.rows(shape)).hasSize(4);
        assertThat(ShapeTable.rows(shape).get(2)).startsWith("(missing)", "+7.000");
        assertThat(ShapeTable.headers(shape, List.of("y")))
                .containsExactly("Bin", "Adds", "Spread low", "Spread high", "Weight");
    }

    /** Property: joining a fine shape keeps the weighted mean. */
    @Test
    void joiningKeepsTheWeightedMean() {
        double[] weights = IntStream.range(0, 900).mapToDouble(i -> 1 + i % 7).toArray();
        double[] scores =
                IntStream.range(0, 900).mapToDouble(i -> Math.sin(i / 90.0)).toArray();
        Shape shape = Shape.of(number(weights, scores), List.of("y"));
        assertThat(shape.bins()).hasSizeLessThanOrEqualTo(Shape.MAX_BINS);
        double expected = 0;
        for (int i = 0; i < 900; i++) expected += weights[i] * scores[i];
        double sum = 0;
        for (Shape.Bin bin : shape.bins())
            sum += bin.weight() * bin.values().get(0).score();
        assertThat(sum).isCloseTo(expected, within(1e-6));
    }

    @Test
    void severalClassesAreDrawnTogetherTheFiveThatMoveMost() {
        Json.Builder outputs = Json.object();
        List<String> names = List.of("a", "b", "c", "d", "e", "f", "g");
        for (int k = 0; k < 7; k++)
            outputs.put(names.get(k), table(-(k * 3 % 7), k * 3 % 7).build());
        Json.Obj term = Json.object()
                .put("levels", Json.texts(List.of("x", "y")))
                .put("weights", Json.numbers(4, 5))
                .put("outputs", outputs.build())
                .build();
        Shape shape = Shape.of(term, names);
        assertThat(SeriesPlot.drawn(shape, 7)).containsExactly(1, 2, 3, 4, 6);
        String svg = SeriesPlot.of("label", shape, names, shape.range(), shape.range())
                .render();
        assertThat(svg).contains("series4", ">g</text>").doesNotContain("series5", ">a</text>");
        assertThat(ShapeTable.headers(shape, names)).startsWith("Bin", "a", "b").hasSize(9);
    }
}
