package io.candor.io.internal.lightgbm;

import io.candor.core.json.Json;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Which list of pandas' categories is whose. The file has the lists in the order of columns, but not of which: they are those of
 * the categorical features if there are as many, or of these and of those that training did not use.
 */
final class Names {
    private Names() {}

    /**
     * @param named per feature its codes that are known
     * @return per feature the place of its list, −1 for none
     */
    static int[] of(ModelText file, boolean[] byCategory, List<Set<Integer>> named) {
        int[] listed = new int[byCategory.length];
        int lists = file.categories().size();
        for (boolean unused : new boolean[] {false, true}) {
            Arrays.fill(listed, -1);
            int next = 0;
            boolean fits = true;
            for (int f = 0; f < listed.length; f++) {
                boolean none = f < file.infos().size() && file.infos().get(f).equals("none");
                if (!byCategory[f] && !(unused && none)) continue;
                fits &= next < lists && holds(file.categories().get(next), named.get(f));
                listed[f] = next++;
            }
            if (fits && next == lists) return listed;
        }
        Arrays.fill(listed, -1);
        if (lists > 0) {
            throw ModelReading.another("whose categories can't be told apart: pandas had " + lists
                    + " categorical columns, the trees have others");
        }
        return listed;
    }

    private static boolean holds(Json list, Set<Integer> codes) {
        if (!(list instanceof Json.Arr items)) throw new IllegalArgumentException("categories are no list");
        return codes.isEmpty() || Collections.max(codes) < items.items().size();
    }
}
