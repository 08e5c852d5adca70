package io.candor.cli;

import io.candor.core.CandorException;
import io.candor.core.json.Json;
import io.candor.explain.counterfactual.Constraints;
import io.candor.explain.counterfactual.Implication;
import io.candor.explain.counterfactual.Move;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How changes and what binds them are written on the command line, and shown. */
final class RecourseText {
    private static final Pattern IMPLICATION =
            Pattern.compile("(.+?)\\s+(up|down|changes)\\s*=>\\s*(.+?)\\s+(not\\s+)?(up|down|changes)");
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?");

    private RecourseText() {}

    /** {@code NAME=VALUE}. */
    record Pair(String name, String value) {}

    /** @throws CandorException {@code CND-U040} without a name or an equals sign */
    static Pair pair(String option, String text) {
        int equals = text.indexOf('=');
        if (equals > 0)
            return new Pair(
                    text.substring(0, equals).strip(),
                    text.substring(equals + 1).strip());
        throw CandorException.user(
                "CND-U040", option + " " + text + " can't be read", "NAME=VALUE, as in age=40", "correct it");
    }

    /** One row's position. */
    static int one(String text, int rows) {
        int[] positions = ExplainCommand.positions(text, rows);
        if (positions.length == 1) return positions[0];
        throw CandorException.user(
                "CND-U041",
                "--row " + text + " names several rows",
                "one row, from 0",
                "use --rows where there is one");
    }

    /** {@code 18..60}, {@code 18..} or {@code ..60}. */
    static Constraints.Range range(String option, String text) {
        int dots = text.indexOf("..");
        if (dots >= 0 && text.length() > 2) {
            double low = number(text.substring(0, dots).strip(), Double.NEGATIVE_INFINITY);
            double high = number(text.substring(dots + 2).strip(), Double.POSITIVE_INFINITY);
            if (low <= high) return new Constraints.Range(low, high);
        }
        throw CandorException.user(
                "CND-U042",
                "the range '" + text + "' of " + option + " can't be read",
                "two numbers, the lower one first, as in 18..60; one end may be left out",
                "correct it");
    }

    private static double number(String text, double absent) {
        if (text.isEmpty()) return absent;
        return NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    }

    /** {@code education_num up => age not down}. */
    static Implication implication(String text) {
        Matcher parts = IMPLICATION.matcher(text.strip());
        if (parts.matches()) {
            boolean must = parts.group(4) == null;
            return new Implication(
                    parts.group(1).strip(), move(parts.group(2)), parts.group(3).strip(), must, move(parts.group(5)));
        }
        throw CandorException.user(
                "CND-U043",
                "the implication '" + text + "' can't be read",
                "INPUT up|down|changes => INPUT [not] up|down|changes",
                "write it as in 'education_num up => age not down'");
    }

    private static Move move(String word) {
        return word.equals("up") ? Move.RISES : word.equals("down") ? Move.FALLS : Move.CHANGES;
    }

    static String cell(@Nullable Json json) {
        if (json instanceof Json.Num n) return Figures.of(n.value());
        return json instanceof Json.Str s ? s.value() : "(missing)";
    }
}
