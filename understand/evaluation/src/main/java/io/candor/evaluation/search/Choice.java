package io.candor.evaluation.search;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Which trial is taken. "As good" means that its mean loss exceeds the best by at most one standard error of the paired difference. */
public enum Choice {
    /** The best; but if that is no glass box, the best glass box that is as good, if there is one. */
    GLASSBOX(
            "the lowest mean loss; if that is no glass box, the best glass box within one standard error of it, if any"),
    /** The lowest mean loss. */
    BEST("the lowest mean loss"),
    /** Of those as good as the best, the fewest parameters. */
    SIMPLEST("the fewest parameters among those within one standard error of the lowest mean loss");

    private final String words;

    Choice(String words) {
        this.words = words;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The rule in a sentence. */
    public String words() {
        return words;
    }

    /** @param ranked best first, none failed, at least one */
    Trial of(List<Trial> ranked) {
        Trial best = ranked.get(0);
        List<Trial> asGood =
                ranked.stream().filter(t -> t == best || asGood(t, best)).toList();
        return switch (this) {
            case BEST -> best;
            case GLASSBOX ->
                best.candidate().glassBox()
                        ? best
                        : asGood.stream()
                                .filter(t -> t.candidate().glassBox())
                                .findFirst()
                                .orElse(best);
            case SIMPLEST ->
                asGood.stream()
                        .min(Comparator.comparingLong(
                                (Trial t) -> t.size().map(ModelSize::parameters).orElse(Long.MAX_VALUE)))
                        .orElse(best);
        };
    }

    /** Without an error to speak of (one fold), only equal ones are as good. */
    private static boolean asGood(Trial trial, Trial best) {
        Spread over = trial.over(best);
        return over.mean() <= (Double.isNaN(over.error()) ? 0 : over.error());
    }
}
