package io.candor.fairness;

import io.candor.core.evidence.Estimate;
import io.candor.core.json.Json;
import java.util.List;

/**
 * How far a metric is apart between groups.
 *
 * @param estimate its {@code n} is the smallest support among the groups compared
 * @param lowest label of the group with the lowest value, or {@code (overall)}; empty if undefined
 * @param highest label of the group with the highest value, or {@code (overall)}; empty if undefined
 * @param leftOut groups whose value is undefined
 */
public record Disparity(Estimate estimate, String lowest, String highest, List<String> leftOut) {
    public Disparity {
        leftOut = List.copyOf(leftOut);
    }

    /** The estimate's members, with {@code lowest}, {@code highest} and, where there are any, {@code left_out}. */
    public Json.Obj toJson() {
        Json.Builder out = Json.object();
        estimate.toJson().members().forEach(out::put);
        if (!lowest.isEmpty()) out.put("lowest", lowest).put("highest", highest);
        if (!leftOut.isEmpty()) out.put("left_out", Json.texts(leftOut));
        return out.build();
    }
}
