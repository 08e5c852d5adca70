package io.candor.xgboost;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.json.Json;
import io.candor.core.model.Model;
import io.candor.core.model.RecordingTrainer;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.model.Trained;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.io.XgboostFile;
import io.candor.xgboost.internal.Boosting;
import io.candor.xgboost.internal.HeldOut;
import io.candor.xgboost.internal.Matrix;
import io.candor.xgboost.internal.NativeLibrary;
import java.util.HashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;

/**
 * Trains boosted trees (Chen &amp; Guestrin 2016, histograms) on numbers and native categories. A held-out share of the rows
 * finds the number of rounds; then all rows are learnt from for that many rounds. If a deadline passes before, the trees up to
 * the best round are the model. Thread-safe.
 *
 * <p>XGBoost runs on one thread, whatever the caller has: its sums over several threads are in no promised order, and its
 * threads wait busily for each other, which makes two of them slower than one where other work runs.
 */
public final class XgboostTrainer implements RecordingTrainer {
    private static final int FEWEST_ROWS_TO_HOLD_OUT = 40;

    private final XgboostSettings settings;

    public XgboostTrainer(XgboostSettings settings) {
        this.settings = settings;
    }

    @Override
    public Model fit(
            Table inputs,
            Target target,
            double @Nullable [] weights,
            @Nullable Model warmStart,
            RandomStreams random,
            Progress progress,
            Deadline deadline) {
        if (warmStart != null) throw new IllegalArgumentException("boosted trees do not continue from a model");
        return train(inputs, target, weights, random, progress, deadline).model();
    }

    /**
     * @throws CandorException {@code CND-B002} an objective that does not fit the label, {@code CND-B003} no native library,
     *     {@code CND-B004}, {@code CND-B005} data that can't be learnt from, {@code CND-B006} if XGBoost fails
     */
    @Override
    public Trained train(
            Table inputs,
            Target target,
            double @Nullable [] weights,
            RandomStreams random,
            Progress progress,
            Deadline deadline) {
        settings.check(target.task());
        NativeLibrary.unavailable().ifPresent(e -> {
            throw e;
        });
        Matrix matrix = Matrix.of(inputs, target, weights);
        checkLabels(target);
        try {
            return train(matrix, target, random, progress, deadline);
        } catch (XGBoostError e) {
            throw CandorException.failure(
                            "CND-B006",
                            "XGBoost failed ("
                                    + String.valueOf(e.getMessage())
                                            .lines()
                                            .findFirst()
                                            .orElse("") + ")",
                            "data and settings that it can learn from",
                            "change the settings, or train another algorithm")
                    .causedBy(e);
        }
    }

    private Trained train(Matrix matrix, Target target, RandomStreams random, Progress progress, Deadline deadline)
            throws XGBoostError {
        Map<String, Object> parameters = parameters(target, random);
        Boosting done = null;
        int rounds = settings.rounds();
        double loss = Double.NaN;
        HeldOut split = HeldOut.of(target, settings.validationSize(), random.stream("xgboost.held-out"));
        if (settings.earlyStoppingRounds() > 0 && matrix.rows() >= FEWEST_ROWS_TO_HOLD_OUT && split.held().length > 0) {
            done = validated(matrix, split, parameters, progress, deadline);
            rounds = done.best();
            loss = done.loss();
        }
        boolean early = done != null && done.stopped();
        if (done == null || !early) {
            DMatrix all = matrix.open(null);
            try {
                done = Boosting.run(parameters, all, null, rounds, 0, "boosting trees", progress, deadline);
            } finally {
                all.dispose();
            }
        }
        TreeEnsemble model = XgboostFile.read(done.model(), target.name(), target.classes(), matrix.inputs());
        int made = early ? done.best() : done.rounds();
        Json.Builder provenance = Json.object()
                .put("algorithm", "xgboost")
                .put("library", "XGBoost 3.0.4")
                .put("settings", settings.toJson())
                .put("seed", Long.toString(random.seed()))
                .put("rounds", made)
                .put("stopped", done.stopped());
        if (!Double.isNaN(loss)) provenance.put("held_out_loss", loss);
        return new Trained(early ? model.with(model.trees().first(made * model.outputs())) : model, provenance.build());
    }

    private Boosting validated(
            Matrix matrix, HeldOut split, Map<String, Object> parameters, Progress progress, Deadline deadline)
            throws XGBoostError {
        DMatrix train = matrix.open(split.train());
        try {
            DMatrix validation = matrix.open(split.held());
            try {
                return Boosting.run(
                        parameters,
                        train,
                        validation,
                        settings.rounds(),
                        settings.earlyStoppingRounds(),
                        "boosting trees, a share held out",
                        progress,
                        deadline);
            } finally {
                validation.dispose();
            }
        } finally {
            train.dispose();
        }
    }

    private Map<String, Object> parameters(Target target, RandomStreams random) {
        Map<String, Object> p = new HashMap<>();
        String objective = settings.objective(target.task());
        p.put("objective", objective);
        p.put("eval_metric", metric(objective));
        if (target.task() == Task.MULTICLASS)
            p.put("num_class", target.classes().size());
        p.put("tree_method", "hist");
        p.put("nthread", 1);
        p.put("verbosity", 0);
        p.put("seed", random.stream("xgboost.seed").nextInt(Integer.MAX_VALUE));
        p.put("learning_rate", settings.learningRate());
        p.put("max_depth", settings.maxDepth());
        p.put("min_child_weight", settings.minChildWeight());
        p.put("gamma", settings.gamma());
        p.put("reg_lambda", settings.regLambda());
        p.put("reg_alpha", settings.regAlpha());
        p.put("subsample", settings.subsample());
        p.put("colsample_bytree", settings.colsampleByTree());
        p.put("max_bin", settings.maxBin());
        p.put("max_cat_to_onehot", settings.maxCatToOnehot());
        return p;
    }

    private static String metric(String objective) {
        return switch (objective) {
            case "binary:logistic" -> "logloss";
            case "multi:softprob" -> "mlogloss";
            case "count:poisson" -> "poisson-nloglik";
            case "reg:gamma" -> "gamma-deviance";
            case "reg:tweedie" -> "tweedie-nloglik@1.5";
            case "reg:pseudohubererror" -> "mphe";
            default -> "rmse";
        };
    }

    /** XGBoost would train on labels that an objective does not allow, or fail late. */
    private void checkLabels(Target target) {
        String objective = settings.objective(target.task());
        boolean positive = objective.equals("reg:gamma");
        if (!positive && !objective.equals("count:poisson") && !objective.equals("reg:tweedie")) return;
        for (double y : target.values()) {
            if (positive ? y > 0 : y >= 0) continue;
            throw Matrix.label("the label '" + target.name() + "' has a value that " + settings.objective()
                    + " does not allow: " + (positive ? "it must be positive" : "it must not be negative"));
        }
    }
}
