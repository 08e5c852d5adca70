package io.candor.glassbox.edit;

import io.candor.core.CandorException;
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
import java.util.TreeSet;

/**
 * One model of several that were trained apart, on parts of the data or in several places: its bags are all their bags, its
 * bins the union of their cuts and levels, its scores the mean over bags by the weight of their training rows. A term that a
 * model lacks is 0 there; a level that it has not seen has its score for unseen. Predictions are the weighted means of the
 * models' additive scores.
 */
public final class ModelMerge {
    private final AdditiveModel first;
    private final List<AdditiveModel> models;
    private final List<Input> inputs = new ArrayList<>();
    private final int outputs;

    private ModelMerge(List<AdditiveModel> models) {
        this.models = models;
        this.first = models.get(0);
        this.outputs = first.outputs();
    }

    /**
     * Merges two or more models.
     *
     * @throws CandorException {@code CND-G019} if they do not predict the same from inputs of the same kinds
     */
    public static AdditiveModel of(List<AdditiveModel> models) {
        if (models.isEmpty()) throw new IllegalArgumentException("no models");
        return new ModelMerge(List.copyOf(models)).merge();
    }

    private AdditiveModel merge() {
        for (AdditiveModel model : models) check(model);
        Map<String, Input> byName = new LinkedHashMap<>();
        for (AdditiveModel model : models) {
            for (Input input : model.inputs()) byName.merge(input.name(), input, ModelMerge::both);
        }
        inputs.addAll(byName.values());
        Map<List<Integer>, List<Bins>> shapes = new LinkedHashMap<>();
        for (AdditiveModel model : models)
            for (Term term : model.terms()) shapes.merge(key(model, term), bins(model, term), this::union);
        List<List<Integer>> order = new ArrayList<>(shapes.keySet());
        order.sort((a, b) -> a.size() != b.size() ? a.size() - b.size() : Arrays.compare(ints(a), ints(b)));

        List<Bag> bags = new ArrayList<>();
        List<double[]> weights = new ArrayList<>();
        for (List<Integer> key : order) weights.add(new double[cells(shapes.getOrDefault(key, List.of()))]);
        double[] intercept = new double[outputs];
        double total = 0;
        for (AdditiveModel model : models) total += weight(model);
        for (AdditiveModel model : models) {
            double share = weight(model) / total;
            for (int k = 0; k < outputs; k++) intercept[k] += share * model.intercept()[k];
            bags.addAll(bags(model, order, shapes, weights));
        }
        List<Term> terms = new ArrayList<>();
        for (int t = 0; t < order.size(); t++) {
            List<Bins> bins = shapes.getOrDefault(order.get(t), List.of());
            terms.add(BagAverage.term(ints(order.get(t)), bins, weights.get(t), t, bags));
        }
        return first.with(inputs, intercept, terms, bags);
    }

    private void check(AdditiveModel model) {
        boolean same = model.task() == first.task()
                && model.target().equals(first.target())
                && model.classes().equals(first.classes())
                && model.link() == first.link();
        if (!same)
            throw refuse("the models do not predict the same: '" + first.target() + "' and '" + model.target() + "'");
    }

    private static Input both(Input a, Input b) {
        if (a.kind() != b.kind()) {
            throw refuse("input '" + a.name() + "' is a number in one model and a category in another");
        }
        if (a.kind() == Input.Kind.NUMBER || a.levels().equals(b.levels())) return a;
        TreeSet<String> all = new TreeSet<>(a.levels());
        all.addAll(b.levels());
        if (a.levels().containsAll(b.levels())) return a; // keeps an order that is not the alphabet's
        return Input.category(a.name(), new ArrayList<>(all));
    }

    private List<Integer> key(AdditiveModel model, Term term) {
        List<String> names = inputs.stream().map(Input::name).toList();
        return Arrays.stream(term.inputs())
                .mapToObj(i -> names.indexOf(model.inputs().get(i).name()))
                .sorted()
                .toList();
    }

    /** The term's bins in the order of its key; categories have a bin for each level of all models. */
    private List<Bins> bins(AdditiveModel model, Term term) {
        List<Bins> bins = new ArrayList<>();
        for (int axis : axes(model, term)) {
            Bins own = term.bins().get(axis);
            Input now = inputs.get(key(model, term).get(bins.size()));
            bins.add(
                    own instanceof Bins.Cuts
                            ? own
                            : Refinement.each(now.levels().size()));
        }
        return bins;
    }

    private List<Bins> union(List<Bins> a, List<Bins> b) {
        List<Bins> all = new ArrayList<>();
        for (int d = 0; d < a.size(); d++) {
            if (a.get(d) instanceof Bins.Cuts one && b.get(d) instanceof Bins.Cuts other) {
                all.add(Refinement.union(one, other));
            } else {
                all.add(a.get(d));
            }
        }
        return all;
    }

    /** Axes of a model's term in the order of its key. */
    private int[] axes(AdditiveModel model, Term term) {
        List<String> names = inputs.stream().map(Input::name).toList();
        int[] of = Arrays.stream(term.inputs())
                .map(i -> names.indexOf(model.inputs().get(i).name()))
                .toArray();
        int[] sorted = of.clone();
        Arrays.sort(sorted);
        int[] axes = new int[of.length];
        for (int d = 0; d < axes.length; d++) for (int e = 0; e < of.length; e++) if (of[e] == sorted[d]) axes[d] = e;
        return axes;
    }

    /** A model's bags over the new tables; adds its weights to those of the new cells. */
    private List<Bag> bags(
            AdditiveModel model,
            List<List<Integer>> order,
            Map<List<Integer>, List<Bins>> shapes,
            List<double[]> weights) {
        List<Bag> own = model.bags();
        if (own.isEmpty()) {
            own = List.of(new Bag(
                    weight(model),
                    model.intercept(),
                    model.terms().stream().map(Term::scores).toList()));
        }
        List<List<double[]>> tables = new ArrayList<>();
        for (int b = 0; b < own.size(); b++) tables.add(new ArrayList<>());
        for (int t = 0; t < order.size(); t++) {
            List<Bins> bins = shapes.getOrDefault(order.get(t), List.of());
            int at = find(model, order.get(t));
            int[] cells = at < 0 ? new int[0] : cells(model, at, order.get(t), bins, weights.get(t));
            for (int b = 0; b < own.size(); b++) {
                tables.get(b)
                        .add(
                                at < 0
                                        ? new double[cells(bins) * outputs]
                                        : Refinement.gather(own.get(b).scores().get(at), cells, outputs));
            }
        }
        List<Bag> bags = new ArrayList<>();
        for (int b = 0; b < own.size(); b++) {
            bags.add(new Bag(own.get(b).weight(), own.get(b).intercept(), tables.get(b)));
        }
        return bags;
    }

    /** Old cells of the new ones, with the axes exchanged where the key's order is not the term's. */
    private int[] cells(AdditiveModel model, int at, List<Integer> key, List<Bins> bins, double[] weights) {
        Term term = model.terms().get(at);
        int[] axes = axes(model, term);
        int[] stride = new int[axes.length];
        for (int d = axes.length - 1, s = 1; d >= 0; d--) {
            stride[d] = s;
            s *= term.bins().get(d).count();
        }
        int[] cells = new int[weights.length];
        double[] share = new double[weights.length];
        Arrays.fill(share, 1);
        int repeat = weights.length;
        for (int d = 0; d < axes.length; d++) {
            Input old = model.inputs().get(term.inputs()[axes[d]]);
            Refinement axis = Refinement.of(old, term.bins().get(axes[d]), inputs.get(key.get(d)), bins.get(d));
            int count = axis.source().length;
            repeat /= count;
            for (int i = 0; i < cells.length; i++) {
                int bin = i / repeat % count;
                cells[i] += axis.source()[bin] * stride[axes[d]];
                share[i] *= axis.share()[bin];
            }
        }
        for (int i = 0; i < cells.length; i++) weights[i] += share[i] * term.weights()[cells[i]];
        return cells;
    }

    private int find(AdditiveModel model, List<Integer> key) {
        for (int t = 0; t < model.terms().size(); t++) {
            if (key(model, model.terms().get(t)).equals(key)) return t;
        }
        return -1;
    }

    /** Weight of its training rows: what its bags learnt from, or the weight in its tables. */
    private static double weight(AdditiveModel model) {
        double sum = 0;
        for (Bag bag : model.bags()) sum += bag.weight();
        if (sum > 0 || model.terms().isEmpty()) return sum > 0 ? sum : 1;
        double table = Arrays.stream(model.terms().get(0).weights()).sum();
        return table > 0 ? table : 1;
    }

    private static int cells(List<Bins> bins) {
        int cells = 1;
        for (Bins b : bins) cells = Math.multiplyExact(cells, b.count());
        return cells;
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(v -> v).toArray();
    }

    private static CandorException refuse(String what) {
        return CandorException.user(
                "CND-G019",
                what,
                "models of one label, with the same classes, objective link and kinds of inputs",
                "train them alike");
    }
}
