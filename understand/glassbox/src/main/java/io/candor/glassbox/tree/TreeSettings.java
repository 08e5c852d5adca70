package io.candor.glassbox.tree;

import io.candor.core.CandorException;
import io.candor.core.json.EcmaNumber;
import io.candor.core.json.Json;
import io.candor.core.model.Task;
import io.candor.glassbox.internal.settings.SettingTexts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Settings of a decision tree.
 *
 * @param criterion what a split lowers; squared error for a number
 * @param maxDepth of the deepest leaf, where the root has 0
 * @param maxLeaves 0 is no limit
 * @param minSamplesLeaf fewest rows of a leaf
 * @param minSamplesSplit fewest rows of a node that is split
 * @param complexity cost of a leaf when pruning, as a share of risk; empty for cross-validation
 * @param oneStandardError take the smallest tree within one standard error of the best
 * @param folds of cross-validation, at least 2
 */
public record TreeSettings(
        Criterion criterion,
        int maxDepth,
        int maxLeaves,
        int minSamplesLeaf,
        int minSamplesSplit,
        OptionalDouble complexity,
        boolean oneStandardError,
        int folds) {

    /** What a split lowers. */
    public enum Criterion {
        GINI,
        ENTROPY,
        SQUARED_ERROR;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws CandorException {@code CND-G002} if a setting is out of its range */
    public TreeSettings {
        SettingTexts.range("max_depth", maxDepth, 0, 1_000);
        SettingTexts.range("max_leaves", maxLeaves, 0, 1_000_000);
        SettingTexts.range("min_samples_leaf", minSamplesLeaf, 1, Integer.MAX_VALUE / 2);
        SettingTexts.range("min_samples_split", minSamplesSplit, 2, Integer.MAX_VALUE);
        complexity.ifPresent(c -> SettingTexts.range("prune", c, 0, 1e12));
        SettingTexts.range("folds", folds, 2, 1_000);
    }

    /** Small enough to read: ten rows a leaf, eight questions, pruned to one standard error. */
    public static TreeSettings defaults(Task task) {
        Criterion criterion = task == Task.REGRESSION ? Criterion.SQUARED_ERROR : Criterion.GINI;
        return new TreeSettings(criterion, 8, 0, 10, 20, OptionalDouble.empty(), true, 10);
    }

    /**
     * These settings with some changed.
     *
     * @param changes {@code criterion}, {@code max_depth}, {@code max_leaves}, {@code min_samples_leaf}, {@code
     *     min_samples_split}, {@code prune} (a number, 0 for none, or {@code cv}), {@code select} ({@code 1se} or {@code min}),
     *     {@code folds} to text
     * @throws CandorException {@code CND-G001} for an unknown name, {@code CND-G002} for a value that does not fit
     */
    public TreeSettings with(Map<String, String> changes) {
        SettingTexts all = texts().with(changes, "a decision tree");
        List<String> criteria = criterion == Criterion.SQUARED_ERROR
                ? List.of(Criterion.SQUARED_ERROR.label())
                : List.of(Criterion.GINI.label(), Criterion.ENTROPY.label());
        boolean chosen = !all.text("prune").equals("cv");
        return new TreeSettings(
                Criterion.valueOf(all.choice("criterion", criteria).toUpperCase(Locale.ROOT)),
                all.integer("max_depth"),
                all.integer("max_leaves"),
                all.integer("min_samples_leaf"),
                all.integer("min_samples_split"),
                chosen ? OptionalDouble.of(all.number("prune")) : OptionalDouble.empty(),
                all.choice("select", List.of("1se", "min")).equals("1se"),
                all.integer("folds"));
    }

    /** @throws CandorException {@code CND-G002} if the criterion is not for labels of this task */
    void check(Task task) {
        boolean number = task == Task.REGRESSION;
        if (number == (criterion == Criterion.SQUARED_ERROR)) return;
        throw SettingTexts.bad("criterion", criterion.label(), number ? "squared_error" : "gini or entropy");
    }

    /** All settings by name. */
    public Json.Obj toJson() {
        return texts().toJson();
    }

    private SettingTexts texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("criterion", criterion.label());
        texts.put("max_depth", Integer.toString(maxDepth));
        texts.put("max_leaves", Integer.toString(maxLeaves));
        texts.put("min_samples_leaf", Integer.toString(minSamplesLeaf));
        texts.put("min_samples_split", Integer.toString(minSamplesSplit));
        texts.put("prune", complexity.isPresent() ? EcmaNumber.format(complexity.getAsDouble()) : "cv");
        texts.put("select", oneStandardError ? "1se" : "min");
        texts.put("folds", Integer.toString(folds));
        return new SettingTexts(texts);
    }
}
