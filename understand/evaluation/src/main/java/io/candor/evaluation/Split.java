package io.candor.evaluation;

import io.candor.core.CandorException;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.random.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows to train on and rows to test on, ascending, without overlap. Classes are spread evenly over both (stratified); for
 * a number rows are drawn at random.
 *
 * @param train row indices
 * @param test row indices
 */
public record Split(int[] train, int[] test) {
    /**
     * @param share of the rows that test, within (0, 1); each class and the whole are within one row of it
     * @throws CandorException {@code CND-V006} if a side would be empty
     */
    public static Split random(Target target, double share, RandomStreams random) {
        int n = target.values().length;
        int wanted = (int) Math.round(share * n);
        if (!(share > 0 && share < 1) || wanted == 0 || wanted == n) {
            throw CandorException.user(
                    "CND-V006",
                    "a test share of " + share + " of " + n + " rows leaves one side empty",
                    "a share between 0 and 1 with rows on both sides",
                    "choose another share, or give more rows");
        }
        return dealt(
                target,
                random,
                "evaluation.split",
                position -> quota(position + 1, wanted, n) > quota(position, wanted, n));
    }

    /** Row i tests when {@code i mod of == fold}: the same split in every language. */
    public static Split modulo(int n, int fold, int of) {
        if (of < 2 || fold < 0 || fold >= of || n < of) {
            throw CandorException.user(
                    "CND-V007",
                    "there is no fold " + fold + " of " + of + " for " + n + " rows",
                    "two folds or more, counted from 0, and a row for each",
                    "choose other folds");
        }
        boolean[] tests = new boolean[n];
        for (int i = fold; i < n; i += of) tests[i] = true;
        return of(tests);
    }

    /**
     * k-fold cross-validation: every row tests once; sizes differ by one at the most, in each class too.
     *
     * @throws CandorException {@code CND-V007} if k is below 2 or above the number of rows
     */
    public static List<Split> folds(Target target, int k, RandomStreams random) {
        int n = target.values().length;
        if (k < 2 || k > n) {
            throw CandorException.user(
                    "CND-V007",
                    k + " folds of " + n + " rows",
                    "2 folds or more, and a row for each",
                    "choose other folds");
        }
        List<Split> folds = new ArrayList<>();
        for (int fold = 0; fold < k; fold++) {
            int mine = fold;
            folds.add(dealt(target, random, "evaluation.folds", position -> position % k == mine));
        }
        return folds;
    }

    /** Takes the rows class by class, each shuffled, and asks of each position in that order whether it tests. */
    private static Split dealt(
            Target target, RandomStreams random, String purpose, java.util.function.IntPredicate tests) {
        double[] values = target.values();
        boolean[] test = new boolean[values.length];
        int strata = target.task() == Task.REGRESSION ? 1 : target.classes().size();
        int position = 0;
        for (int stratum = 0; stratum < strata; stratum++) {
            int[] rows = rowsOf(values, stratum, strata == 1);
            random.stream(purpose, stratum).shuffle(rows);
            for (int row : rows) if (tests.test(position++)) test[row] = true;
        }
        return of(test);
    }

    private static long quota(long position, long wanted, long n) {
        return (position * wanted + n / 2) / n;
    }

    private static int[] rowsOf(double[] values, int stratum, boolean all) {
        int[] rows = new int[values.length];
        int count = 0;
        for (int i = 0; i < values.length; i++) if (all || (int) values[i] == stratum) rows[count++] = i;
        return Arrays.copyOf(rows, count);
    }

    private static Split of(boolean[] test) {
        int[] train = new int[test.length];
        int[] tests = new int[test.length];
        int a = 0;
        int b = 0;
        for (int i = 0; i < test.length; i++) {
            if (test[i]) tests[b++] = i;
            else train[a++] = i;
        }
        return new Split(Arrays.copyOf(train, a), Arrays.copyOf(tests, b));
    }
}
