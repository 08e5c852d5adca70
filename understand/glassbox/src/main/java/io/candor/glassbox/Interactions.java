package io.candor.glassbox;

import io.candor.core.json.EcmaNumber;
import io.candor.glassbox.internal.settings.SettingTexts;

/**
 * Which interactions an EBM has: so many pairs that FAST finds, or the terms that are named.
 *
 * @param perInput pairs as a multiple of the number of inputs, rounded up; used if positive
 * @param count pairs; used if {@code perInput} is 0 and no terms are named
 * @param named terms of two or more inputs
 */
public record Interactions(double perInput, int count, TermList named) {
    /** Main effects only. */
    public static final Interactions NONE = new Interactions(0, 0, TermList.NONE);

    /** A multiple of the number of inputs. */
    public static Interactions perInput(double multiple) {
        return new Interactions(multiple, 0, TermList.NONE);
    }

    /** Exactly these. */
    public static Interactions of(TermList named) {
        return new Interactions(0, 0, named);
    }

    /** Whether there are only main effects, whatever the inputs. */
    public boolean none() {
        return perInput == 0 && count == 0 && named.terms().isEmpty();
    }

    /** Pairs to find among so many inputs. */
    public int pairs(int inputs) {
        return perInput > 0 ? (int) Math.min(Integer.MAX_VALUE, Math.ceil(perInput * inputs)) : count;
    }

    /** {@code 3x}, {@code 10}, or {@code age & hours, a & b & c}. */
    static Interactions parse(String text) {
        if (text.matches("[0-9]{1,7}")) return new Interactions(0, Integer.parseInt(text), TermList.NONE);
        if (text.matches("[0-9]{1,5}(\\.[0-9]{1,6})?x")) {
            double multiple = Double.parseDouble(text.substring(0, text.length() - 1));
            return multiple == 0 ? NONE : perInput(multiple);
        }
        TermList named = TermList.parse(text);
        boolean bad = named.terms().stream().anyMatch(t -> t.size() < 2 || t.contains(""));
        if (bad || named.terms().isEmpty()) {
            throw SettingTexts.bad(
                    "interactions", text, "a number of pairs, a multiple such as 3x, or terms such as age & hours");
        }
        return of(named);
    }

    /** The text form. */
    public String text() {
        if (perInput > 0) return EcmaNumber.format(perInput) + "x";
        return named.terms().isEmpty() ? Integer.toString(count) : named.text();
    }
}
