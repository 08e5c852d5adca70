package io.candor.glassbox.internal;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One bag's rows, laid out as the objective wants them: codes term by term, and the state of its rows. */
final class BagData {
    private final Objective objective;
    private final List<BoostedTerm> terms;
    private final Part training;
    private final Part validation;
    private final double[] intercept;

    /** Rows that are learnt from, or that are held out. */
    private final class Part {
        final int[] rows;
        final double[] targets;
        final double @Nullable [] weights;
        final Codes[] codes;
        final int[][] samples;
        final double weight;
        final double @Nullable [][]
                base; // per output and row: what scores start from, without the intercept; null for 0
        private @Nullable BagRows state;

        Part(RowData data, double @Nullable [][] offsets, int[] picked) {
            rows = objective.arrange(picked, data.targets());
            targets = pick(data.targets(), rows);
            weights = data.weights() == null ? null : pick(data.weights(), rows);
            codes = new Codes[terms.size()];
            samples = new int[codes.length][];
            for (int t = 0; t < codes.length; t++) {
                Codes all = terms.get(t).codes().select(rows);
                samples[t] = new int[terms.get(t).cells()];
                for (int i = 0; i < rows.length; i++) samples[t][all.get(i)]++;
                codes[t] = all.packed(samples[t]);
            }
            double total = 0;
            if (weights != null) for (double w : weights) total += w;
            weight = weights == null ? rows.length : total;
            base = offsets == null ? null : picked(offsets, rows);
        }

        BagRows state() {
            if (state == null) {
                int[] cells = terms.stream().mapToInt(BoostedTerm::cells).toArray();
                double[][] start = scores(new double[0][]);
                boolean counted = objective.quadratic() && weights == null && CountedRows.suits(terms, rows.length);
                state = counted
                        ? new CountedRows(targets, codes, cells, start[0])
                        : new LazyRows(
                                objective,
                                this == training
                                        ? objective.learntRows(targets, weights, start)
                                        : objective.rows(targets, weights, start),
                                codes,
                                cells);
            }
            return state;
        }

        /** Intercept, base and the tables, which come output by output; none are zeros. */
        double[][] scores(double[][] tables) {
            double[][] scores = new double[intercept.length][rows.length];
            for (int k = 0; k < scores.length; k++) {
                Arrays.fill(scores[k], intercept[k]);
                if (base != null) for (int i = 0; i < rows.length; i++) scores[k][i] += base[k][i];
                if (tables.length == 0) continue;
                for (int t = 0; t < codes.length; t++) {
                    codes[t].add(scores[k], 0, rows.length, tables[k * codes.length + t]);
                }
            }
            return scores;
        }
    }

    /**
     * @param terms those that have something to learn from
     * @param offsets per output and row of all rows, what scores start from; null for 0
     * @param frozen the intercepts; null to start where the loss is least
     */
    BagData(
            Objective objective,
            List<BoostedTerm> terms,
            RowData data,
            double @Nullable [][] offsets,
            double @Nullable [] frozen,
            OuterBag bag) {
        this.objective = objective;
        this.terms = terms;
        this.training = new Part(data, offsets, bag.training());
        this.validation = new Part(data, offsets, bag.validation());
        if (frozen != null) intercept = frozen;
        else if (training.base == null) intercept = objective.intercept(training.targets, training.weights);
        else intercept = objective.correction(training.base, training.targets, training.weights);
    }

    /** Sets every row's score from the tables, which come output by output. */
    void reset(double[][] tables) {
        training().reset(training.scores(tables));
        if (validates()) validation().reset(validation.scores(tables));
    }

    /** Derivatives of every training row at its start, per output; and the rows' order. */
    void derivatives(double[][] g, double[][] h) {
        Rows[] views = objective.rows(training.targets, training.weights, training.scores(new double[0][]));
        for (int k = 0; k < views.length; k++) views[k].derivatives(g[k], h[k]);
    }

    private static double[][] picked(double[][] offsets, int[] rows) {
        double[][] picked = new double[offsets.length][];
        for (int k = 0; k < picked.length; k++) picked[k] = pick(offsets[k], rows);
        return picked;
    }

    private static double[] pick(double[] values, int[] rows) {
        double[] picked = new double[rows.length];
        for (int i = 0; i < rows.length; i++) picked[i] = values[rows[i]];
        return picked;
    }

    Objective objective() {
        return objective;
    }

    int terms() {
        return terms.size();
    }

    BoostedTerm term(int t) {
        return terms.get(t);
    }

    /** Training rows per cell; the array is the caller's to read. */
    int[] samples(int t) {
        return training.samples[t];
    }

    BagRows training() {
        return training.state();
    }

    BagRows validation() {
        return validation.state();
    }

    boolean validates() {
        return validation.rows.length > 0;
    }

    /** Indices of the training rows, in the order of their derivatives. */
    int[] trainingRows() {
        return training.rows;
    }

    int validationRows() {
        return validation.rows.length;
    }

    /** Total weight of the training rows. */
    double weight() {
        return training.weight;
    }

    /** Total weight of the rows that are held out. */
    double heldWeight() {
        return validation.weight;
    }

    /** One per output. */
    double[] intercept() {
        return Arrays.copyOf(intercept, intercept.length);
    }
}
