package io.candor.explain.counterfactual;

import java.util.List;

/**
 * What was found for one row.
 *
 * @param row index into the table
 * @param own the row itself, encoded
 * @param score its own, of classes the probability that the goal is about
 * @param already whether it has the wanted outcome, so that nothing was sought
 * @param found the best first (cost, changes and plausibility); empty if nothing was found
 * @param complete whether every combination of the grid was tried
 * @param cutShort whether the time limit ended the search
 * @param scored rows that were asked about
 * @param closest the score nearest to the goal of those rows; NaN of none
 * @param binding if nothing was found: constraints each of which alone, left out, would have let something through
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Answer(
        int row,
        double[] own,
        double score,
        boolean already,
        List<Counterfactual> found,
        boolean complete,
        boolean cutShort,
        int scored,
        double closest,
        List<String> binding) {
    public Answer {
        found = List.copyOf(found);
        binding = List.copyOf(binding);
    }

    /** {@code found}, {@code already}, or {@code none}. */
    public String status() {
        return already ? "already" : found.isEmpty() ? "none" : "found";
    }
}
