package io.candor.evaluation;

import io.candor.core.evidence.Estimate;
import io.candor.core.json.Json;

/**
 * Counts of labels against decisions, and the rates made of them, each with Wilson's interval unless said otherwise.
 *
 * @param tp positives decided positive
 * @param fp negatives decided positive
 * @param tn negatives decided negative
 * @param fn positives decided negative
 */
public record Confusion(long tp, long fp, long tn, long fn) {
    private static final String NO_POSITIVES = "no positives";
    private static final String NO_NEGATIVES = "no negatives";

    /**
     * @param labels 0 or 1
     * @param decisions 0 or 1
     */
    public static Confusion of(int[] labels, int[] decisions) {
        long[] cells = new long[4];
        for (int i = 0; i < labels.length; i++) cells[2 * labels[i] + decisions[i]]++;
        return new Confusion(cells[3], cells[1], cells[0], cells[2]);
    }

    /** The counts of both together. */
    public Confusion plus(Confusion other) {
        return new Confusion(tp + other.tp, fp + other.fp, tn + other.tn, fn + other.fn);
    }

    public long n() {
        return tp + fp + tn + fn;
    }

    public long positives() {
        return tp + fn;
    }

    public long negatives() {
        return fp + tn;
    }

    public long selected() {
        return tp + fp;
    }

    public Estimate accuracy() {
        return Intervals.rate(tp + tn, n(), "no rows");
    }

    public Estimate baseRate() {
        return Intervals.rate(positives(), n(), "no rows");
    }

    public Estimate selectionRate() {
        return Intervals.rate(selected(), n(), "no rows");
    }

    public Estimate precision() {
        return Intervals.rate(tp, selected(), "nothing decided positive");
    }

    /** The true positive rate. */
    public Estimate recall() {
        return Intervals.rate(tp, positives(), NO_POSITIVES);
    }

    /** The true negative rate. */
    public Estimate specificity() {
        return Intervals.rate(tn, negatives(), NO_NEGATIVES);
    }

    /** F1 = 2J / (1 + J) rises with the Jaccard index J = tp / (tp + fp + fn), a rate; so J's Wilson interval is mapped. */
    public Estimate f1() {
        long union = tp + fp + fn;
        if (union == 0) return Estimate.undefined("no positives and nothing decided positive", 0);
        Bounds jaccard = Intervals.wilson(tp, union, Intervals.ALPHA);
        return new Bounds(f1OfJaccard(jaccard.low()), f1OfJaccard(jaccard.high()))
                .around(2.0 * tp / (2.0 * tp + fp + fn), union, "Wilson, of the Jaccard index");
    }

    /** (1 + TPR − FPR) / 2, a difference of two independent rates; so its Miettinen-Nurminen interval is mapped. */
    public Estimate balancedAccuracy() {
        if (positives() == 0) return Estimate.undefined(NO_POSITIVES, n());
        if (negatives() == 0) return Estimate.undefined(NO_NEGATIVES, n());
        Bounds difference = new MiettinenNurminen(tp, positives(), fp, negatives()).difference(Intervals.ALPHA);
        double value = ((double) tp / positives() + (double) tn / negatives()) / 2;
        return new Bounds((1 + difference.low()) / 2, (1 + difference.high()) / 2)
                .around(value, n(), "Miettinen-Nurminen");
    }

    public Json.Obj toJson() {
        return Json.object()
                .put("tp", tp)
                .put("fp", fp)
                .put("tn", tn)
                .put("fn", fn)
                .build();
    }

    private static double f1OfJaccard(double j) {
        return 2 * j / (1 + j);
    }
}
