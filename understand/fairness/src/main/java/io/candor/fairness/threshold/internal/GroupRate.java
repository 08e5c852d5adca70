package io.candor.fairness.threshold.internal;

import io.candor.evaluation.ConfusionFormula;
import io.candor.evaluation.ConfusionFormula.Affine;
import io.candor.fairness.Criterion;
import java.util.List;

/** The rates that a criterion compares, each an affine function of a group's selected positives and negatives. */
public enum GroupRate {
    SELECTION("selection rate"),
    TRUE_POSITIVE("true positive rate"),
    FALSE_POSITIVE("false positive rate"),
    ERROR("error rate");

    private final String label;

    GroupRate(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** A gap of a rate is that of its complement, so true negatives are compared by false positives. */
    public static List<GroupRate> of(Criterion criterion) {
        return switch (criterion) {
            case DEMOGRAPHIC_PARITY -> List.of(SELECTION);
            case EQUALIZED_ODDS -> List.of(TRUE_POSITIVE, FALSE_POSITIVE);
            case TRUE_POSITIVE_RATE, FALSE_NEGATIVE_RATE -> List.of(TRUE_POSITIVE);
            case FALSE_POSITIVE_RATE, TRUE_NEGATIVE_RATE -> List.of(FALSE_POSITIVE);
            case ERROR_RATE -> List.of(ERROR);
        };
    }

    /** @throws io.candor.core.CandorException {@code CND-F042} if the group lacks the labels that the rate is about */
    public Affine form(String group, double positives, double negatives) {
        double n = positives + negatives;
        return switch (this) {
            case SELECTION -> new Affine(0, 1 / n, 1 / n);
            case ERROR -> new Affine(positives / n, -1 / n, 1 / n);
            case TRUE_POSITIVE -> {
                if (positives == 0) throw Refusals.oneLabel(group, label, "positive");
                yield new Affine(0, 1 / positives, 0);
            }
            case FALSE_POSITIVE -> {
                if (negatives == 0) throw Refusals.oneLabel(group, label, "negative");
                yield new Affine(0, 0, 1 / negatives);
            }
        };
    }

    /**
     * The two affine forms of a metric that is a ratio of them, the lower one nowhere negative within the group's cells.
     *
     * @throws io.candor.core.CandorException {@code CND-F046} if it is no such ratio, {@code CND-F042} if it divides by zero whatever is selected
     */
    static ConfusionFormula.Fraction fraction(
            ConfusionFormula metric, String group, double positives, double negatives) {
        ConfusionFormula.Fraction f = metric.fraction(positives, negatives).orElseThrow(() -> notLinear(metric));
        Affine below = f.denominator();
        double least = below.constant() + Math.min(0, below.tp() * positives) + Math.min(0, below.fp() * negatives);
        double most = below.constant() + Math.max(0, below.tp() * positives) + Math.max(0, below.fp() * negatives);
        double slack = 1e-9 * (positives + negatives);
        Affine top = f.numerator();
        boolean finite = Double.isFinite(most - least) && Double.isFinite(top.constant() + top.tp() + top.fp());
        if (!finite || least == 0 && most == 0) {
            throw Refusals.oneLabel(group, metric.text(), positives == 0 ? "positive" : "negative");
        }
        if (least >= -slack) return f;
        if (most > slack) throw notLinear(metric);
        Affine zero = new Affine(0, 0, 0);
        return new ConfusionFormula.Fraction(zero.minus(f.numerator(), 1), zero.minus(below, 1));
    }

    private static RuntimeException notLinear(ConfusionFormula metric) {
        return Refusals.badPlan(
                "a bound on '" + metric.text() + "' is not linear in the confusion cells",
                "a ratio of sums of cells, as rates, precision and F1 are",
                "bound another metric");
    }
}
