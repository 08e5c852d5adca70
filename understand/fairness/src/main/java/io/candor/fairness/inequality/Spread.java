package io.candor.fairness.inequality;

import io.candor.core.evidence.Estimate;
import io.candor.core.json.Json;
import java.util.Map;

/**
 * How a benefit is spread over one set of rows.
 *
 * @param n rows
 * @param meanBenefit with a t interval
 * @param indices of inequality by name; 0 where all have the same
 */
public record Spread(long n, Estimate meanBenefit, Map<String, Estimate> indices) {
    Json.Obj toJson() {
        Json.Builder all = Json.object();
        indices.forEach((name, estimate) -> all.put(name, estimate.toJson()));
        return Json.object()
                .put("n", n)
                .put("mean_benefit", meanBenefit.toJson())
                .put("indices", all.build())
                .build();
    }
}
