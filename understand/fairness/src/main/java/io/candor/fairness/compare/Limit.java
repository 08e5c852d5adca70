package io.candor.fairness.compare;

import io.candor.core.CandorException;
import io.candor.core.evidence.Estimate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A limit of a policy on one of the figures compared: a zone of the picture.
 *
 * @param measure name of the performance metric or of a disparity
 * @param feature whose disparity; empty for every feature
 * @param atMost whether figures above miss it, else those below
 * @param value the limit itself meets it
 * @param source who asks for it, in the policy's words
 */
public record Limit(String measure, String feature, boolean atMost, double value, String source) {
    private static final Pattern TEXT =
            Pattern.compile("\\s*(?:(.+):)?\\s*([a-z][a-z0-9_.]*)\\s*(<=|>=)\\s*([-+0-9.eE]+)\\s*");

    /** Whether a figure keeps a limit, its whole interval being known. */
    public enum State {
        MET,
        NOT_MET,
        /** The interval goes across the limit, or there is none. */
        UNDECIDED;

        /** As in evidence: {@code not_met}. */
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * Reads {@code equalized_odds_difference<=0.05} or {@code sex: demographic_parity_ratio>=0.8}.
     *
     * @throws CandorException {@code CND-F020} for another text
     */
    public static Limit parse(String text) {
        Matcher m = TEXT.matcher(text);
        if (m.matches()) {
            try {
                String feature = m.group(1) == null ? "" : m.group(1).strip();
                double value = Double.parseDouble(m.group(4));
                if (Double.isFinite(value)) {
                    return new Limit(m.group(2), feature, m.group(3).equals("<="), value, text.strip());
                }
            } catch (NumberFormatException e) {
                // told below, with what is expected
            }
        }
        throw CandorException.user(
                "CND-F020",
                "'" + text + "' is no limit",
                "a figure, <= or >=, and a number: equalized_odds_difference<=0.05",
                "write it so; before the figure a feature and a colon may stand");
    }

    /** Whether the limit is on this figure. */
    boolean concerns(String name, String ofFeature) {
        return measure.equals(name) && (feature.isEmpty() || feature.equals(ofFeature));
    }

    /** By the whole interval. */
    public State state(Estimate estimate) {
        if (estimate instanceof Estimate.Interval i) {
            if (meets(i.low()) && meets(i.high())) return State.MET;
            return meets(i.low()) || meets(i.high()) ? State.UNDECIDED : State.NOT_MET;
        }
        return State.UNDECIDED;
    }

    private boolean meets(double x) {
        return atMost ? x <= value : x >= value;
    }
}
