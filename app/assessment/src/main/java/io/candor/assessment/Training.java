package io.candor.assessment;

import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.model.ThresholdDecider;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.glassbox.EbmFit;
import io.candor.glassbox.EbmSettings;
import io.candor.glassbox.EbmTrainer;
import io.candor.glassbox.RowRoles;
import io.candor.io.ModelFolder;
import io.candor.io.SavedModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;

/** Trains and saves a model, with a provenance good enough to train it again. */
public final class Training {
    private Training() {}

    /** @param settings changes to the algorithm's defaults, by name */
    public static SavedModel ebm(
            DataSource.Part train,
            List<String> inputs,
            Map<String, String> settings,
            double threshold,
            long seed,
            ForkJoinPool pool,
            Progress progress,
            Path folder) {
        EbmSettings chosen = EbmSettings.defaults(train.target().task()).with(settings);
        EbmFit fit = new EbmTrainer(chosen, pool)
                .train(
                        train.table().only(inputs),
                        train.target(),
                        RowRoles.NONE,
                        new RandomStreams(seed),
                        progress,
                        Deadline.NEVER);
        Json.Builder provenance = Json.object();
        fit.provenance().members().forEach(provenance::put);
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
        return ModelFolder.save(folder, fit.model(), provenance.build(), new ThresholdDecider(threshold));
    }
}
