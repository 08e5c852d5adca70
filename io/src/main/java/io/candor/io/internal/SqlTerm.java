package io.candor.io.internal;

import io.candor.core.CandorException;
import io.candor.core.json.EcmaNumber;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Bins;
import io.candor.core.model.Input;
import io.candor.core.model.Term;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One term as a CASE expression, input within input. Cuts are asked for by halves, so that a row passes as many comparisons as the
 * number of bins has binary digits; neighbours that give the same are not told apart.
 */
public final class SqlTerm {
    private final AdditiveModel model;
    private final Term term;
    private final int output;

    public SqlTerm(AdditiveModel model, Term term, int output) {
        this.model = model;
        this.term = term;
        this.output = output;
    }

    public String expression() {
        return axis(0, 0);
    }

    /** From an input on, the bins of those before it being known. */
    private String axis(int d, int cell) {
        if (d == term.inputs().length) return literal(term.scores()[cell * model.outputs() + output]);
        Input input = model.inputs().get(term.inputs()[d]);
        Bins bins = term.bins().get(d);
        String[] results = new String[bins.count()];
        for (int b = 0; b < results.length; b++) results[b] = axis(d + 1, cell * bins.count() + b);
        return bins instanceof Bins.Cuts cuts
                ? number(identifier(input.name()), cuts.cuts(), results)
                : category(input, (Bins.Levels) bins, results);
    }

    private static String number(String column, double[] cuts, String[] results) {
        String known = halves(column, cuts, results, 1, results.length - 2);
        if (known.equals(results[0])) return known;
        return "CASE WHEN " + column + " IS NULL THEN " + results[0] + " ELSE " + known + " END";
    }

    private static String halves(String column, double[] cuts, String[] results, int from, int to) {
        boolean same = true;
        for (int b = from + 1; b <= to; b++) same &= results[b].equals(results[from]);
        if (same) return results[from];
        int middle = (from + to) >>> 1; // bins to it lie below its cut, cuts[middle - 1]
        return "CASE WHEN " + column + " < " + literal(cuts[middle - 1]) + " THEN "
                + halves(column, cuts, results, from, middle) + " ELSE "
                + halves(column, cuts, results, middle + 1, to) + " END";
    }

    private static String category(Input input, Bins.Levels bins, String[] results) {
        String column = identifier(input.name());
        String unseen = results[results.length - 1];
        Map<String, StringBuilder> levels = new LinkedHashMap<>(); // by result
        List<String> names = input.levels();
        for (int l = 0; l < names.size(); l++) {
            String result = results[bins.binOfLevel()[l]];
            if (result.equals(unseen)) continue;
            StringBuilder list = levels.computeIfAbsent(result, r -> new StringBuilder());
            list.append(list.length() == 0 ? "" : ", ").append(text(names.get(l)));
        }
        if (levels.isEmpty() && results[0].equals(unseen)) return unseen;
        StringBuilder sql = new StringBuilder("CASE");
        if (!results[0].equals(unseen))
            sql.append(" WHEN ").append(column).append(" IS NULL THEN ").append(results[0]);
        levels.forEach((result, list) -> sql.append(" WHEN ")
                .append(column)
                .append(" IN (")
                .append(list)
                .append(") THEN ")
                .append(result));
        return sql.append(" ELSE ").append(unseen).append(" END").toString();
    }

    /** A double that reads back exactly: with an exponent, so that no database takes it for an integer or a decimal. */
    public static String literal(double value) {
        if (value == 0) return "0.0E0";
        BigDecimal shortest = new BigDecimal(EcmaNumber.format(value)).stripTrailingZeros();
        String digits = shortest.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - shortest.scale();
        String fraction = digits.length() == 1 ? "0" : digits.substring(1);
        return (value < 0 ? "-" : "") + digits.charAt(0) + "." + fraction + "E" + exponent;
    }

    public static String identifier(String name) {
        return '"' + clean(name).replace("\"", "\"\"") + '"';
    }

    private static String text(String value) {
        return '\'' + clean(value).replace("'", "''") + '\'';
    }

    private static String clean(String text) {
        if (text.indexOf('\0') < 0) return text;
        throw CandorException.user(
                "CND-M031",
                "a column or a level of the model has a NUL character in its name",
                "names that SQL can carry",
                "rename it and train the model again, or export another format");
    }
}
