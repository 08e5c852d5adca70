package io.candor.glassbox;

import io.candor.core.CandorException;
import io.candor.core.json.EcmaNumber;
import io.candor.core.json.Json;
import io.candor.core.model.Task;
import io.candor.glassbox.internal.settings.SettingTexts;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Settings of an explainable boosting machine, with the names and meanings of interpret 0.7.8. Defaults are that library's where
 * rows are few. From {@value #MANY_ROWS} rows on, a larger learning rate and fewer outer bags learn as well in a fraction of the
 * time (with fewer rows they don't; see the benchmarks).
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
 * @param maxInteractionBins like {@code maxBins}, for inputs of interactions
 * @param interactions which interactions are learnt, after and on top of the main effects
 * @param interactionSmoothingRounds first passes over all interactions, with random cuts
 * @param exclude terms that are not learnt: main effects, and interactions that are not to be found
 * @param objective what is minimised, see {@link EbmObjective}
 * @param classWeight {@code none}, or {@code balanced}: rows weigh so that every class weighs the same
 * @param types per input, how it is cut into bins, see {@link InputType}
 * @param monotone per numeric input, +1 (its main effect never falls) or −1 (never rises)
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
        Missing missing,
        int maxInteractionBins,
        Interactions interactions,
        int interactionSmoothingRounds,
        TermList exclude,
        EbmObjective objective,
        ClassWeight classWeight,
        Map<String, InputType> types,
        Map<String, Integer> monotone) {

    /** From so many training rows on, {@link #defaults} are ours. */
    public static final int MANY_ROWS = 10_000;

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

    /** How much classes weigh. */
    public enum ClassWeight {
        /** As much as their rows. */
        NONE,
        /** All the same. */
        BALANCED;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws CandorException {@code CND-G002} if a setting is out of its range */
    public EbmSettings {
        types = Collections.unmodifiableMap(new TreeMap<>(types));
        monotone = Collections.unmodifiableMap(new TreeMap<>(monotone));
        monotone.forEach((input, way) -> {
            if (way != 1 && way != -1)
                throw SettingTexts.bad("monotone." + input, way.toString(), "increasing or decreasing");
        });
        SettingTexts.range("max_interaction_bins", maxInteractionBins, 3, 4096);
        SettingTexts.range("interaction_smoothing_rounds", interactionSmoothingRounds, 0, 1_000_000);
        SettingTexts.range("interactions", interactions.perInput(), 0, 1e6);
        SettingTexts.range("max_bins", maxBins, 3, 65_535);
        SettingTexts.range("outer_bags", outerBags, 1, 10_000);
        if (!(learningRate > 0))
            throw SettingTexts.bad("learning_rate", EcmaNumber.format(learningRate), "above 0, at most 1");
        SettingTexts.range("learning_rate", learningRate, 0, 1);
        SettingTexts.range("smoothing_rounds", smoothingRounds, 0, 1_000_000);
        SettingTexts.range("greedy_ratio", greedyRatio, 0, 1e6);
        SettingTexts.range("cyclic_progress", cyclicProgress, 0, 1);
        SettingTexts.range("max_rounds", maxRounds, 0, 100_000_000);
        SettingTexts.range("early_stopping_rounds", earlyStoppingRounds, 0, 100_000);
        SettingTexts.range("early_stopping_tolerance", earlyStoppingTolerance, 0, 1);
        SettingTexts.range("validation_size", validationSize, 0, 0.99);
        SettingTexts.range("min_samples_leaf", minSamplesLeaf, 0, Integer.MAX_VALUE);
        SettingTexts.range("min_hessian", minHessian, 0, Double.MAX_VALUE);
        SettingTexts.range("max_leaves", maxLeaves, 2, 65_535);
        SettingTexts.range("gain_scale", gainScale, 0, 1e9);
        SettingTexts.range("min_cat_samples", minCatSamples, 0, Integer.MAX_VALUE);
        SettingTexts.range("cat_smooth", catSmooth, 0, 1e12);
        SettingTexts.range("reg_alpha", regAlpha, 0, 1e12);
        SettingTexts.range("reg_lambda", regLambda, 0, 1e12);
        SettingTexts.range("max_delta_step", maxDeltaStep, 0, 1e12);
    }

    /** What a fit of so many rows has unless something is changed. */
    public static EbmSettings defaults(Task task, int rows) {
        EbmSettings settings = interpret(task);
        return rows < MANY_ROWS ? settings : settings.with(Map.of("learning_rate", "0.04", "outer_bags", "8"));
    }

    /** interpret's defaults: its classifier's for classes, its regressor's for numbers. */
    public static EbmSettings interpret(Task task) {
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
                Missing.SEPARATE,
                64,
                Interactions.perInput(regression ? 5 : 3),
                regression ? 100 : 75,
                TermList.NONE,
                EbmObjective.AUTO,
                ClassWeight.NONE,
                Map.of(),
                Map.of());
    }

    /**
     * Settings as users give them.
     *
     * @param rows that are trained on
     * @param changes as for {@link #with}, and {@code preset}, from which the others are changes: {@code candor} (the defaults) or
     *     {@code interpret}
     * @throws CandorException as {@link #with} does
     */
    public static EbmSettings of(Task task, int rows, Map<String, String> changes) {
        Map<String, String> others = new LinkedHashMap<>(changes);
        String preset = others.remove("preset");
        if (preset == null || preset.trim().equals("candor"))
            return defaults(task, rows).with(others);
        if (preset.trim().equals("interpret")) return interpret(task).with(others);
        throw SettingTexts.bad("preset", preset, "candor or interpret");
    }

    /**
     * These settings with some changed.
     *
     * @param changes snake-case name, as in {@code max_bins}, to text; {@code type.NAME} and {@code monotone.NAME} are
     *     settings of one input
     * @throws CandorException {@code CND-G001} for an unknown name, {@code CND-G002} for a value that is not in its range
     */
    public EbmSettings with(Map<String, String> changes) {
        Map<String, String> all = new LinkedHashMap<>(texts().texts());
        Map<String, String> ofAll = new LinkedHashMap<>();
        changes.forEach((name, text) -> {
            boolean ofOne = name.startsWith(TYPE) || name.startsWith(MONOTONE);
            (ofOne ? all : ofAll).put(name, text.trim());
        });
        return parse(new SettingTexts(all).with(ofAll, "an EBM"));
    }

    /** All settings by name: numbers, or text. */
    public Json.Obj toJson() {
        return texts().toJson();
    }

    private static final String TYPE = "type.";
    private static final String MONOTONE = "monotone.";

    private SettingTexts texts() {
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
        texts.put("max_interaction_bins", Integer.toString(maxInteractionBins));
        texts.put("interactions", interactions.text());
        texts.put("interaction_smoothing_rounds", Integer.toString(interactionSmoothingRounds));
        texts.put("exclude", exclude.text());
        texts.put("objective", objective.text());
        texts.put("class_weight", classWeight.label());
        types.forEach((input, type) -> texts.put(TYPE + input, type.text()));
        monotone.forEach((input, way) -> texts.put(MONOTONE + input, way > 0 ? "increasing" : "decreasing"));
        return new SettingTexts(texts);
    }

    private static EbmSettings parse(SettingTexts texts) {
        return new EbmSettings(
                texts.integer("max_bins"),
                texts.integer("outer_bags"),
                texts.number("learning_rate"),
                texts.integer("smoothing_rounds"),
                texts.number("greedy_ratio"),
                texts.number("cyclic_progress"),
                texts.integer("max_rounds"),
                texts.integer("early_stopping_rounds"),
                texts.number("early_stopping_tolerance"),
                texts.number("validation_size"),
                texts.integer("min_samples_leaf"),
                texts.number("min_hessian"),
                texts.integer("max_leaves"),
                texts.number("gain_scale"),
                texts.integer("min_cat_samples"),
                texts.number("cat_smooth"),
                texts.number("reg_alpha"),
                texts.number("reg_lambda"),
                texts.number("max_delta_step"),
                missing(texts.text("missing")),
                texts.integer("max_interaction_bins"),
                Interactions.parse(texts.text("interactions")),
                texts.integer("interaction_smoothing_rounds"),
                TermList.parse(texts.text("exclude")),
                EbmObjective.parse(texts.text("objective")),
                classWeight(texts.text("class_weight")),
                perInput(texts.texts(), TYPE, InputType::parse),
                perInput(texts.texts(), MONOTONE, EbmSettings::way));
    }

    private static <T> Map<String, T> perInput(
            Map<String, String> texts, String prefix, BiFunction<String, String, T> parse) {
        Map<String, T> found = new TreeMap<>();
        texts.forEach((name, text) -> {
            if (name.startsWith(prefix)) found.put(name.substring(prefix.length()), parse.apply(name, text));
        });
        return found;
    }

    private static Integer way(String name, String text) {
        return switch (text) {
            case "increasing", "1", "+1" -> 1;
            case "decreasing", "-1" -> -1;
            default -> throw SettingTexts.bad(name, text, "increasing or decreasing");
        };
    }

    private static ClassWeight classWeight(String text) {
        for (ClassWeight choice : ClassWeight.values()) if (choice.label().equals(text)) return choice;
        throw SettingTexts.bad("class_weight", text, "none or balanced");
    }

    private static Missing missing(String text) {
        for (Missing choice : Missing.values()) if (choice.label().equals(text)) return choice;
        throw SettingTexts.bad("missing", text, "one of separate, low, high, gain");
    }
}
