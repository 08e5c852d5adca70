package io.candor.datasheet;

import io.candor.core.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * One field of a datasheet.
 *
 * @param heading where it stands
 * @param key unique within the heading
 * @param title what people read
 * @param value text, number, list or estimate; null if it is missing
 * @param source {@code authored} or {@code run}
 * @param askedOf who is to write it; null if the run fills it
 * @param evidence {@code <evidence id>#<pointer>} of a value from the evidence; null else
 */
public record Entry(
        Heading heading,
        String key,
        String title,
        @Nullable Json value,
        String source,
        @Nullable String askedOf,
        @Nullable String evidence) {

    /** A field that a person writes. */
    static Entry authored(Field field, @Nullable Json value) {
        return new Entry(field.heading(), field.key(), field.title(), value, "authored", field.askedOf(), null);
    }

    /** A field from the run's own facts. */
    public static Entry fact(Heading heading, String key, String title, @Nullable Json value) {
        return new Entry(heading, key, title, value, "run", null, null);
    }

    /** A field that shows a number of the evidence. */
    public static Entry measured(Heading heading, String key, String title, Json value, String address) {
        return new Entry(heading, key, title, value, "run", null, address);
    }

    public boolean filled() {
        return value != null;
    }

    /** {@code <heading>/<key>}. */
    public String path() {
        return heading.key() + "/" + key;
    }

    Json.Obj toJson() {
        Json.Builder out = Json.object().put("title", title);
        if (value != null) out.put("value", value);
        return out.put("source", source)
                .putIfPresent("asked_of", askedOf)
                .putIfPresent("evidence", evidence)
                .build();
    }
}
