package io.candor.fairness.monitor;

import io.candor.core.evidence.Estimate;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * What moved between a baseline and the window of an alarm.
 *
 * <p>The change of a difference of two groups is the sum of what each group's rate moved by; of a ratio, its logarithm is. A group's
 * selection rate or accuracy is b·u + (1 − b)·v with base rate b and the rates u and v among positives and negatives, and
 * its move splits exactly into Δb·(ū − v̄) + b̄·Δu + (1 − b̄)·Δv with bars for means of both times (Kitagawa 1955): a
 * change of who applies, and changes of how positives and negatives are decided on. An overall rate splits the same way into
 * shares and rates of groups.
 *
 * @param baseline {@code reference}, or the name of the last window in which the policy was met
 * @param scale {@code difference}, {@code log ratio} or {@code overall}: the unit of the contributions
 * @param before the gap or rate at the baseline; undefined if it was
 * @param now the gap or rate in the window
 * @param otherPair what comes of other groups being furthest apart now than then; 0 if they are the same
 * @param groups by group, the largest contribution first; on their sum, with {@code otherPair}, the change is
 * @param cells by group and cell, the largest contribution first, of rows whose label came
 */
public record DrillDown(
        String baseline,
        String scale,
        Estimate before,
        Estimate now,
        double otherPair,
        List<Move> groups,
        List<Move> cells) {
    public DrillDown {
        groups = List.copyOf(groups);
        cells = List.copyOf(cells);
    }

    /**
     * One quantity of one group that moved.
     *
     * @param what a rate's name, or {@code share} of the group among all rows
     * @param moved now − before, with a simultaneous 95 % interval (Miettinen-Nurminen, Bonferroni over all in the list)
     * @param contribution to the change
     */
    public record Move(String group, String what, Estimate before, Estimate now, Estimate moved, double contribution) {
        Json.Obj toJson() {
            return Json.object()
                    .put("group", group)
                    .put("what", what)
                    .put("before", before.toJson())
                    .put("now", now.toJson())
                    .put("moved", moved.toJson())
                    .put("contribution", contribution)
                    .build();
        }
    }

    public Json.Obj toJson() {
        return Json.object()
                .put("baseline", baseline)
                .put("scale", scale)
                .put("before", before.toJson())
                .put("now", now.toJson())
                .put("other_pair", otherPair)
                .put("groups", all(groups))
                .put("cells", all(cells))
                .build();
    }

    private static Json.Arr all(List<Move> moves) {
        List<Json> out = new ArrayList<>();
        for (Move move : moves) out.add(move.toJson());
        return Json.array(out);
    }
}
