package io.candor.evaluation;

import io.candor.core.CandorException;
import io.candor.core.model.Target;
import io.candor.core.random.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Folds of a cross-validation that respect what is known of the rows: a group tests as a whole; with times, every fold tests on
 * rows that are later than all it learns from (a forward chain), and equal times stay together. Fewer rows, groups or times than
 * folds make fewer folds.
 */
public final class Folds {
    private Folds() {}

    /**
     * @param groups one number per row; null for none
     * @param times one per row, none missing; null for none; not together with groups
     * @throws CandorException {@code CND-V014} if there are not two rows, groups or times
     */
    public static List<Split> of(
            Target target, int k, int @Nullable [] groups, double @Nullable [] times, RandomStreams random) {
        int n = target.values().length;
        if (times != null) return byTime(times, k);
        if (groups != null) return byGroup(groups, k, random);
        if (n < 2) throw tooFew("rows");
        return Split.folds(target, Math.min(k, n), random);
    }

    /** Large groups first, each to the fold that has the fewest rows; of equal size in random order. */
    private static List<Split> byGroup(int[] groups, int k, RandomStreams random) {
        int count = Arrays.stream(groups).max().orElse(-1) + 1;
        int[] sizes = new int[count];
        for (int g : groups) sizes[g]++;
        int[] order = random.stream("evaluation.folds.groups").permutation(count);
        List<Integer> sorted = new ArrayList<>();
        for (int g : order) if (sizes[g] > 0) sorted.add(g);
        sorted.sort((a, b) -> Integer.compare(sizes[b], sizes[a])); // stable
        int folds = Math.min(k, sorted.size());
        if (folds < 2) throw tooFew("groups");
        long[] rows = new long[folds];
        int[] foldOf = new int[count];
        for (int g : sorted) {
            int least = 0;
            for (int f = 1; f < folds; f++) if (rows[f] < rows[least]) least = f;
            foldOf[g] = least;
            rows[least] += sizes[g];
        }
        return IntStream.range(0, folds)
                .mapToObj(f -> new Split(
                        rows(groups.length, i -> foldOf[groups[i]] != f),
                        rows(groups.length, i -> foldOf[groups[i]] == f)))
                .toList();
    }

    /** Blocks of about equally many rows, cut between different times; the first block only trains. */
    private static List<Split> byTime(double[] times, int k) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        List<Double> cuts = new ArrayList<>();
        for (int b = 1; b <= k; b++) {
            int at = (int) ((long) b * sorted.length / (k + 1));
            while (at < sorted.length && at > 0 && sorted[at] == sorted[at - 1]) at++;
            boolean inside = at > 0 && at < sorted.length;
            if (inside && (cuts.isEmpty() || sorted[at] > cuts.get(cuts.size() - 1))) cuts.add(sorted[at]);
        }
        if (cuts.isEmpty()) throw tooFew("times");
        List<Split> folds = new ArrayList<>();
        for (int c = 0; c < cuts.size(); c++) {
            double from = cuts.get(c);
            double to = c + 1 < cuts.size() ? cuts.get(c + 1) : Double.POSITIVE_INFINITY;
            folds.add(new Split(
                    rows(times.length, i -> times[i] < from),
                    rows(times.length, i -> times[i] >= from && (times[i] < to || to == Double.POSITIVE_INFINITY))));
        }
        return folds;
    }

    private static int[] rows(int n, IntPredicate in) {
        return IntStream.range(0, n).filter(in).toArray();
    }

    private static CandorException tooFew(String what) {
        return CandorException.user(
                "CND-V014", "there are not two " + what + " to validate between", "two or more", "give more rows");
    }
}
