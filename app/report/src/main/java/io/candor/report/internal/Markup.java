package io.candor.report.internal;

import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An element of HTML or SVG that escapes whatever it is given: there is no way to write raw markup but the page's own style and
 * script. Mutable while it is built; not thread-safe.
 */
public final class Markup {
    /** A cell of ten megabytes is data, and nothing to read on a page. */
    static final int LONGEST = 4_000;

    private static final Set<String> VOID = Set.of("meta", "br", "hr", "img", "link", "input", "col");

    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<Object> children = new ArrayList<>();

    private Markup(String name) {
        this.name = name;
    }

    public static Markup el(String name) {
        return new Markup(name);
    }

    /** An element with a text in it. */
    public static Markup el(String name, String text) {
        return new Markup(name).text(text);
    }

    /** A block of data for the page's script, in which nothing can end the block. */
    static Markup json(String id, Json value) {
        StringBuilder safe = new StringBuilder();
        String text = CanonicalJson.text(value);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c < 0x7f && c != '<' && c != '>' && c != '&';
            if (plain) safe.append(c);
            else safe.append("\\u").append(Integer.toHexString(0x10000 + c), 1, 5);
        }
        return el("script").attr("type", "application/json").attr("id", id).text(safe.toString());
    }

    public Markup attr(String attribute, String value) {
        attributes.put(attribute, value);
        return this;
    }

    public Markup attr(String attribute, double value) {
        return attr(attribute, Numbers.coordinate(value));
    }

    public Markup cls(String names) {
        return attr("class", names);
    }

    /** A text; of a monstrous one the first {@link #LONGEST} characters. */
    public Markup text(String text) {
        children.add(name.equals("style") || name.equals("script") ? text : cut(text));
        return this;
    }

    /** At most {@link #LONGEST} characters. */
    static String cut(String text) {
        if (text.length() <= LONGEST) return text;
        return text.substring(0, LONGEST) + "… (" + Numbers.grouped(text.length()) + " characters)";
    }

    /** A text that comes from data: its direction can't spill into the page. */
    public Markup data(String text) {
        return add(el("bdi", text));
    }

    public Markup add(Markup child) {
        children.add(child);
        return this;
    }

    public Markup addAll(List<Markup> more) {
        children.addAll(more);
        return this;
    }

    public boolean isEmpty() {
        return children.isEmpty();
    }

    /** Whether an element with this id is in it. */
    public boolean holds(String id) {
        for (Object child : children) {
            if (child instanceof Markup m && (m.attribute("id").equals(id) || m.holds(id))) return true;
        }
        return false;
    }

    /** An attribute's value; empty if it is not set. */
    public String attribute(String attribute) {
        return attributes.getOrDefault(attribute, "");
    }

    /** The text of the first {@code h2} in it; empty if there is none. */
    public String heading() {
        for (Object child : children) {
            if (child instanceof Markup m && m.name.equals("h2") && m.children.get(0) instanceof String s) return s;
        }
        return "";
    }

    /** The markup as text. */
    public String render() {
        StringBuilder out = new StringBuilder();
        write(out);
        return out.toString();
    }

    private void write(StringBuilder out) {
        out.append('<').append(name);
        attributes.forEach((attribute, value) -> {
            out.append(' ').append(attribute).append("=\"");
            escape(value, out);
            out.append('"');
        });
        out.append('>');
        if (VOID.contains(name)) return;
        for (Object child : children) {
            if (child instanceof Markup element) element.write(out);
            else if (name.equals("style") || name.equals("script")) out.append(child);
            else escape((String) child, out);
        }
        out.append("</").append(name).append('>');
    }

    /** Characters that turn the direction of what follows become the replacement character, as control characters do. */
    private static void escape(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\n', '\t' -> out.append(c);
                default -> {
                    boolean lone = Character.isSurrogate(c) && !paired(text, i);
                    boolean turns = c >= '\u202A' && c <= '\u202E' || c >= '\u2066' && c <= '\u2069';
                    out.append(c < 0x20 || c == 0x7f || lone || turns ? '\uFFFD' : c);
                }
            }
        }
    }

    private static boolean paired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
}
