package io.candor.fairness.curve;

import io.candor.core.CandorException;

/**
 * How much of the curves is kept.
 *
 * @param points of a ROC curve at most, 2 or more; the exact curve is thinned where it has more
 * @param bins of the calibration at most; small groups have fewer
 * @param minBin rows that a bin has at least, but where all rows are fewer
 */
public record CurveSettings(int points, int bins, int minBin) {
    private static final int MOST_POINTS = 10_000;
    private static final int MOST_BINS = 1_000;

    /** 200 points, 10 bins of at least 30 rows. */
    public static final CurveSettings DEFAULT = new CurveSettings(200, 10, 30);

    /** @throws CandorException {@code CND-F060} */
    public CurveSettings {
        if (points < 2 || points > MOST_POINTS || bins < 1 || bins > MOST_BINS || minBin < 1) {
            throw CandorException.user(
                    "CND-F060",
                    "curves of " + points + " points and " + bins + " bins of " + minBin
                            + " rows or more can't be made",
                    "2 to 10,000 points, 1 to 1,000 bins, 1 row or more in each",
                    "200 points and 10 bins of 30 are the default");
        }
    }

    /** Fewer points where there are many curves, so that all of them stay below a hundred thousand or so. */
    CurveSettings shared(long curves) {
        int fewer = (int) Math.max(20, 100_000 / Math.max(1, curves));
        return new CurveSettings(Math.min(points, fewer), bins, minBin);
    }
}
