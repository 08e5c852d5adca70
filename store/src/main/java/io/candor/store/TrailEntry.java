package io.candor.store;

import io.candor.core.CandorException;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What was done, by whom, to what: version 1 of a log entry. Holds digests, never payloads or data values. Its bytes are
 * canonical JSON, at most 65,535 of them, and are fixed for good once committed.
 *
 * @param time in UTC, milliseconds
 * @param actor who did it
 * @param action for example {@code run.finished}
 * @param object what it was done to, for example {@code run:<id>}
 * @param before digest of the state before; empty if there was none
 * @param after digest of the state after; empty if there is none
 * @param request id of the request it belongs to; may be empty
 */
public record TrailEntry(
        Instant time, String actor, String action, String object, String before, String after, String request) {
    /** Most bytes of an entry: C2SP tlog-tiles has a length of two bytes. */
    public static final int MOST_BYTES = 65_535;

    private static final int VERSION = 1;

    /** @throws CandorException {@code CND-S009} if the entry is longer than 65,535 bytes or can't be written in UTF-8 */
    public TrailEntry {
        time = time.truncatedTo(ChronoUnit.MILLIS);
        if (!digest(before) || !digest(after)) throw new IllegalArgumentException("before and after are digests");
        if (!action.matches("[a-z][a-z-]*(\\.[a-z][a-z-]*)+")) throw new IllegalArgumentException("action " + action);
        checkLength(json(time, actor, action, object, before, after, request));
    }

    /** An entry by the caller. */
    public static TrailEntry by(
            Caller caller, Instant time, String action, String object, String before, String after) {
        return new TrailEntry(time, caller.actor(), action, object, before, after, caller.request());
    }

    /** Reads an entry back. */
    public static TrailEntry fromJson(Json.Obj json) {
        if (json.members().size() != 8 || json.number("v") != VERSION) {
            throw new IllegalArgumentException("not a trail entry of version 1");
        }
        return new TrailEntry(
                Instant.parse(json.text("time")),
                json.text("actor"),
                json.text("action"),
                json.text("object"),
                json.text("before"),
                json.text("after"),
                json.text("request"));
    }

    public Json.Obj toJson() {
        return json(time, actor, action, object, before, after, request);
    }

    /** Canonical text: what is committed, logged and hashed. */
    public String text() {
        return CanonicalJson.text(toJson());
    }

    private static Json.Obj json(
            Instant time, String actor, String action, String object, String before, String after, String request) {
        return Json.object()
                .put("v", VERSION)
                .put("time", time.toString())
                .put("actor", actor)
                .put("action", action)
                .put("object", object)
                .put("before", before)
                .put("after", after)
                .put("request", request)
                .build();
    }

    private static void checkLength(Json.Obj json) {
        int length;
        try {
            length = CanonicalJson.bytes(json).length;
        } catch (IllegalArgumentException loneSurrogate) {
            length = Integer.MAX_VALUE;
        }
        if (length > MOST_BYTES) {
            throw CandorException.user(
                    "CND-S009",
                    "a trail entry is too long or is not valid text",
                    "valid Unicode, at most 65,535 bytes in all",
                    "use shorter names");
        }
    }

    private static boolean digest(String text) {
        return text.isEmpty() || text.matches("[0-9a-f]{64}");
    }
}
