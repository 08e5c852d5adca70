package io.candor.fairness.threshold;

import io.candor.fairness.Criterion;
import io.candor.fairness.threshold.internal.Refusals;

/**
 * What shall be alike, and how nearly.
 *
 * @param tolerance the most by which the greatest rate of a group may exceed the least, from 0 to 1; of equalized odds for each of both rates
 */
public record Parity(Criterion criterion, double tolerance) {
    /** @throws io.candor.core.CandorException {@code CND-F046} for a tolerance outside 0 to 1 */
    public Parity {
        if (!(tolerance >= 0 && tolerance <= 1)) {
            throw Refusals.badPlan("the tolerance " + tolerance + " is none", "a number from 0 to 1", "0.05 is usual");
        }
    }
}
