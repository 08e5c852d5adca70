package io.candor.explain.blackbox;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.model.Model;
import io.candor.core.model.Scores;
import io.candor.explain.ModelOutputs;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/**
 * A model that is only scored, in batches. What is explained is its prediction, or the log-odds of its probabilities. Scores
 * of a row do not depend on batches or threads, so neither do explanations. Thread-safe if the model is.
 *
 * <pre>{@code
 * BlackBox box = new BlackBox(model, true, ForkJoinPool.commonPool());
 * double[] logOdds = box.score(table);
 * }</pre>
 */
public final class BlackBox {
    /** Rows that are scored at once. */
    public static final int BATCH = 8192;

    /** Probabilities of 0 and 1 are taken for this far from them, so that their log-odds exist. */
    private static final double CLIP = 1e-12;

    private final Model model;
    private final boolean logOdds;
    private final ForkJoinPool pool;
    private final ModelOutputs outputs;
    private final String occasion;

    /**
     * @param logOdds whether probabilities are explained as log-odds (of several classes as logarithms)
     * @throws CandorException {@code CND-E011} if the model only decides, {@code CND-M047} if it only knows some rows
     */
    public BlackBox(Model model, boolean logOdds, ForkJoinPool pool) {
        if (model.scale() == Scores.Scale.LABEL) {
            throw CandorException.user(
                    "CND-E011",
                    "the model gives classes and no scores",
                    "a model that gives a probability or a value",
                    "export it with its probabilities");
        }
        if (!model.answersAnyRow()) {
            throw CandorException.user(
                    "CND-M047",
                    "predictions of some rows can't be asked about rows that are made up",
                    "a model that scores any row",
                    "name the model itself, or the endpoint that serves it");
        }
        this.model = model;
        this.logOdds = logOdds && model.scale() == Scores.Scale.PROBABILITY;
        this.pool = pool;
        ModelOutputs own = ModelOutputs.ofPrediction(model);
        this.outputs = this.logOdds ? new ModelOutputs("log-odds", own.names()) : own;
        this.occasion = "explain it";
    }

    private BlackBox(BlackBox of, String occasion) {
        this.model = of.model;
        this.logOdds = of.logOdds;
        this.pool = of.pool;
        this.outputs = of.outputs;
        this.occasion = occasion;
    }

    /** The same, whose errors say what rows were made for, as in {@code explain row 7}. */
    public BlackBox to(String purpose) {
        return new BlackBox(this, purpose);
    }

    public Model model() {
        return model;
    }

    /** Names of what is explained, and its scale. */
    public ModelOutputs outputs() {
        return outputs;
    }

    public ForkJoinPool pool() {
        return pool;
    }

    /**
     * Scores, row-major.
     *
     * @throws CandorException {@code CND-E012} if a score is no finite number, {@code CND-E018} if the model fails
     */
    public double[] score(Table rows) {
        int width = outputs.count();
        double[] all = new double[Math.multiplyExact(rows.rows(), width)];
        List<ForkJoinTask<?>> tasks = new ArrayList<>();
        for (int start = 0; start < rows.rows(); start += BATCH) {
            int from = start;
            int count = Math.min(BATCH, rows.rows() - from);
            if (count == rows.rows()) {
                copy(rows, 0, all);
                return all;
            }
            int[] picked = new int[count];
            for (int i = 0; i < count; i++) picked[i] = from + i;
            tasks.add(pool.submit(() -> copy(rows.select(picked), from, all)));
        }
        for (ForkJoinTask<?> task : tasks) join(task);
        return all;
    }

    private static void join(ForkJoinTask<?> task) {
        try {
            task.join();
        } catch (RuntimeException e) {
            if (e.getCause() instanceof CandorException own) throw own;
            throw e;
        }
    }

    /**
     * What is explained of scores that the model itself gave, row-major.
     *
     * @throws CandorException {@code CND-E012} if a score is no finite number
     */
    public double[] outputsOf(Scores scores) {
        double[] all = new double[scores.rows() * outputs.count()];
        copy(scores, 0, all);
        return all;
    }

    private void copy(Table rows, int from, double[] all) {
        copy(scored(rows), from, all);
    }

    private void copy(Scores scores, int from, double[] all) {
        int width = outputs.count();
        for (int i = 0; i < scores.rows(); i++) {
            for (int k = 0; k < width; k++) {
                double score = scores.get(i, k);
                if (Double.isNaN(score) || Double.isInfinite(score)) throw noNumber(score);
                all[(from + i) * width + k] = logOdds ? logOdds(score, width) : score;
            }
        }
    }

    private static double logOdds(double probability, int outputs) {
        double p = Math.min(1 - CLIP, Math.max(CLIP, probability));
        return outputs == 1 ? StrictMath.log(p) - StrictMath.log1p(-p) : StrictMath.log(p);
    }

    private Scores scored(Table rows) {
        try {
            return model.score(rows);
        } catch (CandorException e) {
            throw e;
        } catch (RuntimeException e) {
            throw CandorException.user(
                            "CND-E018",
                            "the model fails on rows that were made to " + occasion + " ("
                                    + e.getClass().getSimpleName() + ")",
                            "a score for every combination of values that occur in the data",
                            "mend the model, or leave out the rows that it can't score")
                    .causedBy(e);
        }
    }

    private CandorException noNumber(double score) {
        return CandorException.user(
                "CND-E012",
                "the model gives " + score + " for a row that was made to " + occasion,
                "a finite score for every combination of values that occur in the data",
                "mend the model, or leave out the rows that it can't score");
    }
}
