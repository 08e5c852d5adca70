package io.candor.glassbox.internal;

import io.candor.core.CandorException;
import io.candor.core.model.Bins;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A term that is boosted: a table over the bins of its features, and the cell of every row.
 *
 * @param features indices, ascending
 * @param bins one per feature
 * @param codes cell of every row, row-major over the bins
 * @param nominal whether it is a main effect of a feature without order
 * @param monotone of a main effect
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
public record BoostedTerm(int[] features, List<Bins> bins, Codes codes, boolean nominal, int monotone) {
    private static final long MOST_CELLS = 1 << 20;

    static BoostedTerm main(int index, Feature feature) {
        return new BoostedTerm(
                new int[] {index},
                List.of(feature.main().bins()),
                feature.main().codes(),
                feature.nominal(),
                feature.monotone());
    }

    /** @throws CandorException {@code CND-G014} if its table would have more than a million cells */
    static BoostedTerm interaction(int[] indices, List<Feature> features, int rows) {
        List<Resolution> axes = java.util.Arrays.stream(indices)
                .mapToObj(f -> features.get(f).pair())
                .toList();
        List<Bins> bins = axes.stream().map(Resolution::bins).toList();
        long cells = 1;
        for (Bins b : bins) {
            cells *= b.count();
            if (cells > MOST_CELLS) throw tooLarge(indices, features);
        }
        int[] cell = new int[rows];
        for (Resolution axis : axes) {
            int count = axis.bins().count();
            Codes codes = axis.codes();
            for (int i = 0; i < rows; i++) cell[i] = cell[i] * count + codes.get(i);
        }
        return new BoostedTerm(indices, bins, Codes.of(cell, (int) cells), false, 0);
    }

    int cells() {
        int cells = 1;
        for (Bins b : bins) cells *= b.count();
        return cells;
    }

    private static CandorException tooLarge(int[] indices, List<Feature> features) {
        String name = java.util.Arrays.stream(indices)
                .mapToObj(f -> features.get(f).input().name())
                .collect(Collectors.joining(" & "));
        return CandorException.user(
                "CND-G014",
                "the term '" + name + "' has a table of more than " + MOST_CELLS + " cells",
                "a product of bins below that",
                "lower max_interaction_bins, or name fewer inputs");
    }
}
