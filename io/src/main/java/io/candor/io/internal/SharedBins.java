package io.candor.io.internal;

import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Bag;
import io.candor.core.model.Bins;
import io.candor.core.model.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * Brings a model into the form that InterpretML's format can say: per input and number of inputs of a term one binning. Where
 * terms of one size bin an input differently, all of them take the common refinement; scores, deviations and bags are repeated
 * over the parts of a bin, its weight is shared equally. Predictions keep their bits.
 */
final class SharedBins {
    private SharedBins() {}

    static AdditiveModel of(AdditiveModel model) {
        Map<List<Integer>, Bins> common = new HashMap<>(); // by input and size of term
        Map<List<Integer>, List<Bins>> all = new HashMap<>();
        for (Term term : model.terms()) {
            for (int d = 0; d < term.inputs().length; d++) {
                List<Bins> found =
                        all.computeIfAbsent(List.of(term.inputs()[d], term.inputs().length), k -> new ArrayList<>());
                Bins bins = term.bins().get(d);
                if (found.stream().noneMatch(b -> same(b, bins))) found.add(bins);
            }
        }
        all.forEach((key, bins) -> common.put(key, bins.size() == 1 ? bins.get(0) : refinement(bins)));
        List<Term> terms = new ArrayList<>();
        List<List<double[]>> bagged = new ArrayList<>();
        for (int b = 0; b < model.bags().size(); b++) bagged.add(new ArrayList<>());
        for (int t = 0; t < model.terms().size(); t++) {
            Term term = model.terms().get(t);
            List<Bins> bins = new ArrayList<>();
            for (int input : term.inputs()) {
                Bins shared = common.get(List.of(input, term.inputs().length));
                if (shared != null) bins.add(shared);
            }
            int[] from = sources(term.bins(), bins);
            terms.add(refined(term, bins, from, model.outputs()));
            for (int b = 0; b < bagged.size(); b++) {
                bagged.get(b).add(repeated(model.bags().get(b).scores().get(t), from, model.outputs()));
            }
        }
        List<Bag> bags = new ArrayList<>();
        for (int b = 0; b < bagged.size(); b++) {
            Bag bag = model.bags().get(b);
            bags.add(new Bag(bag.weight(), bag.intercept(), bagged.get(b)));
        }
        return new AdditiveModel(
                model.task(),
                model.target(),
                model.inputs(),
                model.classes(),
                model.link(),
                model.outputs(),
                model.intercept(),
                terms,
                bags);
    }

    static boolean same(Bins a, Bins b) {
        if (a instanceof Bins.Cuts x && b instanceof Bins.Cuts y) return Arrays.equals(x.cuts(), y.cuts());
        return a instanceof Bins.Levels x
                && b instanceof Bins.Levels y
                && x.count() == y.count()
                && Arrays.equals(x.binOfLevel(), y.binOfLevel());
    }

    private static Bins refinement(List<Bins> all) {
        if (all.get(0) instanceof Bins.Cuts) {
            List<Bins.Cuts> cuts = all.stream().map(b -> (Bins.Cuts) b).toList();
            return new Bins.Cuts(
                    cuts.stream()
                            .flatMapToDouble(c -> DoubleStream.of(c.cuts()))
                            .sorted()
                            .distinct()
                            .toArray(),
                    cuts.stream().mapToDouble(Bins.Cuts::min).min().orElse(Double.NaN),
                    cuts.stream().mapToDouble(Bins.Cuts::max).max().orElse(Double.NaN));
        }
        int[] binOfLevel = new int[((Bins.Levels) all.get(0)).binOfLevel().length];
        Map<List<Integer>, Integer> known = new HashMap<>();
        for (int l = 0; l < binOfLevel.length; l++) {
            int level = l;
            List<Integer> bins = all.stream().map(b -> b.of(level)).toList();
            binOfLevel[l] = known.computeIfAbsent(bins, k -> known.size() + 1);
        }
        return new Bins.Levels(binOfLevel, known.size() + 2);
    }

    /** Per cell over the shared bins, the term's own cell. */
    private static int[] sources(List<Bins> own, List<Bins> shared) {
        int cells = 1;
        for (Bins b : shared) cells = Math.multiplyExact(cells, b.count());
        int[][] from = new int[own.size()][];
        for (int d = 0; d < from.length; d++) from[d] = sources(own.get(d), shared.get(d));
        int[] source = new int[cells];
        for (int c = 0; c < cells; c++) {
            int rest = c;
            int stride = 1;
            for (int d = from.length - 1; d >= 0; d--) {
                source[c] += from[d][rest % from[d].length] * stride;
                rest /= from[d].length;
                stride *= own.get(d).count();
            }
        }
        return source;
    }

    private static int[] sources(Bins own, Bins shared) {
        int[] from = new int[shared.count()];
        from[from.length - 1] = own.count() - 1;
        if (shared instanceof Bins.Cuts cuts) {
            for (int b = 1; b < from.length - 1; b++) {
                from[b] = b == 1 ? 1 : own.of(cuts.cuts()[b - 2]); // a bin starts with its cut
            }
        } else {
            Bins.Levels levels = (Bins.Levels) shared;
            for (int l = 0; l < levels.binOfLevel().length; l++) from[levels.binOfLevel()[l]] = own.of(l);
        }
        return from;
    }

    private static Term refined(Term term, List<Bins> bins, int[] from, int outputs) {
        int[] parts = new int[term.weights().length];
        for (int cell : from) parts[cell]++;
        double[] weights = new double[from.length];
        for (int c = 0; c < from.length; c++) weights[c] = term.weights()[from[c]] / parts[from[c]];
        return new Term(
                term.inputs(),
                bins,
                repeated(term.scores(), from, outputs),
                repeated(term.deviations(), from, outputs),
                weights);
    }

    private static double[] repeated(double[] table, int[] from, int outputs) {
        double[] repeated = new double[from.length * outputs];
        for (int c = 0; c < from.length; c++) {
            System.arraycopy(table, from[c] * outputs, repeated, c * outputs, outputs);
        }
        return repeated;
    }
}
