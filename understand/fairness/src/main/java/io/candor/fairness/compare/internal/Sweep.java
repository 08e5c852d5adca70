package io.candor.fairness.compare.internal;

import io.candor.core.data.Table;
import io.candor.core.json.Json;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.Predictions;
import io.candor.fairness.resampling.internal.CellMetric;
import io.candor.fairness.resampling.internal.Design;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a model of two classes would do with other thresholds, the same for all groups: how many of each group's rows of each label it would
 * decide positive, and the figures that follow.
 */
public final class Sweep {
    private static final int MOST_NUMBERS = 3000; // of one model
    private static final double DIGITS = 1e6; // of figures that are drawn, not decided on

    private final Predictions.Binary predictions;
    private final double[] scores;
    private final double[] thresholds;
    private final Design design;
    private final List<CellMetric> metrics;

    private Sweep(Predictions.Binary predictions, double[] scores, Design design, FairnessPlan plan) {
        this.predictions = predictions;
        this.scores = scores;
        this.design = design;
        metrics = CellMetric.of(plan, predictions);
        int groups = 0;
        for (Design.Feature feature : design.features()) groups += feature.groups();
        int steps = 100;
        while (steps > 20 && 2 * groups * (steps + 1) > MOST_NUMBERS) steps = steps == 100 ? 50 : 20;
        thresholds = new double[steps + 1];
        for (int t = 0; t <= steps; t++) thresholds[t] = (double) t / steps;
    }

    /** Empty without scores of two classes, or with weights. */
    public static Optional<Sweep> of(FairnessPlan plan, Table table, Predictions predictions) {
        if (!plan.weights().isEmpty()) return Optional.empty();
        if (!(predictions instanceof Predictions.Binary binary)) return Optional.empty();
        double[] scores = binary.scores();
        return scores == null ? Optional.empty() : Optional.of(new Sweep(binary, scores, Design.of(plan, table), plan));
    }

    /**
     * As it is kept: {@code thresholds}, {@code performance} and {@code disparities} at each, null where one does not exist, and {@code groups} with positives and negatives
     * decided positive.
     */
    public Json.Obj toJson(String performance, List<List<String>> disparities) {
        List<double[][]> counts = new ArrayList<>(); // per feature, per threshold: group x cell
        for (Design.Feature feature : design.features()) counts.add(counts(feature));
        Json.Builder out = Json.object().put("thresholds", Json.numbers(thresholds));
        Optional<CellMetric> metric =
                metrics.stream().filter(m -> m.name().equals(performance)).findFirst();
        if (metric.isPresent()) {
            double[] values = new double[thresholds.length];
            for (int t = 0; t < values.length; t++) values[t] = metric.get().value(whole(counts.get(0)[t]), 0);
            out.put("performance", numbers(values));
        }
        Json.Builder features = Json.object();
        for (int f = 0; f < counts.size(); f++)
            features.put(design.features().get(f).name(), feature(f, counts.get(f), disparities.get(f)));
        return out.put("features", features.build()).build();
    }

    private Json.Obj feature(int f, double[][] counts, List<String> disparities) {
        Design.Feature feature = design.features().get(f);
        int known = feature.grouping().unknown();
        Json.Builder gaps = Json.object();
        for (String name : disparities) {
            Optional<DrawnFigure> figure = DrawnFigure.of(name, metrics);
            if (figure.isEmpty()) continue;
            boolean[][] left = new boolean[figure.get().parts().size()][known];
            double[] values = new double[counts.length];
            for (int t = 0; t < values.length; t++)
                values[t] = figure.get().value(counts[t], known, 4, whole(counts[t]), left);
            gaps.put(name, numbers(values));
        }
        Json.Builder groups = Json.object();
        for (int g = 0; g < known; g++) {
            double[] right = new double[counts.length];
            double[] wrong = new double[counts.length];
            for (int t = 0; t < counts.length; t++) {
                right[t] = counts[t][g * 4 + 3];
                wrong[t] = counts[t][g * 4 + 1];
            }
            groups.put(
                    feature.grouping().labels().get(g),
                    Json.object()
                            .put("true_positives", Json.numbers(right))
                            .put("false_positives", Json.numbers(wrong))
                            .build());
        }
        return Json.object()
                .put("disparities", gaps.build())
                .put("groups", groups.build())
                .build();
    }

    /** Of each row by the number of thresholds that its score reaches; then summed from above. */
    private double[][] counts(Design.Feature feature) {
        int steps = thresholds.length;
        double[][] counts = new double[steps][feature.groups() * 4];
        double[][] at = new double[steps + 1][feature.groups() * 2];
        int[] codes = feature.grouping().codes();
        for (int i = 0; i < scores.length; i++)
            at[reached(scores[i])][codes[i] * 2 + predictions.labels()[i]]++;
        double[] above = new double[feature.groups() * 2];
        double[] all = new double[feature.groups() * 2];
        for (double[] own : at) for (int k = 0; k < all.length; k++) all[k] += own[k];
        for (int t = steps - 1; t >= 0; t--) {
            for (int k = 0; k < above.length; k++) {
                above[k] += at[t + 1][k];
                int cell = k / 2 * 4 + k % 2 * 2;
                counts[t][cell + 1] = above[k];
                counts[t][cell] = all[k] - above[k];
            }
        }
        return counts;
    }

    /** How many thresholds are at or below a score. */
    private int reached(double score) {
        int steps = thresholds.length - 1;
        int t = Math.min(steps, (int) (score * steps) + 1);
        while (t > 0 && thresholds[t] > score) t--;
        return thresholds[t] <= score ? t + 1 : 0;
    }

    private static double[] whole(double[] counts) {
        double[] whole = new double[4];
        for (int c = 0; c < counts.length; c++) whole[c % 4] += counts[c];
        return whole;
    }

    private static Json numbers(double[] values) {
        List<Json> all = new ArrayList<>();
        for (double v : values) all.add(Double.isNaN(v) ? Json.NULL : Json.of(StrictMath.rint(v * DIGITS) / DIGITS));
        return Json.array(all);
    }
}
