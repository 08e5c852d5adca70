package io.candor.evaluation;

import io.candor.core.json.EcmaNumber;
import io.candor.evaluation.internal.FormulaParser;
import io.candor.evaluation.internal.FormulaParser.Node;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A metric written as a formula over the four cells of a confusion matrix, for example {@code (tp + tn) / n} or {@code 1 - fp / negatives}. Immutable.
 *
 * <p>Cells are counts or sums of weights, so formulas should not depend on their scale. A formula is what it computes: where it divides 0 by 0 it is NaN,
 * which callers report as undefined, never as 0.
 *
 * @param text as it was written
 * @param root what was read
 */
public record ConfusionFormula(String text, Node root) {
    /** Names that formulas may use and that are formulas themselves. */
    public static final Map<String, String> NAMED = named();

    /**
     * Reads a formula: numbers, {@code tp fp tn fn n positives negatives selected}, the names of {@link #NAMED}, {@code + - * /}, brackets,
     * {@code min(a, b)}, {@code max(a, b)} and {@code sqrt(a)}.
     *
     * @throws io.candor.core.CandorException {@code CND-V018} if it can't be read
     */
    public static ConfusionFormula of(String text) {
        return new ConfusionFormula(text, new FormulaParser(text, NAMED).formula());
    }

    /** Its value; NaN or infinite where it divides by 0. */
    public double value(double tp, double fp, double tn, double fn) {
        return root.value(new double[] {tp, fp, tn, fn});
    }

    /**
     * Its partial derivatives by tp, fp, tn and fn, exact but for rounding (forward differentiation); of min and max those of the branch taken.
     *
     * @return in that order
     */
    public double[] gradient(double tp, double fp, double tn, double fn) {
        double[] cells = {tp, fp, tn, fn};
        double[] gradient = new double[4];
        root.gradient(cells, 1, gradient);
        return gradient;
    }

    /**
     * constant + tp × tp + fp × fp: what a formula is where positives and negatives are given, so that fn = positives − tp and tn = negatives − fp.
     */
    public record Affine(double constant, double tp, double fp) {
        public double value(double truePositives, double falsePositives) {
            return constant + tp * truePositives + fp * falsePositives;
        }

        /** It minus another times a factor. */
        public Affine minus(Affine other, double factor) {
            return new Affine(constant - factor * other.constant, tp - factor * other.tp, fp - factor * other.fp);
        }
    }

    /** A ratio of two affine forms; the denominator of an affine formula is 1. */
    public record Fraction(Affine numerator, Affine denominator) {}

    /** This formula as a ratio of affine forms for so many positives and negatives; empty if it is none. */
    public Optional<Fraction> fraction(double positives, double negatives) {
        return root.fraction(positives, negatives);
    }

    private static Map<String, String> named() {
        Map<String, String> named = new TreeMap<>();
        named.put("selection_rate", "selected / n");
        named.put("base_rate", "positives / n");
        named.put("accuracy", "(tp + tn) / n");
        named.put("error_rate", "(fp + fn) / n");
        named.put("true_positive_rate", "tp / positives");
        named.put("false_positive_rate", "fp / negatives");
        named.put("true_negative_rate", "tn / negatives");
        named.put("false_negative_rate", "fn / positives");
        named.put("precision", "tp / selected");
        named.put("balanced_accuracy", "(tp / positives + tn / negatives) / 2");
        named.put("f1", "2 * tp / (2 * tp + fp + fn)");
        named.put("jaccard", "tp / (tp + fp + fn)");
        named.put("false_discovery_rate", "fp / selected");
        named.put("false_omission_rate", "fn / (tn + fn)");
        named.put("negative_predictive_value", "tn / (tn + fn)");
        return java.util.Collections.unmodifiableMap(named);
    }

    /** The formula of accuracy with costs: 1 − (cost of fp × fp + cost of fn × fn) / n. */
    public static ConfusionFormula costs(double falsePositive, double falseNegative) {
        return of("1 - (" + EcmaNumber.format(falsePositive) + " * fp + " + EcmaNumber.format(falseNegative)
                + " * fn) / n");
    }
}
