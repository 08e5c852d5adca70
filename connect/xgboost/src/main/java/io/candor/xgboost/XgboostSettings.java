package io.candor.xgboost;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import io.candor.core.json.EcmaNumber;
import io.candor.core.json.Json;
import io.candor.core.model.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Settings of boosted trees, with XGBoost's names.
 *
 * @param objective {@code auto}, or for a number one of {@link #OBJECTIVES}
 * @param rounds most trees (of several classes: per class)
 * @param learningRate share of each tree's step
 * @param maxDepth of the deepest leaf, where the root has 0
 * @param minChildWeight least sum of hessians of a leaf
 * @param gamma least gain of a split
 * @param regLambda squared penalty of a leaf
 * @param regAlpha absolute penalty of a leaf
 * @param subsample share of the rows that a tree learns from
 * @param colsampleByTree share of the inputs that a tree may ask
 * @param maxBin bins of a number
 * @param maxCatToOnehot a category with fewer levels is split one level at a time
 * @param earlyStoppingRounds rounds without a better held-out loss that end the learning; 0 for none
 * @param validationSize share of the rows that is held out to see it
 */
public record XgboostSettings(
        String objective,
        int rounds,
        double learningRate,
        int maxDepth,
        double minChildWeight,
        double gamma,
        double regLambda,
        double regAlpha,
        double subsample,
        double colsampleByTree,
        int maxBin,
        int maxCatToOnehot,
        int earlyStoppingRounds,
        double validationSize) {
    /** Objectives of a number by our name. */
    static final Map<String, String> OBJECTIVES = Map.of(
            "rmse", "reg:squarederror",
            "poisson_deviance", "count:poisson",
            "gamma_deviance", "reg:gamma",
            "tweedie_deviance", "reg:tweedie",
            "pseudo_huber", "reg:pseudohubererror");

    /** Up to 1,000 trees of depth 4, stopped by a held-out share. */
    public static final XgboostSettings DEFAULT =
            new XgboostSettings("auto", 1000, 0.1, 4, 1, 0, 1, 0, 0.8, 0.8, 256, 4, 30, 0.15);

    /** @throws CandorException {@code CND-B002} if a setting is out of its range */
    public XgboostSettings {
        if (!objective.equals("auto") && !OBJECTIVES.containsKey(objective)) {
            throw bad("objective", objective, "auto or one of " + String.join(", ", sorted()));
        }
        range("rounds", rounds, 1, 100_000);
        range("learning_rate", learningRate, 1e-6, 1);
        range("max_depth", maxDepth, 1, 30);
        range("min_child_weight", minChildWeight, 0, 1e30);
        range("gamma", gamma, 0, 1e30);
        range("reg_lambda", regLambda, 0, 1e30);
        range("reg_alpha", regAlpha, 0, 1e30);
        range("subsample", subsample, 1e-3, 1);
        range("colsample_bytree", colsampleByTree, 1e-3, 1);
        range("max_bin", maxBin, 2, 65_535);
        range("max_cat_to_onehot", maxCatToOnehot, 1, 1_000_000);
        range("early_stopping_rounds", earlyStoppingRounds, 0, 100_000);
        range("validation_size", validationSize, 0.01, 0.9);
    }

    /**
     * These settings with some changed.
     *
     * @param changes setting to text, by the names that {@link #toJson} gives
     * @throws CandorException {@code CND-B001} for an unknown name, {@code CND-B002} for a value that does not fit
     */
    public XgboostSettings with(Map<String, String> changes) {
        Map<String, String> all = texts();
        changes.forEach((name, value) -> {
            if (all.replace(name, value.strip()) != null) return;
            throw CandorException.user(
                    "CND-B001",
                    "boosted trees have no setting '" + name + "'",
                    "one of " + String.join(", ", all.keySet()),
                    Suggestions.remedy(name, all.keySet()));
        });
        return new XgboostSettings(
                all.getOrDefault("objective", ""),
                integer(all, "rounds"),
                number(all, "learning_rate"),
                integer(all, "max_depth"),
                number(all, "min_child_weight"),
                number(all, "gamma"),
                number(all, "reg_lambda"),
                number(all, "reg_alpha"),
                number(all, "subsample"),
                number(all, "colsample_bytree"),
                integer(all, "max_bin"),
                integer(all, "max_cat_to_onehot"),
                integer(all, "early_stopping_rounds"),
                number(all, "validation_size"));
    }

    /** @throws CandorException {@code CND-B002} if the objective is not for labels of this task */
    void check(Task task) {
        if (task != Task.REGRESSION && !objective.equals("auto")) {
            throw bad("objective", objective, "auto for classes");
        }
    }

    /** XGBoost's name of the objective. */
    String objective(Task task) {
        return switch (task) {
            case BINARY -> "binary:logistic";
            case MULTICLASS -> "multi:softprob";
            case REGRESSION -> OBJECTIVES.getOrDefault(objective, "reg:squarederror");
        };
    }

    /** All settings by name. */
    public Json.Obj toJson() {
        Json.Builder json = Json.object();
        texts().forEach((name, text) -> {
            if (name.equals("objective")) json.put(name, text);
            else json.put(name, Double.parseDouble(text));
        });
        return json.build();
    }

    private Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("objective", objective);
        texts.put("rounds", Integer.toString(rounds));
        texts.put("learning_rate", EcmaNumber.format(learningRate));
        texts.put("max_depth", Integer.toString(maxDepth));
        texts.put("min_child_weight", EcmaNumber.format(minChildWeight));
        texts.put("gamma", EcmaNumber.format(gamma));
        texts.put("reg_lambda", EcmaNumber.format(regLambda));
        texts.put("reg_alpha", EcmaNumber.format(regAlpha));
        texts.put("subsample", EcmaNumber.format(subsample));
        texts.put("colsample_bytree", EcmaNumber.format(colsampleByTree));
        texts.put("max_bin", Integer.toString(maxBin));
        texts.put("max_cat_to_onehot", Integer.toString(maxCatToOnehot));
        texts.put("early_stopping_rounds", Integer.toString(earlyStoppingRounds));
        texts.put("validation_size", EcmaNumber.format(validationSize));
        return texts;
    }

    private static List<String> sorted() {
        return OBJECTIVES.keySet().stream().sorted().toList();
    }

    private static int integer(Map<String, String> texts, String name) {
        String text = texts.getOrDefault(name, "");
        if (!text.matches("[+-]?[0-9]{1,9}")) throw bad(name, text, "a whole number");
        return Integer.parseInt(text);
    }

    private static double number(Map<String, String> texts, String name) {
        String text = texts.getOrDefault(name, "");
        if (!text.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?")) throw bad(name, text, "a number");
        return Double.parseDouble(text);
    }

    private static void range(String name, double value, double low, double high) {
        if (value >= low && value <= high) return;
        String shown = Double.isNaN(value) || Double.isInfinite(value) ? "not finite" : EcmaNumber.format(value);
        throw bad(name, shown, "from " + EcmaNumber.format(low) + " to " + EcmaNumber.format(high));
    }

    private static CandorException bad(String name, String value, String expected) {
        return CandorException.user(
                "CND-B002", "the setting " + name + " is '" + value + "'", "it must be " + expected, "change it");
    }
}
