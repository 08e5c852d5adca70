package io.candor.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Makes random values of one type; {@code size} grows from 0 to 100 so that small cases come first. */
@FunctionalInterface
public interface Gen<T> {
    T next(RandomGenerator random, int size);

    default <R> Gen<R> map(Function<T, R> f) {
        return (random, size) -> f.apply(next(random, size));
    }

    static Gen<Integer> ints(int from, int to) {
        return (random, size) -> random.nextInt(from, to + 1);
    }

    static Gen<Long> longs() {
        return (random, size) -> random.nextLong();
    }

    /** Finite doubles of every magnitude, with zeros, small integers and exact halves well represented. */
    static Gen<Double> doubles() {
        return (random, size) -> switch (random.nextInt(6)) {
            case 0 -> 0.0;
            case 1 -> (double) random.nextInt(-100, 101);
            case 2 -> random.nextInt(-1000, 1001) / 2.0;
            case 3 -> random.nextDouble(-1, 1);
            case 4 -> random.nextGaussian() * Math.pow(10, random.nextInt(-20, 21));
            default -> finite(random);
        };
    }

    /** Strings with quotes, commas, line breaks, markup, right-to-left marks and emoji. */
    static Gen<String> hostileStrings() {
        String[] pieces = {
            "a",
            "B",
            "7",
            " ",
            ",",
            "\"",
            "'",
            "\n",
            "\r\n",
            "\t",
            "</script>",
            "<b>",
            "&amp;",
            "é",
            "\u202E",
            "😀",
            ";",
            "\\",
            "${x}",
            "`",
            "=1+1",
            "/",
            "~"
        };
        return (random, size) -> {
            StringBuilder s = new StringBuilder();
            int length = random.nextInt(Math.min(size, 12) + 1);
            for (int i = 0; i < length; i++) s.append(pieces[random.nextInt(pieces.length)]);
            return s.toString();
        };
    }

    static <T> Gen<List<T>> lists(Gen<T> item, int atLeast, int atMost) {
        return (random, size) -> {
            int length = atLeast + random.nextInt(Math.max(1, Math.min(atMost - atLeast, size) + 1));
            List<T> items = new ArrayList<>(length);
            for (int i = 0; i < length; i++) items.add(item.next(random, size));
            return items;
        };
    }

    private static double finite(RandomGenerator random) {
        double x = Double.longBitsToDouble(random.nextLong());
        return Double.isNaN(x) || Double.isInfinite(x) ? 1.0 : x;
    }
}
