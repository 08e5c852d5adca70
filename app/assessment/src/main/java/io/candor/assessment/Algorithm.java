package io.candor.assessment;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import io.candor.core.model.Task;
import io.candor.glassbox.EbmSettings;
import io.candor.glassbox.linear.LinearSettings;
import io.candor.glassbox.rules.RuleSettings;
import io.candor.glassbox.tree.TreeSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What can be trained. */
public enum Algorithm {
    EBM("explainable boosting machine"),
    LINEAR("linear model with an elastic-net penalty"),
    TREE("decision tree"),
    RULES("rule list");

    private final String words;

    Algorithm(String words) {
        this.words = words;
    }

    /** The name in configurations: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For people. */
    public String words() {
        return words;
    }

    public static List<String> labels() {
        return Arrays.stream(values()).map(Algorithm::label).toList();
    }

    /** @throws CandorException {@code CND-C005} if there is none of that name */
    public static Algorithm of(String label) {
        for (Algorithm a : values()) if (a.label().equals(label)) return a;
        throw CandorException.user(
                "CND-C005",
                "there is no algorithm '" + label + "' in this release",
                "one of " + String.join(", ", labels()),
                Suggestions.remedy(label, labels())
                        + "; predictions made elsewhere can be assessed with model.prediction and model.score");
    }

    /** Throws what training would throw for these settings. */
    public void check(Task task, Map<String, String> settings) {
        switch (this) {
            case EBM -> EbmSettings.of(task, EbmSettings.MANY_ROWS, settings);
            case LINEAR -> LinearSettings.DEFAULT.with(settings);
            case TREE -> TreeSettings.defaults(task).with(settings);
            case RULES -> RuleSettings.DEFAULT.with(settings);
        }
    }
}
