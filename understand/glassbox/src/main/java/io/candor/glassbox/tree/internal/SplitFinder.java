package io.candor.glassbox.tree.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The best cut of one input over some rows, exactly: groups of equal values (of a number in their order, of a category in the
 * order that {@link LevelOrder} gives) are taken to the left one by one, with the missing values once at the left and once at
 * the right; at last the missing values alone against all others. Ties go to the first. Not thread-safe.
 */
final class SplitFinder {
    private final GrowingData data;
    private final Limits limits;
    private final int width;
    private double[] sums = new double[0]; // by group: weight, then sums
    private int[] rows = new int[0];
    private int[] seen = new int[0]; // groups that occur

    SplitFinder(GrowingData data, Limits limits) {
        this.data = data;
        this.limits = limits;
        this.width = data.width();
    }

    /**
     * @param node rows
     * @param total weight and sums of all of them
     * @return null if no cut gains more than {@code least}
     */
    @Nullable
    Split best(int input, int[] node, int from, int to, double[] total, double least) {
        int groups = data.count(input) + 1; // the last is missing
        int stride = width + 1;
        if (sums.length < groups * stride) {
            sums = new double[groups * stride];
            rows = new int[groups];
            seen = new int[groups];
        }
        int[] codes = data.codes()[input];
        int missing = groups - 1;
        int different = 0;
        for (int r = from; r < to; r++) {
            int row = node[r];
            int group = codes[row] < 0 ? missing : codes[row];
            if (rows[group]++ == 0 && group != missing) seen[different++] = group;
            sums[group * stride] += data.rows().weights()[row];
            data.add(row, sums, group * stride + 1);
        }
        boolean category = data.isCategory(input);
        if (category) new LevelOrder(data, width).sort(seen, different, sums);
        else Arrays.sort(seen, 0, different);
        Split found = scan(input, different, missing, to - from, total, least, category);
        for (int s = 0; s < different; s++) clear(seen[s], stride);
        clear(missing, stride);
        return found;
    }

    private void clear(int group, int stride) {
        rows[group] = 0;
        Arrays.fill(sums, group * stride, (group + 1) * stride, 0);
    }

    private @Nullable Split scan(
            int input, int different, int missing, int count, double[] total, double least, boolean category) {
        int stride = width + 1;
        double parent = limits.criterion().score(total[0], total, 1, width);
        double best = least;
        int cut = -1;
        boolean missingLeft = false;
        double[] left = new double[stride];
        double[] right = new double[stride];
        double[] with = new double[stride];
        int leftRows = 0;
        boolean gaps = rows[missing] > 0;
        for (int s = 0; s < different; s++) {
            int group = seen[s];
            leftRows += rows[group];
            for (int k = 0; k < stride; k++) left[k] += sums[group * stride + k];
            boolean last = s == different - 1;
            if (last && !gaps) break;
            for (int side = gaps && !last ? 0 : 1; side < 2; side++) { // missing at the left, then at the right
                int here = leftRows + (side == 0 ? rows[missing] : 0);
                if (here < limits.leafRows() || count - here < limits.leafRows()) continue;
                for (int k = 0; k < stride; k++) {
                    with[k] = left[k] + (side == 0 ? sums[missing * stride + k] : 0);
                    right[k] = total[k] - with[k];
                }
                double gain = limits.criterion().score(with[0], with, 1, width)
                        + limits.criterion().score(right[0], right, 1, width)
                        - parent;
                if (gain > best) {
                    best = gain;
                    cut = s;
                    missingLeft = side == 0;
                }
            }
        }
        if (cut < 0) return null;
        int next = cut + 1 < different ? seen[cut + 1] : -1;
        if (!category) {
            return new Split(input, best, seen[cut], next, null, gaps ? missingLeft : heavierLeft(cut, different));
        }
        return levels(input, best, cut, different, missing, gaps, missingLeft);
    }

    /** Levels that go left, turned so that the side without a set, where unseen levels (and missing, if none was seen) go, is the heavier one. */
    private Split levels(
            int input, double gain, int cut, int different, int missing, boolean gaps, boolean missingLeft) {
        boolean swap = heavierLeft(cut, different);
        long[] bits = new long[(missing + 63) / 64];
        for (int s = 0; s < different; s++) {
            if (s <= cut != swap) bits[seen[s] >> 6] |= 1L << (seen[s] & 63);
        }
        return new Split(input, gain, 0, 0, bits, gaps && missingLeft != swap);
    }

    private boolean heavierLeft(int cut, int different) {
        double left = 0;
        double right = 0;
        for (int s = 0; s < different; s++) {
            double weight = sums[seen[s] * (width + 1)];
            if (s <= cut) left += weight;
            else right += weight;
        }
        return left > right;
    }
}
