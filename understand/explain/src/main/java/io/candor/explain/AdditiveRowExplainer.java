package io.candor.explain;

import io.candor.core.model.Additive;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.RowScorer;
import java.util.Arrays;

/**
 * What the inputs add to single predictions of an additive model: their own terms, and equal shares of terms of several inputs. The
 * quick form of {@link AdditiveContributions}, which sums exactly.
 */
public final class AdditiveRowExplainer implements RowExplainer {
    private final Additive model;
    private final int[][] inputsOfTerm;
    private final RowScorer contributions;
    private final ThreadLocal<double[]> room;

    public AdditiveRowExplainer(Additive model) {
        this.model = model;
        this.inputsOfTerm = new int[model.termCount()][];
        for (int t = 0; t < inputsOfTerm.length; t++) inputsOfTerm[t] = model.termInputs(t);
        this.contributions = model instanceof AdditiveModel tables ? tables.rowContributions() : plain(model);
        int width = inputsOfTerm.length * model.outputs();
        this.room = ThreadLocal.withInitial(() -> new double[width]);
    }

    private static RowScorer plain(Additive model) {
        int terms = model.termCount();
        int outputs = model.outputs();
        return (row, out) -> {
            for (int t = 0; t < terms; t++) {
                for (int k = 0; k < outputs; k++) out[t * outputs + k] = model.contribution(t, row, k);
            }
        };
    }

    @Override
    public int inputs() {
        return model.inputs().size();
    }

    @Override
    public int outputs() {
        return model.outputs();
    }

    @Override
    public double[] base() {
        return model.intercept().clone();
    }

    @Override
    public void explain(double[] row, double[] values) {
        double[] terms = room.get();
        contributions.score(row, terms);
        Arrays.fill(values, 0);
        int outputs = model.outputs();
        for (int t = 0; t < inputsOfTerm.length; t++) {
            int[] inputs = inputsOfTerm[t];
            for (int input : inputs) {
                for (int k = 0; k < outputs; k++) values[input * outputs + k] += terms[t * outputs + k] / inputs.length;
            }
        }
    }
}
