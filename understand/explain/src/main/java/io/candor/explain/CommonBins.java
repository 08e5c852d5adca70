package io.candor.explain;

import io.candor.core.model.Bins;
import io.candor.core.model.Input;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The bins in which the bins of two tables of one input both lie. */
final class CommonBins {
    private CommonBins() {}

    /** @return of the one that is there; of both the union of cuts, or a bin for each level if they differ */
    static Bins of(Input input, @Nullable Bins a, @Nullable Bins b) {
        if (a == null || b == null) {
            if (a != null) return a;
            if (b != null) return b;
            throw new IllegalArgumentException("no bins");
        }
        if (a instanceof Bins.Cuts one && b instanceof Bins.Cuts other) {
            double[] cuts = DoubleStream.concat(Arrays.stream(one.cuts()), Arrays.stream(other.cuts()))
                    .sorted()
                    .distinct()
                    .toArray();
            return new Bins.Cuts(cuts, one.min(), one.max());
        }
        Bins.Levels one = (Bins.Levels) a;
        Bins.Levels other = (Bins.Levels) b;
        if (one.count() == other.count() && Arrays.equals(one.binOfLevel(), other.binOfLevel())) return a;
        return new Bins.Levels(IntStream.rangeClosed(1, input.levels().size()).toArray());
    }

    /** Per common bin, the bin that it lies in. */
    static int[] within(Bins own, Bins common) {
        int[] bins = new int[common.count()];
        bins[bins.length - 1] = own.count() - 1;
        for (int b = 1; b < bins.length - 1; b++) bins[b] = own.of(representative(common, b));
        return bins;
    }

    private static double representative(Bins common, int bin) {
        if (common instanceof Bins.Cuts cuts) return bin == 1 ? Double.NEGATIVE_INFINITY : cuts.cuts()[bin - 2];
        int[] levels = ((Bins.Levels) common).binOfLevel();
        for (int l = 0; l < levels.length; l++) if (levels[l] == bin) return l;
        return -1;
    }
}
