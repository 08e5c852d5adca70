package io.candor.cli;

import io.candor.assessment.AssessedModel;
import io.candor.assessment.DataSource;
import io.candor.core.CandorException;
import io.candor.core.json.Json;
import io.candor.io.Models;
import io.candor.io.SavedModel;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose predictions are looked at: a model's, or those of columns. */
final class PredictedOptions {
    @Option(names = "--model", paramLabel = "MODEL", description = ModelFiles.ANY)
    @Nullable
    Path model;

    @Option(names = "--prediction", paramLabel = "P", description = "Column of predicted classes or numbers.")
    @Nullable
    String prediction;

    @Option(names = "--score", paramLabel = "S", description = "Column of P(positive).")
    @Nullable
    String score;

    @Option(
            names = "--threshold",
            paramLabel = "T",
            defaultValue = "0.5",
            description = "Decide positive from this score when only scores are given (default: 0.5).")
    double threshold = 0.5;

    private @Nullable SavedModel saved;

    /** The data, with the model's label and positive class unless others are named. */
    DataSource read(DataOptions data) {
        if (model != null) saved = Models.load(model);
        if (saved == null) return data.read(null);
        if (data.label == null) data.label = saved.model().target();
        return data.read(EvaluateCommand.positive(saved));
    }

    /**
     * Who predicts, once the data were {@link #read}.
     *
     * @throws CandorException {@code CND-U007} if neither a model nor a column is named
     */
    AssessedModel assessed(DataSource source) {
        if (saved != null) return AssessedModel.of(name(), saved, false);
        if (prediction == null && score == null) {
            throw CandorException.user(
                    "CND-U007", "nothing to assess", "--model, --prediction or --score", "name one of them");
        }
        return new AssessedModel(
                "predictions",
                source.fileDigest(),
                "predictions",
                false,
                Json.object().build(),
                new AssessedModel.Source.Columns(
                        Optional.ofNullable(prediction), Optional.ofNullable(score), threshold));
    }

    String name() {
        return model == null ? "predictions" : String.valueOf(model.getFileName());
    }
}
