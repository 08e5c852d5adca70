package io.candor.assessment.internal;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import io.candor.core.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads members of one configuration object; an unknown key or a value of the wrong type is an error that names its place. */
public final class Fields {
    private final Json.Obj json;
    private final String source;
    private final String path;

    /**
     * @param source the file, for messages
     * @param path the place of this object in the file, empty at the top
     * @param known all keys that may stand here
     */
    public Fields(Json json, String source, String path, Set<String> known) {
        this.source = source;
        this.path = path;
        if (!(json instanceof Json.Obj object)) throw wrong(path.isEmpty() ? "the document" : path, "a map of keys");
        this.json = object;
        for (String key : object.members().keySet()) {
            if (known.contains(key)) continue;
            throw CandorException.user(
                    "CND-C001",
                    source + ": unknown key '" + place(key) + "'",
                    "keys of the schema ('candor schema config')",
                    Suggestions.remedy(key, known.stream().sorted().toList()));
        }
    }

    public Optional<String> text(String key) {
        Json value = value(key);
        if (value == null) return Optional.empty();
        return Optional.of(scalar(place(key), value));
    }

    public String needText(String key) {
        return text(key)
                .orElseThrow(() -> CandorException.user(
                        "CND-C003",
                        source + ": '" + place(key) + "' is missing",
                        "it names what to work on",
                        "add it"));
    }

    public double number(String key, double otherwise, double least, double most) {
        Json value = value(key);
        if (value == null) return otherwise;
        double number = asNumber(place(key), value);
        if (!(number >= least && number <= most))
            throw wrong(place(key), "a number from " + bound(least) + " to " + bound(most));
        return number;
    }

    public long integer(String key, long otherwise, long least, long most) {
        double number = number(key, otherwise, least, most);
        if (number != Math.rint(number)) throw wrong(place(key), "a whole number");
        return (long) number;
    }

    public boolean flag(String key, boolean otherwise) {
        Json value = value(key);
        if (value == null) return otherwise;
        if (value instanceof Json.Bool b) return b.value();
        throw wrong(place(key), "true or false");
    }

    public Optional<BigDecimal> decimal(String key) {
        return text(key).map(t -> {
            try {
                return new BigDecimal(t);
            } catch (NumberFormatException e) {
                throw wrong(place(key), "a decimal number");
            }
        });
    }

    public List<String> texts(String key) {
        Json value = value(key);
        if (value == null) return List.of();
        if (value instanceof Json.Arr array)
            return array.items().stream().map(i -> scalar(place(key), i)).toList();
        return List.of(scalar(place(key), value));
    }

    public List<List<String>> textLists(String key) {
        Json value = value(key);
        if (value == null) return List.of();
        if (!(value instanceof Json.Arr array)) throw wrong(place(key), "a list of lists of names");
        List<List<String>> lists = new ArrayList<>();
        for (Json item : array.items()) {
            if (!(item instanceof Json.Arr inner)) throw wrong(place(key), "a list of lists of names");
            lists.add(inner.items().stream().map(i -> scalar(place(key), i)).toList());
        }
        return lists;
    }

    /** A map of names to plain values. */
    public Map<String, String> textMap(String key) {
        Map<String, String> map = new LinkedHashMap<>();
        members(key).forEach((name, value) -> map.put(name, scalar(place(key) + "." + name, value)));
        return map;
    }

    public Map<String, List<String>> textListMap(String key) {
        Map<String, List<String>> map = new LinkedHashMap<>();
        members(key).forEach((name, value) -> {
            if (!(value instanceof Json.Arr array)) throw wrong(place(key) + "." + name, "a list");
            map.put(
                    name,
                    array.items().stream()
                            .map(i -> scalar(place(key) + "." + name, i))
                            .toList());
        });
        return map;
    }

    public Map<String, List<Double>> numberListMap(String key) {
        Map<String, List<Double>> map = new LinkedHashMap<>();
        members(key).forEach((name, value) -> {
            if (!(value instanceof Json.Arr array)) throw wrong(place(key) + "." + name, "a list of numbers");
            map.put(
                    name,
                    array.items().stream()
                            .map(i -> asNumber(place(key) + "." + name, i))
                            .toList());
        });
        return map;
    }

    /** A nested object; absent is empty. */
    public Fields object(String key, Set<String> known) {
        Json value = value(key);
        return new Fields(value == null ? Json.object().build() : value, source, place(key), known);
    }

    /** A nested object as it is. */
    public Json.Obj raw(String key) {
        Json value = value(key);
        if (value == null) return Json.object().build();
        if (value instanceof Json.Obj object) return object;
        throw wrong(place(key), "a map of keys");
    }

    public boolean has(String key) {
        return value(key) != null;
    }

    private Map<String, Json> members(String key) {
        return raw(key).members();
    }

    private @Nullable Json value(String key) {
        Json value = json.get(key);
        return value instanceof Json.Null ? null : value;
    }

    private String place(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private String scalar(String place, Json value) {
        if (value instanceof Json.Str s) return s.value();
        if (value instanceof Json.Num n) return io.candor.core.json.EcmaNumber.format(n.value());
        if (value instanceof Json.Bool b) return Boolean.toString(b.value());
        throw wrong(place, "a text or a number");
    }

    private double asNumber(String place, Json value) {
        if (value instanceof Json.Num n) return n.value();
        if (value instanceof Json.Str s) {
            try {
                return new BigDecimal(s.value()).doubleValue();
            } catch (NumberFormatException e) {
                throw wrong(place, "a number");
            }
        }
        throw wrong(place, "a number");
    }

    private static String bound(double v) {
        return io.candor.core.json.EcmaNumber.format(v);
    }

    /** The error for a value that does not fit. */
    public CandorException wrong(String place, String expected) {
        return CandorException.user(
                "CND-C002",
                source + ": the value of '" + place + "' does not fit",
                expected,
                "see 'candor schema config'");
    }
}
