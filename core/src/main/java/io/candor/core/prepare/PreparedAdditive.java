package io.candor.core.prepare;

import io.candor.core.model.Additive;
import io.candor.core.model.Link;
import io.candor.core.model.Scores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An additive model on raw inputs. Terms that read the same raw inputs are one term: the columns of a one-hot code add up to what their
 * feature adds. What reads several raw inputs at once, as a bucket of hashed features does, is a term of them all.
 */
final class PreparedAdditive extends PreparedModel implements Additive {
    private final Preparation preparation;
    private final Additive model;
    private final int[][] inputs; // per term
    private final int[][] parts; // per term: terms of the model
    private final ThreadLocal<double[]> room;

    PreparedAdditive(Preparation preparation, Additive model) {
        super(preparation, model);
        this.preparation = preparation;
        this.model = model;
        Comparator<List<Integer>> order =
                Comparator.comparing((List<Integer> l) -> l.size()).thenComparing(l -> l, PreparedAdditive::compare);
        Map<List<Integer>, List<Integer>> terms = new TreeMap<>(order);
        for (int t = 0; t < model.termCount(); t++) {
            TreeSet<Integer> reads = new TreeSet<>();
            for (int column : model.termInputs(t)) {
                reads.addAll(preparation.columns().get(column).reads());
            }
            terms.computeIfAbsent(List.copyOf(reads), k -> new ArrayList<>()).add(t);
        }
        inputs = terms.keySet().stream()
                .map(k -> k.stream().mapToInt(i -> i).toArray())
                .toArray(int[][]::new);
        parts = terms.values().stream()
                .map(p -> p.stream().mapToInt(i -> i).toArray())
                .toArray(int[][]::new);
        room = ThreadLocal.withInitial(() -> new double[model.inputs().size()]);
    }

    private static int compare(List<Integer> a, List<Integer> b) {
        for (int i = 0; i < a.size(); i++) {
            int order = Integer.compare(a.get(i), b.get(i));
            if (order != 0) return order;
        }
        return 0;
    }

    @Override
    public Link link() {
        return model.link();
    }

    @Override
    public int outputs() {
        return model.outputs();
    }

    @Override
    public double[] intercept() {
        return model.intercept();
    }

    @Override
    public int termCount() {
        return inputs.length;
    }

    @Override
    public int[] termInputs(int term) {
        return inputs[term];
    }

    @Override
    public double contribution(int term, double[] row, int output) {
        double[] prepared = room.get();
        preparation.prepare(row, prepared);
        double sum = 0;
        for (int part : parts[term]) sum += model.contribution(part, prepared, output);
        return sum;
    }

    @Override
    public Scores.Scale scale() {
        return model.scale();
    }
}
