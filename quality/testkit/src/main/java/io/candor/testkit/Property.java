package io.candor.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Checks a rule on many generated values. A failure names the seed and a small value that breaks the rule. */
public final class Property {
    private Property() {}

    /** A rule: returns quietly or throws. */
    @FunctionalInterface
    public interface Rule<T> {
        void check(T value) throws Exception;
    }

    /** Checks {@code n} values; lists that fail are shrunk by removing items while they keep failing. */
    public static <T> void forAll(long seed, int n, Gen<T> gen, Rule<T> rule) {
        for (int i = 0; i < n; i++) {
            RandomGenerator random = new SplittableRandom(seed + i);
            T value = gen.next(random, Math.min(100, i * 100 / Math.max(1, n - 1)));
            Throwable failure = failure(rule, value);
            if (failure == null) continue;
            Object small = value instanceof List<?> list ? shrink(list, rule) : value;
            throw new AssertionError("fails for seed " + (seed + i) + ": " + small, failure);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> Object shrink(List<?> list, Rule<T> rule) {
        List<Object> smallest = new ArrayList<>(list);
        for (int i = smallest.size() - 1; i >= 0; i--) {
            List<Object> shorter = new ArrayList<>(smallest);
            shorter.remove(i);
            if (failure(rule, (T) shorter) != null) smallest = shorter;
        }
        return smallest;
    }

    private static <T> @org.jspecify.annotations.Nullable Throwable failure(Rule<T> rule, T value) {
        try {
            rule.check(value);
            return null;
        } catch (Exception | AssertionError e) {
            return e;
        }
    }
}
