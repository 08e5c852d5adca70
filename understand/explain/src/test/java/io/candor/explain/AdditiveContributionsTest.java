package io.candor.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.LinearModel;
import io.candor.core.model.Link;
import io.candor.core.model.RowEncoder;
import io.candor.core.model.RowScorer;
import io.candor.core.model.Scores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdditiveContributionsTest {
    @Test
    void baseValueAndValuesAndResidualAreTheScore() {
        Table table = Example.rows(200);
        for (Link link : List.of(Link.IDENTITY, Link.LOGIT, Link.LOG)) {
            AdditiveModel model = Example.model(link);
            Scores scores = model.score(table);
            int[] all = IntStream.range(0, 200).toArray();
            for (AdditiveContributions.Row row : new AdditiveContributions(model).of(table, all)) {
                double score = model.intercept()[0] + sum(row.values()) + row.residuals()[0];
                assertThat(link.inverse(score)).isCloseTo(scores.get(row.row(), 0), within(1e-14));
                assertThat(row.predictions()[0]).isEqualTo(scores.get(row.row(), 0));
                assertThat(row.residuals()[0]).isCloseTo(0, within(1e-15));
                assertThat(sum(row.terms())).isCloseTo(sum(row.values()), within(1e-14));
            }
        }
    }

    /**
     * Oracle: over all orders of the inputs, the mean step when an input's term tables are let in, where a term counts once
     * all its inputs are in: the Shapley value of the model's own terms.
     */
    @Test
    void valuesAreTheShapleyValuesOfTheTerms() {
        AdditiveModel model = Example.model(Link.IDENTITY);
        Table table = Example.rows(50);
        RowEncoder encoder = new RowEncoder(model.inputs(), table);
        double[] encoded = new double[2];
        for (AdditiveContributions.Row row : new AdditiveContributions(model)
                .of(table, IntStream.range(0, 50).toArray())) {
            encoder.encode(row.row(), encoded);
            double[] alone = {model.contribution(0, encoded, 0), model.contribution(1, encoded, 0)};
            double together = alone[0] + alone[1] + model.contribution(2, encoded, 0);
            assertThat(row.values()[0][0]).isCloseTo((alone[0] + together - alone[1]) / 2, within(1e-14));
            assertThat(row.values()[1][0]).isCloseTo((alone[1] + together - alone[0]) / 2, within(1e-14));
        }
    }

    @Test
    void evidenceHasTheShapeOfTheReference() {
        AdditiveModel model = Example.model(Link.LOGIT);
        Table table = new Table(List.of(
                new NumericColumn("age", new double[] {40, Double.NaN}),
                CategoricalColumn.of("sex", new ArrayList<>(List.of("Male", "Other")))));
        Evidence evidence = new AdditiveContributions(model).evidence(table, new int[] {1, 0}, Example.SUBJECTS);
        assertThat(evidence.predicateType()).isEqualTo("urn:candor:evidence:explain.contributions:v1");
        assertThat(evidence.disclosure()).isEqualTo(Disclosure.rows());
        Json.Obj result = evidence.result();
        assertThat(result.text("output")).isEqualTo("log-odds");
        assertThat(result.at("/outputs/0")).contains(Json.of("high"));
        assertThat(result.need("features")).isEqualTo(Json.texts(List.of("age", "sex")));
        assertThat(result.at("/terms/2")).contains(Json.texts(List.of("age", "sex")));
        assertThat(result.at("/rows/0/row")).contains(Json.of(1));
        assertThat(result.at("/rows/0/data/0")).contains(Json.NULL);
        assertThat(result.at("/rows/0/data/1")).contains(Json.of("Other"));
        assertThat(result.at("/rows/1/data/0")).contains(Json.of("40"));
        assertThat(result.at("/rows/1/terms/0")).contains(Json.of(0.25));
        RowScorer scorer = model.rowScorer().orElseThrow();
        double[] p = new double[1];
        scorer.score(new double[] {40, 1}, p);
        assertThat(result.at("/rows/1/prediction")).contains(Json.of(p[0]));
    }

    @Test
    void missingAndUnseenValuesHaveTheContributionsOfTheirBins() {
        AdditiveModel model = Example.model(Link.IDENTITY);
        Table table = new Table(List.of(
                new NumericColumn("age", new double[] {Double.NaN}),
                CategoricalColumn.of("sex", new ArrayList<>(List.of("Other")))));
        AdditiveContributions.Row row =
                new AdditiveContributions(model).of(table, new int[] {0}).get(0);
        double pair = 3 / 16.0 - 0.5; // missing age, unseen sex
        assertThat(row.terms()).isDeepEqualTo(new double[][] {{0.3}, {0}, {pair}});
        assertThat(row.values()).isDeepEqualTo(new double[][] {{0.3 + pair / 2}, {pair / 2}});
        assertThat(row.predictions()[0]).isCloseTo(-1.25 + 0.3 + pair, within(1e-12));
    }

    @Test
    void aRowThatDoesNotExistIsRefused() {
        AdditiveContributions contributions = new AdditiveContributions(Example.model(Link.LOGIT));
        Table table = Example.rows(3);
        assertThatThrownBy(() -> contributions.of(table, new int[] {3})).hasMessageStartingWith("CND-E003");
        assertThatThrownBy(() -> contributions.of(table, new int[] {-1})).hasMessageStartingWith("CND-E003");
    }

    /** Several outputs: everything adds up for each of them, and the JSON has an array where one output has a number. */
    @Test
    void severalOutputsAreExplainedOneByOne() {
        LinearModel model = Example.linear();
        Table table = Example.rows(30);
        AdditiveContributions contributions = new AdditiveContributions(model);
        Scores scores = model.score(table);
        for (AdditiveContributions.Row row : contributions.of(table, new int[] {0, 7, 29})) {
            double[] sums = new double[3];
            for (int k = 0; k < 3; k++) {
                sums[k] = model.intercept()[k] + row.values()[0][k] + row.values()[1][k] + row.residuals()[k];
                assertThat(row.predictions()[k]).isEqualTo(scores.get(row.row(), k));
            }
            Link.SOFTMAX.invert(sums, 0, 3);
            for (int k = 0; k < 3; k++) assertThat(sums[k]).isCloseTo(row.predictions()[k], within(1e-14));
        }
        Json.Obj result =
                contributions.evidence(table, new int[] {7}, Example.SUBJECTS).result();
        assertThat(result.array("outputs")).hasSize(3);
        assertThat(result.array("baseValue")).hasSize(3);
        assertThat(result.at("/rows/0/values/1/2")).isPresent();
        assertThat(result.at("/rows/0/prediction/2")).isPresent();
    }

    private static double sum(double[][] perOutput) {
        return Arrays.stream(perOutput).mapToDouble(v -> v[0]).sum();
    }
}
