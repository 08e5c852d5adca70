package io.candor.glassbox.internal;

import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Bag;
import io.candor.core.model.Bins;
import io.candor.core.model.Input;
import io.candor.core.model.Target;
import io.candor.core.model.Term;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes one model of all bags. Per bag, each term is centred by its weighted mean, which moves to the intercept (with several
 * classes, the mean over classes of every cell is 0 first: a common shift says nothing); bins that stand for missing or unseen
 * and hold no weight get 0. Scores are means over bags, deviations standard deviations, both weighted by the bags' training
 * weights. At last the intercepts are corrected once on all rows.
 */
public record Assembly(Objective objective, List<Feature> features, Target target, RowData data) {

    /**
     * @param terms main effects, then interactions
     * @param bags what each learnt of them
     */
    public AdditiveModel assemble(List<BoostedTerm> terms, List<Bag> bags) {
        int outputs = objective.outputs();
        double total = 0;
        for (Bag bag : bags) total += bag.weight();
        double[] intercept = new double[outputs];
        List<Bag> centred = new ArrayList<>();
        List<double[]> weights = terms.stream().map(t -> weightPerCell(t, data)).toList();
        for (Bag bag : bags) {
            Bag moved = centre(terms, weights, bag);
            centred.add(moved);
            for (int k = 0; k < outputs; k++) intercept[k] += bag.weight() * moved.intercept()[k] / total;
        }
        double[][] fitted = new double[outputs][data.rows()];
        List<Term> made = new ArrayList<>();
        for (int t = 0; t < terms.size(); t++) {
            BoostedTerm boosted = terms.get(t);
            Term term = BagAverage.term(boosted.features(), boosted.bins(), weights.get(t), t, centred);
            for (int k = 0; k < outputs; k++) add(boosted, term, k, fitted[k]);
            made.add(term);
        }
        for (int k = 0; k < outputs; k++) {
            for (int i = 0; i < data.rows(); i++) {
                fitted[k][i] += intercept[k] + (data.offsets() == null ? 0 : data.offsets()[k][i]);
            }
        }
        double[] correction = objective.correction(fitted, data.targets(), data.weights());
        for (int k = 0; k < outputs; k++) intercept[k] += correction[k];
        List<Input> inputs = features.stream().map(Feature::input).toList();
        return new AdditiveModel(
                target.task(),
                target.name(),
                inputs,
                target.classes(),
                objective.link(),
                outputs,
                intercept,
                made,
                centred);
    }

    private static double[] weightPerCell(BoostedTerm term, RowData data) {
        double[] total = new double[term.cells()];
        for (int i = 0; i < data.rows(); i++) {
            total[term.codes().get(i)] += data.weights() == null ? 1 : data.weights()[i];
        }
        return total;
    }

    private void add(BoostedTerm of, Term term, int output, double[] fitted) {
        double[] column = new double[term.weights().length];
        int outputs = objective.outputs();
        for (int c = 0; c < column.length; c++) column[c] = term.scores()[c * outputs + output];
        of.codes().add(fitted, 0, fitted.length, column);
    }

    /** Tables that are centred, and an intercept that makes up for it. */
    private Bag centre(List<BoostedTerm> terms, List<double[]> weights, Bag bag) {
        int outputs = objective.outputs();
        double[] intercept = bag.intercept().clone();
        List<double[]> tables = new ArrayList<>();
        for (int t = 0; t < terms.size(); t++) {
            double[] table = bag.scores().get(t).clone();
            double[] perCell = weights.get(t);
            boolean[] empty = emptyEdges(terms.get(t).bins(), perCell);
            if (outputs > 1) subtractClassMeans(table, outputs);
            for (int k = 0; k < outputs; k++) {
                double sum = 0;
                double weight = 0;
                for (int c = 0; c < perCell.length; c++) {
                    sum += perCell[c] * table[c * outputs + k];
                    weight += perCell[c];
                }
                double mean = sum / weight;
                for (int c = 0; c < perCell.length; c++) {
                    table[c * outputs + k] = empty[c] ? 0 : table[c * outputs + k] - mean;
                }
                intercept[k] += mean;
            }
            tables.add(table);
        }
        return new Bag(bag.weight(), intercept, tables);
    }

    private static void subtractClassMeans(double[] table, int outputs) {
        for (int c = 0; c < table.length; c += outputs) {
            double mean = 0;
            for (int k = 0; k < outputs; k++) mean += table[c + k] / outputs;
            for (int k = 0; k < outputs; k++) table[c + k] -= mean;
        }
    }

    /** Cells in a bin for missing or unseen that holds no weight. */
    private static boolean[] emptyEdges(List<Bins> bins, double[] perCell) {
        boolean[] empty = new boolean[perCell.length];
        int stride = perCell.length;
        for (Bins axis : bins) {
            int count = axis.count();
            stride /= count;
            double missing = 0;
            for (int c = 0; c < perCell.length; c++) if (c / stride % count == 0) missing += perCell[c];
            for (int c = 0; c < perCell.length; c++) {
                int at = c / stride % count;
                if (at == count - 1 || (at == 0 && missing == 0)) empty[c] = true; // no training row is unseen
            }
        }
        return empty;
    }
}
