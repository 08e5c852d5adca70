package io.candor.assessment;

import io.candor.core.CandorException;
import io.candor.core.model.RecordingTrainer;
import io.candor.core.model.Task;
import io.candor.core.model.TrainerProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An algorithm whose library this machine lacks. */
public final class AbsentAlgorithm implements TrainerProvider {
    @Override
    public String name() {
        return "absent";
    }

    @Override
    public String words() {
        return "what is not there";
    }

    @Override
    public Optional<CandorException> unavailable() {
        return Optional.of(CandorException.failure("CND-B003", "no library", "one", "get one"));
    }

    @Override
    public Map<String, List<String>> alternatives() {
        return Map.of();
    }

    @Override
    public RecordingTrainer trainer(Task task, Map<String, String> settings) {
        throw new IllegalStateException("no library");
    }
}
