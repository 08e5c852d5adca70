package io.candor.fairness.curve;

import io.candor.core.json.Json;
import java.util.List;

/**
 * The mean distance of mean score and observed rate over bins, weighted by their rows (Naeini et al. 2015). It is above 0 by chance alone, the more so the fewer the rows: {@code ifCalibrated} is what
 * would be expected in the same bins if each score were the row's chance to be positive. The difference of the two is not an estimate free of bias, but a value near {@code ifCalibrated}
 * shows no lack of calibration.
 *
 * @param value NaN if rows are too few
 * @param ifCalibrated its expectation for a calibrated model
 * @param bins their number
 * @param n rows
 * @param least rows that are needed
 */
public record CalibrationError(double value, double ifCalibrated, int bins, long n, int least) {
    static CalibrationError of(List<CalibrationBin> bins, int least) {
        long n = 0;
        double weight = 0;
        double error = 0;
        double chance = 0;
        for (CalibrationBin bin : bins) {
            n += bin.n();
            weight += bin.weight();
            error += bin.weight() * Math.abs(bin.meanScore() - bin.rate());
            chance += bin.weight() * bin.chance();
        }
        if (n < least) return new CalibrationError(Double.NaN, Double.NaN, bins.size(), n, least);
        return new CalibrationError(error / weight, chance / weight, bins.size(), n, least);
    }

    Json.Obj toJson() {
        if (n < least) return Json.undefined("not enough data: " + least + " rows are needed", n);
        return Json.object()
                .put("value", value)
                .put("if_calibrated", ifCalibrated)
                .put("bins", bins)
                .put("n", n)
                .build();
    }
}
