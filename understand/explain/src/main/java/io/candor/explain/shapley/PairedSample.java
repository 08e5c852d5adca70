package io.candor.explain.shapley;

import io.candor.core.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Coalitions drawn together with their complements: number 2p and 2p + 1 are a pair. What a pair says of Shapley values is the
 * difference of its two worths alone, so that interactions of two players cancel (Covert &amp; Lee 2021).
 *
 * @param weights per pair, in the regression whose solution Shapley values are; up to a common factor
 * @param chance per pair, which part of its error is by chance: 0 if every coalition of its size is there, 1 if drawn with
 *     replacement
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PairedSample(Coalitions coalitions, double[] weights, double[] chance) {
    int pairs() {
        return weights.length;
    }

    /**
     * As KernelSHAP's authors do it: sizes from the outside in are taken whole while the budget would draw so many of them anyway, the
     * rest is drawn by the kernel's weight, again and again until there are enough different ones; repetitions add weight.
     */
    static PairedSample kernel(int n, int pairs, RandomStream random) {
        int sizes = n / 2;
        double[] mass = new double[sizes + 1];
        double rest = 0;
        for (int s = 1; s <= sizes; s++) rest += mass[s] = (2 * s < n ? 2.0 : 1.0) * (n - 1) / (s * (double) (n - s));
        Builder built = new Builder(n);
        double left = pairs;
        int first = 1;
        for (; first <= sizes; first++) {
            double all = population(n, first);
            if (left * mass[first] / rest < all * (1 - 1e-8)) break;
            for (BitSet members : every(n, first)) built.add(members, mass[first] / all, 0);
            left -= all;
            rest -= mass[first];
        }
        if (first > sizes) return built.sample();
        int fixed = built.size();
        Map<BitSet, Integer> drawn = new HashMap<>();
        long draws = 0;
        for (long most = 4L * pairs; drawn.size() < left && draws < most; draws++) {
            double at = random.nextDouble() * rest;
            int size = first;
            while (size < sizes && at >= mass[size]) at -= mass[size++];
            BitSet members = canonical(draw(n, size, random), n);
            Integer known = drawn.get(members);
            if (known != null) built.more(known);
            else {
                drawn.put(members, built.size());
                built.add(members, 1, 1);
            }
        }
        built.scale(fixed, rest / draws);
        return built.sample();
    }

    /**
     * Leverage scores of the regression depend on the size of a coalition alone, and make all sizes equally frequent (Musco &amp;
     * Witter 2025): as many of each size as that asks, without replacement. Counts by size are fixed, not drawn.
     */
    static PairedSample leverage(int n, int pairs, RandomStream random) {
        int sizes = n / 2;
        int[] counts = counts(n, pairs);
        Builder built = new Builder(n);
        for (int s = 1; s <= sizes; s++) {
            double all = population(n, s);
            double share = counts[s] / all;
            // all / (choose(n, s) · s (n − s)) / count, without numbers of the size of choose(n, s)
            double weight = (2 * s < n ? 1 : 0.5) / (counts[s] * (double) s * (n - s));
            for (BitSet members : without(n, s, counts[s], random)) built.add(members, weight, 1 - share);
        }
        return built.sample();
    }

    /** Pairs of each size: the same number of all, but never more than there are. */
    private static int[] counts(int n, int pairs) {
        int sizes = n / 2;
        int[] counts = new int[sizes + 1];
        int left = pairs;
        for (int s = 1;
                s <= sizes;
                s++) { // the rarest first; the middle size is half as frequent if its own complement
            double share = 0;
            for (int r = s; r <= sizes; r++) share += 2 * r < n ? 1 : 0.5;
            double wanted = left * (2 * s < n ? 1 : 0.5) / share;
            counts[s] = (int) Math.min(population(n, s), Math.max(1, Math.round(wanted)));
            left -= counts[s];
        }
        return counts;
    }

    /** Coalitions of a size, complements counted once. */
    private static double population(int n, int size) {
        return 2 * size < n ? choose(n, size) : choose(n, size) / 2;
    }

    private static double choose(int n, int k) {
        double choose = 1;
        for (int i = 0; i < k; i++) choose = choose * (n - i) / (i + 1);
        return Math.rint(choose);
    }

    private static List<BitSet> without(int n, int size, int count, RandomStream random) {
        if (population(n, size) <= 4.0 * count) {
            List<BitSet> all = every(n, size);
            int[] order = random.permutation(all.size());
            List<BitSet> picked = new ArrayList<>();
            for (int i = 0; i < count; i++) picked.add(all.get(order[i]));
            return picked;
        }
        Map<BitSet, Integer> picked = new java.util.LinkedHashMap<>();
        while (picked.size() < count) picked.putIfAbsent(canonical(draw(n, size, random), n), 0);
        return new ArrayList<>(picked.keySet());
    }

    private static BitSet draw(int n, int size, RandomStream random) {
        BitSet members = new BitSet(n);
        for (int j = n - size; j < n; j++) { // Floyd's way to draw without replacement
            int t = random.nextInt(j + 1);
            members.set(members.get(t) ? j : t);
        }
        return members;
    }

    /** Of a coalition of half of the players and its complement, the one with the first player. */
    private static BitSet canonical(BitSet members, int n) {
        if (2 * members.cardinality() == n && !members.get(0)) members.flip(0, n);
        return members;
    }

    private static List<BitSet> every(int n, int size) {
        List<BitSet> all = new ArrayList<>();
        int[] at = new int[size];
        for (int i = 0; i < size; i++) at[i] = i;
        boolean half = 2 * size == n;
        while (true) {
            if (!half || at[0] == 0) {
                BitSet members = new BitSet(n);
                for (int i : at) members.set(i);
                all.add(members);
            }
            int i = size - 1;
            while (i >= 0 && at[i] == n - size + i) i--;
            if (i < 0) return all;
            at[i]++;
            for (int j = i + 1; j < size; j++) at[j] = at[j - 1] + 1;
        }
    }

    /** Collects pairs. */
    private static final class Builder {
        private final int players;
        private final Coalitions coalitions;
        private double[] weights = new double[64];
        private double[] chance = new double[64];
        private int size;

        Builder(int players) {
            this.players = players;
            this.coalitions = new Coalitions(players);
        }

        int size() {
            return size;
        }

        void add(BitSet members, double weight, double byChance) {
            boolean[] in = new boolean[players];
            members.stream().forEach(p -> in[p] = true);
            coalitions.add(in);
            coalitions.addComplementOf(coalitions.size() - 1);
            if (size == weights.length) {
                weights = Arrays.copyOf(weights, 2 * size);
                chance = Arrays.copyOf(chance, 2 * size);
            }
            weights[size] = weight;
            chance[size++] = byChance;
        }

        void more(int pair) {
            weights[pair]++;
        }

        void scale(int from, double factor) {
            for (int p = from; p < size; p++) weights[p] *= factor;
        }

        PairedSample sample() {
            return new PairedSample(coalitions, Arrays.copyOf(weights, size), Arrays.copyOf(chance, size));
        }
    }
}
