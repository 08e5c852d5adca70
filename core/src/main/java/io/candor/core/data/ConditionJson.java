package io.candor.core.data;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import io.candor.core.json.EcmaNumber;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads conditions from JSON, strictly: an unknown key or a value of the wrong type is an error that names its place. */
final class ConditionJson {
    private static final Set<String> RANGE = Set.of("at_least", "above", "at_most", "below");
    private static final Set<String> KEYS =
            Set.of("column", "at_least", "above", "at_most", "below", "in", "missing", "not", "or_missing");

    private final Json.Obj json;
    private final String place;

    private ConditionJson(Json.Obj json, String place) {
        this.json = json;
        this.place = place;
    }

    /** A list, or one for a list of one. */
    static List<Condition> list(Json json, String place) {
        List<Json> items = json instanceof Json.Arr array ? array.items() : List.of(json);
        List<Condition> conditions = new ArrayList<>();
        for (Json item : items) {
            if (item instanceof Json.Str text) conditions.addAll(CohortText.parse(text.value()));
            else if (item instanceof Json.Obj object) conditions.add(new ConditionJson(object, place).read());
            else throw bad(place, "a condition is neither a map nor a text", "write age >= 40, or a map of keys");
        }
        return conditions;
    }

    private Condition read() {
        for (String key : json.members().keySet()) {
            if (!KEYS.contains(key))
                throw bad(
                        place,
                        "unknown key '" + key + "'",
                        Suggestions.remedy(key, KEYS.stream().sorted().toList()));
        }
        if (!(json.get("column") instanceof Json.Str column)) throw bad(place, "'column' is no name", "name a column");
        boolean range = json.members().keySet().stream().anyMatch(RANGE::contains);
        int kinds = (range ? 1 : 0) + (json.get("in") == null ? 0 : 1) + (json.get("missing") == null ? 0 : 1);
        if (kinds != 1) throw bad(place, "it says " + kinds + " things of '" + column.value() + "'", "say one thing");
        boolean negated = truth("not");
        boolean orMissing = truth("or_missing");
        if (range) {
            if (json.get("at_least") != null && json.get("above") != null
                    || json.get("at_most") != null && json.get("below") != null) {
                throw bad(place, "a range has two ends on one side", "leave one out");
            }
            boolean lowClosed = json.get("at_least") != null;
            boolean highClosed = json.get("at_most") != null;
            Double low = number(lowClosed ? "at_least" : "above");
            Double high = number(highClosed ? "at_most" : "below");
            return new Condition.Range(
                    column.value(),
                    low == null ? Double.NEGATIVE_INFINITY : low,
                    lowClosed,
                    high == null ? Double.POSITIVE_INFINITY : high,
                    highClosed,
                    negated,
                    orMissing);
        }
        if (json.get("in") != null) return new Condition.Levels(column.value(), levels(), negated, orMissing);
        if (orMissing) throw bad(place, "'missing' goes without 'or_missing'", "leave one out");
        return new Condition.Missing(column.value(), truth("missing") == negated);
    }

    private List<String> levels() {
        if (!(json.get("in") instanceof Json.Arr array)) throw bad(place, "'in' is no list", "write in: [A, B]");
        List<String> levels = new ArrayList<>();
        for (Json item : array.items()) {
            if (item instanceof Json.Str s) levels.add(s.value());
            else if (item instanceof Json.Num n) levels.add(EcmaNumber.format(n.value()));
            else if (item instanceof Json.Bool b) levels.add(Boolean.toString(b.value()));
            else throw bad(place, "a level in 'in' is no text", "write in: [A, B]");
        }
        return levels;
    }

    private @Nullable Double number(String key) {
        Json value = json.get(key);
        if (value == null) return null;
        if (value instanceof Json.Num n) return n.value();
        Double parsed = value instanceof Json.Str s ? CohortText.number(s.value()) : null;
        if (parsed == null) throw bad(place, "'" + key + "' is no number", "write a number");
        return parsed;
    }

    private boolean truth(String key) {
        Json value = json.get(key);
        if (value == null) return false;
        if (value instanceof Json.Bool b) return b.value();
        throw bad(place, "'" + key + "' is neither true nor false", "write true or false");
    }

    private static CandorException bad(String place, String what, String remedy) {
        return CandorException.user(
                "CND-C030",
                place + ": a condition can't be read: " + what,
                "a column, and a range (at_least, above, at_most, below), 'in' or 'missing'",
                remedy);
    }
}
