package io.candor.cli;

import io.candor.fairness.FairnessPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code --sensitive sex,race,sex+race}: columns alone, and joined by a plus. */
final class GroupsOf {
    private static final int SMALL = 30;

    private GroupsOf() {}

    static List<String> alone(String sensitive) {
        return DataOptions.names(sensitive).stream()
                .filter(n -> !n.contains("+"))
                .distinct()
                .toList();
    }

    static List<List<String>> joined(String sensitive) {
        List<List<String>> joined = new ArrayList<>();
        for (String name : DataOptions.names(sensitive)) if (name.contains("+")) joined.add(List.of(name.split("\\+")));
        return joined.stream().distinct().toList();
    }

    /** Without anything else. */
    static FairnessPlan plan(String sensitive) {
        return new FairnessPlan(alone(sensitive), joined(sensitive), List.of(), Map.of(), SMALL);
    }
}
