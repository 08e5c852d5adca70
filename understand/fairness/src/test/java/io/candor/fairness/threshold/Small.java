package io.candor.fairness.threshold;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.model.Scores;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.threshold.ThresholdFit.OperatingPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Few rows to fit thresholds to, and what rules do to them, counted row by row. */
record Small(String groups, double[] scores, int[] labels, double @Nullable [] weights) {
    static Small of(String groups, String labels, double... scores) {
        return new Small(groups, scores, labels.chars().map(c -> c - '0').toArray(), null);
    }

    /** Both labels in each group; scores with ties. */
    static Small random(RandomGenerator random, int groups, int perGroup) {
        StringBuilder g = new StringBuilder();
        int n = groups * perGroup;
        int[] labels = new int[n];
        double[] scores = new double[n];
        for (int i = 0; i < n; i++) {
            g.append((char) ('A' + i % groups));
            labels[i] = i < groups ? 0 : i < 2 * groups ? 1 : random.nextInt(2);
            scores[i] = random.nextInt(6 + labels[i]) / 6.0;
        }
        return new Small(g.toString(), scores, labels, null);
    }

    Table table() {
        List<@Nullable String> cells = new ArrayList<>();
        double[] ids = new double[groups.length()];
        for (int i = 0; i < groups.length(); i++) {
            cells.add(groups.charAt(i) == '?' ? null : groups.substring(i, i + 1));
            ids[i] = i;
        }
        List<Column> columns = List.of(CategoricalColumn.of("g", cells), new NumericColumn("id", ids));
        return new Table(columns);
    }

    ScoredRows rows() {
        return ScoredRows.of(table(), List.of("g"), FairnessPlan.of("g"), scores, labels, weights);
    }

    ThresholdFit fit(ThresholdPlan plan) {
        return GroupThresholds.of(rows(), ForkJoinPool.commonPool()).fit(plan);
    }

    double[] chances(ThresholdFit fit) {
        return fit.decider().chances(new Scores(scores, scores.length, 1, Scores.Scale.PROBABILITY), table());
    }

    /** Expected rate of positive decisions among rows of a group (0 for all) with a label (−1 for both). */
    double rate(ThresholdFit fit, char group, int label) {
        double[] chances = chances(fit);
        double sum = 0;
        double of = 0;
        for (int i = 0; i < chances.length; i++) {
            if (group != 0 && groups.charAt(i) != group || label >= 0 && labels[i] != label) continue;
            double w = weights == null ? 1 : weights[i];
            of += w;
            sum += w * chances[i];
        }
        return sum / of;
    }

    double gap(ThresholdFit fit, int label) {
        double least = 1;
        double most = 0;
        for (OperatingPoint point : fit.points()) {
            double rate = rate(fit, point.group().charAt(0), label);
            least = Math.min(least, rate);
            most = Math.max(most, rate);
        }
        return most - least;
    }

    double accuracy(ThresholdFit fit) {
        double[] chances = chances(fit);
        double sum = 0;
        double of = 0;
        for (int i = 0; i < chances.length; i++) {
            double w = weights == null ? 1 : weights[i];
            of += w;
            sum += w * (labels[i] == 1 ? chances[i] : 1 - chances[i]);
        }
        return sum / of;
    }
}
