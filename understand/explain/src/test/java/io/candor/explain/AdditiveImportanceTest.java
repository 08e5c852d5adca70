package io.candor.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.LinearModel;
import io.candor.core.model.Link;
import io.candor.core.model.RowEncoder;
import io.candor.core.random.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdditiveImportanceTest {
    private final AdditiveModel model = Example.model(Link.LOGIT);

    @Test
    void importanceIsTheWeightedMeanOfAbsoluteContributions() {
        Table table = Example.rows(80);
        double[] weights = new double[80];
        for (int i = 0; i < 80; i++) weights[i] = 1 + i % 3;
        RowEncoder encoder = new RowEncoder(model.inputs(), table);
        double[] row = new double[2];
        double[] expected = new double[3];
        for (int i = 0; i < 80; i++) {
            encoder.encode(i, row);
            for (int t = 0; t < 3; t++) {
                expected[t] += weights[i]
                        * Math.abs(model.contribution(t, row, 0))
                        / Arrays.stream(weights).sum();
            }
        }
        List<AdditiveImportance.Importance> found = new AdditiveImportance(model).of(table, weights);
        assertThat(found).hasSize(3).isSortedAccordingTo((a, b) -> Double.compare(b.value(), a.value()));
        for (AdditiveImportance.Importance i : found) {
            int t = List.of("age", "sex", "age & sex").indexOf(i.name());
            assertThat(i.value()).isCloseTo(expected[t], within(1e-14));
            assertThat(i.low()).isLessThan(i.value()).isNotNegative();
            assertThat(i.high() - i.value()).isCloseTo(i.value() - i.low(), within(1e-12));
        }
    }

    @Test
    void aWeightOfTwoMovesTheMeanLikeTwoRows() {
        Table table = Example.rows(10);
        double[] weights = {2, 1, 1, 1, 1, 1, 1, 1, 1, 1};
        Table doubled = table.select(new int[] {0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
        double once = new AdditiveImportance(model).of(table, weights).get(0).value();
        double twice = new AdditiveImportance(model).of(doubled, null).get(0).value();
        assertThat(once).isCloseTo(twice, within(1e-15));
    }

    @Test
    void theOrderOfRowsDoesNotMatter() {
        Table table = Example.rows(300);
        int[] shuffled = new RandomStreams(3).stream("test").permutation(300);
        AdditiveImportance importance = new AdditiveImportance(model);
        assertThat(importance
                        .evidence(table.select(shuffled), null, Example.SUBJECTS)
                        .id())
                .isEqualTo(importance.evidence(table, null, Example.SUBJECTS).id());
    }

    @Test
    void evidenceHasTheShapeOfTheReference() {
        Evidence evidence = new AdditiveImportance(model).evidence(Example.rows(40), null, Example.SUBJECTS);
        assertThat(evidence.predicateType()).isEqualTo("urn:candor:evidence:explain.importance:v1");
        assertThat(evidence.result().text("output")).isEqualTo("log-odds");
        assertThat(((Json.Obj) evidence.result().array("features").get(0)).members())
                .containsOnlyKeys("name", "importance", "low", "high");
        assertThat(evidence.disclosure().minCell()).isEqualTo(40);
    }

    @Test
    void oneRowHasNoInterval() {
        Evidence evidence = new AdditiveImportance(model).evidence(Example.rows(1), null, Example.SUBJECTS);
        assertThat(((Json.Obj) evidence.result().array("features").get(0)).members())
                .containsOnlyKeys("name", "importance");
    }

    /** 2,000 samples of 60 rows; coverage of 95 % must be seen between 91.5 % and 97 % (a normal interval is a bit short). */
    @Test
    void theIntervalCoversTheMeanOfThePopulation() {
        Table population = Example.rows(5000);
        AdditiveImportance importance = new AdditiveImportance(model);
        double truth = of("age", importance.of(population, null)).value();
        int hits = 0;
        for (int s = 0; s < 2000; s++) {
            int[] picked = Arrays.copyOf(new RandomStreams(s).stream("test").permutation(5000), 60);
            AdditiveImportance.Importance found = of("age", importance.of(population.select(picked), null));
            if (found.low() <= truth && truth <= found.high()) hits++;
        }
        assertThat(hits).isBetween(1830, 1940);
    }

    private static AdditiveImportance.Importance of(String name, List<AdditiveImportance.Importance> all) {
        return all.stream().filter(i -> i.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void aWeightThatIsNotPositiveAndFiniteIsRefused() {
        Table table = Example.rows(2);
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new AdditiveImportance(model).of(table, new double[] {1, bad}))
                    .hasMessageStartingWith("CND-E004");
        }
    }

    @Test
    void noRowsAreRefused() {
        assertThatThrownBy(() -> new AdditiveImportance(model).of(Example.rows(0), null))
                .hasMessageStartingWith("CND-E002");
    }

    @Test
    void ofSeveralOutputsTheMeanCounts() {
        LinearModel three = Example.linear();
        Table one = new Table(List.of(
                new NumericColumn("age", new double[] {50}),
                CategoricalColumn.of("sex", new ArrayList<>(List.of("Male")))));
        List<AdditiveImportance.Importance> found = new AdditiveImportance(three).of(one, null);
        assertThat(found.get(0).name()).isEqualTo("sex");
        assertThat(found.get(0).value()).isCloseTo((2 + 1 + 1) / 3.0, within(1e-15));
        assertThat(found.get(1).value()).isCloseTo((0.2 + 0.1 + 0.1) / 3, within(1e-15));
    }

    @Test
    void onTrainingRowsIsTheMeanOfTheCellsByTheirWeights() {
        AdditiveModel model = Example.model(Link.LOGIT);
        double expected = (2 * 0.3 + 9 * 1 + 8 * 0.25 + 7 * 0.5) / 26;
        assertThat(AdditiveImportance.onTrainingRows(model, 0).orElse(0)).isCloseTo(expected, within(1e-15));
        assertThat(AdditiveImportance.onTrainingRows(model, 2)).isEmpty(); // counts nothing
    }
}
