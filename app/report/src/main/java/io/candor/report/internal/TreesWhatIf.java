package io.candor.report.internal;

import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.List;

/** The model of evidence {@code explain.trees}. It has no terms: the page says what a tree asked, or of several what each changed input changes. */
final class TreesWhatIf {
    private TreesWhatIf() {}

    /** Whether the evidence holds the whole model. */
    static boolean complete(Evidence evidence) {
        return evidence.result().get("trees") != null;
    }

    /** Whether there is one tree only, so that the page can tell its questions. */
    static boolean single(Evidence evidence) {
        return evidence.result().object("trees").array("roots").size() == 1;
    }

    static WhatIfModel of(Evidence evidence) {
        Json.Obj result = evidence.result();
        Json.Builder task = Json.object();
        WhatIfModel.task(result, result.text("link")).members().forEach(task::put);
        return new WhatIfModel(
                task.put("trees", result.need("trees")).build(),
                result.array("outputs").stream()
                        .map(o -> ((Json.Str) o).value())
                        .toList(),
                result.need("base"),
                result.array("inputs"),
                result.array("typical"),
                List.of());
    }
}
