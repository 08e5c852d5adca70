package io.candor.io.internal;

import io.candor.core.json.Json;
import io.candor.core.model.Decider;
import io.candor.core.model.DrawDecider;
import io.candor.core.model.GroupDecider;
import io.candor.core.model.RowDraws;
import io.candor.core.model.ThresholdDecider;

/** Deciders read back from what they write of themselves. */
public final class DeciderJson {
    private DeciderJson() {}

    /** @throws IllegalArgumentException for a kind that is not known, or what its decider refuses */
    public static Decider read(Json.Obj json) {
        return switch (json.text("kind")) {
            case "threshold" -> new ThresholdDecider(json.number("threshold"));
            case "draw" -> new DrawDecider(RowDraws.fromJson(json.object("draws")));
            case "groups" -> GroupDecider.fromJson(json);
            default -> throw new IllegalArgumentException("unknown decider '" + json.text("kind") + "'");
        };
    }
}
