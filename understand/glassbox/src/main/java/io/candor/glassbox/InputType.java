package io.candor.glassbox;

import io.candor.core.json.EcmaNumber;
import io.candor.glassbox.internal.settings.SettingTexts;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How one input is cut into bins. As text: the kind, and for {@code cuts} and {@code ordinal} a colon and a list,
 * {@code cuts:10|20|30} or {@code ordinal:low|middle|high}.
 *
 * @param cuts of {@link Kind#CUTS}, strictly ascending
 * @param levels of {@link Kind#ORDINAL}, lowest first
 */
public record InputType(Kind kind, List<Double> cuts, List<String> levels) {
    /** Ways to cut. */
    public enum Kind {
        /** What fits the column: quantile for numbers, nominal for categories and booleans. */
        AUTO,
        /** Bins of about equal numbers of rows; a cut lies in the middle of two values. */
        QUANTILE,
        /** The same, a cut being the shortest decimal between two values. */
        ROUNDED_QUANTILE,
        /** Bins of equal width. */
        UNIFORM,
        /** Bins of equal width but for the first and last, which take the extreme rows. */
        WINSORIZED,
        /** The given cuts. */
        CUTS,
        /** Every value is a category without order. */
        NOMINAL,
        /** The same, bins in the order of frequency. */
        NOMINAL_PREVALENCE,
        /** Categories in the given order, cut like a number. */
        ORDINAL,
        /** Not an input. */
        IGNORE;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static final InputType AUTO = of(Kind.AUTO);

    public InputType {
        cuts = List.copyOf(cuts);
        levels = List.copyOf(levels);
    }

    /** A kind that needs no list. */
    public static InputType of(Kind kind) {
        return new InputType(kind, List.of(), List.of());
    }

    static InputType parse(String name, String text) {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text : text.substring(0, colon);
        List<String> items =
                colon < 0 ? List.of() : Arrays.asList(text.substring(colon + 1).split("\\|", -1));
        if (kind.equals("continuous")) return AUTO;
        for (Kind choice : Kind.values()) {
            if (!choice.label().equals(kind)) continue;
            boolean lists = choice == Kind.CUTS || choice == Kind.ORDINAL;
            if (lists == items.isEmpty()) break;
            if (choice == Kind.CUTS) return new InputType(choice, cuts(name, text, items), List.of());
            if (choice == Kind.ORDINAL && java.util.Set.copyOf(items).size() < items.size()) break;
            return new InputType(choice, List.of(), choice == Kind.ORDINAL ? items : List.of());
        }
        throw SettingTexts.bad(
                name,
                text,
                "one of auto, quantile, rounded_quantile, uniform, winsorized, cuts:1|2|…, nominal, nominal_prevalence,"
                        + " ordinal:a|b|…, ignore");
    }

    private static List<Double> cuts(String name, String text, List<String> items) {
        double last = Double.NEGATIVE_INFINITY;
        for (String item : items) {
            if (!item.strip().matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
                    || !(Double.parseDouble(item) > last)
                    || Double.isInfinite(Double.parseDouble(item))) {
                throw SettingTexts.bad(name, text, "cuts in ascending order, as in cuts:10|20|30");
            }
            last = Double.parseDouble(item);
        }
        return items.stream().map(Double::parseDouble).toList();
    }

    String text() {
        return switch (kind) {
            case CUTS -> "cuts:" + cuts.stream().map(EcmaNumber::format).collect(Collectors.joining("|"));
            case ORDINAL -> "ordinal:" + String.join("|", levels);
            default -> kind.label();
        };
    }
}
