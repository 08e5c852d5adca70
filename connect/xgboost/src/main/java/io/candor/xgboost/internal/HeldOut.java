package io.candor.xgboost.internal;

import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.random.RandomStream;
import java.util.Arrays;

/**
 * Rows to learn from and rows that are held out, ascending: of each class its share, rounded down, so that no class is held out
 * as a whole.
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
public record HeldOut(int[] train, int[] held) {
    public static HeldOut of(Target target, double share, RandomStream random) {
        int n = target.values().length;
        boolean[] out = new boolean[n];
        int strata = target.task() == Task.REGRESSION ? 1 : target.classes().size();
        int[] left = new int[strata];
        for (double y : target.values()) left[strata == 1 ? 0 : (int) y]++;
        for (int s = 0; s < strata; s++) left[s] = (int) (left[s] * share);
        int count = 0;
        for (int row : random.permutation(n)) {
            int stratum = strata == 1 ? 0 : (int) target.values()[row];
            if (left[stratum]-- <= 0) continue;
            out[row] = true;
            count++;
        }
        int[] train = new int[n - count];
        int[] held = new int[count];
        int a = 0;
        int b = 0;
        for (int i = 0; i < n; i++) {
            if (out[i]) held[b++] = i;
            else train[a++] = i;
        }
        return new HeldOut(train, Arrays.copyOf(held, b));
    }
}
