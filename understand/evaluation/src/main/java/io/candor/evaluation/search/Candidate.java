package io.candor.evaluation.search;

import io.candor.core.model.Trained;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something to try.
 *
 * @param settings changes to the algorithm's defaults; empty for the defaults
 * @param glassBox whether its models are their own explanation
 */
public record Candidate(String algorithm, Map<String, String> settings, boolean glassBox, Fitter fitter) {
    /** Learns from some of the rows; the same rows give the same model. */
    @FunctionalInterface
    public interface Fitter {
        /** @param rows ascending */
        Trained fit(int[] rows, Progress progress, Deadline deadline);
    }

    public Candidate {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** For people: {@code ebm, max_bins=64}. */
    public String words() {
        StringBuilder words = new StringBuilder(algorithm);
        settings.forEach(
                (name, value) -> words.append(", ").append(name).append('=').append(value));
        return words.toString();
    }
}
