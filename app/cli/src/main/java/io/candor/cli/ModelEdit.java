package io.candor.cli;

import io.candor.core.CandorException;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Bins;
import io.candor.core.model.Input;
import io.candor.core.model.Term;
import io.candor.glassbox.edit.EditedModel;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One edit as it is written on the command line, see {@link ModelEditCommand}. */
record ModelEdit(String kind, String rest) {
    private static final Pattern SET = Pattern.compile("(.*)\\[(.*)\\](?:@(.*))?=([^=]*)", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?");

    static ModelEdit parse(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? new ModelEdit(text.strip(), "")
                : new ModelEdit(
                        text.substring(0, colon).strip(),
                        text.substring(colon + 1).strip());
    }

    /** @throws CandorException {@code CND-U021} if it can't be read */
    EditedModel apply(EditedModel to) {
        return switch (kind) {
            case "remove" -> to.removeTerms(List.of(rest));
            case "remove-input" -> to.removeInputs(List.of(rest));
            case "scale" -> to.scale(left(), number(right()));
            case "monotone" -> to.monotonise(left(), direction(right()));
            case "set" -> set(to);
            case "purify" -> to.purify();
            case "sweep" -> to.sweep();
            default -> throw unreadable();
        };
    }

    private EditedModel set(EditedModel to) {
        Matcher parts = SET.matcher(rest);
        if (!parts.matches()) throw unreadable();
        AdditiveModel model = to.model();
        String name = parts.group(1).strip();
        int at = -1;
        for (int t = 0; t < model.termCount(); t++) if (model.termName(t).equals(name)) at = t;
        if (at < 0) return to.removeTerms(List.of(name)); // refuses, with the nearest name
        Term term = model.terms().get(at);
        int dimensions = term.inputs().length;
        String[] where =
                dimensions == 1 ? new String[] {parts.group(2)} : parts.group(2).split(",", -1);
        if (where.length != dimensions) throw unreadable();
        int[] from = new int[dimensions];
        int[] end = new int[dimensions];
        for (int d = 0; d < dimensions; d++) {
            int[] range =
                    bins(where[d].strip(), term.bins().get(d), model.inputs().get(term.inputs()[d]));
            from[d] = range[0];
            end[d] = range[1];
        }
        int output = parts.group(3) == null
                ? 0
                : model.classes().indexOf(parts.group(3).strip());
        if (output < 0 || (parts.group(3) == null && model.outputs() > 1)) throw unreadable();
        return to.set(name, from, end, model.outputs() > 1 ? output : 0, number(parts.group(4)));
    }

    /** First bin, and the one after the last. */
    private int[] bins(String where, Bins bins, Input input) {
        int count = bins.count();
        if (where.equals("missing")) return new int[] {0, 1};
        if (where.equals("unseen")) return new int[] {count - 1, count};
        if (where.equals("*")) return new int[] {0, count};
        if (bins instanceof Bins.Levels) {
            int level = input.levels().indexOf(where);
            if (level < 0) throw unreadable();
            int bin = bins.of(level);
            return new int[] {bin, bin + 1};
        }
        int dots = where.indexOf("..");
        double low = number(dots < 0 ? where : where.substring(0, dots));
        double high = dots < 0 ? low : number(where.substring(dots + 2));
        if (high < low) throw unreadable();
        return new int[] {bins.of(low), bins.of(high) + 1};
    }

    private String left() {
        int equals = rest.lastIndexOf('=');
        if (equals < 0) throw unreadable();
        return rest.substring(0, equals).strip();
    }

    private String right() {
        return rest.substring(rest.lastIndexOf('=') + 1).strip();
    }

    private double number(String text) {
        if (!NUMBER.matcher(text.strip()).matches()) throw unreadable();
        return Double.parseDouble(text.strip());
    }

    private int direction(String text) {
        if (text.equals("increasing")) return 1;
        if (text.equals("decreasing")) return -1;
        throw unreadable();
    }

    private CandorException unreadable() {
        return CandorException.user(
                "CND-U021",
                "the edit '" + kind + (rest.isEmpty() ? "" : ":" + rest) + "' can't be read",
                "as in scale:age=0.5, set:age[30..40]=0.1, set:sex[Female]=0, remove:age & sex, monotone:age=increasing,"
                        + " remove-input:sex, purify, sweep",
                "see 'candor model edit --help'");
    }
}
