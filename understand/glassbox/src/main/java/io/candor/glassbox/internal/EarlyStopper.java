package io.candor.glassbox.internal;

/**
 * Decides when a bag ends. The last {@code window} metrics are in a ring; with tol = tolerance · min(|best|, |best that has
 * left the ring|), it is over when (best that has left the ring) − tol is at most the best in the ring.
 */
final class EarlyStopper {
    private final double tolerance;
    private final double[] ring;
    private int at;
    private double best = Double.POSITIVE_INFINITY;
    private double bestGone = Double.POSITIVE_INFINITY;
    private double bestInRing = Double.POSITIVE_INFINITY;

    /** @param window steps without progress that end it; 0 never ends */
    EarlyStopper(int window, double tolerance) {
        this.tolerance = tolerance;
        this.ring = new double[window];
        java.util.Arrays.fill(ring, Double.POSITIVE_INFINITY);
    }

    /** Notes a metric; true if it is the lowest so far (a tie counts, so the later step is kept). */
    boolean note(double metric) {
        boolean lowest = noteSmoothing(metric);
        if (ring.length > 0) {
            double gone = ring[at];
            ring[at] = metric;
            at = at + 1 == ring.length ? 0 : at + 1;
            bestGone = Math.min(bestGone, gone);
            if (metric <= bestInRing) bestInRing = metric;
            else if (gone == bestInRing) bestInRing = lowestInRing();
        }
        return lowest;
    }

    /** Notes a metric of a step with random cuts, which says nothing about progress; true if it is the lowest so far. */
    boolean noteSmoothing(double metric) {
        boolean lowest = metric <= best;
        if (lowest) best = metric;
        return lowest;
    }

    boolean over() {
        if (ring.length == 0) return false;
        double tol = tolerance * Math.min(Math.abs(best), Math.abs(bestGone));
        if (Double.isNaN(tol) || Double.isInfinite(tol)) tol = 0;
        return bestGone - tol <= bestInRing;
    }

    double best() {
        return best;
    }

    private double lowestInRing() {
        double lowest = Double.POSITIVE_INFINITY;
        for (double metric : ring) lowest = Math.min(lowest, metric);
        return lowest;
    }
}
