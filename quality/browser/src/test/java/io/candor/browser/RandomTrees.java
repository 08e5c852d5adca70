package io.candor.browser;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.model.Input;
import io.candor.core.model.Link;
import io.candor.core.model.Task;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.model.Trees;
import io.candor.core.model.Trees.Comparison;
import io.candor.core.model.Trees.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Trees by chance, of one sort, and rows that try their edges.
 *
 * @param vectors whether each tree adds to all outputs
 */
record RandomTrees(
        Task task,
        Link link,
        int trees,
        boolean averaged,
        boolean vectors,
        boolean zeros,
        Comparison comparison,
        Precision precision) {
    private static final int DEPTH = 4;
    /** More levels than bits in a word. */
    private static final List<String> MANY =
            IntStream.range(0, 70).mapToObj(l -> "level " + l).toList();

    private static final List<Input> INPUTS = List.of(
            Input.number("a"),
            Input.category("few", List.of("x", "y", "z")),
            Input.number("b"),
            Input.category("many", MANY));

    static List<RandomTrees> every() {
        Comparison less = Comparison.LESS;
        Comparison equal = Comparison.LESS_OR_EQUAL;
        return List.of(
                new RandomTrees(Task.REGRESSION, Link.IDENTITY, 1, false, false, false, equal, Precision.DOUBLE),
                new RandomTrees(Task.REGRESSION, Link.IDENTITY, 30, true, true, false, equal, Precision.FLOAT),
                new RandomTrees(Task.REGRESSION, Link.LOG, 20, false, false, true, less, Precision.DOUBLE),
                new RandomTrees(Task.BINARY, Link.LOGIT, 40, false, false, false, less, Precision.FLOAT),
                new RandomTrees(Task.BINARY, Link.LOGIT, 25, false, false, true, equal, Precision.DOUBLE),
                new RandomTrees(Task.MULTICLASS, Link.IDENTITY, 15, true, true, false, equal, Precision.DOUBLE),
                new RandomTrees(Task.MULTICLASS, Link.SOFTMAX, 30, false, false, true, less, Precision.FLOAT));
    }

    private int outputs() {
        return task == Task.MULTICLASS ? 3 : 1;
    }

    TreeEnsemble model() {
        SplittableRandom random = new SplittableRandom(hash());
        int width = vectors ? outputs() : 1;
        int each = (2 << DEPTH) - 1;
        int nodes = trees * each;
        int[] feature = new int[nodes];
        int[] left = new int[nodes];
        int[] right = new int[nodes];
        int[] set = new int[nodes];
        double[] threshold = new double[nodes];
        double[] cover = new double[nodes];
        boolean[] missingLeft = new boolean[nodes];
        boolean[] zeroMissing = new boolean[zeros ? nodes : 0];
        List<Long> sets = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            int at = i % each; // as in a heap
            boolean leaf = 2 * at + 2 >= each;
            feature[i] = leaf ? -1 : random.nextInt(INPUTS.size());
            left[i] = leaf ? 0 : i + at + 1;
            right[i] = leaf ? 0 : i + at + 2;
            set[i] = -1;
            missingLeft[i] = random.nextBoolean();
            if (zeros) zeroMissing[i] = random.nextBoolean();
            cover[i] = Double.NaN;
            threshold[i] = random.nextInt(6) == 0 ? 0 : (float) random.nextDouble(-3, 3);
            if (leaf || INPUTS.get(feature[i]).kind() == Input.Kind.NUMBER) continue;
            set[i] = sets.size();
            int words = (INPUTS.get(feature[i]).levels().size() + 63) / 64;
            for (int w = 0; w < words; w++) sets.add(random.nextLong());
        }
        return new TreeEnsemble(
                task,
                "y",
                INPUTS,
                classes(),
                link,
                random.doubles(outputs(), -1, 1).toArray(),
                new Trees(
                        IntStream.range(0, trees).map(t -> t * each).toArray(),
                        feature,
                        threshold,
                        left,
                        right,
                        missingLeft,
                        zeroMissing,
                        set,
                        sets.stream().mapToLong(w -> w).toArray(),
                        cover,
                        random.doubles((long) nodes * width, -1, 1).toArray(),
                        width,
                        IntStream.range(0, trees)
                                .map(t -> vectors ? -1 : t % outputs())
                                .toArray(),
                        comparison,
                        precision),
                averaged);
    }

    private List<String> classes() {
        return switch (task) {
            case REGRESSION -> List.of();
            case BINARY -> List.of("no", "yes");
            case MULTICLASS -> List.of("u", "v", "w");
        };
    }

    /** Numbers on, beside and between thresholds, zeros, missing values, levels that nobody has seen. */
    double[][] rows(int count) {
        SplittableRandom random = new SplittableRandom(hash() + 1);
        Trees all = model().trees();
        double[][] rows = new double[count][INPUTS.size()];
        for (double[] row : rows) {
            for (int j = 0; j < row.length; j++) {
                int levels = INPUTS.get(j).levels().size();
                double threshold = all.threshold()[random.nextInt(all.threshold().length)];
                row[j] = switch (random.nextInt(8)) {
                    case 0 -> Double.NaN;
                    case 1, 2 -> levels > 0 ? -1 : threshold;
                    default ->
                        levels > 0
                                ? random.nextInt(levels)
                                : switch (random.nextInt(6)) {
                                    case 0 -> Math.nextUp(threshold); // the same float
                                    case 1 -> Math.nextDown(threshold);
                                    case 2 -> 0;
                                    case 3 -> random.nextBoolean() ? 1e-36 : -2e-35;
                                    default -> random.nextDouble(-4, 4);
                                };
                };
            }
        }
        return rows;
    }

    /** Two rows, for typical values. */
    Table table() {
        List<Column> columns = new ArrayList<>();
        for (Input input : INPUTS) {
            columns.add(
                    input.kind() == Input.Kind.NUMBER
                            ? new NumericColumn(input.name(), new double[] {-4, 4})
                            : CategoricalColumn.of(
                                    input.name(),
                                    Arrays.asList(
                                            input.levels().get(0),
                                            input.levels().get(1))));
        }
        return new Table(columns);
    }

    private long hash() {
        return 31L * (31L * task.ordinal() + link.ordinal()) + trees;
    }
}
