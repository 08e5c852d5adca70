package io.candor.fairness.threshold.internal;

import io.candor.evaluation.ConfusionFormula.Affine;
import io.candor.evaluation.ConfusionFormula.Fraction;
import io.candor.fairness.threshold.CellBound;
import io.candor.fairness.threshold.Parity;
import io.candor.fairness.threshold.ThresholdPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * A plan's parities and bounds as linear ones in the selected positives and negatives.
 *
 * @param positives per group
 * @param negatives per group
 * @param rates whose greatest and least value among the groups may not be further apart than their tolerance
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Limits(double[] positives, double[] negatives, List<Rate> rates, List<Bound> bounds) {
    /** @param forms one per group */
    record Rate(List<Affine> forms, double tolerance) {}

    /**
     * A form that may not be negative.
     *
     * @param group −1 for all rows together
     */
    record Bound(int group, Affine form) {}

    static Limits of(ThresholdPlan plan, List<String> names, double[] positives, double[] negatives) {
        List<Rate> rates = new ArrayList<>();
        for (Parity parity : plan.parities()) {
            for (GroupRate rate : GroupRate.of(parity.criterion())) {
                List<Affine> forms = new ArrayList<>();
                for (int g = 0; g < names.size(); g++) forms.add(rate.form(names.get(g), positives[g], negatives[g]));
                rates.add(new Rate(forms, parity.tolerance()));
            }
        }
        List<Bound> bounds = new ArrayList<>();
        for (CellBound bound : plan.bounds()) {
            boolean overall = bound.where().equals(CellBound.OVERALL);
            if (overall) {
                add(bounds, bound, -1, CellBound.OVERALL, sum(positives), sum(negatives));
                continue;
            }
            boolean each = bound.where().equals(CellBound.EACH);
            if (!each && !names.contains(bound.where())) throw Refusals.noGroup(bound.where(), names);
            for (int g = 0; g < names.size(); g++) {
                if (each || names.get(g).equals(bound.where())) {
                    add(bounds, bound, g, names.get(g), positives[g], negatives[g]);
                }
            }
        }
        return new Limits(positives, negatives, rates, bounds);
    }

    private static void add(
            List<Bound> bounds, CellBound bound, int group, String name, double positives, double negatives) {
        Fraction f = GroupRate.fraction(bound.metric(), name, positives, negatives);
        double scale = 1 / (positives + negatives);
        Affine zero = new Affine(0, 0, 0);
        if (bound.least() > Double.NEGATIVE_INFINITY) {
            Affine form = f.numerator().minus(f.denominator(), bound.least());
            bounds.add(new Bound(group, zero.minus(form, -scale)));
        }
        if (bound.most() < Double.POSITIVE_INFINITY) {
            Affine form = f.numerator().minus(f.denominator(), bound.most());
            bounds.add(new Bound(group, zero.minus(form, scale)));
        }
    }

    static double sum(double[] values) {
        double sum = 0;
        for (double v : values) sum += v;
        return sum;
    }
}
