package io.candor.results;

import io.candor.core.CandorException;
import io.candor.core.evidence.Evidence;
import io.candor.core.file.AtomicFile;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.io.JsonText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads and writes {@code results.json}. Reading checks every evidence id against its statement. */
public final class ResultsFile {
    private ResultsFile() {}

    /** The file's bytes: sorted members, the number format of RFC 8785, indented. Equal results give equal bytes. */
    public static byte[] bytes(Results results) {
        return CanonicalJson.pretty(toJson(results)).getBytes(StandardCharsets.UTF_8);
    }

    public static void write(Path file, Results results) {
        AtomicFile.write(file, bytes(results));
    }

    /**
     * @throws CandorException {@code CND-J001} if it is not JSON, {@code CND-O001} if it is no results file, {@code
     *     CND-O002} if it is of another version, {@code CND-O003} (integrity) if a statement was changed
     */
    public static Results read(Path file) {
        return parse(JsonText.read(file), file.toString());
    }

    /**
     * As {@link #read}, from the file's bytes.
     *
     * @param source for messages
     */
    public static Results parse(byte[] json, String source) {
        return parse(JsonText.parse(json, source), source);
    }

    private static Results parse(Json json, String source) {
        try {
            return fromJson((Json.Obj) json, source);
        } catch (ClassCastException e) {
            throw malformed(source, "a member has the wrong type", e);
        } catch (IllegalArgumentException e) {
            throw malformed(source, String.valueOf(e.getMessage()), e);
        }
    }

    /** The error for content that has not the shape of its kind, found here or where it is drawn. */
    public static CandorException malformed(String source, String why, RuntimeException e) {
        return CandorException.user(
                        "CND-O001",
                        source + " is not a results file (" + why + ")",
                        "a results.json written by 'candor run'",
                        "name the file in candor-out/<run>/")
                .causedBy(e);
    }

    /** The members that are absent in {@code results} are absent in the JSON. */
    public static Json.Obj toJson(Results results) {
        Json.Builder json = Json.object()
                .put("schemaVersion", Results.SCHEMA_VERSION)
                .put("run", run(results.run()))
                .put(
                        "models",
                        Json.array(results.models().stream()
                                .map(ResultsFile::model)
                                .toList()))
                .put(
                        "datasets",
                        Json.array(results.datasets().stream()
                                .map(ResultsFile::dataset)
                                .toList()))
                .put(
                        "evidence",
                        Json.array(results.evidence().stream()
                                .map(ResultsFile::evidence)
                                .toList()))
                .put("gates", Json.array(results.gates()))
                .put("environment", results.environment());
        results.policyId()
                .ifPresent(id -> json.put("policy", Json.object().put("id", id).build()));
        results.ledger().ifPresent(ledger -> json.put("ledger", ledger));
        results.trail().ifPresent(trail -> json.put("trail", trail));
        return json.build();
    }

    private static Json.Obj run(Results.Run run) {
        return Json.object()
                .put("id", run.id())
                .put("name", run.name())
                .put("seed", Long.toString(run.seed()))
                .put("started", run.started())
                .put("finished", run.finished())
                .put("candor", run.candor())
                .put("notes", Json.texts(run.notes()))
                .build();
    }

    private static Json.Obj model(Results.ModelEntry model) {
        return Json.object()
                .put("name", model.name())
                .put("digest", model.digest())
                .put("algorithm", model.algorithm())
                .put("trained", model.trained())
                .build();
    }

    private static Json.Obj dataset(Results.DatasetEntry data) {
        return Json.object()
                .put("name", data.name())
                .put("role", data.role())
                .put("fileDigest", data.fileDigest())
                .put("tableDigest", data.tableDigest())
                .put("rows", data.rows())
                .put("columns", data.columns())
                .build();
    }

    private static Json.Obj evidence(Evidence evidence) {
        return Json.object()
                .put("id", evidence.id())
                .put("statement", evidence.toJson())
                .build();
    }

    private static Results fromJson(Json.Obj json, String name) {
        if (json.number("schemaVersion") != Results.SCHEMA_VERSION) {
            throw CandorException.user(
                    "CND-O002",
                    name + " is of schema version " + CanonicalJson.text(json.need("schemaVersion")),
                    "version " + Results.SCHEMA_VERSION,
                    "use the release of Candor that wrote it");
        }
        Json.Obj run = json.object("run");
        return new Results(
                new Results.Run(
                        run.text("id"),
                        run.text("name"),
                        Long.parseLong(run.text("seed")),
                        run.text("started"),
                        run.text("finished"),
                        run.text("candor"),
                        run.array("notes").stream()
                                .map(n -> ((Json.Str) n).value())
                                .toList()),
                objects(json, "models").stream()
                        .map(m -> new Results.ModelEntry(
                                m.text("name"),
                                m.text("digest"),
                                m.text("algorithm"),
                                m.need("trained").equals(Json.of(true))))
                        .toList(),
                objects(json, "datasets").stream()
                        .map(d -> new Results.DatasetEntry(
                                d.text("name"),
                                d.text("role"),
                                d.text("fileDigest"),
                                d.text("tableDigest"),
                                (long) d.number("rows"),
                                (long) d.number("columns")))
                        .toList(),
                objects(json, "evidence").stream().map(e -> checked(e, name)).toList(),
                objects(json, "gates"),
                json.get("policy") instanceof Json.Obj policy ? policy.optionalText("id") : Optional.empty(),
                optional(json, "ledger"),
                json.object("environment"),
                optional(json, "trail"));
    }

    private static Evidence checked(Json.Obj entry, String name) {
        Evidence evidence = Evidence.fromJson(entry.object("statement"));
        if (!evidence.id().equals(entry.text("id"))) {
            throw CandorException.integrity(
                    "CND-O003",
                    name + ": the evidence " + entry.text("id") + " does not match its statement",
                    "a file as it was written",
                    "restore it; 'candor trail verify' tells what else was changed");
        }
        return evidence;
    }

    private static List<Json.Obj> objects(Json.Obj json, String member) {
        return json.array(member).stream().map(o -> (Json.Obj) o).toList();
    }

    private static Optional<Json.Obj> optional(Json.Obj json, String member) {
        return json.get(member) instanceof Json.Obj o ? Optional.of(o) : Optional.empty();
    }
}
