package io.candor.core.model;

import io.candor.core.CandorException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An algorithm that lives in a room of its own, with a library that others need not have. It is found by {@link
 * java.util.ServiceLoader}, so nobody who offers it names its class. Thread-safe.
 */
public interface TrainerProvider {
    /** As in configurations, for example {@code xgboost}. */
    String name();

    /** For people, for example {@code gradient-boosted trees (XGBoost)}. */
    String words();

    /** Why it can't train on this machine; empty if it can. The first call may load a native library. */
    Optional<CandorException> unavailable();

    /** Values of settings that a search may try, beside the defaults, by setting, in a fixed order. */
    Map<String, List<String>> alternatives();

    /**
     * @param settings changes to the defaults, by name
     * @throws CandorException if a setting is unknown or does not fit the task
     */
    RecordingTrainer trainer(Task task, Map<String, String> settings);
}
