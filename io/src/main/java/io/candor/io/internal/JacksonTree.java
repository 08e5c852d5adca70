package io.candor.io.internal;

import io.candor.core.CandorException;
import io.candor.core.json.EcmaNumber;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;

/** Builds {@link Json} from Jackson's tokens. Depth is limited by the parser's constraints. */
public final class JacksonTree {
    private JacksonTree() {}

    /** The single value of a document; an empty YAML document is an empty object. */
    public static Json read(JsonParser parser) {
        return read(parser, true);
    }

    /** @param exact whether an integer that a double can't hold is refused, and not rounded */
    public static Json read(JsonParser parser, boolean exact) {
        try (parser) {
            JsonToken first = parser.nextToken();
            if (first == null) throw new IllegalArgumentException("the document is empty");
            Json value = value(parser, first, exact);
            if (parser.nextToken() != null) throw new IllegalArgumentException("more than one value");
            return value;
        }
    }

    private static Json value(JsonParser parser, JsonToken token, boolean exact) {
        return switch (token) {
            case START_OBJECT -> object(parser, exact);
            case START_ARRAY -> array(parser, exact);
            case VALUE_STRING -> Json.of(whole(parser.getString()));
            case VALUE_NUMBER_INT -> exact ? integer(parser) : Json.of(finite(parser.getDoubleValue()));
            case VALUE_NUMBER_FLOAT -> Json.of(finite(parser.getDoubleValue()));
            case VALUE_TRUE -> Json.of(true);
            case VALUE_FALSE -> Json.of(false);
            case VALUE_NULL -> Json.NULL;
            default -> throw new IllegalArgumentException("unexpected " + token);
        };
    }

    private static Json object(JsonParser parser, boolean exact) {
        Map<String, Json> members = new LinkedHashMap<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
            String name = whole(parser.currentName());
            members.put(name, value(parser, parser.nextToken(), exact));
        }
        return new Json.Obj(members);
    }

    private static Json array(JsonParser parser, boolean exact) {
        List<Json> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(parser, token, exact));
        }
        return Json.array(items);
    }

    private static Json integer(JsonParser parser) {
        double value = parser.getDoubleValue();
        if (Math.abs(value) >= 1L << 53) {
            String text = parser.getString();
            boolean exact = new java.math.BigDecimal(value).compareTo(new java.math.BigDecimal(text)) == 0;
            if (!exact && !EcmaNumber.format(finite(value)).equals(text)) { // what the canonical writer writes is read
                throw new IllegalArgumentException("the integer " + text + " is beyond 2^53: write it as a string");
            }
        }
        return Json.of(finite(value));
    }

    /** An escape can write half a character, which no UTF-8 can carry. */
    private static String whole(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isSurrogate(text.charAt(i))) continue;
            if (Character.charCount(text.codePointAt(i)) == 1)
                throw new IllegalArgumentException("a text holds half of a surrogate pair");
            i++;
        }
        return text;
    }

    private static double finite(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value))
            throw new IllegalArgumentException("a number out of range");
        return value;
    }

    /** The error for text that can't be parsed, with its place. */
    public static CandorException malformed(String code, String source, String language, RuntimeException e) {
        String place = "";
        String what = String.valueOf(e.getMessage());
        if (e instanceof JacksonException jackson) {
            what = jackson.getOriginalMessage();
            @Nullable TokenStreamLocation at = jackson.getLocation();
            if (at != null && at.getLineNr() > 0) place = ", line " + at.getLineNr() + ", column " + at.getColumnNr();
        }
        return CandorException.user(
                        code,
                        source + place + ": "
                                + what.lines().findFirst().orElse("").strip(),
                        "well-formed " + language,
                        "correct it there")
                .causedBy(e);
    }
}
