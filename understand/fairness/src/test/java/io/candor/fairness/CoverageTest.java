package io.candor.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Estimate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * How often intervals of disparities hold the truth: 300 seeded trials, so a true 95 % shows as 91 % to 98.5 % with a
 * chance above 99 %. Simultaneous bounds may cover more.
 */
class CoverageTest {
    private static final int TRIALS = 300;

    @Test
    void twoGroupsWithDifferentScores() {
        // group b's scores are those of group a squared; labels follow the scores
        Map<String, Double> truth = Map.of(
                "selection_rate difference", 0.5 - (1 - Math.sqrt(0.5)),
                "selection_rate ratio", (1 - Math.sqrt(0.5)) / 0.5,
                "base_rate difference", 0.5 - 1 / 3.0,
                "mean_score difference", 0.5 - 1 / 3.0,
                "mean_score ratio", 2 / 3.0,
                "auc difference", 5 / 6.0 - 0.9,
                "brier difference", 1 / 6.0 - (1 / 3.0 - 1 / 5.0));
        Map<String, Integer> hits = new HashMap<>();
        SplittableRandom random = new SplittableRandom(17);
        for (int t = 0; t < TRIALS; t++) {
            int n = 240;
            int[] y = new int[n];
            int[] d = new int[n];
            double[] s = new double[n];
            List<String> g = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                g.add(i < 140 ? "a" : "b");
                double u = random.nextDouble();
                s[i] = i < 140 ? u : u * u;
                y[i] = random.nextDouble() < s[i] ? 1 : 0;
                d[i] = s[i] >= 0.5 ? 1 : 0;
            }
            FairnessAssessment.Stratum all = assess(g, new Predictions.Binary(y, s, d));
            truth.forEach((name, value) -> {
                String[] parts = name.split(" ");
                if (covers(all, parts[0], parts[1], Math.abs(value))) hits.merge(name, 1, Integer::sum);
            });
        }
        hits.forEach((name, count) ->
                assertThat(count / (double) TRIALS).as(name).isBetween(0.91, name.startsWith("auc") ? 1 : 0.99));
        assertThat(hits).hasSize(truth.size());
    }

    @Test
    void sixGroupsWithoutAnyGap() {
        Map<String, Double> truth = Map.of("difference", 0.0, "ratio", 1.0);
        coverageOfRates(new double[] {.3, .3, .3, .3, .3, .3}, truth)
                .forEach((name, coverage) -> assertThat(coverage).as(name).isGreaterThan(0.95));
    }

    @Test
    void fourGroupsWithAGap() {
        double overall = 1.35 / 4;
        Map<String, Double> truth = Map.of(
                "difference",
                0.3,
                "ratio",
                0.4,
                "difference_to_overall",
                0.5 - overall,
                "ratio_to_overall",
                0.2 / overall);
        coverageOfRates(new double[] {.2, .3, .35, .5}, truth)
                .forEach((name, coverage) -> assertThat(coverage).as(name).isGreaterThan(0.93));
    }

    @Test
    void regressionErrorsOfTwoGroups() {
        SplittableRandom random = new SplittableRandom(23);
        int rmse = 0;
        int mae = 0;
        int r2 = 0;
        for (int t = 0; t < TRIALS; t++) {
            int n = 300;
            double[] y = new double[n];
            double[] p = new double[n];
            List<String> g = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                g.add(i < 180 ? "a" : "b");
                p[i] = 10 + random.nextGaussian();
                y[i] = p[i] + random.nextGaussian() * (i < 180 ? 1 : 1.5);
            }
            FairnessAssessment.Stratum all = assess(g, new Predictions.Regression(y, p));
            if (covers(all, "rmse", "difference", 0.5)) rmse++;
            if (covers(all, "mae", "ratio", 2 / 3.0)) mae++;
            if (covers(all, "r2", "difference", 0.5 - 1 / 3.25)) r2++;
        }
        assertThat(rmse / (double) TRIALS).isBetween(0.91, 0.99);
        assertThat(mae / (double) TRIALS).isBetween(0.91, 0.99);
        assertThat(r2 / (double) TRIALS).isBetween(0.90, 0.99);
    }

    /** The share of trials whose interval holds the truth, by name of the disparity. */
    private static Map<String, Double> coverageOfRates(double[] rates, Map<String, Double> truth) {
        SplittableRandom random = new SplittableRandom(29);
        Map<String, Double> coverage = new HashMap<>();
        truth.keySet().forEach(name -> coverage.put(name, 0.0));
        for (int t = 0; t < TRIALS; t++) {
            int n = 100 * rates.length;
            int[] d = new int[n];
            List<String> g = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                g.add("g" + i / 100);
                d[i] = random.nextDouble() < rates[i / 100] ? 1 : 0;
            }
            FairnessAssessment.Stratum all = assess(g, new Predictions.Binary(d, d));
            truth.forEach((name, value) -> {
                if (covers(all, "selection_rate", name, value)) coverage.merge(name, 1.0 / TRIALS, Double::sum);
            });
        }
        return coverage;
    }

    private static FairnessAssessment.Stratum assess(List<String> groups, Predictions predictions) {
        Table table = new Table(List.of(CategoricalColumn.of("g", groups)));
        FairnessAssessment a = FairnessAssessment.of(FairnessPlan.of("g"), table, predictions);
        return Rows.get(Rows.get(a.features(), "g").strata(), "all");
    }

    private static boolean covers(FairnessAssessment.Stratum all, String metric, String name, double truth) {
        Estimate.Interval i = (Estimate.Interval)
                Rows.get(Rows.get(all.disparities(), metric), name).estimate();
        return i.low() <= truth + 1e-12 && truth <= i.high() + 1e-12;
    }
}
