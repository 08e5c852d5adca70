package io.candor.glassbox.internal;

import io.candor.core.random.RandomStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One split into training and validation rows. A row may be there several times.
 *
 * @param training ascending
 * @param validation ascending; may be empty
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
public record OuterBag(int[] training, int[] validation) {

    /**
     * Drawn without replacement: ⌊share · n⌋ rows are held out; each class gives its share (largest remainder) and keeps at
     * least one row to train on.
     *
     * @param strata index of the class per row; null if there are none
     * @param share to hold out, in [0, 1)
     */
    public static OuterBag draw(int rows, int @Nullable [] strata, double share, RandomStream random) {
        int held = (int) Math.floor(share * rows);
        boolean[] out = new boolean[rows];
        if (strata == null) {
            mark(out, all(rows), held, random);
        } else {
            int classes = Arrays.stream(strata).max().orElse(0) + 1;
            int[] size = new int[classes];
            for (int s : strata) size[s]++;
            int[] take = shares(size, held, rows);
            for (int k = 0; k < classes; k++) {
                mark(out, where(strata, k), Math.max(0, Math.min(take[k], size[k] - 1)), random);
            }
        }
        return of(out);
    }

    /** Whole groups, in random order, until the next would bring the held-out rows further from their share. */
    public static OuterBag drawGroups(int[] groups, double share, RandomStream random) {
        TreeMap<Integer, Integer> sizes = new TreeMap<>();
        for (int g : groups) sizes.merge(g, 1, Integer::sum);
        int[] names = sizes.keySet().stream().mapToInt(g -> g).toArray();
        random.shuffle(names);
        int wanted = (int) Math.floor(share * groups.length);
        int held = 0;
        Set<Integer> out = new HashSet<>();
        for (int k = 0; k + 1 < names.length && held < wanted; k++) {
            int size = sizes.getOrDefault(names[k], 0);
            if (Math.abs(held + size - wanted) > Math.abs(held - wanted)) continue;
            out.add(names[k]);
            held += size;
        }
        boolean[] marked = new boolean[groups.length];
        for (int i = 0; i < groups.length; i++) marked[i] = out.contains(groups[i]);
        return of(marked);
    }

    /** Validates on the latest rows; learns from the earlier ones but for the same share of them, so that bags differ. */
    public static OuterBag drawTimes(double[] times, double share, RandomStream random) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        int held = (int) Math.floor(share * times.length);
        double from = held == 0 ? Double.POSITIVE_INFINITY : sorted[times.length - held];
        if (from == sorted[0]) from = Double.POSITIVE_INFINITY; // nothing would be left to learn from
        int[] early = new int[times.length];
        int[] late = new int[times.length];
        int e = 0;
        int l = 0;
        for (int i = 0; i < times.length; i++) {
            if (times[i] >= from) late[l++] = i;
            else early[e++] = i;
        }
        boolean[] out = new boolean[times.length];
        mark(out, Arrays.copyOf(early, e), (int) Math.floor(share * e), random);
        int[] train = Arrays.stream(early, 0, e).filter(i -> !out[i]).toArray();
        return new OuterBag(train, Arrays.copyOf(late, l));
    }

    /** As someone says: +k learns from a row k times, −k validates on it k times. */
    public static OuterBag given(byte[] times) {
        int learnt = 0;
        int held = 0;
        for (byte t : times) {
            learnt += Math.max(0, t);
            held += Math.max(0, -t);
        }
        int[] train = new int[learnt];
        int[] validate = new int[held];
        for (int i = 0, a = 0, b = 0; i < times.length; i++) {
            for (int k = 0; k < times[i]; k++) train[a++] = i;
            for (int k = 0; k < -times[i]; k++) validate[b++] = i;
        }
        return new OuterBag(train, validate);
    }

    private static OuterBag of(boolean[] out) {
        int validation = 0;
        for (boolean b : out) if (b) validation++;
        int[] train = new int[out.length - validation];
        int[] validate = new int[validation];
        int t = 0;
        int v = 0;
        for (int i = 0; i < out.length; i++) {
            if (out[i]) validate[v++] = i;
            else train[t++] = i;
        }
        return new OuterBag(train, validate);
    }

    /** Largest remainder; of equals the later one. */
    private static int[] shares(int[] size, int held, int rows) {
        int[] take = new int[size.length];
        double[] rest = new double[size.length];
        int left = held;
        for (int k = 0; k < size.length; k++) {
            double exact = (double) held * size[k] / rows;
            take[k] = (int) Math.floor(exact);
            rest[k] = exact - take[k];
            left -= take[k];
        }
        for (; left > 0; left--) {
            int most = 0;
            for (int k = 1; k < rest.length; k++) if (rest[k] >= rest[most]) most = k;
            take[most]++;
            rest[most] = -1;
        }
        return take;
    }

    private static void mark(boolean[] out, int[] rows, int count, RandomStream random) {
        for (int i = 0; i < count; i++) {
            int j = i + random.nextInt(rows.length - i);
            int picked = rows[j];
            rows[j] = rows[i];
            rows[i] = picked;
            out[picked] = true;
        }
    }

    private static int[] all(int rows) {
        int[] all = new int[rows];
        for (int i = 0; i < rows; i++) all[i] = i;
        return all;
    }

    private static int[] where(int[] strata, int stratum) {
        int[] found = new int[strata.length];
        int n = 0;
        for (int i = 0; i < strata.length; i++) if (strata[i] == stratum) found[n++] = i;
        return Arrays.copyOf(found, n);
    }
}
