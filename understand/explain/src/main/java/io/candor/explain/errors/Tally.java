package io.candor.explain.errors;

import io.candor.core.evidence.Estimate;
import io.candor.core.json.Json;
import io.candor.core.math.ExactSum;
import io.candor.evaluation.Intervals;
import io.candor.evaluation.Moments;

/** Errors of some rows, summed up. Sums are exact, so they do not depend on the order of rows. Not thread-safe. */
final class Tally {
    private final ErrorMeasure measure;
    private final Moments errors = new Moments();
    private final ExactSum sizes = new ExactSum();

    Tally(ErrorMeasure measure) {
        this.measure = measure;
    }

    void add(double error) {
        errors.add(error);
        sizes.add(Math.abs(error));
    }

    long rows() {
        return errors.n();
    }

    /** How many errors, or the sum of their sizes. */
    double total() {
        return sizes.value();
    }

    /** Mean size of the error, which is what nodes are compared by. */
    double mean() {
        return rows() == 0 ? 0 : total() / rows();
    }

    /** The measure with its interval; undefined for fewer rows than are enough. */
    Estimate value(long enough) {
        long n = rows();
        if (n < enough) return Estimate.undefined("not enough data", n);
        if (!measure.isRate()) return Intervals.mean(errors, "no rows");
        long wrong = Math.round(total());
        return Intervals.rate(measure.isComplement() ? n - wrong : wrong, n, "no rows");
    }

    /** The measure as it is, whatever the number of rows. */
    Json point() {
        if (rows() == 0) return Json.undefined("no rows", 0);
        double value = measure.isComplement() ? 1 - mean() : errors.mean();
        return new Estimate.Point(value, rows()).toJson();
    }

    /** Members that nodes and cells share. */
    Json.Builder json(Tally overall, long enough) {
        return Json.object()
                .put("rows", rows())
                .put("errors", total())
                .put("value", value(enough).toJson())
                .put("coverage", share(total(), overall.total(), overall.rows()))
                .put(
                        "lift",
                        rows() == 0 ? Json.undefined("no rows", 0) : share(mean(), overall.mean(), overall.rows()));
    }

    private static Json share(double part, double whole, long rows) {
        return whole > 0 ? Json.of(part / whole) : Json.undefined("no errors", rows);
    }
}
