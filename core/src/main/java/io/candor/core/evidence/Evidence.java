package io.candor.core.evidence;

import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was measured, on which model and data, with which method and parameters, and what may not be concluded from it.
 * Serialises as an in-toto Statement v1 in canonical JSON; holds no clock, host or path. Immutable.
 *
 * <p>A class and not a record only to remember its id, which costs a rendering of the whole statement.
 */
public final class Evidence {

    /** The in-toto statement type. */
    public static final String STATEMENT_TYPE = "https://in-toto.io/Statement/v1";

    private static final String PREFIX = "urn:candor:evidence:";

    private final String kind;
    private final int version;
    private final List<Subject> subjects;
    private final Method method;
    private final Json.Obj parameters;
    private final Json.Obj result;
    private final List<String> limits;
    private final Disclosure disclosure;
    private @Nullable String id; // computed twice at worst: a String is safe to share

    /**
     * @param name the field's standard name
     * @param version of our implementation
     * @param source paper, equation or specification
     */
    public record Method(String name, int version, String source) {}

    /**
     * @param kind for example {@code fairness.assessment}
     * @param version of the kind's result shape; a change of shape is a new version
     * @param subjects digests of the model and the data
     * @param method what was done
     * @param parameters with which settings
     * @param result the numbers, each addressed as {@code <id>#<JSON pointer>} into the statement
     * @param limits what may not be concluded, one sentence each
     * @param disclosure how much it gives away
     */
    public Evidence(
            String kind,
            int version,
            List<Subject> subjects,
            Method method,
            Json.Obj parameters,
            Json.Obj result,
            List<String> limits,
            Disclosure disclosure) {
        if (!kind.matches("[a-z]+(\\.[a-z-]+)+")) throw new IllegalArgumentException("bad evidence kind: " + kind);
        this.kind = kind;
        this.version = version;
        this.subjects = List.copyOf(subjects);
        this.method = method;
        this.parameters = parameters;
        this.result = result;
        this.limits = List.copyOf(limits);
        this.disclosure = disclosure;
    }

    /** The same with one more sentence of what may not be concluded. */
    public Evidence withLimit(String limit) {
        List<String> more = new ArrayList<>(limits);
        more.add(limit);
        return new Evidence(kind, version, subjects, method, parameters, result, more, disclosure);
    }

    public String kind() {
        return kind;
    }

    public int version() {
        return version;
    }

    public List<Subject> subjects() {
        return subjects;
    }

    public Method method() {
        return method;
    }

    public Json.Obj parameters() {
        return parameters;
    }

    public Json.Obj result() {
        return result;
    }

    public List<String> limits() {
        return limits;
    }

    public Disclosure disclosure() {
        return disclosure;
    }

    /** {@code urn:candor:evidence:<kind>:v<version>}. */
    public String predicateType() {
        return PREFIX + kind + ":v" + version;
    }

    /** The in-toto statement. */
    public Json.Obj toJson() {
        Json.Obj predicate = Json.object()
                .put(
                        "method",
                        Json.object()
                                .put("name", method.name())
                                .put("version", method.version())
                                .put("source", method.source())
                                .build())
                .put("parameters", parameters)
                .put("result", result)
                .put("limits", Json.texts(limits))
                .put(
                        "disclosure",
                        Json.object()
                                .put("level", disclosure.level().label())
                                .put("minCell", disclosure.minCell())
                                .build())
                .build();
        return Json.object()
                .put("_type", STATEMENT_TYPE)
                .put(
                        "subject",
                        Json.array(subjects.stream()
                                .map(s -> Json.object()
                                        .put("name", s.name())
                                        .put(
                                                "digest",
                                                Json.object()
                                                        .put("sha256", s.sha256())
                                                        .build())
                                        .build())
                                .toList()))
                .put("predicateType", predicateType())
                .put("predicate", predicate)
                .build();
    }

    /** Canonical bytes of the statement: what is stored, signed and logged. */
    public byte[] canonicalBytes() {
        return CanonicalJson.bytes(toJson());
    }

    /** SHA-256 of the canonical bytes. */
    public String id() {
        String known = id;
        if (known == null) {
            known = Sha256.of(canonicalBytes());
            id = known;
        }
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Evidence e
                && kind.equals(e.kind)
                && version == e.version
                && subjects.equals(e.subjects)
                && method.equals(e.method)
                && parameters.equals(e.parameters)
                && result.equals(e.result)
                && limits.equals(e.limits)
                && disclosure.equals(e.disclosure);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, version, subjects, method, parameters, result, limits, disclosure);
    }

    @Override
    public String toString() {
        return predicateType() + " " + subjects;
    }

    /** Reads a statement back. Unknown kinds are kept as they are. */
    public static Evidence fromJson(Json.Obj statement) {
        String type = statement.text("predicateType");
        int colon = type.lastIndexOf(":v");
        if (!STATEMENT_TYPE.equals(statement.text("_type")) || !type.startsWith(PREFIX) || colon < PREFIX.length()) {
            throw new IllegalArgumentException("not a Candor evidence statement: " + type);
        }
        Json.Obj predicate = statement.object("predicate");
        Json.Obj method = predicate.object("method");
        Json.Obj disclosure = predicate.object("disclosure");
        return new Evidence(
                type.substring(PREFIX.length(), colon),
                Integer.parseInt(type.substring(colon + 2)),
                statement.array("subject").stream()
                        .map(s -> (Json.Obj) s)
                        .map(s -> new Subject(s.text("name"), s.object("digest").text("sha256")))
                        .toList(),
                new Method(method.text("name"), (int) method.number("version"), method.text("source")),
                predicate.object("parameters"),
                predicate.object("result"),
                predicate.array("limits").stream()
                        .map(l -> ((Json.Str) l).value())
                        .toList(),
                new Disclosure(
                        Disclosure.Level.valueOf(disclosure.text("level").toUpperCase(java.util.Locale.ROOT)),
                        (long) disclosure.number("minCell")));
    }
}
