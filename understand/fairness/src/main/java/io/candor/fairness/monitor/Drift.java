package io.candor.fairness.monitor;

import io.candor.core.evidence.Estimate;
import io.candor.core.json.Json;

/**
 * A test whether a window is like the reference.
 *
 * @param kind {@code population} (shares of groups), {@code scores} (of a group), {@code decisions} (selection rate of a group)
 * @param group empty for a population
 * @param statistic {@code G}, {@code D} (Kolmogorov-Smirnov over bins) or {@code difference}
 * @param value of the statistic; undefined if there is not enough data
 * @param p its p-value; undefined with it. Of binned scores it is too large rather than too small
 * @param stability the population stability index, 0.5 added to each count; undefined for decisions
 * @param moved whether p is below the level of one test
 */
public record Drift(
        String kind,
        String feature,
        String group,
        String statistic,
        Estimate value,
        Estimate p,
        Estimate stability,
        boolean moved) {

    public Json.Obj toJson() {
        Json.Builder out = Json.object().put("kind", kind).put("feature", feature);
        if (!group.isEmpty()) out.put("group", group);
        return out.put("statistic", statistic)
                .put("value", value.toJson())
                .put("p", p.toJson())
                .put("stability_index", stability.toJson())
                .put("moved", moved)
                .build();
    }
}
