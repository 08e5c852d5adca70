package io.candor.glassbox.edit;

import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Bag;
import io.candor.core.model.Bins;
import io.candor.core.model.Input;
import io.candor.core.model.Term;
import io.candor.glassbox.internal.BagAverage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Purification (Lengerich et al. 2020): of every interaction, the weighted mean over each input is moved into the term of the
 * other inputs, again and again until nothing moves, highest orders first. After it no interaction says anything of fewer
 * inputs than it has, under the training weights; predictions are the same. Terms that are needed and missing are made, bins
 * of the lower terms are made finer where they must be.
 *
 * <p>Weights are those of an interaction's cells; where a line of cells has none, its mean is left where it is.
 */
final class Purification {
    private static final int ROUNDS = 10_000;
    private static final double STILL = 1e-13;

    private final AdditiveModel model;
    private final int outputs;
    private final int tables; // of the model, then of every bag
    private final Map<List<Integer>, Work> terms = new LinkedHashMap<>();
    private final double[][] intercepts;

    /** One term's tables: the model's first, then the bags'. */
    private static final class Work {
        final List<Bins> bins;
        final double[] weights;
        final double[][] scores;

        Work(List<Bins> bins, double[] weights, double[][] scores) {
            this.bins = bins;
            this.weights = weights;
            this.scores = scores;
        }
    }

    private Purification(AdditiveModel model) {
        this.model = model;
        this.outputs = model.outputs();
        this.tables = 1 + model.bags().size();
        this.intercepts = new double[tables][];
        intercepts[0] = model.intercept().clone();
        for (int b = 0; b < model.bags().size(); b++) {
            intercepts[b + 1] = model.bags().get(b).intercept().clone();
        }
        for (int t = 0; t < model.terms().size(); t++) {
            Term term = model.terms().get(t);
            double[][] scores = new double[tables][];
            scores[0] = term.scores().clone();
            for (int b = 1; b < tables; b++)
                scores[b] = model.bags().get(b - 1).scores().get(t).clone();
            terms.put(key(term.inputs()), new Work(term.bins(), term.weights(), scores));
        }
    }

    static AdditiveModel of(AdditiveModel model) {
        return new Purification(model).run();
    }

    private AdditiveModel run() {
        int highest =
                model.terms().stream().mapToInt(t -> t.inputs().length).max().orElse(0);
        for (int order = highest; order >= 1; order--) {
            int now = order;
            for (List<Integer> key :
                    terms.keySet().stream().filter(k -> k.size() == now).toList()) purify(key);
        }
        List<List<Integer>> order = new ArrayList<>(terms.keySet());
        order.sort((a, b) -> a.size() != b.size() ? a.size() - b.size() : Arrays.compare(ints(a), ints(b)));
        List<Bag> bags = new ArrayList<>();
        for (int b = 1; b < tables; b++) {
            List<double[]> scores = new ArrayList<>();
            for (List<Integer> key : order) scores.add(work(key).scores[b]);
            bags.add(new Bag(model.bags().get(b - 1).weight(), intercepts[b], scores));
        }
        List<Term> made = new ArrayList<>();
        for (int t = 0; t < order.size(); t++) {
            Work work = work(order.get(t));
            double[] deviations = bags.isEmpty()
                    ? new double[work.scores[0].length]
                    : BagAverage.term(ints(order.get(t)), work.bins, work.weights, t, bags)
                            .deviations();
            made.add(new Term(ints(order.get(t)), work.bins, work.scores[0], deviations, work.weights));
        }
        return model.with(model.inputs(), intercepts[0], made, bags);
    }

    private void purify(List<Integer> key) {
        Work from = work(key);
        if (key.size() == 1) {
            centre(from);
            return;
        }
        int cells = from.weights.length;
        double[][][] moved = new double[key.size()][tables][]; // what each axis gives to the term without it
        for (int d = 0; d < key.size(); d++) {
            for (int b = 0; b < tables; b++) {
                moved[d][b] = new double[cells / from.bins.get(d).count() * outputs];
            }
        }
        for (int b = 0; b < tables; b++) {
            for (int round = 0; round < ROUNDS; round++) {
                double most = 0;
                for (int d = 0; d < key.size(); d++) most = Math.max(most, subtract(from, d, b, moved[d][b]));
                if (most <= STILL) break;
            }
        }
        for (int d = 0; d < key.size(); d++) give(key, d, moved[d]);
    }

    /** Takes the means over one axis out of a table and adds them to {@code moved}; returns the largest. */
    private double subtract(Work from, int axis, int table, double[] moved) {
        int count = from.bins.get(axis).count();
        int inner = 1;
        for (int d = axis + 1; d < from.bins.size(); d++)
            inner *= from.bins.get(d).count();
        int outer = from.weights.length / count / inner;
        double[] scores = from.scores[table];
        double most = 0;
        for (int o = 0; o < outer; o++) {
            for (int i = 0; i < inner; i++) {
                for (int k = 0; k < outputs; k++) {
                    double sum = 0;
                    double weight = 0;
                    for (int a = 0; a < count; a++) {
                        int cell = (o * count + a) * inner + i;
                        sum += from.weights[cell] * scores[cell * outputs + k];
                        weight += from.weights[cell];
                    }
                    if (!(weight > 0)) continue;
                    double mean = sum / weight;
                    for (int a = 0; a < count; a++) scores[((o * count + a) * inner + i) * outputs + k] -= mean;
                    moved[(o * inner + i) * outputs + k] += mean;
                    most = Math.max(most, Math.abs(mean));
                }
            }
        }
        return most;
    }

    /** Adds a table over the inputs without one axis to the term of these inputs. */
    private void give(List<Integer> key, int axis, double[][] moved) {
        List<Integer> lower = new ArrayList<>(key);
        lower.remove(axis);
        Work from = work(key);
        List<Bins> bins = new ArrayList<>(from.bins);
        bins.remove(axis);
        Work into = terms.get(lower);
        if (into == null) {
            int cells = moved[0].length / outputs;
            into = new Work(bins, marginal(from, axis), new double[tables][cells * outputs]);
            terms.put(lower, into);
        }
        List<Bins> finer = new ArrayList<>();
        for (int d = 0; d < bins.size(); d++) finer.add(finer(lower.get(d), into.bins.get(d), bins.get(d)));
        Work now = refine(lower, into, finer);
        int[] cells = cells(lower, bins, finer);
        for (int b = 0; b < tables; b++) {
            double[] more = Refinement.gather(moved[b], cells, outputs);
            for (int i = 0; i < more.length; i++) now.scores[b][i] += more[i];
        }
        terms.put(lower, now);
    }

    private double[] marginal(Work from, int axis) {
        int count = from.bins.get(axis).count();
        int inner = 1;
        for (int d = axis + 1; d < from.bins.size(); d++)
            inner *= from.bins.get(d).count();
        double[] weights = new double[from.weights.length / count];
        for (int cell = 0; cell < from.weights.length; cell++) {
            weights[cell / (count * inner) * inner + cell % inner] += from.weights[cell];
        }
        return weights;
    }

    private Bins finer(int input, Bins a, Bins b) {
        if (a instanceof Bins.Cuts one && b instanceof Bins.Cuts other) return Refinement.union(one, other);
        Bins.Levels one = (Bins.Levels) a;
        Bins.Levels other = (Bins.Levels) b;
        if (one.count() == other.count() && Arrays.equals(one.binOfLevel(), other.binOfLevel())) return a;
        return Refinement.each(model.inputs().get(input).levels().size());
    }

    private Work refine(List<Integer> key, Work work, List<Bins> finer) {
        int[] cells = cells(key, work.bins, finer);
        if (cells.length == work.weights.length) return work;
        Term old = new Term(ints(key), work.bins, work.scores[0], work.scores[0], work.weights);
        double[] weights = Refinement.weights(old, axes(key, work.bins, finer), cells);
        double[][] scores = new double[tables][];
        for (int b = 0; b < tables; b++) scores[b] = Refinement.gather(work.scores[b], cells, outputs);
        return new Work(finer, weights, scores);
    }

    private int[] cells(List<Integer> key, List<Bins> from, List<Bins> to) {
        int[] cells = {0};
        List<Refinement> axes = axes(key, from, to);
        for (int d = 0; d < axes.size(); d++) {
            int[] source = axes.get(d).source();
            int[] next = new int[cells.length * source.length];
            for (int i = 0; i < next.length; i++) {
                next[i] = cells[i / source.length] * from.get(d).count() + source[i % source.length];
            }
            cells = next;
        }
        return cells;
    }

    private List<Refinement> axes(List<Integer> key, List<Bins> from, List<Bins> to) {
        List<Refinement> axes = new ArrayList<>();
        for (int d = 0; d < from.size(); d++) {
            Input input = model.inputs().get(key.get(d));
            axes.add(Refinement.of(input, from.get(d), input, to.get(d)));
        }
        return axes;
    }

    /** The weighted mean of a main effect moves to the intercept. */
    private void centre(Work work) {
        double total = Arrays.stream(work.weights).sum();
        if (!(total > 0)) return;
        for (int b = 0; b < tables; b++) {
            for (int k = 0; k < outputs; k++) {
                double sum = 0;
                for (int c = 0; c < work.weights.length; c++) sum += work.weights[c] * work.scores[b][c * outputs + k];
                double mean = sum / total;
                for (int c = 0; c < work.weights.length; c++) work.scores[b][c * outputs + k] -= mean;
                intercepts[b][k] += mean;
            }
        }
    }

    private Work work(List<Integer> key) {
        Work work = terms.get(key);
        if (work == null) throw new IllegalStateException("no term " + key);
        return work;
    }

    private static List<Integer> key(int[] inputs) {
        return Arrays.stream(inputs).boxed().toList();
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(v -> v).toArray();
    }
}
