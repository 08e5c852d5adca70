package io.candor.glassbox.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Bag;
import io.candor.core.model.Term;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EditedModelTest {
    private static final Trained MADE = Trained.of(4, 600, List.of("x", "y", "z"));
    private static final EditedModel START = EditedModel.of(MADE.model());

    private static void bagsStillMakeTheModel(AdditiveModel model) {
        double total = model.bags().stream().mapToDouble(Bag::weight).sum();
        for (int t = 0; t < model.terms().size(); t++) {
            double[] scores = model.terms().get(t).scores();
            for (int c = 0; c < scores.length; c++) {
                double mean = 0;
                for (Bag bag : model.bags())
                    mean += bag.weight() / total * bag.scores().get(t)[c];
                assertThat(mean).isCloseTo(scores[c], within(1e-11));
            }
        }
    }

    @Test
    void aRemovedTermAddsNothingAnyMore() {
        EditedModel less = START.removeTerms(List.of("a & b"));
        assertThat(less.model().terms()).hasSize(MADE.model().terms().size() - 1);
        double[] row = {1, 1, 0};
        assertThat(less.model().additiveScore(row, 0))
                .isCloseTo(MADE.model().additiveScore(row, 0) - MADE.model().contribution(3, row, 0), within(1e-12));
        assertThat(less.edits().get(0).text("edit")).isEqualTo("remove-terms");
        bagsStillMakeTheModel(less.model());
    }

    @Test
    void aRemovedInputTakesItsTermsAlongAndIsNotAskedForAnyMore() {
        AdditiveModel less = START.removeInputs(List.of("a")).model();
        assertThat(less.inputs()).hasSize(2);
        assertThat(List.of(0, 1).stream().map(less::termName)).containsExactly("b", "c");
        assertThat(less.score(MADE.table().only(List.of("b", "c"))).values()).hasSize(600);
        assertThat(less.contribution(0, new double[] {1.5, 0}, 0))
                .isEqualTo(MADE.model().contribution(1, new double[] {0, 1.5, 0}, 0));
        bagsStillMakeTheModel(less);
    }

    @Test
    void scalingScalesScoresAndSpread() {
        EditedModel half = START.scale("b", -0.5);
        Term old = MADE.model().terms().get(1);
        Term now = half.model().terms().get(1);
        for (int c = 0; c < old.scores().length; c++) {
            assertThat(now.scores()[c]).isEqualTo(-0.5 * old.scores()[c]);
            assertThat(now.deviations()[c]).isEqualTo(0.5 * old.deviations()[c]);
        }
        bagsStillMakeTheModel(half.model());
    }

    @Test
    void cellsAreSetAndNoOthers() {
        EditedModel set = START.set("a & b", new int[] {2, 3}, new int[] {4, 5}, 0, 7.5);
        Term old = MADE.model().terms().get(3);
        int columns = old.bins().get(1).count();
        for (int c = 0; c < old.weights().length; c++) {
            boolean inside = c / columns >= 2 && c / columns < 4 && c % columns >= 3 && c % columns < 5;
            assertThat(set.model().terms().get(3).scores()[c]).isEqualTo(inside ? 7.5 : old.scores()[c]);
        }
        bagsStillMakeTheModel(set.model());
        assertThat(START.scale("b", 2)
                        .set("b", new int[] {0}, new int[] {1}, 0, 1)
                        .edits())
                .hasSize(2);
    }

    @Test
    void aMonotonisedTermNeverFallsAndKeepsItsMean() {
        EditedModel up = START.monotonise("a", 1);
        double[] scores = up.model().terms().get(0).scores();
        double[] weights = up.model().terms().get(0).weights();
        double mean = 0;
        for (int c = 0; c < scores.length; c++) mean += weights[c] * scores[c];
        for (int c = 2; c < scores.length - 1; c++) assertThat(scores[c]).isGreaterThanOrEqualTo(scores[c - 1]);
        assertThat(mean).isCloseTo(0, within(1e-9));
        assertThat(scores[0]).isEqualTo(MADE.model().terms().get(0).scores()[0]);
        bagsStillMakeTheModel(up.model());
    }

    /** Oracle: the minimax formula of isotonic regression. */
    @Test
    void isotonicRegressionIsTheMinimaxOfMeans() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 100; round++) {
            int n = random.nextInt(1, 12);
            double[] values = random.doubles(n, -1, 1).toArray();
            double[] weights = random.doubles(n, 0.1, 2).toArray();
            double[] fitted = Isotonic.fit(values, weights, 0, n, 1);
            for (int i = 0; i < n; i++) {
                double most = Double.NEGATIVE_INFINITY;
                for (int from = 0; from <= i; from++) {
                    double least = Double.POSITIVE_INFINITY;
                    for (int to = i; to < n; to++) {
                        double sum = 0;
                        double weight = 0;
                        for (int k = from; k <= to; k++) {
                            sum += weights[k] * values[k];
                            weight += weights[k];
                        }
                        least = Math.min(least, sum / weight);
                    }
                    most = Math.max(most, least);
                }
                assertThat(fitted[i]).isCloseTo(most, within(1e-12));
            }
        }
    }

    @Test
    void aPurifiedModelPredictsTheSameAndItsPairsSayNothingOfOneInput() {
        AdditiveModel pure = START.purify().model();
        assertThat(pure.score(MADE.table()).values()).containsExactly(MADE.scores(), within(1e-10));
        for (double a : new double[] {Double.NaN, -1.9, 0.3, 5}) {
            for (double c : new double[] {-1, Double.NaN, 0, 2}) {
                double[] row = {a, 0.7, c};
                assertThat(pure.additiveScore(row, 0)).isCloseTo(MADE.model().additiveScore(row, 0), within(1e-10));
            }
        }
        for (Term term : pure.terms()) {
            for (int axis = 0; axis < term.inputs().length; axis++) {
                double most = 0;
                int inner = axis == 0 && term.inputs().length == 2
                        ? term.bins().get(1).count()
                        : 1;
                int count = term.bins().get(axis).count();
                double[] sums = new double[term.weights().length / count];
                for (int c = 0; c < term.weights().length; c++) {
                    sums[c / (count * inner) * inner + c % inner] += term.weights()[c] * term.scores()[c];
                }
                for (double s : sums) most = Math.max(most, Math.abs(s));
                assertThat(most).isLessThan(1e-8);
            }
        }
        bagsStillMakeTheModel(pure);
    }

    @Test
    void sweepingTakesWhatIsZero() {
        EditedModel swept = START.scale("b", 0).sweep();
        assertThat(swept.model().terms()).hasSize(4);
        assertThat(swept.edits().get(1).array("terms")).hasSize(1);
    }

    @Test
    void whatIsNotThereIsRefusedByCode() {
        assertThatThrownBy(() -> START.removeTerms(List.of("a & d"))).hasMessageStartingWith("CND-G018");
        assertThatThrownBy(() -> START.removeInputs(List.of("d"))).hasMessageStartingWith("CND-G018");
        assertThatThrownBy(() -> START.set("b", new int[] {0}, new int[] {99}, 0, 1))
                .hasMessageStartingWith("CND-G018");
        assertThatThrownBy(() -> START.set("b", new int[] {0}, new int[] {1}, 0, Double.NaN))
                .hasMessageStartingWith("CND-G018");
        assertThatThrownBy(() -> START.monotonise("c", 1)).hasMessageStartingWith("CND-G020");
        assertThatThrownBy(() -> START.monotonise("a & b", 1)).hasMessageStartingWith("CND-G020");
    }
}
