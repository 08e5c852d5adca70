package io.candor.glassbox;

import java.util.ArrayList;
import java.util.List;

/**
 * Terms by the names of their inputs, as text {@code "age, age & hours"}. A comma, ampersand or backslash in a name has a
 * backslash before it.
 *
 * @param terms input names of each term, in the order given
 */
public record TermList(List<List<String>> terms) {
    /** No terms. */
    public static final TermList NONE = new TermList(List.of());

    public TermList {
        terms = terms.stream().map(List::copyOf).toList();
    }

    /** Reads the text form; empty text is no terms. */
    public static TermList parse(String text) {
        List<List<String>> terms = new ArrayList<>();
        List<String> term = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                name.append(text.charAt(++i));
            } else if (c == '&' || c == ',') {
                term.add(name.toString().strip());
                name.setLength(0);
                if (c == ',') {
                    terms.add(term);
                    term = new ArrayList<>();
                }
            } else {
                name.append(c);
            }
        }
        if (name.toString().isBlank() && term.isEmpty()) return new TermList(terms);
        term.add(name.toString().strip());
        terms.add(term);
        return new TermList(terms);
    }

    /** The text form. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (List<String> term : terms) {
            if (text.length() > 0) text.append(", ");
            for (int i = 0; i < term.size(); i++) {
                if (i > 0) text.append(" & ");
                text.append(term.get(i).replaceAll("([\\\\&,])", "\\\\$1"));
            }
        }
        return text.toString();
    }
}
