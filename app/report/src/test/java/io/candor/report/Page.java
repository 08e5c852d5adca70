package io.candor.report;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** A page read back by a strict little parser: every tag closed in order, every attribute quoted; anything else is an error. */
final class Page {
    private static final Set<String> VOID = Set.of("meta", "br");

    /** An element, with the text directly in it and the elements in it, in order. */
    record Element(String name, Map<String, String> attributes, StringBuilder text, List<Element> children) {
        /** An attribute's value; empty if it is not set. */
        String attribute(String attribute) {
            return attributes.getOrDefault(attribute, "");
        }

        boolean has(String child) {
            return children.stream().anyMatch(c -> c.name.equals(child));
        }

        String allText() {
            StringBuilder all = new StringBuilder(text);
            for (Element child : children) all.append(child.allText());
            return all.toString();
        }
    }

    final Element html;
    final List<Element> all = new ArrayList<>();
    private final String source;
    private int at;

    Page(String source) {
        this.source = source;
        take("<!doctype html>\n");
        Element root = new Element("", Map.of(), new StringBuilder(), new ArrayList<>());
        Deque<Element> open = new ArrayDeque<>(List.of(root));
        while (at < source.length()) {
            Element here = open.getFirst();
            if (!source.startsWith("<", at)) {
                here.text.append(text(source.indexOf('<', at)));
            } else if (source.startsWith("</", at)) {
                take("</" + here.name + ">");
                open.removeFirst();
            } else {
                Element element = element();
                here.children.add(element);
                all.add(element);
                if (element.name.equals("style") || element.name.equals("script")) raw(element);
                else if (!VOID.contains(element.name)) open.addFirst(element);
            }
        }
        if (open.size() != 1) throw new AssertionError("not closed: " + open.getFirst().name);
        html = root.children.get(0);
    }

    List<Element> named(String name) {
        return where(e -> e.name.equals(name));
    }

    List<Element> where(Predicate<Element> condition) {
        return all.stream().filter(condition).toList();
    }

    private Element element() {
        take("<");
        String name = word();
        Map<String, String> attributes = new LinkedHashMap<>();
        while (source.startsWith(" ", at)) {
            take(" ");
            String attribute = word();
            take("=\"");
            attributes.put(attribute, text(source.indexOf('"', at)));
            take("\"");
        }
        take(">");
        return new Element(name, attributes, new StringBuilder(), new ArrayList<>());
    }

    private void raw(Element element) {
        int end = source.indexOf("</" + element.name + ">", at);
        element.text.append(source, at, end);
        at = end;
        take("</" + element.name + ">");
    }

    private String word() {
        int start = at;
        while (Character.isLetterOrDigit(source.charAt(at)) || source.charAt(at) == '-') at++;
        if (start == at) throw new AssertionError("no name at " + context());
        return source.substring(start, at);
    }

    /** Text up to a position, its five entities resolved; no other ampersand may be in it. */
    private String text(int given) {
        int end = given < 0 ? source.length() : given;
        String text = source.substring(at, end);
        if (text.indexOf('<') >= 0 || text.indexOf('>') >= 0) throw new AssertionError("bare bracket at " + context());
        if (text.replaceAll("&(amp|lt|gt|quot|#39);", "").indexOf('&') >= 0)
            throw new AssertionError("bare ampersand at " + context());
        at = end;
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    private void take(String expected) {
        if (!source.startsWith(expected, at)) throw new AssertionError("expected " + expected + " at " + context());
        at += expected.length();
    }

    private String context() {
        return at + ": " + source.substring(Math.max(0, at - 40), Math.min(source.length(), at + 60));
    }
}
