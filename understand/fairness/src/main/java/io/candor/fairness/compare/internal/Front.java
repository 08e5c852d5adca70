package io.candor.fairness.compare.internal;

/**
 * Which of some points are dominated: another is at least as good on both axes and better on one. Points without a value on either axis
 * dominate nothing and stand nowhere.
 *
 * @param performance per point, higher is better; NaN where unknown
 * @param disparity per point, lower is better
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
public record Front(double[] performance, double[] disparity) {

    public boolean placed(int i) {
        return !Double.isNaN(performance[i]) && !Double.isNaN(disparity[i]);
    }

    public boolean dominates(int a, int b) {
        if (!placed(a) || !placed(b)) return false;
        return performance[a] >= performance[b]
                && disparity[a] <= disparity[b]
                && (performance[a] > performance[b] || disparity[a] < disparity[b]);
    }

    /** Whether a point is on the front. */
    public boolean holds(int i) {
        if (!placed(i)) return false;
        for (int j = 0; j < performance.length; j++) if (dominates(j, i)) return false;
        return true;
    }
}
