package io.candor.registry;

import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.time.Instant;
import java.util.List;

/**
 * What a run hands to the registry when it is done.
 *
 * @param id 32 lower-case hexadecimal digits, from {@link Registry#newRunId()}
 * @param experiment groups runs; made if it is new
 * @param name for people
 * @param started when it began
 * @param finished when it was done
 * @param parameters good enough to run it again: configuration, seed, decisions it took
 * @param models that it used or produced, kept before with {@link Registry#keepModel}
 * @param datasets that it used, one for each name and role
 * @param evidence that it produced
 * @param environment from {@link Environment#capture}
 */
public record FinishedRun(
        String id,
        String experiment,
        String name,
        Instant started,
        Instant finished,
        Json.Obj parameters,
        List<ModelUse> models,
        List<DataUse> datasets,
        List<Evidence> evidence,
        Json.Obj environment) {
    public FinishedRun {
        if (!id.matches("[0-9a-f]{32}")) throw new IllegalArgumentException("not a run id: " + id);
        models = List.copyOf(models);
        datasets = List.copyOf(datasets);
        evidence = List.copyOf(evidence);
    }
}
