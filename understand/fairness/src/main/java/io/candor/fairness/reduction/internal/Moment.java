package io.candor.fairness.reduction.internal;

import io.candor.core.model.Task;
import io.candor.fairness.reduction.Constraint;
import io.candor.fairness.reduction.Objective;
import io.candor.fairness.reduction.ReductionRows;
import java.util.ArrayList;
import java.util.List;

/**
 * Objective and constraint over given rows, as the optimisers know them (Agarwal et al. 2018, §2 and §3.1): the vector γ(h) of the constraint's left
 * sides, side by side and within a side cell by cell; and what multipliers λ make of the rows, weights whose sign is the label to learn. γ and λ touch a row
 * only through its cell and its event. Immutable.
 */
final class Moment {
    private final ReductionRows rows;
    private final Cells cells;
    private final List<Constraint.Side> sides;
    private final boolean opposite;
    private final boolean decisions;
    private final Constraint.Worth worth;
    private final Objective objective;

    Moment(Constraint constraint, Objective objective, ReductionRows rows, List<Cells.Name> names) {
        this.rows = rows;
        this.cells = Cells.of(constraint, rows, names);
        this.sides = constraint.sides();
        this.opposite = constraint.opposite();
        this.decisions = constraint.task() == Task.BINARY;
        this.worth = constraint.worth(rows);
        this.objective = objective;
    }

    ReductionRows rows() {
        return rows;
    }

    /** Length of γ, λ and the bound. */
    int size() {
        return sides.size() * cells.names().size();
    }

    double[] bound() {
        double[] bound = new double[size()];
        for (int k = 0; k < bound.length; k++) bound[k] = side(k).bound();
        return bound;
    }

    /** One per bound. */
    List<String> labels() {
        List<String> labels = new ArrayList<>();
        for (Constraint.Side side : sides) {
            for (Cells.Name name : cells.names())
                labels.add(side.name().isEmpty() ? "" + name : side.name() + " " + name);
        }
        return labels;
    }

    /** γ of one prediction per row. */
    double[] gamma(double[] predictions) {
        double[] cellMean = new double[cells.cellWeight().length];
        double[] eventMean = new double[cells.eventWeight().length];
        for (int i = 0; i < predictions.length; i++) {
            int e = cells.event()[i];
            if (e < 0) continue;
            double value = rows.weight(i) * worth.of(i, predictions[i]);
            eventMean[e] += value;
            if (cells.cell()[i] >= 0) cellMean[cells.cell()[i]] += value;
        }
        for (int c = 0; c < cellMean.length; c++) cellMean[c] /= cells.cellWeight()[c];
        for (int e = 0; e < eventMean.length; e++) eventMean[e] /= cells.eventWeight()[e];
        double[] gamma = new double[size()];
        for (int k = 0; k < gamma.length; k++) {
            int c = k % cellMean.length;
            gamma[k] = side(k).cell() * cellMean[c] + side(k).event() * eventMean[cells.eventOf()[c]];
        }
        return gamma;
    }

    /** The objective of one prediction per row. */
    double error(double[] predictions) {
        double sum = 0;
        for (int i = 0; i < predictions.length; i++) {
            sum += rows.weight(i) * objective.cost(rows.label(i), predictions[i]);
        }
        return sum / cells.total();
    }

    /**
     * Standard deviation of |prediction − label|, over the root of how many equal rows these are worth, (Σw)² / Σw²: how exactly an error is known at all.
     */
    double spread(double[] predictions) {
        double mean = 0;
        double squaredWeights = 0;
        for (int i = 0; i < predictions.length; i++) {
            mean += rows.weight(i) * Math.abs(predictions[i] - rows.label(i));
            squaredWeights += rows.weight(i) * rows.weight(i);
        }
        mean /= cells.total();
        double n = cells.total() * cells.total() / squaredWeights;
        double squares = 0;
        for (int i = 0; i < predictions.length; i++) {
            double d = Math.abs(predictions[i] - rows.label(i)) - mean;
            squares += rows.weight(i) * d * d;
        }
        return n > 1 ? Math.sqrt(squares / cells.total() / (n - 1)) : 0;
    }

    /** λ without what its sides take from each other: the least that has the same effect. */
    double[] project(double[] lambda) {
        if (!opposite) return lambda;
        int half = lambda.length / 2;
        double[] projected = new double[lambda.length];
        for (int k = 0; k < half; k++) {
            projected[k] = Math.max(lambda[k] - lambda[k + half], 0);
            projected[k + half] = Math.max(lambda[k + half] - lambda[k], 0);
        }
        return projected;
    }

    /**
     * What the Lagrangian makes of the rows: of decisions, by how much less it is (times the rows' total weight) if the row is decided positive; of numbers,
     * the weight of the row's loss.
     *
     * @param withObjective whether the objective is in it; else only the constraint's part
     */
    double[] signedWeights(double[] lambda, boolean withObjective) {
        double[] ofCell = new double[cells.cellWeight().length];
        double[] ofEvent = new double[cells.eventWeight().length];
        for (int k = 0; k < lambda.length; k++) {
            int c = k % ofCell.length;
            ofCell[c] += lambda[k] * side(k).cell();
            ofEvent[cells.eventOf()[c]] += lambda[k] * side(k).event();
        }
        for (int c = 0; c < ofCell.length; c++) ofCell[c] *= cells.total() / cells.cellWeight()[c];
        for (int e = 0; e < ofEvent.length; e++) ofEvent[e] *= cells.total() / cells.eventWeight()[e];
        double[] signed = new double[rows.size()];
        for (int i = 0; i < signed.length; i++) {
            double pull = cells.event()[i] < 0 ? 0 : ofEvent[cells.event()[i]];
            if (cells.cell()[i] >= 0) pull += ofCell[cells.cell()[i]];
            signed[i] =
                    rows.weight(i) * (decisions ? decision(i, pull, withObjective) : (withObjective ? 1 : 0) + pull);
        }
        return signed;
    }

    private double decision(int i, double pull, boolean withObjective) {
        double cost = withObjective ? objective.cost(rows.label(i), 0) - objective.cost(rows.label(i), 1) : 0;
        return pull == 0 ? cost : cost - (worth.of(i, 1) - worth.of(i, 0)) * pull;
    }

    private Constraint.Side side(int k) {
        return sides.get(k / cells.names().size());
    }
}
