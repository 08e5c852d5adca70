package io.candor.assessment;

import io.candor.core.CandorException;
import io.candor.core.evidence.Subject;
import io.candor.core.file.AtomicFile;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.core.model.ThresholdDecider;
import io.candor.core.model.Trained;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.fairness.FairnessPlan;
import io.candor.io.ModelFolder;
import io.candor.io.SavedModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;

/**
 * Trains and saves a model, with a provenance good enough to train it again.
 *
 * @param settings changes to the algorithm's defaults, by name
 * @param threshold from which the model decides positive
 * @param columns what of the rows is no input
 * @param deadline when to stop; where an algorithm was stopped is in the provenance
 */
public record Training(
        Algorithm algorithm,
        Map<String, String> settings,
        double threshold,
        long seed,
        RowColumns columns,
        Deadline deadline) {
    /** @throws CandorException {@code CND-C013} if the algorithm does not know groups or times */
    public Training {
        settings = Map.copyOf(settings);
        if (!algorithm.equals(Algorithm.EBM)
                && !algorithm.equals(Algorithm.AUTO)
                && (columns.group().isPresent() || columns.time().isPresent())) {
            throw CandorException.user(
                    "CND-C013",
                    "a column of groups or times is named for " + algorithm.label(),
                    "only an EBM and a search hold rows out by groups or times",
                    "leave the column out, or train an ebm or auto");
        }
    }

    /** Of rows that count the same, without a deadline. */
    public Training(Algorithm algorithm, Map<String, String> settings, double threshold, long seed) {
        this(algorithm, settings, threshold, seed, RowColumns.NONE, Deadline.NEVER);
    }

    /**
     * A saved model.
     *
     * @param search what a search found; empty for one algorithm
     */
    public record Done(SavedModel saved, Optional<AutoSearch.Found> search) {}

    /** Learns from some rows and saves into a folder. */
    public SavedModel run(
            DataSource.Part train, List<String> inputs, ForkJoinPool pool, Progress progress, Path folder) {
        return run(train, inputs, Optional.empty(), pool, progress, folder).saved();
    }

    /**
     * As above; a search also saves its evidence beside the model, as {@code search.json}.
     *
     * @param groups what a search compares its trials by
     */
    public Done run(
            DataSource.Part train,
            List<String> inputs,
            Optional<FairnessPlan> groups,
            ForkJoinPool pool,
            Progress progress,
            Path folder) {
        if (algorithm.equals(Algorithm.AUTO)) {
            AutoSearch.Found found = new AutoSearch(AutoSettings.of(settings), threshold, seed, columns, groups)
                    .run(train, inputs, pool, progress, deadline);
            AtomicFile.write(
                    folder.resolve("search.json"),
                    CanonicalJson.pretty(found.evidence().toJson()));
            return new Done(save(found.trained(), train, inputs, folder), Optional.of(found));
        }
        algorithm.unavailable().ifPresent(e -> {
            throw e;
        });
        Trained trained = algorithm
                .learner(train.target().task(), settings, pool)
                .learn(
                        train.table().only(inputs),
                        train.target(),
                        columns.of(train.table()),
                        new RandomStreams(seed),
                        progress,
                        deadline);
        return new Done(save(trained, train, inputs, folder), Optional.empty());
    }

    private SavedModel save(Trained trained, DataSource.Part train, List<String> inputs, Path folder) {
        Json.Builder provenance = Json.object();
        trained.provenance().members().forEach(provenance::put);
        Subject data = train.subject();
        provenance.put(
                "data",
                Json.object()
                        .put("name", data.name())
                        .put("tableDigest", data.sha256())
                        .put("fileDigest", train.source().fileDigest())
                        .put("rows", train.table().rows())
                        .build());
        provenance.put("inputs", Json.texts(inputs));
        columns.weight().ifPresent(c -> provenance.put("weight", c));
        columns.group().ifPresent(c -> provenance.put("group", c));
        columns.time().ifPresent(c -> provenance.put("time", c));
        return ModelFolder.save(folder, trained.model(), provenance.build(), new ThresholdDecider(threshold));
    }
}
