package io.candor.core.model;

import java.util.List;

/**
 * One additive term: a table over the bins of one or more inputs.
 *
 * @param inputs indices into the model's inputs, ascending
 * @param bins one per input
 * @param scores row-major over the bins (first input slowest), then outputs
 * @param deviations standard deviation of each score over outer bags, same shape; not a confidence interval
 * @param weights total training weight of each bin combination (no output axis)
 */
public record Term(int[] inputs, List<Bins> bins, double[] scores, double[] deviations, double[] weights) {
    public Term {
        bins = List.copyOf(bins);
        long cells = 1;
        for (Bins b : bins) {
            cells *= b.count();
            if (cells > Integer.MAX_VALUE) throw new IllegalArgumentException("a term has too many cells");
        }
        if (inputs.length != bins.size()
                || weights.length != cells
                || deviations.length != scores.length
                || scores.length % cells != 0
                || scores.length == 0) {
            throw new IllegalArgumentException("term shape does not fit its " + cells + " cells");
        }
        for (int d = 1; d < inputs.length; d++) {
            if (inputs[d - 1] >= inputs[d]) throw new IllegalArgumentException("a term's inputs are not ascending");
        }
    }

    /** The cell (index into {@code weights}) of an encoded row. */
    public int cell(double[] row) {
        int cell = 0;
        for (int d = 0; d < inputs.length; d++)
            cell = cell * bins.get(d).count() + bins.get(d).of(row[inputs[d]]);
        return cell;
    }
}
