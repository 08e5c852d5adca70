package io.candor.core.json;

import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/**
 * Writes JSON in the canonical form of RFC 8785 (JCS): members sorted by UTF-16 code units, no white space, numbers as
 * ECMAScript writes them, UTF-8. {@link #pretty} is for people: same order and numbers, indented by two.
 */
public final class CanonicalJson {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final StringBuilder out = new StringBuilder();
    private final boolean indented;

    private CanonicalJson(boolean indented) {
        this.indented = indented;
    }

    /** @throws IllegalArgumentException if a string holds a lone surrogate, which UTF-8 can't carry */
    public static byte[] bytes(Json value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    /** The canonical form as text. */
    public static String text(Json value) {
        CanonicalJson writer = new CanonicalJson(false);
        writer.write(value, 0);
        return writer.out.toString();
    }

    /** Sorted and indented, with a final line break; arrays of plain values stay on one line. */
    public static String pretty(Json value) {
        CanonicalJson writer = new CanonicalJson(true);
        writer.write(value, 0);
        return writer.out.append('\n').toString();
    }

    private void write(Json value, int depth) {
        if (value instanceof Json.Obj o) object(o, depth);
        else if (value instanceof Json.Arr a) array(a, depth);
        else if (value instanceof Json.Str s) string(s.value());
        else if (value instanceof Json.Num n) out.append(EcmaNumber.format(n.value()));
        else if (value instanceof Json.Bool b) out.append(b.value());
        else out.append("null");
    }

    private void object(Json.Obj object, int depth) {
        out.append('{');
        boolean first = true;
        for (var member : new TreeMap<>(object.members()).entrySet()) {
            if (!first) out.append(',');
            first = false;
            line(depth + 1, indented);
            string(member.getKey());
            out.append(indented ? ": " : ":");
            write(member.getValue(), depth + 1);
        }
        line(depth, indented && !first);
        out.append('}');
    }

    private void array(Json.Arr array, int depth) {
        boolean lines =
                indented && array.items().stream().anyMatch(i -> i instanceof Json.Obj || i instanceof Json.Arr);
        out.append('[');
        boolean first = true;
        for (Json item : array.items()) {
            if (!first) out.append(indented && !lines ? ", " : ",");
            first = false;
            line(depth + 1, lines);
            write(item, depth + 1);
        }
        line(depth, lines && !first);
        out.append(']');
    }

    private void line(int depth, boolean wanted) {
        if (wanted) out.append('\n').append("  ".repeat(depth));
    }

    private void string(String s) {
        out.append('"');
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c == '"' || c == '\\') out.append('\\').append(c);
            else if (c < 0x20) control(c);
            else if (Character.isSurrogate(c)) i = surrogate(s, i);
            else out.append(c);
        }
        out.append('"');
    }

    private void control(char c) {
        switch (c) {
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
        }
    }

    private int surrogate(String s, int i) {
        boolean pair = Character.isHighSurrogate(s.charAt(i))
                && i + 1 < s.length()
                && Character.isLowSurrogate(s.charAt(i + 1));
        if (!pair) throw new IllegalArgumentException("lone surrogate at " + i);
        out.append(s, i, i + 2);
        return i + 1;
    }
}
