package io.candor.glassbox;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import io.candor.core.json.EcmaNumber;
import io.candor.core.json.Json;
import io.candor.core.model.Task;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Settings of an explainable boosting machine, with the names, meanings and defaults of interpret 0.7.8.
 *
 * @param maxBins bins of a numeric input with those for missing and unseen, 3 … 65,535
 * @param outerBags models that are averaged, at least 1
 * @param learningRate share of each Newton step that is taken, in (0, 1]
 * @param smoothingRounds first passes over all terms, with random cuts
 * @param greedyRatio greedy steps per pass, as a multiple of the number of terms; 0 is purely cyclic
 * @param cyclicProgress how much of each later pass is applied, 0 (only measured) … 1
 * @param maxRounds upper limit of steps, as a multiple of the number of terms
 * @param earlyStoppingRounds stop after so many rounds without progress on the validation rows; 0 never stops early
 * @param earlyStoppingTolerance relative progress that counts
 * @param validationSize share of the rows that each bag holds out, in [0, 1); 0 turns early stopping off, so set
 *     {@code max_rounds} too
 * @param minSamplesLeaf fewest rows at each side of a cut
 * @param minHessian smallest sum of second derivatives at each side of a cut
 * @param maxLeaves leaves of one step, at least 2
 * @param gainScale factor on the gain of category terms when terms compete
 * @param minCatSamples categories with fewer rows in a bag are pooled while cutting
 * @param catSmooth added to the second derivative when categories are put in order
 * @param regAlpha L1 penalty of a leaf
 * @param regLambda L2 penalty of a leaf
 * @param maxDeltaStep largest leaf value before the learning rate; 0 is no limit
 * @param missing how missing numbers take part in cuts
 */
public record EbmSettings(
        int maxBins,
        int outerBags,
        double learningRate,
        int smoothingRounds,
        double greedyRatio,
        double cyclicProgress,
        int maxRounds,
        int earlyStoppingRounds,
        double earlyStoppingTolerance,
        double validationSize,
        int minSamplesLeaf,
        double minHessian,
        int maxLeaves,
        double gainScale,
        int minCatSamples,
        double catSmooth,
        double regAlpha,
        double regLambda,
        double maxDeltaStep,
        Missing missing) {

    /** Where missing numbers go. */
    public enum Missing {
        /** A leaf of their own at every step. */
        SEPARATE,
        /** Below all values. */
        LOW,
        /** Above all values. */
        HIGH,
        /** Below or above all values, whichever gains more. */
        GAIN;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws CandorException {@code CND-G002} if a setting is out of its range */
    public EbmSettings {
        range("max_bins", maxBins, 3, 65_535);
        range("outer_bags", outerBags, 1, 10_000);
        if (!(learningRate > 0)) throw bad("learning_rate", EcmaNumber.format(learningRate), "above 0, at most 1");
        range("learning_rate", learningRate, 0, 1);
        range("smoothing_rounds", smoothingRounds, 0, 1_000_000);
        range("greedy_ratio", greedyRatio, 0, 1e6);
        range("cyclic_progress", cyclicProgress, 0, 1);
        range("max_rounds", maxRounds, 0, 100_000_000);
        range("early_stopping_rounds", earlyStoppingRounds, 0, 100_000);
        range("early_stopping_tolerance", earlyStoppingTolerance, 0, 1);
        range("validation_size", validationSize, 0, 0.99);
        range("min_samples_leaf", minSamplesLeaf, 0, Integer.MAX_VALUE);
        range("min_hessian", minHessian, 0, Double.MAX_VALUE);
        range("max_leaves", maxLeaves, 2, 65_535);
        range("gain_scale", gainScale, 0, 1e9);
        range("min_cat_samples", minCatSamples, 0, Integer.MAX_VALUE);
        range("cat_smooth", catSmooth, 0, 1e12);
        range("reg_alpha", regAlpha, 0, 1e12);
        range("reg_lambda", regLambda, 0, 1e12);
        range("max_delta_step", maxDeltaStep, 0, 1e12);
    }

    /** interpret's defaults: its classifier's for classes, its regressor's for numbers. */
    public static EbmSettings defaults(Task task) {
        boolean regression = task == Task.REGRESSION;
        return new EbmSettings(
                1024,
                14,
                regression ? 0.04 : 0.015,
                regression ? 500 : 75,
                10,
                0,
                50_000,
                100,
                1e-5,
                0.15,
                4,
                regression ? 0 : 1e-4,
                2,
                5,
                10,
                10,
                0,
                0,
                0,
                Missing.SEPARATE);
    }

    /**
     * These settings with some changed.
     *
     * @param changes snake-case name, as in {@code max_bins}, to text
     * @throws CandorException {@code CND-G001} for an unknown name, {@code CND-G002} for a value that is not in its range
     */
    public EbmSettings with(Map<String, String> changes) {
        Map<String, String> all = new LinkedHashMap<>();
        texts().forEach(all::put);
        for (Map.Entry<String, String> change : changes.entrySet()) {
            if (all.replace(change.getKey(), change.getValue().trim()) == null) {
                throw CandorException.user(
                        "CND-G001",
                        "an EBM has no setting '" + change.getKey() + "'",
                        "settings have the names of interpret's, for example max_bins",
                        Suggestions.remedy(change.getKey(), all.keySet()));
            }
        }
        return parse(all);
    }

    /** All settings by name: numbers, and {@code missing} as text. */
    public Json.Obj toJson() {
        Json.Builder json = Json.object();
        texts().forEach((name, text) -> {
            if (name.equals("missing")) json.put(name, text);
            else json.put(name, Double.parseDouble(text));
        });
        return json.build();
    }

    private Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("max_bins", Integer.toString(maxBins));
        texts.put("outer_bags", Integer.toString(outerBags));
        texts.put("learning_rate", EcmaNumber.format(learningRate));
        texts.put("smoothing_rounds", Integer.toString(smoothingRounds));
        texts.put("greedy_ratio", EcmaNumber.format(greedyRatio));
        texts.put("cyclic_progress", EcmaNumber.format(cyclicProgress));
        texts.put("max_rounds", Integer.toString(maxRounds));
        texts.put("early_stopping_rounds", Integer.toString(earlyStoppingRounds));
        texts.put("early_stopping_tolerance", EcmaNumber.format(earlyStoppingTolerance));
        texts.put("validation_size", EcmaNumber.format(validationSize));
        texts.put("min_samples_leaf", Integer.toString(minSamplesLeaf));
        texts.put("min_hessian", EcmaNumber.format(minHessian));
        texts.put("max_leaves", Integer.toString(maxLeaves));
        texts.put("gain_scale", EcmaNumber.format(gainScale));
        texts.put("min_cat_samples", Integer.toString(minCatSamples));
        texts.put("cat_smooth", EcmaNumber.format(catSmooth));
        texts.put("reg_alpha", EcmaNumber.format(regAlpha));
        texts.put("reg_lambda", EcmaNumber.format(regLambda));
        texts.put("max_delta_step", EcmaNumber.format(maxDeltaStep));
        texts.put("missing", missing.label());
        return texts;
    }

    private static EbmSettings parse(Map<String, String> texts) {
        return new EbmSettings(
                integer(texts, "max_bins"),
                integer(texts, "outer_bags"),
                number(texts, "learning_rate"),
                integer(texts, "smoothing_rounds"),
                number(texts, "greedy_ratio"),
                number(texts, "cyclic_progress"),
                integer(texts, "max_rounds"),
                integer(texts, "early_stopping_rounds"),
                number(texts, "early_stopping_tolerance"),
                number(texts, "validation_size"),
                integer(texts, "min_samples_leaf"),
                number(texts, "min_hessian"),
                integer(texts, "max_leaves"),
                number(texts, "gain_scale"),
                integer(texts, "min_cat_samples"),
                number(texts, "cat_smooth"),
                number(texts, "reg_alpha"),
                number(texts, "reg_lambda"),
                number(texts, "max_delta_step"),
                missing(need(texts, "missing")));
    }

    private static String need(Map<String, String> texts, String name) {
        return texts.getOrDefault(name, "");
    }

    private static int integer(Map<String, String> texts, String name) {
        String text = need(texts, name);
        if (!text.matches("[+-]?[0-9]{1,9}")) throw bad(name, text, "a whole number");
        return Integer.parseInt(text);
    }

    private static double number(Map<String, String> texts, String name) {
        String text = need(texts, name);
        if (!text.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?")) throw bad(name, text, "a number");
        return Double.parseDouble(text);
    }

    private static Missing missing(String text) {
        for (Missing choice : Missing.values()) if (choice.label().equals(text)) return choice;
        throw bad("missing", text, "one of separate, low, high, gain");
    }

    private static void range(String name, double value, double low, double high) {
        if (value >= low && value <= high) return;
        String shown = Double.isNaN(value) || Double.isInfinite(value) ? "not finite" : EcmaNumber.format(value);
        throw bad(name, shown, "from " + EcmaNumber.format(low) + " to " + EcmaNumber.format(high));
    }

    private static CandorException bad(String name, String value, String expected) {
        return CandorException.user(
                "CND-G002", "the setting " + name + " is '" + value + "'", "it must be " + expected, "change it");
    }
}
