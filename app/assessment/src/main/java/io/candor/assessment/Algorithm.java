package io.candor.assessment;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import io.candor.core.model.Task;
import io.candor.core.model.TrainerProvider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;

/**
 * What can be trained: the glass boxes, which are always here, and what a {@link TrainerProvider} offers. Two of one label are
 * equal.
 */
public final class Algorithm {
    /** Explainable boosting machine. */
    public static final Algorithm EBM = new Algorithm(GlassBox.EBM);

    /** Linear and logistic regression. */
    public static final Algorithm LINEAR = new Algorithm(GlassBox.LINEAR);

    /** One decision tree. */
    public static final Algorithm TREE = new Algorithm(GlassBox.TREE);

    /** A list of rules. */
    public static final Algorithm RULES = new Algorithm(GlassBox.RULES);

    /** A search over all others; what is trained is the one that it chooses. */
    public static final Algorithm AUTO = new Algorithm(new Auto());

    private static final List<Algorithm> GLASS_BOXES = List.of(EBM, LINEAR, TREE, RULES);

    private final Maker maker;

    private Algorithm(Maker maker) {
        this.maker = maker;
    }

    /** Makes learners of one algorithm. */
    interface Maker {
        String label();

        /** For people. */
        String words();

        boolean glassBox();

        /** Why it can't train on this machine; empty if it can. */
        default Optional<CandorException> unavailable() {
            return Optional.empty();
        }

        /** Values that a search may try, by setting. */
        Map<String, List<String>> alternatives();

        /** Throws what training would throw for these settings. */
        Learner learner(Task task, Map<String, String> settings, ForkJoinPool pool);
    }

    /** The name in configurations: lower case. */
    public String label() {
        return maker.label();
    }

    /** For people. */
    public String words() {
        return maker.words();
    }

    /** Whether its models are their own explanation. */
    public boolean glassBox() {
        return maker.glassBox();
    }

    Optional<CandorException> unavailable() {
        return maker.unavailable();
    }

    Map<String, List<String>> alternatives() {
        return maker.alternatives();
    }

    Learner learner(Task task, Map<String, String> settings, ForkJoinPool pool) {
        return maker.learner(task, settings, pool);
    }

    /** All that are there: the glass boxes, then others by label. */
    public static List<Algorithm> all() {
        List<Algorithm> found = new ArrayList<>();
        for (TrainerProvider provider : ServiceLoader.load(TrainerProvider.class)) {
            found.add(new Algorithm(new Provided(provider)));
        }
        found.sort(Comparator.comparing(Algorithm::label));
        return Stream.concat(GLASS_BOXES.stream(), found.stream()).toList();
    }

    public static List<String> labels() {
        return all().stream().map(Algorithm::label).toList();
    }

    /** Also {@code auto}, which is a search over them. */
    public static List<String> choices() {
        return Stream.concat(labels().stream(), Stream.of(AUTO.label())).toList();
    }

    /** @throws CandorException {@code CND-C005} if there is none of that name */
    public static Algorithm of(String label) {
        if (label.equals(AUTO.label())) return AUTO;
        for (Algorithm a : all()) if (a.label().equals(label)) return a;
        throw CandorException.user(
                "CND-C005",
                "there is no algorithm '" + label + "' in this release",
                "one of " + String.join(", ", choices()),
                Suggestions.remedy(label, choices())
                        + "; predictions made elsewhere can be assessed with model.prediction and model.score");
    }

    /** Throws what training would throw for these settings. */
    public void check(Task task, Map<String, String> settings) {
        learner(task, settings, ForkJoinPool.commonPool());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Algorithm a && a.label().equals(label());
    }

    @Override
    public int hashCode() {
        return label().hashCode();
    }

    @Override
    public String toString() {
        return label();
    }

    /** Only its settings are looked at here: {@link AutoSearch} does the work. */
    private static final class Auto implements Maker {
        @Override
        public String label() {
            return "auto";
        }

        @Override
        public String words() {
            return "search for a model";
        }

        @Override
        public boolean glassBox() {
            return false;
        }

        @Override
        public Map<String, List<String>> alternatives() {
            return Map.of();
        }

        @Override
        public Learner learner(Task task, Map<String, String> settings, ForkJoinPool pool) {
            AutoSettings.of(settings);
            return (inputs, target, roles, random, progress, deadline) -> {
                throw new IllegalStateException("a search is no single training");
            };
        }
    }

    /** What a provider offers. */
    private record Provided(TrainerProvider provider) implements Maker {
        @Override
        public String label() {
            return provider.name();
        }

        @Override
        public String words() {
            return provider.words();
        }

        @Override
        public boolean glassBox() {
            return false;
        }

        @Override
        public Optional<CandorException> unavailable() {
            return provider.unavailable();
        }

        @Override
        public Map<String, List<String>> alternatives() {
            return provider.alternatives();
        }

        @Override
        public Learner learner(Task task, Map<String, String> settings, ForkJoinPool pool) {
            var trainer = provider.trainer(task, settings);
            return (inputs, target, roles, random, progress, deadline) ->
                    trainer.train(inputs, target, roles.weights(), random, progress, deadline);
        }
    }
}
