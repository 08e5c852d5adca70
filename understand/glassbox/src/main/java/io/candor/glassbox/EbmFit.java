package io.candor.glassbox;

import io.candor.core.json.Json;
import io.candor.core.model.AdditiveModel;
import java.util.List;

/**
 * A trained model and how it came about.
 *
 * @param model main effects in the order of inputs, then interactions
 * @param settings all of them, defaults included
 * @param seed of the random streams
 * @param bags one per outer bag, in order
 * @param pairs those that were looked at, strongest first; empty if none were
 */
public record EbmFit(AdditiveModel model, EbmSettings settings, long seed, List<BagRecord> bags, List<PairRank> pairs) {
    public EbmFit {
        pairs = List.copyOf(pairs);
        bags = List.copyOf(bags);
    }

    /**
     * What is needed to train the same bytes again from the same data: {@code {"algorithm", "settings", "seed", "bags"}}.
     * Where a bag was stopped by a deadline, its step count is needed too: {@link EbmTrainer#replaying}.
     */
    public Json.Obj provenance() {
        return Json.object()
                .put("algorithm", "ebm")
                .put("settings", settings.toJson())
                .put("seed", Long.toString(seed))
                .put("bags", Json.array(bags.stream().map(BagRecord::toJson).toList()))
                .build();
    }
}
