package io.candor.io.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An InterpretML EBM JSON as it stands in the file (format 1.0, written by {@code to_json} of interpret 0.7.8), before it is a
 * model. What scoring, explaining and merging do not need is not kept: histograms, parameters, steps.
 *
 * @param classes empty for regression
 * @param target the label's name, which only Candor writes
 * @param baggedIntercept per bag, then output
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
record EbmDocument(
        String link,
        List<String> classes,
        String target,
        double[] intercept,
        @Nullable Tensor baggedIntercept,
        double @Nullable [] bagWeights,
        String implementation,
        List<Feature> features,
        List<TermTables> terms) {

    /**
     * @param cuts per resolution; empty for categories
     * @param categories per resolution, the bins' categories; empty for a number
     */
    record Feature(
            String name,
            boolean continuous,
            List<double[]> cuts,
            List<List<List<String>>> categories,
            double min,
            double max) {}

    /** Tables over the bins of the named features, multiclass with a last axis of classes, bagged ones with a first axis of bags. */
    record TermTables(
            List<String> features,
            Tensor scores,
            @Nullable Tensor deviations,
            @Nullable Tensor bagged,
            @Nullable Tensor weights) {}
}
