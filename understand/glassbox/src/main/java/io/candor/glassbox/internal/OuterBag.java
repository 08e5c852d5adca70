package io.candor.glassbox.internal;

import io.candor.core.random.RandomStream;
import java.util.Arrays;

/**
 * One split into training and validation rows, drawn without replacement: ⌊share · n⌋ rows are held out; for two classes
 * each class gives its share (largest remainder) and keeps at least one row to train on.
 *
 * @param training ascending
 * @param validation ascending; may be empty
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
public record OuterBag(int[] training, int[] validation) {

    /**
     * @param strata index of the class per row, 0 or 1; null if there are none
     * @param share to hold out, in [0, 1)
     */
    public static OuterBag draw(
            int rows, int @org.jspecify.annotations.Nullable [] strata, double share, RandomStream random) {
        int held = (int) Math.floor(share * rows);
        boolean[] out = new boolean[rows];
        if (strata == null) {
            mark(out, all(rows), held, random);
        } else {
            int[] first = where(strata, 0);
            int[] second = where(strata, 1);
            double exact = (double) held * first.length / rows;
            int fromFirst = (int) Math.floor(exact);
            if (exact - fromFirst > 0.5) fromFirst++;
            mark(out, first, Math.max(0, Math.min(fromFirst, first.length - 1)), random);
            mark(out, second, Math.max(0, Math.min(held - fromFirst, second.length - 1)), random);
        }
        int validation = 0;
        for (boolean b : out) if (b) validation++;
        int[] train = new int[rows - validation];
        int[] validate = new int[validation];
        int t = 0;
        int v = 0;
        for (int i = 0; i < rows; i++) {
            if (out[i]) validate[v++] = i;
            else train[t++] = i;
        }
        return new OuterBag(train, validate);
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
