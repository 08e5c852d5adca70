package io.candor.glassbox.rules;

import io.candor.core.CandorException;
import io.candor.core.json.EcmaNumber;
import io.candor.core.json.Json;
import io.candor.glassbox.internal.settings.SettingTexts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Settings of a rule list.
 *
 * @param maxRules without the "else", 0 … 1,000
 * @param maxConditions of one rule, at least 1
 * @param minSamplesRule fewest rows that a rule catches while it is learnt
 * @param holdout share of the rows that checks the rules and does not make them, 0 … 0.9
 * @param crossValidate choose the number of rules; otherwise all that were found are kept
 * @param oneStandardError take the shortest list within one standard error of the best
 * @param folds of cross-validation, at least 2
 */
public record RuleSettings(
        int maxRules,
        int maxConditions,
        int minSamplesRule,
        double holdout,
        boolean crossValidate,
        boolean oneStandardError,
        int folds) {
    /** Ten rules of three conditions, as many as a person reads. */
    public static final RuleSettings DEFAULT = new RuleSettings(10, 3, 20, 0.25, true, true, 5);

    /** @throws CandorException {@code CND-G002} if a setting is out of its range */
    public RuleSettings {
        SettingTexts.range("max_rules", maxRules, 0, 1_000);
        SettingTexts.range("max_conditions", maxConditions, 1, 100);
        SettingTexts.range("min_samples_rule", minSamplesRule, 1, Integer.MAX_VALUE / 2);
        SettingTexts.range("holdout", holdout, 0, 0.9);
        SettingTexts.range("folds", folds, 2, 1_000);
    }

    /**
     * These settings with some changed.
     *
     * @param changes {@code max_rules}, {@code max_conditions}, {@code min_samples_rule}, {@code holdout}, {@code select} ({@code
     *     1se}, {@code min} or {@code all}), {@code folds} to text
     * @throws CandorException {@code CND-G001} for an unknown name, {@code CND-G002} for a value that does not fit
     */
    public RuleSettings with(Map<String, String> changes) {
        SettingTexts all = texts().with(changes, "a rule list");
        String select = all.choice("select", List.of("1se", "min", "all"));
        return new RuleSettings(
                all.integer("max_rules"),
                all.integer("max_conditions"),
                all.integer("min_samples_rule"),
                all.number("holdout"),
                !select.equals("all"),
                select.equals("1se"),
                all.integer("folds"));
    }

    /** All settings by name. */
    public Json.Obj toJson() {
        return texts().toJson();
    }

    private SettingTexts texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("max_rules", Integer.toString(maxRules));
        texts.put("max_conditions", Integer.toString(maxConditions));
        texts.put("min_samples_rule", Integer.toString(minSamplesRule));
        texts.put("holdout", EcmaNumber.format(holdout));
        texts.put("select", crossValidate ? oneStandardError ? "1se" : "min" : "all");
        texts.put("folds", Integer.toString(folds));
        return new SettingTexts(texts);
    }
}
