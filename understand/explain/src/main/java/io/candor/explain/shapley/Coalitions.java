package io.candor.explain.shapley;

import java.util.Arrays;

/** Coalitions of players as bit sets, one after the other. Grows; not thread-safe while it does. */
public final class Coalitions {
    private final int players;
    private final int words;
    private long[] bits;
    private int size;

    public Coalitions(int players) {
        this.players = players;
        this.words = Math.max(1, (players + 63) / 64);
        this.bits = new long[16 * words];
    }

    public int players() {
        return players;
    }

    public int size() {
        return size;
    }

    public boolean has(int coalition, int player) {
        return (bits[coalition * words + player / 64] >>> player & 1) != 0;
    }

    public int count(int coalition) {
        int count = 0;
        for (int w = 0; w < words; w++) count += Long.bitCount(bits[coalition * words + w]);
        return count;
    }

    /** Adds one by its members. */
    public void add(boolean[] members) {
        int at = more();
        for (int p = 0; p < players; p++) if (members[p]) bits[at * words + p / 64] |= 1L << p;
    }

    /** Adds one by the low bits of a number; for at most 63 players. */
    public void add(long members) {
        int at = more();
        bits[at * words] = members;
    }

    public void addEmpty() {
        more();
    }

    public void addFull() {
        complement(more());
    }

    /** Adds all players that another coalition lacks. */
    public void addComplementOf(int coalition) {
        int at = more();
        System.arraycopy(bits, coalition * words, bits, at * words, words);
        complement(at);
    }

    private void complement(int at) {
        for (int w = 0; w < words; w++) bits[at * words + w] = ~bits[at * words + w];
        if (players % 64 != 0) bits[at * words + words - 1] &= (1L << players) - 1;
        if (players == 0) bits[at * words] = 0;
    }

    private int more() {
        if ((size + 1) * words > bits.length) bits = Arrays.copyOf(bits, Math.multiplyExact(bits.length, 2));
        return size++;
    }

    /** Some of them, in order. */
    public Coalitions part(int from, int to) {
        Coalitions part = new Coalitions(players);
        part.bits = Arrays.copyOfRange(bits, from * words, Math.max(from + 1, to) * words);
        part.size = to - from;
        return part;
    }
}
