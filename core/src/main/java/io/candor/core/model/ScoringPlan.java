package io.candor.core.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An additive model, prepared for many rows: every distinct way in which its terms bin an input is a <em>slot</em>, looked up
 * once per row, however many terms share it. Sums run from the intercept over the terms in their order, as {@link
 * Additive#additiveScore} adds: the same bits. Thread-safe.
 */
final class ScoringPlan {
    /** One binning of one input. Exactly one of {@code cuts} and {@code levels} is there. */
    record Slot(int input, int count, @Nullable CutIndex cuts, Bins.@Nullable Levels levels) {
        int bin(double value) {
            return cuts != null ? cuts.of(value) : levels == null ? 0 : levels.of(value);
        }

        boolean serves(int other, Bins bins) {
            if (other != input) return false;
            if (bins instanceof Bins.Cuts c) return cuts != null && cuts.serves(c.cuts());
            return levels != null
                    && levels.count() == bins.count()
                    && Arrays.equals(levels.binOfLevel(), ((Bins.Levels) bins).binOfLevel());
        }
    }

    final Slot[] slots;
    final int[][] slotsOfTerm;
    final double[][] tables;
    final int outputs;
    final double[] intercept;
    final Link link;

    ScoringPlan(AdditiveModel model) {
        List<Slot> found = new ArrayList<>();
        List<List<Integer>> slotsOfInput = new ArrayList<>();
        for (int j = 0; j < model.inputs().size(); j++) slotsOfInput.add(new ArrayList<>());
        int terms = model.terms().size();
        slotsOfTerm = new int[terms][];
        tables = new double[terms][];
        for (int t = 0; t < terms; t++) {
            Term term = model.terms().get(t);
            tables[t] = term.scores();
            slotsOfTerm[t] = new int[term.inputs().length];
            for (int d = 0; d < term.inputs().length; d++) {
                int input = term.inputs()[d];
                slotsOfTerm[t][d] =
                        slot(found, slotsOfInput.get(input), input, term.bins().get(d));
            }
        }
        slots = found.toArray(Slot[]::new);
        outputs = model.outputs();
        intercept = model.intercept();
        link = model.link();
    }

    private static int slot(List<Slot> found, List<Integer> ofInput, int input, Bins bins) {
        for (int s : ofInput) if (found.get(s).serves(input, bins)) return s;
        found.add(
                bins instanceof Bins.Cuts cuts
                        ? new Slot(input, bins.count(), new CutIndex(cuts.cuts()), null)
                        : new Slot(input, bins.count(), null, (Bins.Levels) bins));
        ofInput.add(found.size() - 1);
        return found.size() - 1;
    }

    /** A scorer of single rows. It keeps one small array per thread, made at a thread's first row; afterwards nothing is allocated. */
    RowScorer rowScorer() {
        ThreadLocal<int[]> bins = ThreadLocal.withInitial(() -> new int[slots.length]);
        return (row, out) -> score(row, bins.get(), out);
    }

    /** What each term adds, as {@link #rowScorer} scores. */
    RowScorer rowContributions() {
        ThreadLocal<int[]> room = ThreadLocal.withInitial(() -> new int[slots.length]);
        return (row, out) -> {
            int[] bins = room.get();
            bins(row, bins);
            for (int t = 0; t < tables.length; t++) {
                System.arraycopy(tables[t], cell(slotsOfTerm[t], bins) * outputs, out, t * outputs, outputs);
            }
        };
    }

    private void bins(double[] row, int[] bins) {
        for (int s = 0; s < slots.length; s++) bins[s] = slots[s].bin(row[slots[s].input]);
    }

    private void score(double[] row, int[] bins, double[] out) {
        bins(row, bins);
        if (outputs == 1) {
            double sum = intercept[0];
            for (int t = 0; t < tables.length; t++) sum += tables[t][cell(slotsOfTerm[t], bins)];
            out[0] = sum;
        } else {
            System.arraycopy(intercept, 0, out, 0, outputs);
            for (int t = 0; t < tables.length; t++) {
                int from = cell(slotsOfTerm[t], bins) * outputs;
                for (int k = 0; k < outputs; k++) out[k] += tables[t][from + k];
            }
        }
        link.invert(out, 0, outputs);
    }

    private int cell(int[] of, int[] bins) {
        int cell = bins[of[0]];
        for (int d = 1; d < of.length; d++) cell = cell * slots[of[d]].count + bins[of[d]];
        return cell;
    }
}
