package io.candor.explain.shapley;

import io.candor.core.CandorException;
import java.util.Arrays;
import java.util.List;

/** How Shapley values of a model are found. */
public enum ShapleyMethod {
    /** Exact where the budget allows all coalitions, else a Gaussian process; of very many players permutations. */
    AUTO("auto", "chosen by the number of inputs and the budget"),
    EXACT("exact", "Shapley 1953"),
    PERMUTATION("permutation-shap", "Castro et al. 2009; Mitchell et al. 2022"),
    KERNEL("kernel-shap", "Lundberg & Lee 2017; Covert & Lee 2021"),
    LEVERAGE("leverage-shap", "Musco & Witter 2025"),
    GAUSSIAN("gaussian-shap", "Witter, Liu & Musco 2025"),
    PARTITION("partition-shap", "Owen 1977; Winter 1989");

    private static final int MOST_FOR_PROCESS = 200;

    private final String label;
    private final String source;

    ShapleyMethod(String label, String source) {
        this.label = label;
        this.source = source;
    }

    public String label() {
        return label;
    }

    public String source() {
        return source;
    }

    public static List<String> labels() {
        return Arrays.stream(values()).map(ShapleyMethod::label).toList();
    }

    /**
     * @param players that differ between the row and the background
     * @throws CandorException {@code CND-E013} if there are too many for the exact way
     */
    ShapleyMethod chosen(int players, int budget) {
        if (this == EXACT && players > ExactShapley.MOST) {
            throw CandorException.user(
                    "CND-E013",
                    players + " inputs that differ from the background have too many coalitions to try all",
                    "at most " + ExactShapley.MOST + " inputs or groups of them",
                    "use --method gaussian-shap, or group inputs");
        }
        if (this != AUTO) return this;
        if (players <= ExactShapley.MOST && 1L << players <= budget + 2L) return EXACT;
        return players <= MOST_FOR_PROCESS && budget >= 4 * players ? GAUSSIAN : PERMUTATION;
    }
}
