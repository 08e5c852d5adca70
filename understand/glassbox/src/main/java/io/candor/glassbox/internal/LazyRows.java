package io.candor.glassbox.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows that learn of steps late. Steps of one term are added up per bin and reach the rows when another term's turn comes,
 * or when they are too long for the term's {@link Expansion}; until then its gradients and the loss are read off the
 * expansion, at the cost of its bins and not of the rows. Not thread-safe.
 */
final class LazyRows {
    /** So many passes that only move rows are as quick as one that collects derivatives. */
    private static final int REPEATS_TO_EXPAND = 3;

    private static final Codes[] NONE = {};
    private static final Expansion[] NOWHERE = {};

    private final Rows rows;
    private final Codes[] codes;
    private final Expansion[] expansions;
    private final int depth;
    private final double reach;
    private final double[][] shifts; // per term; that of `term` is not known to the rows yet
    private double[] shift = new double[0];
    private double far; // its largest absolute value
    private int term = -1;
    private boolean expanded; // the term's expansion holds for the rows' scores
    private double base; // loss at the rows' scores; NaN if nobody asked

    /** @param binsPerTerm as many expansions are kept */
    LazyRows(Objective objective, Rows rows, Codes[] codes, int[] binsPerTerm) {
        this.rows = rows;
        this.codes = codes;
        this.depth = objective.derivatives();
        this.reach = objective.reach();
        this.expansions = new Expansion[codes.length];
        this.shifts = new double[codes.length][];
        for (int t = 0; t < codes.length; t++) {
            expansions[t] = new Expansion(binsPerTerm[t], depth, codes[t].left() >= 0);
            shifts[t] = new double[binsPerTerm[t]];
        }
    }

    /**
     * Gradients of one term at the present scores.
     *
     * @param again whether this term is likely to be asked for next time, too
     */
    void measure(int t, boolean again, Histogram out) {
        if (expanded && t == term && far <= reach) {
            expansions[t].at(shift, out);
            return;
        }
        collect(new int[] {t}, again ? depth : Expansion.SHALLOW);
        if (again) carry(t);
        expansions[t].at(out);
    }

    /** Collects for all terms at the present scores; {@link #measured} then gives them one by one. */
    void measureAll() {
        int[] all = new int[codes.length];
        for (int t = 0; t < all.length; t++) all[t] = t;
        collect(all, Expansion.SHALLOW);
    }

    /** Gradients of one term as {@link #measureAll} found them; nothing may have moved since. */
    void measured(int t, Histogram out) {
        expansions[t].at(out);
    }

    /** Moves scores. */
    void move(int t, double[] update) {
        if (t != term) {
            flush();
            carry(t);
            expanded = false;
        }
        for (int b = 0; b < update.length; b++) {
            shift[b] += update[b];
            double size = Math.abs(shift[b]);
            if (size > far) far = size;
        }
    }

    /**
     * Moves scores and returns the sum of the losses after it.
     *
     * @param repeats how many steps of this term came just before it
     */
    double lossAfter(int t, double[] update, int repeats) {
        if (repeats < REPEATS_TO_EXPAND) {
            move(t, update);
            flush();
            return rows.loss();
        }
        if (!expanded || t != term || Double.isNaN(base)) expand(t);
        move(t, update);
        if (far > reach) expand(t);
        return base + expansions[t].loss(shift);
    }

    /** Sets every score. */
    void reset(double[] scores) {
        rows.reset(scores);
        settle();
    }

    private void expand(int t) {
        collect(new int[] {t}, depth);
        carry(t);
        base = rows.loss();
    }

    private void carry(int t) {
        term = t;
        expanded = true;
        base = Double.NaN;
        shift = shifts[t];
        Arrays.fill(shift, 0);
    }

    private void collect(int[] terms, int width) {
        Codes[] next = new Codes[terms.length];
        Expansion[] into = new Expansion[terms.length];
        for (int k = 0; k < terms.length; k++) {
            next[k] = codes[terms[k]];
            into[k] = expansions[terms[k]];
            into[k].clear(width);
        }
        rows.pass(waiting(), shift, next, into);
        for (int k = 0; k < into.length; k++) into[k].merge(next[k].left());
        settle();
    }

    private void flush() {
        Codes moved = waiting();
        if (moved != null) rows.pass(moved, shift, NONE, NOWHERE);
        settle();
    }

    /** The rows know all: nothing is waiting. */
    private void settle() {
        term = -1;
        far = 0;
        expanded = false;
    }

    private @Nullable Codes waiting() {
        return far > 0 ? codes[term] : null;
    }
}
