package io.candor.fairness.slices.internal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Slices that tell something of their own. Another slice is told under one that ranks before it if its rows are nearly the same, if it lies within it and does not differ from the rest
 * of it clearly, or if what is left of it without those rows is no longer clearly worse than the rows in neither.
 */
public final class Distinct {
    /** So many slices are compared at most, from the worst down. */
    public static final int MOST_COMPARED = 500;

    private static final double FEW = 0.1; // of a slice

    private final Family family;
    private final Outcome outcome;
    private final int minGroup;
    private final double clear;
    private final double[] total;

    /** @param clear standard errors from which a difference is clear, given how many were looked at */
    public Distinct(Family family, Outcome outcome, int minGroup, double clear) {
        this.clear = clear;
        this.family = family;
        this.outcome = outcome;
        this.minGroup = minGroup;
        this.total = outcome.total();
    }

    /** A slice, and those that are told under it. */
    public record Kept(int slice, BitSet rows, List<Integer> similar) {}

    /**
     * @param ranked slices, worst first
     * @param most to keep
     */
    public List<Kept> of(int[] ranked, int most) {
        List<Kept> kept = new ArrayList<>();
        for (int r = 0; r < Math.min(ranked.length, MOST_COMPARED); r++) {
            BitSet rows = family.members(ranked[r]);
            Kept same = null;
            for (Kept k : kept) {
                if (!similar(k.rows(), rows)) continue;
                same = k;
                break;
            }
            if (same != null) same.similar().add(ranked[r]);
            else if (kept.size() < most) kept.add(new Kept(ranked[r], rows, new ArrayList<>()));
        }
        return kept;
    }

    private boolean similar(BitSet a, BitSet b) {
        if (!a.intersects(b)) return false;
        BitSet left = (BitSet) b.clone();
        left.andNot(a);
        if (left.cardinality() >= Math.max(minGroup, FEW * b.cardinality())) {
            BitSet either = (BitSet) a.clone();
            either.or(b);
            return outcome.worse(outcome.sums(left), minus(total, outcome.sums(either))) < clear;
        }
        BitSet around = (BitSet) a.clone();
        around.andNot(b);
        if (around.cardinality() < Math.max(minGroup, FEW * a.cardinality())) return true;
        return outcome.worse(outcome.sums(b), outcome.sums(around)) < clear;
    }

    private static double[] minus(double[] a, double[] b) {
        double[] rest = new double[a.length];
        for (int k = 0; k < rest.length; k++) rest[k] = a[k] - b[k];
        return rest;
    }
}
