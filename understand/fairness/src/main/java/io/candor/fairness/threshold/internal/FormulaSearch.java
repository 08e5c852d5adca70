package io.candor.fairness.threshold.internal;

import io.candor.evaluation.ConfusionFormula;
import io.candor.evaluation.ConfusionFormula.Affine;
import io.candor.evaluation.ConfusionFormula.Fraction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a formula of the cells as large as the oracle's choices allow. An affine one is what the oracle maximises. A ratio of affine forms N / D is maximised exactly by
 * Dinkelbach's iteration (1967): N − λ D is maximised with λ the best ratio so far, until nothing is gained. Any other is climbed along its gradient (Frank &amp;
 * Wolfe 1956, with a search along the lines to all points seen) from several starts, the best of which is taken: a peak, which need not be the highest.
 */
final class FormulaSearch {
    private static final int STEPS = 60;
    private static final double[] STARTS = {0.05, 0.2, 0.5, 1, 2, 5, 20
    }; // negatives that weigh as much as one positive

    private final ConfusionFormula formula;
    private final double positives;
    private final double negatives;
    private final Oracle oracle;

    /** @param sure whether no choice is better */
    record Found(Choice choice, double value, boolean sure) {}

    FormulaSearch(ConfusionFormula formula, double positives, double negatives, Oracle oracle) {
        this.formula = formula;
        this.positives = positives;
        this.negatives = negatives;
        this.oracle = oracle;
    }

    Found best() {
        Optional<Fraction> ratio = formula.fraction(positives, negatives);
        if (ratio.isEmpty()) return climbed();
        Affine below = ratio.get().denominator();
        Affine above = ratio.get().numerator();
        if (below.tp() != 0 || below.fp() != 0) return dinkelbach(above, below);
        double d = below.constant();
        if (!Double.isFinite(above.tp() / d) || !Double.isFinite(above.fp() / d)) throw undefined();
        return found(oracle.best(above.tp() / d, above.fp() / d), oracle.exact());
    }

    private Found dinkelbach(Affine above, Affine below) {
        double middle = below.value(positives / 2, negatives / 2);
        double sign = middle < 0 ? -1 : 1; // so that the lower form is positive
        Choice best = oracle.best(sign * below.tp(), sign * below.fp());
        double ratio = ratio(above, below, best);
        if (!Double.isFinite(ratio)) throw undefined();
        for (int step = 0; step < STEPS; step++) {
            Affine gain = above.minus(below, ratio);
            Choice next = oracle.best(sign * gain.tp(), sign * gain.fp());
            double reached = ratio(above, below, next);
            if (!(reached > ratio + 1e-14 * Math.abs(ratio))) break; // 0 ÷ 0 included
            best = next;
            ratio = reached;
        }
        return found(best, oracle.exact());
    }

    private static double ratio(Affine above, Affine below, Choice choice) {
        return above.value(choice.allTp(), choice.allFp()) / below.value(choice.allTp(), choice.allFp());
    }

    private Found climbed() {
        Found best = null;
        for (double weight : STARTS) {
            Found peak = climb(oracle.best(1 / positives, -weight / negatives));
            if (best == null || peak.value() > best.value() || Double.isNaN(best.value())) best = peak;
        }
        if (best == null || Double.isNaN(best.value())) throw undefined();
        return best;
    }

    private Found climb(Choice start) {
        Found at = found(start, false);
        List<Choice> seen = new ArrayList<>();
        seen.add(start);
        for (int step = 0; step < STEPS; step++) {
            double tp = at.choice().allTp();
            double fp = at.choice().allFp();
            double[] gradient = formula.gradient(tp, fp, negatives - fp, positives - tp);
            double a = gradient[0] - gradient[3];
            double b = gradient[1] - gradient[2];
            if (!Double.isFinite(a) || !Double.isFinite(b)) break;
            Choice corner = oracle.best(a, b);
            Found next = found(corner, false);
            for (Choice other : seen) { // a line to the last point alone would zigzag
                Found best = along(other, corner);
                if (best.value() > next.value() || Double.isNaN(next.value())) next = best;
            }
            if (!(next.value() > at.value() + 1e-13)) break;
            seen.add(corner);
            seen.add(next.choice());
            at = next;
        }
        return at;
    }

    /** The best of the line between two choices, by the golden section; one end where they can't be mixed. */
    private Found along(Choice from, Choice to) {
        double golden = (StrictMath.sqrt(5) - 1) / 2;
        double low = 0;
        double high = 1;
        for (int step = 0; step < 60; step++) {
            double left = high - golden * (high - low);
            double right = low + golden * (high - low);
            if (value(from, to, left) >= value(from, to, right)) high = right;
            else low = left;
        }
        double share = (low + high) / 2;
        return found(oracle.between(from, to, share).orElse(to), false);
    }

    private double value(Choice from, Choice to, double share) {
        double tp = from.allTp() + share * (to.allTp() - from.allTp());
        double fp = from.allFp() + share * (to.allFp() - from.allFp());
        return formula.value(tp, fp, negatives - fp, positives - tp);
    }

    private Found found(Choice choice, boolean sure) {
        double tp = choice.allTp();
        double fp = choice.allFp();
        return new Found(choice, formula.value(tp, fp, negatives - fp, positives - tp), sure);
    }

    private RuntimeException undefined() {
        return Refusals.badPlan(
                "the objective '" + formula.text() + "' has no value for these rows",
                "a formula that is a number whatever is selected, or nearly",
                "check that there are positives and negatives, or choose another objective");
    }
}
