package io.candor.fairness.monitor.internal;

import io.candor.core.CandorException;
import io.candor.core.evidence.Sha256;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.fairness.monitor.Alert;
import io.candor.fairness.monitor.MonitorPlan;
import io.candor.fairness.monitor.Windows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A monitor's state as JSON: format, version, configuration's digest, counts, and a digest of all that, so that a changed byte is found. */
public final class MonitorState {
    private static final String FORMAT = "candor.fairness.monitor";
    private static final int VERSION = 1;

    private MonitorState() {}

    /** The oldest window, the newest position and the end of what was closed; null where there is none. */
    public record Marks(
            @Nullable Long first,
            @Nullable Long last,
            @Nullable Long closed) {}

    /** What was read. */
    public record Read(
            MonitorPlan plan,
            String configuration,
            Tally reference,
            Tally before,
            Map<Long, Tally> windows,
            Map<Long, TreeSet<String>> batches,
            Marks marks) {}

    public static Json.Obj write(
            MonitorPlan plan,
            String configuration,
            Tally reference,
            Tally before,
            Map<Long, Tally> windows,
            Map<Long, TreeSet<String>> batches,
            Marks marks) {
        List<Json> kept = new ArrayList<>();
        windows.forEach((w, tally) -> {
            TreeSet<String> digests = batches.getOrDefault(w, new TreeSet<>());
            kept.add(Json.object()
                    .put("window", w)
                    .put("counts", tally.toJson())
                    .put("batches", Json.texts(List.copyOf(digests)))
                    .build());
        });
        Json.Builder body = Json.object()
                .put("format", FORMAT)
                .put("version", VERSION)
                .put("configuration", configuration)
                .put("plan", plan.toJson())
                .put("reference", reference.toJson())
                .put("before", before.toJson())
                .put("windows", Json.array(kept));
        if (marks.first() != null) body.put("first_window", marks.first());
        if (marks.last() != null) body.put("last_position", marks.last());
        if (marks.closed() != null) body.put("closed_before", marks.closed());
        Json.Obj all = body.build();
        return body.put("digest", Sha256.of(CanonicalJson.bytes(all))).build();
    }

    /** @throws CandorException {@code CND-F058}, {@code CND-F059} */
    public static Read read(Json json) {
        if (!(json instanceof Json.Obj state)
                || !FORMAT.equals(state.optionalText("format").orElse(""))) {
            throw foreign("this is not the state of a fairness monitor");
        }
        if (!(state.get("version") instanceof Json.Num v) || v.value() != VERSION) {
            throw foreign("the state is of another version");
        }
        Map<String, Json> rest = new LinkedHashMap<>(state.members());
        rest.remove("digest");
        try {
            String digest = Sha256.of(CanonicalJson.bytes(new Json.Obj(rest)));
            if (!digest.equals(state.optionalText("digest").orElse(""))) throw damaged("its digest", null);
            return parts(state);
        } catch (IllegalArgumentException | ClassCastException e) {
            throw damaged("its content", e);
        }
    }

    private static Read parts(Json.Obj state) {
        MonitorPlan plan = plan(state.object("plan"));
        Map<Long, Tally> windows = new TreeMap<>();
        Map<Long, TreeSet<String>> batches = new TreeMap<>();
        for (Json item : state.array("windows")) {
            Json.Obj window = (Json.Obj) item;
            long w = Counts.whole(window.need("window"));
            if (windows.put(w, Tally.fromJson(plan, window.array("counts"))) != null) {
                throw new IllegalArgumentException("a window twice");
            }
            TreeSet<String> digests = new TreeSet<>(texts(window.array("batches")));
            if (!digests.isEmpty()) batches.put(w, digests);
        }
        Marks marks =
                new Marks(mark(state, "first_window"), mark(state, "last_position"), mark(state, "closed_before"));
        if (windows.size() > plan.windows().keep() || (marks.last() == null) != windows.isEmpty()) {
            throw new IllegalArgumentException("windows that are not kept");
        }
        return new Read(
                plan,
                state.text("configuration"),
                Tally.fromJson(plan, state.array("reference")),
                Tally.fromJson(plan, state.array("before")),
                windows,
                batches,
                marks);
    }

    private static @Nullable Long mark(Json.Obj state, String name) {
        Json value = state.get(name);
        return value == null ? null : (Long) Counts.whole(value);
    }

    private static MonitorPlan plan(Json.Obj json) {
        List<MonitorPlan.Feature> features = new ArrayList<>();
        for (Json item : json.array("features")) {
            Json.Obj feature = (Json.Obj) item;
            features.add(new MonitorPlan.Feature(feature.text("name"), texts(feature.array("groups"))));
        }
        Json.Obj cut = json.object("windows");
        List<Alert> alerts = new ArrayList<>();
        for (Json item : json.array("alerts")) {
            Json.Obj alert = (Json.Obj) item;
            alerts.add(Alert.parse(
                    alert.text("name"),
                    alert.text("feature"),
                    alert.text("requirement"),
                    Alert.Level.valueOf(alert.text("level").toUpperCase(Locale.ROOT)),
                    Counts.of(alert.need("minimum_support")),
                    small(alert, "in_a_row")));
        }
        return new MonitorPlan(
                features,
                small(json, "bins"),
                new Windows(
                        Windows.Kind.valueOf(cut.text("kind").toUpperCase(Locale.ROOT)),
                        Counts.of(cut.need("size")),
                        small(cut, "keep")),
                alerts,
                json.number("false_alarms"),
                small(json, "horizon"),
                small(json, "label_lag"));
    }

    private static int small(Json.Obj json, String name) {
        return (int) Math.min(Integer.MAX_VALUE, Counts.of(json.need(name)));
    }

    private static List<String> texts(List<Json> items) {
        return items.stream().map(i -> ((Json.Str) i).value()).toList();
    }

    private static CandorException foreign(String problem) {
        return CandorException.user(
                "CND-F058",
                problem,
                "a state of format " + FORMAT + ", version " + VERSION,
                "name a file that a fairness monitor wrote");
    }

    /** The error for a state whose bytes are not those that were written. */
    public static CandorException damaged(String part, @Nullable Exception cause) {
        CandorException error = CandorException.integrity(
                "CND-F059",
                "the state of the fairness monitor is damaged: " + part + " does not verify",
                "the bytes that were written",
                "restore it from a copy, or start again and add the batches");
        return cause == null ? error : error.causedBy(cause);
    }
}
