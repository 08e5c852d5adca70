package io.candor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfusionFormulaTest {
    /** Of tp 30, fp 10, tn 50, fn 20. */
    @ParameterizedTest
    @CsvSource({
        "(tp + tn) / n, 0.72727272727",
        "f1, 0.66666666667",
        "sqrt(true_positive_rate * true_negative_rate), 0.70710678119",
        "1 - 2*fp/negatives, 0.66666666667",
        "'min(precision, true_positive_rate) - -.5', 1.1",
        "'max(1,2)*3-1/4', 5.75",
        "balanced_accuracy, 0.71666666667",
    })
    void isWorthWhatItSays(String text, double value) {
        assertThat(ConfusionFormula.of(text).value(30, 10, 50, 20)).isCloseTo(value, within(1e-10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"f1", "balanced_accuracy", "sqrt(tp / positives * tn / negatives)", "max(precision, fp / n) * tn"
            })
    void itsGradientIsThatOfDifferences(String text) {
        ConfusionFormula formula = ConfusionFormula.of(text);
        double[] cells = {30, 10, 50, 20};
        double[] gradient = formula.gradient(30, 10, 50, 20);
        for (int c = 0; c < 4; c++) {
            double[] up = cells.clone();
            double[] down = cells.clone();
            up[c] += 1e-4;
            down[c] -= 1e-4;
            double slope =
                    (formula.value(up[0], up[1], up[2], up[3]) - formula.value(down[0], down[1], down[2], down[3]))
                            / 2e-4;
            assertThat(gradient[c]).isCloseTo(slope, within(1e-7));
        }
    }

    /** Where positives and negatives are given, most metrics are ratios of affine forms in tp and fp. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "accuracy",
                "balanced_accuracy",
                "f1",
                "precision",
                "1 - precision",
                "jaccard",
                "selection_rate",
                "tp / positives - fp / negatives"
            })
    void isAFractionWhereLabelsAreGiven(String text) {
        ConfusionFormula formula = ConfusionFormula.of(text);
        ConfusionFormula.Fraction fraction = formula.fraction(50, 60).orElseThrow();
        for (double tp = 1; tp <= 50; tp += 7) {
            for (double fp = 0; fp <= 60; fp += 9) {
                assertThat(fraction.numerator().value(tp, fp)
                                / fraction.denominator().value(tp, fp))
                        .isCloseTo(formula.value(tp, fp, 60 - fp, 50 - tp), within(1e-12));
            }
        }
        assertThat(ConfusionFormula.of("sqrt(tp) / n").fraction(50, 60)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tp +", "(tp", "tp fp", "recal", "1..2", "min(tp)", "tp ! fp", "sqrt tp"})
    void whatCantBeReadIsSaid(String text) {
        assertThatThrownBy(() -> ConfusionFormula.of(text)).hasMessageContaining("CND-V018");
    }

    @Test
    void zeroOverZeroIsNoNumber() {
        assertThat(ConfusionFormula.of("precision").value(0, 0, 5, 5)).isNaN();
    }
}
