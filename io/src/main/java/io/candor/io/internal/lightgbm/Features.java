package io.candor.io.internal.lightgbm;

import io.candor.core.json.EcmaNumber;
import io.candor.core.json.Json;
import io.candor.core.model.Input;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The inputs of a model, and which level a category's code is. Levels are the names that pandas had for them, which the file
 * keeps at its end for the categorical columns in their order; where it has none, the codes themselves, as numbers: those seen
 * in training or named by a split. To every other one LightGBM does what is done to an unseen level.
 */
final class Features {
    private final List<Input> inputs = new ArrayList<>();
    private final int[][] codes; // by feature: the code of each level, ascending; empty if a level's code is its place

    /** @throws IllegalArgumentException if names, ranges and trees do not fit each other */
    Features(ModelText file) {
        int count = file.names().size();
        this.codes = new int[count][0];
        boolean[] byNumber = new boolean[count];
        List<Set<Integer>> named = new ArrayList<>();
        for (int f = 0; f < count; f++) named.add(new TreeSet<>());
        boolean[] byCategory = new boolean[count];
        for (int f = 0; f < file.infos().size(); f++)
            byCategory[f] = seen(file.infos().get(f), named.get(f));
        for (RawTree tree : file.trees()) collect(tree, byNumber, byCategory, named);
        int[] listed = Names.of(file, byCategory, named);
        Set<String> names = new HashSet<>();
        for (int f = 0; f < count; f++) {
            String name = file.names().get(f);
            if (!names.add(name)) throw new IllegalArgumentException("two features have one name");
            if (byCategory[f] && byNumber[f]) throw new IllegalArgumentException("a split does not fit its feature");
            if (byNumber[f] || !byCategory[f] && listed[f] < 0) {
                inputs.add(Input.number(name));
            } else if (listed[f] >= 0) {
                inputs.add(Input.category(name, levels(file.categories().get(listed[f]))));
            } else {
                codes[f] = named.get(f).stream().mapToInt(c -> c).toArray();
                inputs.add(Input.category(
                        name, Arrays.stream(codes[f]).mapToObj(String::valueOf).toList()));
            }
        }
    }

    /** Whether the range that training saw is a category's; its codes are collected, −1 stands for missing. */
    private static boolean seen(String info, Set<Integer> codes) {
        if (info.equals("none") || info.startsWith("[")) return false;
        for (String code : info.split(":", -1)) {
            int value = Integer.parseInt(code);
            if (value >= 0) codes.add(value);
        }
        return true;
    }

    private static void collect(RawTree tree, boolean[] byNumber, boolean[] byCategory, List<Set<Integer>> named) {
        for (int i = 0; i < tree.feature().length; i++) {
            int f = tree.feature()[i];
            if (f < 0 || f >= byNumber.length) throw new IllegalArgumentException("a split asks no feature");
            if (!tree.byCategory(i)) {
                byNumber[f] = true;
                continue;
            }
            byCategory[f] = true;
            tree.codes(i, named.get(f)::add);
        }
    }

    private static List<String> levels(Json list) {
        List<String> levels = new ArrayList<>();
        for (Json item : ((Json.Arr) list).items()) {
            if (item instanceof Json.Str text) levels.add(text.value());
            else if (item instanceof Json.Num number) levels.add(EcmaNumber.format(number.value()));
            else if (item instanceof Json.Bool flag) levels.add(flag.value() ? "True" : "False");
            else throw new IllegalArgumentException("a category is no text and no number");
        }
        if (new HashSet<>(levels).size() < levels.size()) {
            throw new IllegalArgumentException("two categories have one name");
        }
        return levels;
    }

    List<Input> inputs() {
        return inputs;
    }

    /** @throws IllegalArgumentException if there is no such level */
    int level(int feature, int code) {
        int level = codes[feature].length == 0 ? code : Arrays.binarySearch(codes[feature], code);
        if (level < 0 || level >= inputs.get(feature).levels().size()) {
            throw new IllegalArgumentException("a split names a category that is not there");
        }
        return level;
    }
}
