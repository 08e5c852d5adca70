package io.candor.io.internal.xgboost;

import io.candor.core.model.Input;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of a model, and which level a category's code is. A file before 3.1 has codes, no categories: then the levels are
 * the codes that some split names, as numbers; to every other one XGBoost does what is done to an unseen level. A feature
 * without a name is called f0, f1, ... by its place.
 */
final class Features {
    private final List<Input> inputs = new ArrayList<>();
    private final int[][] codes; // by feature: the code of each level, ascending; empty if a level's code is its place

    /** @throws IllegalArgumentException if names, types and trees do not fit each other */
    Features(ModelDocument file, @Nullable Meaning meaning) {
        int count = file.features();
        this.codes = new int[count][0];
        boolean[] byNumber = new boolean[count];
        List<@Nullable Set<Integer>> named = new ArrayList<>(java.util.Collections.nCopies(count, null));
        for (RawTree tree : file.trees()) collect(tree, byNumber, named);
        if (meaning != null) {
            if (meaning.inputs().size() != count) throw new IllegalArgumentException("it has other features");
            inputs.addAll(meaning.inputs());
        } else {
            fits(file.names().size(), count);
            fits(file.types().size(), count);
            for (int f = 0; f < count; f++) inputs.add(input(f, file, named.get(f)));
        }
        Set<String> names = new HashSet<>();
        for (int f = 0; f < count; f++) {
            Input input = inputs.get(f);
            boolean category = input.kind() == Input.Kind.CATEGORY;
            if (!names.add(input.name())) throw new IllegalArgumentException("two features have one name");
            if (category ? byNumber[f] : named.get(f) != null) {
                throw new IllegalArgumentException("a split does not fit the type of its feature");
            }
        }
    }

    private static void fits(int size, int count) {
        if (size != 0 && size != count) throw new IllegalArgumentException("not one name or type per feature");
    }

    /** Which features are split by numbers, and the codes that the others' splits name. */
    private void collect(RawTree tree, boolean[] byNumber, List<@Nullable Set<Integer>> named) {
        int[] index = tree.categoryIndex();
        for (int i = 0; i < tree.nodes(); i++) {
            if (tree.left()[i] < 0) continue;
            int f = tree.feature()[i];
            if (f < 0 || f >= byNumber.length) continue; // of a node that was deleted, else found later
            if (!tree.byCategory(i)) {
                byNumber[f] = true;
                continue;
            }
            Set<Integer> set = named.get(f);
            if (set == null) named.set(f, set = new TreeSet<>());
            if (index.length == 0 || index[i] < 0) throw new IllegalArgumentException("a split has no categories");
            int from = tree.categoryFrom()[index[i]];
            for (int c = from; c < from + tree.categoryCount()[index[i]]; c++) {
                if (tree.category()[c] < 0) throw new IllegalArgumentException("a category is negative");
                set.add(tree.category()[c]);
            }
        }
    }

    private Input input(int f, ModelDocument file, @Nullable Set<Integer> named) {
        String name = file.names().isEmpty() ? "f" + f : file.names().get(f);
        boolean category =
                file.types().isEmpty() ? named != null : file.types().get(f).equals("c");
        if (!category) return Input.number(name);
        List<List<String>> categories = file.categories();
        if (f < categories.size() && !categories.get(f).isEmpty()) {
            if (new HashSet<>(categories.get(f)).size() < categories.get(f).size()) {
                throw new IllegalArgumentException("two categories have one name");
            }
            return Input.category(name, categories.get(f));
        }
        if (named == null) return Input.category(name, List.of());
        codes[f] = named.stream().mapToInt(c -> c).toArray();
        return Input.category(name, named.stream().map(String::valueOf).toList());
    }

    List<Input> inputs() {
        return inputs;
    }

    /** @throws IllegalArgumentException if there is no such level */
    int level(int feature, int code) {
        int level = codes[feature].length == 0 ? code : java.util.Arrays.binarySearch(codes[feature], code);
        if (level < 0 || level >= inputs.get(feature).levels().size()) {
            throw new IllegalArgumentException("a split names a category that is not there");
        }
        return level;
    }
}
