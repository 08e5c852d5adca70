package io.candor.glassbox.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows that learn of steps late. Steps of one term are added up per bin and reach the rows when another term's turn comes,
 * or when they are too long for the term's {@link Expansion}; until then its gradients and the loss are read off the
 * expansion, at the cost of its bins and not of the rows. Not thread-safe.
 */
final class LazyRows implements BagRows {
    /** So many passes that only move rows are as quick as one that collects derivatives. */
    private static final int REPEATS_TO_EXPAND = 3;

    private static final Codes[] NONE = {};
    private static final Expansion[] NOWHERE = {};

    private final Rows[] views;
    private final Codes[] codes;
    private final Expansion[] expansions;
    private final int depth;
    private final double reach; // for losses
    private final double follow; // for gradients
    private final double[][] shifts; // per term; that of `term` is not known to the rows yet
    private double[] shift = new double[0];
    private double far; // its largest absolute value
    private int term = -1;
    private boolean expanded; // the term's expansion holds for the rows' scores
    private double base; // loss at the rows' scores; NaN if nobody asked

    /** @param binsPerTerm as many expansions are kept, for every output */
    LazyRows(Objective objective, Rows[] views, Codes[] codes, int[] binsPerTerm) {
        this.views = views;
        this.codes = codes;
        this.depth = objective.derivatives();
        this.reach = objective.reach();
        this.follow = objective.follow();
        this.expansions = new Expansion[views.length * codes.length];
        this.shifts = new double[expansions.length][];
        for (int t = 0; t < expansions.length; t++) {
            int own = t % codes.length;
            expansions[t] = new Expansion(binsPerTerm[own], codes[own].left() >= 0);
            shifts[t] = new double[binsPerTerm[own]];
        }
    }

    @Override
    public void measure(int t, Histogram out) {
        if (expanded && t == term && far <= follow) {
            expansions[t].at(shift, out);
            return;
        }
        collect(t, t + 1, Expansion.SHALLOW);
        if (follow > 0) carry(t);
        expansions[t].at(out);
    }

    @Override
    public void measureAll() {
        for (int k = 0; k < views.length; k++) {
            collect(k * codes.length, (k + 1) * codes.length, Expansion.SHALLOW);
        }
    }

    @Override
    public void measured(int t, Histogram out) {
        expansions[t].at(out);
    }

    @Override
    public void move(int t, double[] update) {
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

    @Override
    public double lossAfter(int t, double[] update, int repeats) {
        if (repeats < REPEATS_TO_EXPAND || reach == 0) {
            move(t, update);
            flush();
            return views[0].loss();
        }
        if (!expanded || t != term || Double.isNaN(base)) expand(t);
        move(t, update);
        if (far > reach) expand(t);
        return base + expansions[t].loss(shift);
    }

    @Override
    public void reset(double[][] scores) {
        for (int k = 0; k < views.length; k++) views[k].reset(scores[k]);
        settle();
    }

    private void expand(int t) {
        collect(t, t + 1, depth);
        carry(t);
        base = views[0].loss();
    }

    private void carry(int t) {
        term = t;
        expanded = true;
        base = Double.NaN;
        shift = shifts[t];
        Arrays.fill(shift, 0);
    }

    /** Of terms of one output, {@code from … to-1}. */
    private void collect(int from, int to, int width) {
        Codes[] next = new Codes[to - from];
        Expansion[] into = new Expansion[to - from];
        for (int k = 0; k < next.length; k++) {
            next[k] = codes[(from + k) % codes.length];
            into[k] = expansions[from + k];
            into[k].clear(width);
        }
        int output = from / codes.length;
        Codes moved = waiting();
        if (moved != null && term / codes.length != output) {
            views[term / codes.length].pass(moved, shift, NONE, NOWHERE);
            moved = null;
        }
        views[output].pass(moved, shift, next, into);
        for (int k = 0; k < into.length; k++) into[k].merge(next[k].left());
        settle();
    }

    private void flush() {
        Codes moved = waiting();
        if (moved != null) views[term / codes.length].pass(moved, shift, NONE, NOWHERE);
        settle();
    }

    /** The rows know all: nothing is waiting. */
    private void settle() {
        term = -1;
        far = 0;
        expanded = false;
    }

    private @Nullable Codes waiting() {
        return far > 0 ? codes[term % codes.length] : null;
    }
}
