package io.candor.fairness.curve;

import io.candor.core.evidence.Estimate;
import io.candor.core.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The scores of one set of rows against its labels.
 *
 * @param n rows
 * @param positives rows with label 1
 * @param figures {@code auc}, {@code brier}, {@code mean_score}, {@code base_rate}, and {@code in_the_large}: the mean of score − label
 * @param bins calibration, by ascending score
 * @param calibrationError over the bins
 * @param roc null if one label is missing, or rows are too few
 * @param noRoc why there is none
 */
public record GroupCurve(
        long n,
        long positives,
        Map<String, Estimate> figures,
        List<CalibrationBin> bins,
        CalibrationError calibrationError,
        @Nullable RocPoints roc,
        String noRoc) {

    /** The smallest number of rows behind a figure. */
    long smallest() {
        return bins.stream().mapToLong(CalibrationBin::n).min().orElse(n);
    }

    Json.Obj toJson() {
        Json.Builder out = Json.object().put("n", n).put("positives", positives);
        figures.forEach((name, estimate) -> out.put(name, estimate.toJson()));
        return out.put("calibration_error", calibrationError.toJson())
                .put(
                        "bins",
                        Json.array(bins.stream().map(CalibrationBin::toJson).toList()))
                .put("roc", roc == null ? Json.undefined(noRoc, n) : roc.toJson())
                .build();
    }
}
