package io.candor.io.internal.catboost;

import io.candor.core.json.Json;
import io.candor.core.model.Input;
import io.candor.core.model.TreeBuffer;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A question of a tree: a number above a border, a category that is one level, or a statistic of a category above a border, which
 * is a set of levels. CatBoost has no missing categories: an empty cell counts as the level {@code nan}, which texts of empty
 * cells are in Python, else as an unseen one.
 */
final class Question {
    private final int input;
    private final double border; // of a number
    private final boolean missingIsTrue;
    private final boolean category;
    private final boolean[] levels; // which answer yes
    private final boolean unseenIsTrue;

    Question(Json.Obj split, Features features) {
        String type = split.text("split_type");
        switch (type) {
            case "FloatFeature" -> {
                int number = Parts.index(split, "float_feature_index", features.ofNumber.length);
                input = features.ofNumber[number];
                border = (float) split.number("border");
                missingIsTrue = features.missingIsLarge[number];
                category = false;
                levels = new boolean[0];
                unseenIsTrue = false;
            }
            case "OneHotFeature", "OnlineCtr" -> {
                int of;
                IntPredicate yes;
                if (type.equals("OneHotFeature")) {
                    of = Parts.index(split, "cat_feature_index", features.ofCategory.length);
                    int hash = Parts.hash(split.need("value"));
                    yes = h -> h == hash;
                    unseenIsTrue = false;
                } else {
                    Statistic statistic = statistic(split, features);
                    float at = (float) split.number("border");
                    of = statistic.category;
                    yes = h -> statistic.of(h) > at;
                    unseenIsTrue = statistic.unseen() > at;
                }
                input = features.ofCategory[of];
                border = 0;
                category = true;
                levels = new boolean[features.hashes[of].length];
                for (int l = 0; l < levels.length; l++) levels[l] = yes.test(features.hashes[of][l]);
                Input asked = features.inputs.get(input);
                int nan = asked.levels().indexOf("nan");
                missingIsTrue = nan >= 0 ? levels[nan] : unseenIsTrue;
            }
            default ->
                throw ModelReading.another("with splits of the type " + ModelReading.brief(type), "train it otherwise");
        }
    }

    /** Borders of statistics are numbered on from those of numbers and one-hot values. */
    private static Statistic statistic(Json.Obj split, Features features) {
        int index = Parts.index(split, "split_index", Integer.MAX_VALUE) - features.borders;
        for (Statistic statistic : features.statistics) {
            if (index >= 0 && index < statistic.borders.length) {
                if (statistic.borders[index] != split.number("border")) break;
                return statistic;
            }
            index -= statistic.borders.length;
        }
        throw new IllegalArgumentException("a split asks no statistic");
    }

    /** Writes the question: smaller numbers go left, and so do the levels that are not where unseen ones are. */
    void write(TreeBuffer buffer, int node, List<Input> inputs, int whenFalse, int whenTrue) {
        if (!category) {
            buffer.number(node, input, border, !missingIsTrue);
            buffer.children(node, whenFalse, whenTrue);
            return;
        }
        boolean left = !unseenIsTrue; // the answer that goes left
        buffer.category(node, input, inputs.get(input).levels().size(), missingIsTrue == left);
        for (int l = 0; l < levels.length; l++) if (levels[l] == left) buffer.goesLeft(node, l);
        buffer.children(node, left ? whenTrue : whenFalse, left ? whenFalse : whenTrue);
    }
}
