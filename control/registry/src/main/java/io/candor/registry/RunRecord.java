package io.candor.registry;

import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.List;

/**
 * The lasting record of a run: a blob of canonical JSON, whose digest stands in the trail. It holds plain digests of data and a
 * random salt of 128 bits, so that its own digest tells nothing to someone who guesses the data.
 *
 * @param id 32 hexadecimal digits
 * @param started ISO 8601, UTC
 * @param finished ISO 8601, UTC
 * @param evidence id and kind of each piece, in the order it was made
 * @param salt 32 hexadecimal digits
 */
public record RunRecord(
        String id,
        String experiment,
        String name,
        String started,
        String finished,
        Json.Obj parameters,
        List<ModelUse> models,
        List<DataUse> datasets,
        List<EvidenceRef> evidence,
        Json.Obj environment,
        String salt) {
    private static final int VERSION = 1;

    /** A piece of evidence by its id. */
    public record EvidenceRef(String id, String kind) {}

    public RunRecord {
        models = List.copyOf(models);
        datasets = List.copyOf(datasets);
        evidence = List.copyOf(evidence);
    }

    static RunRecord of(FinishedRun run, String salt) {
        return new RunRecord(
                run.id(),
                run.experiment(),
                run.name(),
                run.started().toString(),
                run.finished().toString(),
                run.parameters(),
                run.models(),
                run.datasets(),
                run.evidence().stream().map(RunRecord::ref).toList(),
                run.environment(),
                salt);
    }

    private static EvidenceRef ref(Evidence evidence) {
        return new EvidenceRef(evidence.id(), evidence.kind());
    }

    /** The record as it is kept. */
    public Json.Obj toJson() {
        return Json.object()
                .put("version", VERSION)
                .put("id", id)
                .put("experiment", experiment)
                .put("name", name)
                .put("started", started)
                .put("finished", finished)
                .put("parameters", parameters)
                .put("models", Json.array(models.stream().map(ModelUse::toJson).toList()))
                .put(
                        "datasets",
                        Json.array(datasets.stream().map(DataUse::toJson).toList()))
                .put(
                        "evidence",
                        Json.array(evidence.stream().map(RunRecord::json).toList()))
                .put("environment", environment)
                .put("salt", salt)
                .build();
    }

    private static Json.Obj json(EvidenceRef ref) {
        return Json.object().put("id", ref.id()).put("kind", ref.kind()).build();
    }

    /** @throws IllegalArgumentException or ClassCastException if it is not a record of version 1 */
    public static RunRecord fromJson(Json.Obj json) {
        if (json.number("version") != VERSION) throw new IllegalArgumentException("not a run record of version 1");
        return new RunRecord(
                json.text("id"),
                json.text("experiment"),
                json.text("name"),
                json.text("started"),
                json.text("finished"),
                json.object("parameters"),
                json.array("models").stream()
                        .map(m -> ModelUse.fromJson((Json.Obj) m))
                        .toList(),
                json.array("datasets").stream()
                        .map(d -> DataUse.fromJson((Json.Obj) d))
                        .toList(),
                json.array("evidence").stream()
                        .map(e -> (Json.Obj) e)
                        .map(e -> new EvidenceRef(e.text("id"), e.text("kind")))
                        .toList(),
                json.object("environment"),
                json.text("salt"));
    }
}
