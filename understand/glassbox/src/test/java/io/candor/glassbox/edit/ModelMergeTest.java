package io.candor.glassbox.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Bag;
import io.candor.core.model.Bins;
import io.candor.core.model.Input;
import io.candor.core.model.Link;
import io.candor.core.model.Task;
import io.candor.core.model.Term;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelMergeTest {
    private static final Trained ONE = Trained.of(1, 600, List.of("x", "y", "z"));
    private static final Trained TWO = Trained.of(2, 300, List.of("w", "x", "z"));

    private static double weight(AdditiveModel model) {
        return model.bags().stream().mapToDouble(Bag::weight).sum();
    }

    @Test
    void scoresAreTheMeanOfTheModelsByTheirTrainingRows() {
        AdditiveModel both = ModelMerge.of(List.of(ONE.model(), TWO.model()));
        double total = weight(ONE.model()) + weight(TWO.model());
        assertThat(both.bags()).hasSize(6);
        assertThat(both.inputs().get(2).levels()).containsExactly("w", "x", "y", "z");
        for (Trained rows : List.of(ONE, TWO)) {
            double[] first = ONE.model().score(rows.table()).values();
            double[] second = TWO.model().score(rows.table()).values();
            double[] merged = both.score(rows.table()).values();
            for (int i = 0; i < merged.length; i++) {
                double mean = (weight(ONE.model()) * first[i] + weight(TWO.model()) * second[i]) / total;
                assertThat(merged[i]).isCloseTo(mean, within(1e-10));
            }
        }
        for (int t = 0; t < both.terms().size(); t++) {
            double sum = Arrays.stream(both.terms().get(t).weights()).sum();
            assertThat(sum).isCloseTo(900, within(1e-6));
        }
    }

    @Test
    void aModelMergedWithItselfIsItself() {
        AdditiveModel twice = ModelMerge.of(List.of(ONE.model(), ONE.model()));
        assertThat(twice.score(ONE.table()).values()).containsExactly(ONE.scores(), within(1e-12));
        assertThat(twice.terms().get(0).scores().length)
                .isEqualTo(ONE.model().terms().get(0).scores().length);
    }

    @Test
    void orderOfInputsAndMissingTermsDoNotMatter() {
        Bins cut = new Bins.Cuts(new double[] {0}, -1, 1);
        Bins fine = new Bins.Cuts(new double[] {-0.5, 0.5}, -1, 1);
        Input p = Input.number("p");
        Input q = Input.number("q");
        double[] pair = new double[20];
        for (int i = 0; i < 20; i++) pair[i] = i;
        Term pq = new Term(new int[] {0, 1}, List.of(cut, fine), pair, new double[20], ones(20));
        Term onlyQ = new Term(new int[] {0}, List.of(cut), new double[] {0, 1, 2, 0}, new double[4], ones(4));
        AdditiveModel a = model(List.of(p, q), pq, 1);
        AdditiveModel b = model(List.of(q, p), onlyQ, 3);
        AdditiveModel both = ModelMerge.of(List.of(b, a));
        double shareOfA = 20.0 / 24; // weights of the tables, as there are no bags
        for (double x : new double[] {-0.7, -0.2, 0.2, 0.7, Double.NaN}) {
            for (double y : new double[] {-0.7, 0.2, 0.9, Double.NaN}) {
                double expected = shareOfA * a.additiveScore(new double[] {x, y}, 0)
                        + (1 - shareOfA) * b.additiveScore(new double[] {y, x}, 0);
                assertThat(both.additiveScore(new double[] {y, x}, 0)).isCloseTo(expected, within(1e-12));
            }
        }
    }

    private static AdditiveModel model(List<Input> inputs, Term term, double intercept) {
        return new AdditiveModel(
                Task.REGRESSION, "y", inputs, List.of(), Link.IDENTITY, 1, new double[] {intercept}, List.of(term));
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Test
    void modelsOfOtherThingsAreRefused() {
        AdditiveModel other = new AdditiveModel(
                Task.REGRESSION, "z", List.of(), List.of(), Link.IDENTITY, 1, new double[1], List.of());
        assertThatThrownBy(() -> ModelMerge.of(List.of(ONE.model(), other))).hasMessageStartingWith("CND-G019");
        AdditiveModel kind = new AdditiveModel(
                Task.REGRESSION,
                "y",
                List.of(Input.category("a", List.of("1"))),
                List.of(),
                Link.IDENTITY,
                1,
                new double[1],
                List.of());
        assertThatThrownBy(() -> ModelMerge.of(List.of(ONE.model(), kind))).hasMessageStartingWith("CND-G019");
    }
}
