package io.candor.explain.tree;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.model.Input;
import io.candor.core.model.Link;
import io.candor.core.model.RowEncoder;
import io.candor.core.model.Task;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.model.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Ensembles with everything that trees can have, and rows with missing cells and unseen levels. */
final class RandomTrees {
    private static final List<String> LEVELS = List.of("a", "b", "c", "d", "e");

    private final SplittableRandom random;
    private final List<Input> inputs = new ArrayList<>();

    private final List<Integer> feature = new ArrayList<>();
    private final List<Double> threshold = new ArrayList<>();
    private final List<Integer> left = new ArrayList<>();
    private final List<Integer> right = new ArrayList<>();
    private final List<Boolean> missingLeft = new ArrayList<>();
    private final List<Integer> set = new ArrayList<>();
    private final List<Long> sets = new ArrayList<>();
    private final List<Double> cover = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();

    /** @param inputs every third one is a category */
    RandomTrees(long seed, int inputs) {
        random = new SplittableRandom(seed);
        for (int j = 0; j < inputs; j++) {
            this.inputs.add(j % 3 == 2 ? Input.category("x" + j, LEVELS) : Input.number("x" + j));
        }
    }

    TreeEnsemble binary(int trees, int depth) {
        return ensemble(Task.BINARY, 1, trees, depth, Trees.Comparison.LESS, Trees.Precision.FLOAT, false, false);
    }

    /** Each tree adds to one of three classes, or to all of them. */
    TreeEnsemble classes(int trees, int depth, boolean vectors) {
        return ensemble(
                Task.MULTICLASS,
                3,
                trees,
                depth,
                Trees.Comparison.LESS_OR_EQUAL,
                Trees.Precision.DOUBLE,
                vectors,
                vectors);
    }

    private TreeEnsemble ensemble(
            Task task,
            int outputs,
            int trees,
            int depth,
            Trees.Comparison comparison,
            Trees.Precision precision,
            boolean vectors,
            boolean averaged) {
        int[] roots = new int[trees];
        int[] output = new int[trees];
        int width = vectors ? outputs : 1;
        for (int t = 0; t < trees; t++) {
            roots[t] = feature.size();
            output[t] = vectors ? -1 : t % outputs;
            grow(depth, 100, width);
        }
        boolean[] sides = new boolean[missingLeft.size()];
        for (int i = 0; i < sides.length; i++) sides[i] = missingLeft.get(i);
        boolean[] zeros = new boolean[precision == Trees.Precision.DOUBLE ? sides.length : 0];
        for (int i = 0; i < zeros.length; i++) zeros[i] = random.nextBoolean();
        double[] base = random.doubles(outputs, -1, 1).toArray();
        return new TreeEnsemble(
                task,
                "y",
                inputs,
                outputs == 1 ? List.of("no", "yes") : List.of("u", "v", "w"),
                outputs == 1 ? Link.LOGIT : Link.SOFTMAX,
                base,
                new Trees(
                        roots,
                        ints(feature),
                        doubles(threshold),
                        ints(left),
                        ints(right),
                        sides,
                        zeros,
                        ints(set),
                        sets.stream().mapToLong(l -> l).toArray(),
                        doubles(cover),
                        doubles(values),
                        width,
                        output,
                        comparison,
                        precision),
                averaged);
    }

    private int grow(int depth, double weight, int width) {
        int node = feature.size();
        boolean leaf = depth == 0 || random.nextInt(7) == 0 && node > 0;
        int asked = random.nextInt(inputs.size());
        boolean category = !leaf && inputs.get(asked).kind() == Input.Kind.CATEGORY;
        feature.add(leaf ? -1 : asked);
        threshold.add(Math.rint(random.nextDouble(-3, 3) * 2) / 2);
        left.add(0);
        right.add(0);
        missingLeft.add(random.nextBoolean());
        set.add(category ? sets.size() : -1);
        if (category) sets.add((long) random.nextInt(1 << LEVELS.size()));
        cover.add(weight);
        for (int k = 0; k < width; k++) values.add(leaf ? random.nextDouble(-1, 1) : 0);
        if (leaf) return node;
        double share = random.nextInt(9) == 0 ? random.nextInt(2) : random.nextDouble();
        left.set(node, grow(depth - 1, weight * share, width));
        right.set(node, grow(depth - 1, weight * (1 - share), width));
        return node;
    }

    Table rows(int count) {
        List<Column> columns = new ArrayList<>();
        for (Input input : inputs) {
            if (input.kind() == Input.Kind.NUMBER) {
                double[] cells = new double[count];
                for (int i = 0; i < count; i++) {
                    double cell = Math.rint(random.nextDouble(-3, 3) * 4) / 4;
                    int kind = random.nextInt(8);
                    cells[i] = kind == 0 ? Double.NaN : kind == 1 ? -0.0 : cell;
                }
                columns.add(new NumericColumn(input.name(), cells));
            } else {
                int[] codes = new int[count];
                for (int i = 0; i < count; i++) codes[i] = random.nextInt(LEVELS.size() + 2) - 1;
                List<String> levels = new ArrayList<>(LEVELS);
                levels.add("unseen");
                columns.add(new CategoricalColumn(input.name(), codes, levels));
            }
        }
        return new Table(columns);
    }

    static double[][] encoded(TreeEnsemble model, Table rows) {
        double[][] encoded = new double[rows.rows()][model.inputs().size()];
        RowEncoder encoder = new RowEncoder(model.inputs(), rows);
        for (int i = 0; i < encoded.length; i++) encoder.encode(i, encoded[i]);
        return encoded;
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(i -> i).toArray();
    }

    private static double[] doubles(List<Double> list) {
        return list.stream().mapToDouble(d -> d).toArray();
    }
}
