package io.candor.core.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value. Immutable; objects remember the order of their members, but equality and the canonical form do not depend
 * on it. Written by {@link CanonicalJson}; parsed in {@code io}.
 */
public sealed interface Json {
    Json NULL = new Null();

    /** An object: unique names to values. */
    record Obj(Map<String, Json> members) implements Json {
        public Obj {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        public @Nullable Json get(String name) {
            return members.get(name);
        }

        /** The member, which must exist. */
        public Json need(String name) {
            Json value = members.get(name);
            if (value == null) throw new IllegalArgumentException("no member '" + name + "' in JSON object");
            return value;
        }

        public Obj object(String name) {
            return (Obj) need(name);
        }

        public List<Json> array(String name) {
            return ((Arr) need(name)).items();
        }

        public String text(String name) {
            return ((Str) need(name)).value();
        }

        public double number(String name) {
            return ((Num) need(name)).value();
        }

        public Optional<String> optionalText(String name) {
            return get(name) instanceof Str s ? Optional.of(s.value()) : Optional.empty();
        }
    }

    /** An array. */
    record Arr(List<Json> items) implements Json {
        public Arr {
            items = List.copyOf(items);
        }
    }

    /** A string of valid UTF-16. */
    record Str(String value) implements Json {}

    /** A finite number. */
    record Num(double value) implements Json {
        public Num {
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                throw new IllegalArgumentException("JSON has no " + value + "; use Json.undefined");
            }
        }
    }

    /** A truth value. */
    record Bool(boolean value) implements Json {}

    /** The null value. */
    record Null() implements Json {}

    static Str of(String value) {
        return new Str(value);
    }

    static Num of(double value) {
        return new Num(value);
    }

    /** @throws IllegalArgumentException beyond 2^53, where a decimal string must be used */
    static Num of(long value) {
        if (Math.abs(value) > 1L << 53) throw new IllegalArgumentException("integer beyond 2^53: use a string");
        return new Num(value);
    }

    static Bool of(boolean value) {
        return new Bool(value);
    }

    static Arr array(List<? extends Json> items) {
        return new Arr(List.copyOf(items));
    }

    static Arr texts(List<String> items) {
        return new Arr(items.stream().map(s -> (Json) new Str(s)).toList());
    }

    static Arr numbers(double... items) {
        return new Arr(
                java.util.Arrays.stream(items).mapToObj(v -> (Json) new Num(v)).toList());
    }

    /** A number that does not exist: {@code {"undefined": reason, "n": n}}. */
    static Obj undefined(String reason, long n) {
        return object().put("undefined", reason).put("n", n).build();
    }

    static Builder object() {
        return new Builder();
    }

    /**
     * The value at an RFC 6901 pointer.
     *
     * @param pointer empty for this value, else {@code /a/0/b} with {@code ~1} for a slash and {@code ~0} for a tilde
     */
    default Optional<Json> at(String pointer) {
        if (pointer.isEmpty()) return Optional.of(this);
        if (pointer.charAt(0) != '/') throw new IllegalArgumentException("a JSON pointer starts with '/': " + pointer);
        Json here = this;
        for (String raw : pointer.substring(1).split("/", -1)) {
            String token = raw.replace("~1", "/").replace("~0", "~");
            Json next = null;
            if (here instanceof Obj o) next = o.get(token);
            else if (here instanceof Arr a && token.matches("0|[1-9][0-9]{0,8}")) {
                int i = Integer.parseInt(token);
                next = i < a.items().size() ? a.items().get(i) : null;
            }
            if (next == null) return Optional.empty();
            here = next;
        }
        return Optional.of(here);
    }

    /** One name as a token of a JSON pointer. */
    static String pointerToken(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** Collects members of an object. Not thread-safe. */
    final class Builder {
        private final Map<String, Json> members = new LinkedHashMap<>();

        public Builder put(String name, Json value) {
            members.put(name, value);
            return this;
        }

        public Builder put(String name, String value) {
            return put(name, of(value));
        }

        public Builder put(String name, double value) {
            return put(name, of(value));
        }

        public Builder put(String name, long value) {
            return put(name, of(value));
        }

        public Builder put(String name, boolean value) {
            return put(name, of(value));
        }

        /** Nothing happens for null: an absent member. */
        public Builder putIfPresent(String name, @Nullable String value) {
            return value == null ? this : put(name, value);
        }

        public Obj build() {
            return new Obj(members);
        }
    }
}
