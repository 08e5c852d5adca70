package io.candor.fairness.threshold.internal;

import io.candor.core.model.ScoreRule.Operation;
import io.candor.evaluation.ConfusionFormula.Affine;
import io.candor.fairness.internal.lp.LinearProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The linear program over mixtures of thresholds (Hardt et al. 2016, §4; relaxed as in Cruz &amp; Hardt 2024, eq. 5, but over the vertices of
 * the hulls themselves, none left out): one variable per vertex and group, whose shares sum to 1 in each group, and one per compared rate that is its least value among the groups. A
 * vertex of the program mixes at most a few vertices per group.
 */
final class MixtureProgram implements Oracle {
    private final List<RocHull> hulls;
    private final Limits limits;
    private final int[] start; // of each group's variables
    private final int variables;
    private final double total;

    MixtureProgram(List<RocHull> hulls, Limits limits) {
        this.hulls = hulls;
        this.limits = limits;
        this.start = new int[hulls.size() + 1];
        for (int g = 0; g < hulls.size(); g++)
            start[g + 1] = start[g] + hulls.get(g).size();
        this.variables = start[hulls.size()] + limits.rates().size();
        double sum = 0;
        for (int g = 0; g < hulls.size(); g++) sum += limits.positives()[g] + limits.negatives()[g];
        this.total = sum;
    }

    @Override
    public Choice best(double a, double b) {
        double[] cost = new double[variables];
        for (int g = 0; g < hulls.size(); g++) set(cost, g, new Affine(0, a / total, b / total));
        LinearProgram program = LinearProgram.maximise(cost);
        for (int g = 0; g < hulls.size(); g++) {
            double[] row = new double[variables];
            for (int v = start[g]; v < start[g + 1]; v++) row[v] = 1;
            program.equal(row, 1);
        }
        for (int k = 0; k < limits.rates().size(); k++) parity(program, k);
        for (Limits.Bound bound : limits.bounds()) {
            double[] row = new double[variables];
            Affine form = bound.form();
            if (bound.group() >= 0) set(row, bound.group(), new Affine(0, form.tp(), form.fp()));
            else for (int g = 0; g < hulls.size(); g++) set(row, g, new Affine(0, form.tp(), form.fp()));
            program.atLeast(row, -form.constant());
        }
        if (program.solve() instanceof LinearProgram.Optimum optimum) return choice(optimum.x());
        throw Refusals.infeasible("mixture of thresholds");
    }

    private void parity(LinearProgram program, int k) {
        Limits.Rate rate = limits.rates().get(k);
        for (int g = 0; g < hulls.size(); g++) {
            double[] row = new double[variables];
            set(row, g, rate.forms().get(g));
            row[start[hulls.size()] + k] = -1;
            if (rate.tolerance() == 0) {
                program.equal(row, 0);
            } else {
                program.atLeast(row, 0);
                program.atMost(row, rate.tolerance());
            }
        }
    }

    private void set(double[] row, int g, Affine form) {
        RocHull hull = hulls.get(g);
        for (int v = 0; v < hull.size(); v++) row[start[g] + v] = form.value(hull.tp()[v], hull.fp()[v]);
    }

    private Choice choice(double[] x) {
        double[] fp = new double[hulls.size()];
        double[] tp = new double[hulls.size()];
        List<List<Operation>> operations = new ArrayList<>();
        for (int g = 0; g < hulls.size(); g++) {
            RocHull hull = hulls.get(g);
            int[] vertices = new int[hull.size()];
            double[] shares = new double[hull.size()];
            int count = 0;
            double sum = 0;
            for (int v = 0; v < hull.size(); v++) {
                double share = x[start[g] + v];
                if (share <= 0) continue;
                vertices[count] = v;
                shares[count++] = share;
                sum += share;
                fp[g] += share * hull.fp()[v];
                tp[g] += share * hull.tp()[v];
            }
            fp[g] /= sum;
            tp[g] /= sum;
            operations.add(
                    count > 3
                            ? hull.at(fp[g], tp[g])
                            : hull.mixture(
                                    java.util.Arrays.copyOf(vertices, count), java.util.Arrays.copyOf(shares, count)));
        }
        return new Choice(fp, tp, operations);
    }

    @Override
    public Optional<Choice> between(Choice from, Choice to, double share) {
        double[] fp = new double[hulls.size()];
        double[] tp = new double[hulls.size()];
        List<List<Operation>> operations = new ArrayList<>();
        for (int g = 0; g < hulls.size(); g++) {
            fp[g] = from.fp()[g] + share * (to.fp()[g] - from.fp()[g]);
            tp[g] = from.tp()[g] + share * (to.tp()[g] - from.tp()[g]);
            operations.add(hulls.get(g).at(fp[g], tp[g]));
        }
        return Optional.of(new Choice(fp, tp, operations));
    }

    @Override
    public boolean exact() {
        return true;
    }
}
