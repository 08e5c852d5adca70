package io.candor.explain.tree;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.model.Link;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.model.TreeEnsemble;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;

/**
 * Interventional values of what comes after the link: of predictions, or of log losses. For each background row the values of the
 * score are stretched by what the output changes per change of the score between the two rows, so that they add up to the output's
 * change; values are means over background rows (Lundberg et al. 2020, "model output"). Time grows with rows × background rows.
 * Immutable and thread-safe.
 */
public final class OutputShap {
    /** Scores nearer than this take the derivative between them: the quotient of differences would lose digits. */
    private static final double NEAR = 1e-6;

    private final TreeEnsemble model;
    private final PathShape shape;
    private final Table background;

    /**
     * @throws CandorException {@code CND-E009} if several classes share one softmax, and what {@link TreeShap#interventional} throws
     */
    public OutputShap(TreeEnsemble model, Table background) {
        if (model.outputs() > 1) {
            throw CandorException.user(
                    "CND-E009",
                    "the probabilities of several classes can't be explained one by one",
                    "a model of two classes or of a number",
                    "explain its scores, on the scale of log-odds");
        }
        TreeShap.check(model, background);
        this.model = model;
        this.shape = new PathShape(model.trees());
        this.background = background;
    }

    /**
     * Values of losses; what is said of no row in particular depends on the row's label.
     *
     * @param base per row the mean loss of background rows, had they its label
     * @param columns by input, then row
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Losses(double[] base, double[][] columns) {}

    /** Values of predictions: of probabilities, or of the predicted number. */
    public ShapValues predictions(Table rows, ForkJoinPool pool) {
        Losses found = run(rows, (score, row) -> model.link().inverse(score), this::slope, pool);
        double[][] behind = new EncodedRows(model, background).all();
        double base = 0;
        for (double[] other : behind) {
            base += model.link().inverse(model.additiveScore(other, 0)) / behind.length;
        }
        return new ShapValues(new double[] {base}, found.columns, found.columns.length, 1);
    }

    private double slope(double score, int row) {
        double p = model.link().inverse(score);
        return switch (model.link()) {
            case LOGIT -> p * (1 - p);
            case LOG -> p;
            default -> 1;
        };
    }

    /**
     * Values of log losses, −ln P(label).
     *
     * @param labels of the rows: index of the class
     * @throws CandorException {@code CND-E020} if the model's score is no log-odds
     */
    public Losses logLosses(Table rows, Target labels, ForkJoinPool pool) {
        if (model.task() != Task.BINARY || model.link() != Link.LOGIT) {
            throw CandorException.user(
                    "CND-E020",
                    "the model has no log loss to explain",
                    "a model of two classes whose score is a log-odds",
                    "explain its predictions");
        }
        double[] y = labels.values();
        return run(
                rows,
                (score, row) -> {
                    double against = y[row] > 0 ? -score : score;
                    return Math.max(against, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(score)));
                },
                (score, row) -> Link.LOGIT.inverse(score) - y[row],
                pool);
    }

    private interface Curve {
        double at(double score, int row);
    }

    private Losses run(Table table, Curve output, Curve slope, ForkJoinPool pool) {
        EncodedRows rows = new EncodedRows(model, table);
        double[][] behind = new EncodedRows(model, background).all();
        double[] scores = new double[behind.length];
        for (int z = 0; z < scores.length; z++) scores[z] = model.additiveScore(behind[z], 0);
        int inputs = model.inputs().size();
        double scale = model.averaged() ? 1.0 / Math.max(1, model.trees().count()) : 1;
        double[][] columns = new double[inputs][table.rows()];
        double[] base = new double[table.rows()];
        Work.run(pool, table.rows(), () -> {
            PairedRows paired = new PairedRows(model.trees(), shape, inputs, 1, scale);
            double[] sums = new double[inputs];
            double[] values = new double[inputs];
            return i -> {
                double[] row = rows.get(i);
                double own = model.additiveScore(row, 0);
                double ownOutput = output.at(own, i);
                Arrays.fill(sums, 0);
                for (int z = 0; z < behind.length; z++) {
                    Arrays.fill(values, 0);
                    paired.add(row, behind[z], values, new double[0]);
                    double apart = own - scores[z];
                    double other = output.at(scores[z], i);
                    double stretch =
                            Math.abs(apart) < NEAR ? slope.at(scores[z] + apart / 2, i) : (ownOutput - other) / apart;
                    for (int j = 0; j < inputs; j++) sums[j] += stretch * values[j];
                    base[i] += other / behind.length;
                }
                for (int j = 0; j < inputs; j++) columns[j][i] = sums[j] / behind.length;
            };
        });
        return new Losses(base, columns);
    }
}
