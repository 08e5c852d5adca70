package io.candor.io.internal;

import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Bag;
import io.candor.core.model.Bins;
import io.candor.core.model.Input;
import io.candor.core.model.Link;
import io.candor.core.model.Task;
import io.candor.core.model.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a model of an {@link EbmDocument}. A term of d features uses resolution min(d, resolutions) of each; a category that a
 * resolution does not list is unseen there; a feature that no term reads is no input. Terms that name their features out of
 * order are turned. Without {@code mergeable} detail there are no bags, without {@code interpretable} neither deviations nor
 * weights: zeros stand there.
 */
final class EbmAssembly {
    private final EbmDocument ebm;
    private final Link link;
    private final int outputs;
    private final Map<String, Integer> features = new HashMap<>();
    private final Bins[][] bins; // by feature, then resolution; filled when first used
    private final List<List<String>> levels = new ArrayList<>();

    private EbmAssembly(EbmDocument ebm) {
        this.ebm = ebm;
        this.link = link(ebm.link(), ebm.classes().size());
        this.outputs = link == Link.SOFTMAX ? ebm.classes().size() : 1;
        this.bins = new Bins[ebm.features().size()][];
        for (int f = 0; f < bins.length; f++) {
            EbmDocument.Feature feature = ebm.features().get(f);
            if (features.put(feature.name(), f) != null) {
                throw new IllegalArgumentException("two features have one name");
            }
            bins[f] = new Bins
                    [feature.continuous()
                            ? feature.cuts().size()
                            : feature.categories().size()];
            levels.add(levels(feature));
        }
    }

    /** @throws IllegalArgumentException if the parts don't fit together */
    static AdditiveModel model(EbmDocument ebm) {
        return new EbmAssembly(ebm).model();
    }

    private static Link link(String name, int classes) {
        return switch (name) {
            case "identity", "log" -> {
                if (classes > 0) throw new IllegalArgumentException("a number has classes");
                yield name.equals("log") ? Link.LOG : Link.IDENTITY;
            }
            case "logit", "mlogit" -> {
                boolean two = name.equals("logit");
                if (two ? classes != 2 : classes < 3) {
                    throw new IllegalArgumentException(classes + " classes do not fit the link " + name);
                }
                yield two ? Link.LOGIT : Link.SOFTMAX;
            }
            default -> throw EbmParser.another("with another link", "identity, log, logit or mlogit");
        };
    }

    private static List<String> levels(EbmDocument.Feature feature) {
        Set<String> all = new LinkedHashSet<>();
        for (List<List<String>> resolution : feature.categories()) resolution.forEach(all::addAll);
        return List.copyOf(all);
    }

    private AdditiveModel model() {
        if (ebm.intercept().length != outputs) throw new IllegalArgumentException("not one intercept per output");
        boolean[] used = new boolean[bins.length];
        for (EbmDocument.TermTables term : ebm.terms()) {
            for (String name : term.features()) used[feature(name)] = true;
        }
        int[] inputOf = new int[bins.length];
        List<Input> inputs = new ArrayList<>();
        for (int f = 0; f < bins.length; f++) {
            inputOf[f] = inputs.size();
            EbmDocument.Feature feature = ebm.features().get(f);
            if (!used[f]) continue;
            inputs.add(
                    feature.continuous()
                            ? Input.number(feature.name())
                            : Input.category(feature.name(), levels.get(f)));
        }
        int bagCount = bagCount();
        List<Term> terms = new ArrayList<>();
        List<Tensor> bagged = new ArrayList<>();
        Set<List<Integer>> sets = new HashSet<>();
        for (EbmDocument.TermTables tables : ebm.terms()) {
            int[] order = order(tables);
            List<Integer> set = IntStream.of(order)
                    .map(o -> feature(tables.features().get(o)))
                    .boxed()
                    .toList();
            if (!sets.add(set)) throw new IllegalArgumentException("two terms have the same features");
            terms.add(term(tables, order, set, inputOf));
            if (bagCount > 0) bagged.add(bagged(tables, order, terms.get(terms.size() - 1), bagCount));
        }
        Task task = ebm.classes().isEmpty() ? Task.REGRESSION : outputs == 1 ? Task.BINARY : Task.MULTICLASS;
        if (new HashSet<>(ebm.classes()).size() < ebm.classes().size()) {
            throw new IllegalArgumentException("two classes have one name");
        }
        return new AdditiveModel(
                task,
                ebm.target(),
                inputs,
                ebm.classes(),
                link,
                outputs,
                ebm.intercept(),
                terms,
                bags(bagCount, bagged));
    }

    private int feature(String name) {
        Integer f = features.get(name);
        if (f == null) throw new IllegalArgumentException("a term reads a feature that is not there");
        return f;
    }

    /** Positions of the term's features, ascending by feature. */
    private int[] order(EbmDocument.TermTables tables) {
        int[] of = tables.features().stream().mapToInt(this::feature).toArray();
        if (of.length == 0) throw new IllegalArgumentException("a term reads no feature");
        int[] order = IntStream.range(0, of.length)
                .boxed()
                .sorted(java.util.Comparator.comparingInt(p -> of[p]))
                .mapToInt(p -> p)
                .toArray();
        for (int d = 1; d < of.length; d++) {
            if (of[order[d - 1]] == of[order[d]]) throw new IllegalArgumentException("a term reads a feature twice");
        }
        return order;
    }

    private Term term(EbmDocument.TermTables tables, int[] order, List<Integer> set, int[] inputOf) {
        List<Bins> axes = set.stream().map(f -> bins(f, set.size())).toList();
        int[] shape = shape(axes, outputs > 1 ? outputs : 0);
        Tensor scores = fitting(tables.scores(), order, shape);
        Tensor deviations = tables.deviations() == null ? null : fitting(tables.deviations(), order, shape);
        int[] cells = shape(axes, 0);
        Tensor weights = tables.weights() == null ? null : fitting(tables.weights(), order, cells);
        int size = scores.values().length;
        return new Term(
                set.stream().mapToInt(f -> inputOf[f]).toArray(),
                axes,
                scores.values(),
                deviations == null ? new double[size] : deviations.values(),
                weights == null ? new double[size / outputs] : weights.values());
    }

    /** @param last length of one more axis, 0 for none */
    private static int[] shape(List<Bins> axes, int last) {
        IntStream counts = axes.stream().mapToInt(Bins::count);
        return (last == 0 ? counts : IntStream.concat(counts, IntStream.of(last))).toArray();
    }

    private static Tensor fitting(Tensor tensor, int[] order, int[] shape) {
        boolean turned = false;
        for (int d = 0; d < order.length; d++) turned |= order[d] != d;
        if (tensor.shape().length != shape.length) throw new IllegalArgumentException("a table has the wrong shape");
        Tensor fit = turned ? tensor.permuted(order) : tensor;
        if (!Arrays.equals(fit.shape(), shape)) throw new IllegalArgumentException("a table has the wrong shape");
        return fit;
    }

    private Bins bins(int f, int dimension) {
        if (bins[f].length == 0) throw new IllegalArgumentException("a feature that a term reads has no bins");
        int resolution = Math.min(dimension, bins[f].length) - 1;
        @Nullable Bins known = bins[f][resolution];
        if (known == null) bins[f][resolution] = known = newBins(f, resolution);
        return known;
    }

    private Bins newBins(int f, int resolution) {
        EbmDocument.Feature feature = ebm.features().get(f);
        if (feature.continuous()) {
            double[] cuts = feature.cuts().get(resolution);
            for (int i = 1; i < cuts.length; i++) {
                if (!(cuts[i - 1] < cuts[i])) throw new IllegalArgumentException("cuts are not ascending");
            }
            boolean bounded = Double.isFinite(feature.min()) && Double.isFinite(feature.max());
            return new Bins.Cuts(cuts, bounded ? feature.min() : Double.NaN, bounded ? feature.max() : Double.NaN);
        }
        List<List<String>> groups = feature.categories().get(resolution);
        Map<String, Integer> binOf = new HashMap<>();
        for (int g = 0; g < groups.size(); g++) {
            for (String category : groups.get(g)) {
                if (binOf.put(category, g + 1) != null) throw new IllegalArgumentException("a category has two bins");
            }
        }
        int unseen = groups.size() + 1;
        return new Bins.Levels(
                levels.get(f).stream()
                        .mapToInt(l -> binOf.getOrDefault(l, unseen))
                        .toArray(),
                unseen + 1);
    }

    /** 0 unless all that makes bags is there. */
    private int bagCount() {
        double[] weights = ebm.bagWeights();
        Tensor intercepts = ebm.baggedIntercept();
        if (weights == null || intercepts == null) return 0;
        for (EbmDocument.TermTables term : ebm.terms()) if (term.bagged() == null) return 0;
        int[] shape = outputs == 1 ? new int[] {weights.length} : new int[] {weights.length, outputs};
        if (!Arrays.equals(intercepts.shape(), shape)) throw new IllegalArgumentException("bags have the wrong shape");
        return weights.length;
    }

    private static Tensor bagged(EbmDocument.TermTables tables, int[] order, Term term, int bags) {
        Tensor tensor = tables.bagged();
        if (tensor == null) throw new IllegalArgumentException("bags have the wrong shape");
        int[] shape = tables.scores().shape();
        int[] withBags = new int[shape.length + 1];
        withBags[0] = bags;
        System.arraycopy(shape, 0, withBags, 1, shape.length);
        if (!Arrays.equals(tensor.shape(), withBags)) throw new IllegalArgumentException("bags have the wrong shape");
        int[] shifted = new int[order.length + 1];
        for (int d = 0; d < order.length; d++) shifted[d + 1] = order[d] + 1;
        Tensor turned = tensor.permuted(shifted);
        if (turned.values().length != (long) bags * term.scores().length) {
            throw new IllegalArgumentException("bags have the wrong shape");
        }
        return turned;
    }

    private List<Bag> bags(int count, List<Tensor> tables) {
        double[] weights = ebm.bagWeights();
        Tensor intercepts = ebm.baggedIntercept();
        List<Bag> bags = new ArrayList<>();
        if (weights == null || intercepts == null) return bags;
        for (int b = 0; b < count; b++) {
            List<double[]> scores = new ArrayList<>();
            for (Tensor table : tables) {
                int size = table.values().length / count;
                scores.add(Arrays.copyOfRange(table.values(), b * size, (b + 1) * size));
            }
            double[] intercept = Arrays.copyOfRange(intercepts.values(), b * outputs, (b + 1) * outputs);
            bags.add(new Bag(weights[b], intercept, scores));
        }
        return bags;
    }
}
