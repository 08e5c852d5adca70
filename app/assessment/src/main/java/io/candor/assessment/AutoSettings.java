package io.candor.assessment;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import io.candor.core.json.Json;
import io.candor.evaluation.search.Choice;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Settings of a search.
 *
 * @param trials how many candidates to try: the defaults of every algorithm, then variations
 * @param folds of cross-validation
 * @param choose which one is taken
 * @param algorithms among these; empty for all that are there
 */
public record AutoSettings(int trials, int folds, Choice choose, List<String> algorithms) {
    /** Ten trials on five folds. */
    public static final AutoSettings DEFAULT = new AutoSettings(10, 5, Choice.GLASSBOX, List.of());

    /** @throws CandorException {@code CND-C017} for a value out of its range, {@code CND-C005} for an unknown algorithm */
    public AutoSettings {
        algorithms = List.copyOf(algorithms);
        if (trials < 1 || trials > 10_000) throw bad("trials", Integer.toString(trials), "from 1 to 10000");
        if (folds < 2 || folds > 100) throw bad("folds", Integer.toString(folds), "from 2 to 100");
        for (String label : algorithms) {
            if (Algorithm.of(label).equals(Algorithm.AUTO)) throw bad("algorithms", label, "algorithms to search over");
        }
    }

    /**
     * The defaults with some changed.
     *
     * @param changes {@code trials}, {@code folds}, {@code choose} (a {@link Choice}), {@code algorithms} (names with commas)
     * @throws CandorException {@code CND-C017} for an unknown name or a value that does not fit
     */
    static AutoSettings of(Map<String, String> changes) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("trials", Integer.toString(DEFAULT.trials));
        all.put("folds", Integer.toString(DEFAULT.folds));
        all.put("choose", DEFAULT.choose.label());
        all.put("algorithms", "");
        changes.forEach((name, value) -> {
            if (all.replace(name, value.strip()) != null) return;
            throw CandorException.user(
                    "CND-C017",
                    "a search has no setting '" + name + "'",
                    "one of " + String.join(", ", all.keySet()),
                    Suggestions.remedy(name, all.keySet()));
        });
        String algorithms = all.getOrDefault("algorithms", "");
        return new AutoSettings(
                integer(all, "trials"),
                integer(all, "folds"),
                choice(all.getOrDefault("choose", "")),
                Arrays.stream(algorithms.split(","))
                        .map(String::strip)
                        .filter(a -> !a.isEmpty())
                        .distinct()
                        .toList());
    }

    Json.Obj toJson() {
        return Json.object()
                .put("trials", trials)
                .put("folds", folds)
                .put("choose", choose.label())
                .put("algorithms", String.join(", ", algorithms))
                .build();
    }

    private static int integer(Map<String, String> all, String name) {
        String text = all.getOrDefault(name, "");
        if (!text.matches("[0-9]{1,9}")) throw bad(name, text, "a whole number");
        return Integer.parseInt(text);
    }

    private static Choice choice(String label) {
        for (Choice choice : Choice.values()) if (choice.label().equals(label)) return choice;
        throw bad("choose", label, "glassbox, best or simplest");
    }

    private static CandorException bad(String name, String value, String expected) {
        return CandorException.user(
                "CND-C017", "the search's " + name + " is '" + value + "'", "it must be " + expected, "change it");
    }
}
