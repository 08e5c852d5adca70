package io.candor.glassbox.internal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * Cuts that give bins of about equal numbers of rows, after interpret's "quantile" binning. If every value can have a bin,
 * it has. Otherwise the targets are the equal-frequency positions, each moved to the nearest boundary between two values;
 * cuts that fall together are handed out again, one by one, to the largest bin that can still be cut, near its middle. A
 * tie between two boundaries goes outwards, so that mirrored values get mirrored cuts.
 */
final class QuantileCuts {
    /** Distinct values {@code from … to-1} of one bin. */
    private record Part(int from, int to, int rows) {}

    /** Where a cut lies between two values. */
    enum Place {
        MIDDLE,
        SHORTEST_DECIMAL
    }

    private final Place place;
    private final double[] distinct;
    private final int[] before; // before[v] = rows with a smaller value than distinct[v]; one more entry for all rows

    private QuantileCuts(Place place, double[] distinct, int[] before) {
        this.place = place;
        this.distinct = distinct;
        this.before = before;
    }

    /**
     * @param values without NaN
     * @param limit the most cuts
     * @return strictly ascending; a value equal to a cut lies at its right
     */
    static double[] of(double[] values, int limit, Place place) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] distinct = new double[sorted.length];
        int[] before = new int[sorted.length + 1];
        int count = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (count > 0 && sorted[i] == distinct[count - 1]) continue; // == so that -0 and 0 are one value
            before[count] = i;
            distinct[count++] = sorted[i];
        }
        before[count] = sorted.length;
        return new QuantileCuts(place, Arrays.copyOf(distinct, count), Arrays.copyOf(before, count + 1)).cuts(limit);
    }

    private double[] cuts(int limit) {
        int boundaries = Math.max(distinct.length - 1, 0);
        boolean[] cut = new boolean[boundaries + 1]; // cut[v]: between distinct[v-1] and distinct[v]
        if (boundaries <= limit) Arrays.fill(cut, true);
        else spread(cut, limit);
        double[] cuts = new double[boundaries];
        int k = 0;
        for (int v = 1; v <= boundaries; v++) if (cut[v]) cuts[k++] = between(distinct[v - 1], distinct[v]);
        return Arrays.copyOf(cuts, k);
    }

    private void spread(boolean[] cut, int limit) {
        int used = 0;
        long rows = before[distinct.length];
        for (int j = 1; j <= limit; j++) {
            int v = nearest((double) rows * j / (limit + 1), 1, distinct.length - 1);
            if (cut[v]) continue;
            cut[v] = true;
            used++;
        }
        PriorityQueue<Part> parts =
                new PriorityQueue<>((a, b) -> a.rows != b.rows ? b.rows - a.rows : Integer.compare(a.from, b.from));
        int from = 0;
        for (int v = 1; v <= distinct.length; v++) {
            if (v < distinct.length && !cut[v]) continue;
            offer(parts, from, v);
            from = v;
        }
        while (used < limit && !parts.isEmpty()) {
            Part part = parts.remove();
            int v = nearest((before[part.from] + (double) before[part.to]) / 2, part.from + 1, part.to - 1);
            cut[v] = true;
            used++;
            offer(parts, part.from, v);
            offer(parts, v, part.to);
        }
    }

    private void offer(PriorityQueue<Part> parts, int from, int to) {
        if (to - from > 1) parts.add(new Part(from, to, before[to] - before[from]));
    }

    /** The boundary from {@code low} to {@code high} whose number of rows before it is nearest to the position. */
    private int nearest(double position, int low, int high) {
        int right = low;
        int end = high;
        while (right < end) {
            int middle = (right + end) >>> 1;
            if (before[middle] < position) right = middle + 1;
            else end = middle;
        }
        if (right == low) return right;
        double toRight = before[right] - position;
        double toLeft = position - before[right - 1];
        boolean lowerHalf = 2 * position <= before[distinct.length];
        return toRight < toLeft || (toRight == toLeft && !lowerHalf) ? right : right - 1;
    }

    private double between(double left, double right) {
        double middle = middle(left, right);
        if (place == Place.MIDDLE) return middle;
        BigDecimal exact = new BigDecimal(middle);
        for (int digits = 1; digits < 17; digits++) {
            double rounded =
                    exact.round(new MathContext(digits, RoundingMode.HALF_EVEN)).doubleValue();
            if (rounded > left && rounded <= right) return rounded;
        }
        return middle;
    }

    private static double middle(double left, double right) {
        double middle = left / 2 + right / 2;
        return middle > left && middle <= right ? middle : right;
    }
}
