package io.candor.fairness.reduction;

import io.candor.core.CandorException;
import io.candor.core.json.Json;
import java.util.Locale;

/**
 * The loss of a predicted number, after label and prediction are cut to a range, so that it is bounded as the theory asks.
 *
 * @param low lower end of the range
 * @param high upper end
 */
public record Loss(Kind kind, double low, double high) {
    /** How far off counts how much. */
    public enum Kind {
        SQUARE,
        ABSOLUTE
    }

    /** @throws CandorException {@code CND-F034} for a range that is empty or without an end */
    public Loss {
        if (!(low < high) || !Double.isFinite(high - low)) {
            throw CandorException.user(
                    "CND-F034",
                    "a loss on the range from " + low + " to " + high + " can't be",
                    "two finite numbers, the lower first",
                    "give the range that the label has");
        }
    }

    public static Loss square(double low, double high) {
        return new Loss(Kind.SQUARE, low, high);
    }

    public static Loss absolute(double low, double high) {
        return new Loss(Kind.ABSOLUTE, low, high);
    }

    /** The absolute loss on [0, 1], which for labels and predictions of 0 and 1 counts mistakes. */
    public static Loss zeroOne() {
        return absolute(0, 1);
    }

    public double of(double label, double prediction) {
        double d = clipped(label) - clipped(prediction);
        return kind == Kind.SQUARE ? d * d : Math.abs(d);
    }

    Json.Obj toJson() {
        return Json.object()
                .put("loss", kind.name().toLowerCase(Locale.ROOT))
                .put("low", low)
                .put("high", high)
                .build();
    }

    private double clipped(double v) {
        return Math.min(Math.max(v, low), high);
    }
}
