package io.candor.core.data;

import io.candor.core.CandorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads conditions as people write them, by recursive descent over tokens. */
final class CohortText {
    private static final Set<String> WORDS = Set.of("and", "or", "is", "in", "not", "missing");
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_.+/%-]+");
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\")|(>=|<=|!=|[<>=,()\\[\\]])|([^\\s\"<>=!,()\\[\\]]++))",
            Pattern.DOTALL);

    /** @param word whether it is a word outside quotes, which may be one of {@link #WORDS} */
    private record Token(String text, boolean word, boolean quoted) {}

    private final String source;
    private final List<Token> tokens;
    private int at;

    private CohortText(String source) {
        this.source = source;
        this.tokens = tokens(source);
    }

    /** A name or level, in quotes unless it is plain. */
    static String quoted(String text) {
        boolean plain = PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT));
        return plain ? text : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** A finite number, or null. */
    static @Nullable Double number(String text) {
        if (!text.matches("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,4})?")) return null;
        double value = Double.parseDouble(text);
        return Double.isInfinite(value) ? null : value;
    }

    static List<Condition> parse(String text) {
        CohortText parser = new CohortText(text);
        List<Condition> conditions = new ArrayList<>();
        do conditions.add(parser.condition());
        while (parser.accept("and"));
        if (parser.at < parser.tokens.size())
            throw parser.bad("'" + parser.tokens.get(parser.at).text() + "' is too much");
        return conditions;
    }

    private List<Token> tokens(String text) {
        List<Token> found = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text.strip());
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            end = matcher.end();
            if (matcher.group(1) != null) {
                String inner = matcher.group(1).substring(1, matcher.group(1).length() - 1);
                found.add(new Token(inner.replaceAll("(?s)\\\\(.)", "$1"), false, true));
            } else if (matcher.group(2) != null) found.add(new Token(matcher.group(2), false, false));
            else found.add(new Token(matcher.group(3), true, false));
        }
        if (end < text.strip().length()) throw bad("a quote is not closed, or a character can't stand there");
        return found;
    }

    private Condition condition() {
        boolean negated = accept("not");
        String column = value("a column", Set.of("is", "in", "not"));
        Condition made;
        if (accept("is")) {
            negated ^= accept("not");
            if (accept("missing")) return new Condition.Missing(column, negated);
            made = new Condition.Levels(column, List.of(value("a level", Set.of("and", "or"))), negated, orMissing());
        } else if (peek("not") || peek("in")) {
            negated ^= accept("not");
            if (!accept("in")) throw bad("'in' is missing after 'not'");
            made = set(column, negated);
        } else made = comparison(column, negated);
        return made;
    }

    private Condition comparison(String column, boolean negated) {
        String operator = at < tokens.size() ? tokens.get(at++).text() : "";
        if (operator.equals("=") || operator.equals("!=")) {
            String level = value("a level", Set.of("and", "or"));
            return new Condition.Levels(column, List.of(level), negated ^ operator.equals("!="), orMissing());
        }
        if (!Set.of(">=", ">", "<=", "<").contains(operator)) throw bad("no comparison after '" + column + "'");
        double end = finite(value("a number", Set.of("and", "or")));
        boolean low = operator.startsWith(">");
        boolean closed = operator.endsWith("=");
        return new Condition.Range(
                column,
                low ? end : Double.NEGATIVE_INFINITY,
                low && closed,
                low ? Double.POSITIVE_INFINITY : end,
                !low && closed,
                negated,
                orMissing());
    }

    /** Levels in parentheses; a range with a bracket on one side or both, which is turned outwards where its end is left out. */
    private Condition set(String column, boolean negated) {
        String opens = at < tokens.size() ? tokens.get(at++).text() : "";
        if (!Set.of("(", "[", "]").contains(opens)) throw bad("no list after 'in'");
        List<String> items = new ArrayList<>();
        do items.add(value("a level", Set.of()));
        while (accept(","));
        String closes = at < tokens.size() ? tokens.get(at++).text() : "";
        if (!Set.of(")", "[", "]").contains(closes)) throw bad("a list is not closed");
        if (opens.equals("(") && closes.equals(")")) return new Condition.Levels(column, items, negated, orMissing());
        if (items.size() != 2) throw bad("a range has " + items.size() + " ends");
        return new Condition.Range(
                column,
                finite(items.get(0)),
                opens.equals("["),
                finite(items.get(1)),
                closes.equals("]"),
                negated,
                orMissing());
    }

    private boolean orMissing() {
        if (!accept("or")) return false;
        if (!accept("missing")) throw bad("after 'or' only 'missing' can follow");
        return true;
    }

    /** A quoted text, or words up to a symbol or one of the words that end it. */
    private String value(String what, Set<String> ends) {
        if (at < tokens.size() && tokens.get(at).quoted())
            return tokens.get(at++).text();
        StringBuilder words = new StringBuilder();
        while (at < tokens.size() && tokens.get(at).word()) {
            if (ends.contains(tokens.get(at).text().toLowerCase(Locale.ROOT))) break;
            words.append(words.isEmpty() ? "" : " ").append(tokens.get(at++).text());
        }
        if (words.isEmpty()) throw bad(what + " is missing");
        return words.toString();
    }

    private double finite(String text) {
        Double value = number(text);
        if (value == null) throw bad("'" + text + "' is no number");
        return value;
    }

    private boolean peek(String text) {
        Token token = at < tokens.size() ? tokens.get(at) : null;
        return token != null && !token.quoted() && token.text().equalsIgnoreCase(text);
    }

    private boolean accept(String text) {
        if (!peek(text)) return false;
        at++;
        return true;
    }

    private CandorException bad(String what) {
        return CandorException.user(
                "CND-C032",
                "the cohort '" + (source.length() > 200 ? source.substring(0, 200) + "…" : source) + "' can't be read: "
                        + what,
                "conditions such as: age >= 40 and sex is Female",
                "correct it; names with special characters stand in double quotes");
    }
}
