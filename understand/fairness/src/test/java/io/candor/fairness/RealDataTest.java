package io.candor.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Estimate;
import io.candor.evaluation.Confusion;
import io.candor.testkit.Requires;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The reference figures of the data sets' README. */
class RealDataTest {
    @Test
    void adultIncomeBySex() throws Exception {
        FairnessAssessment.Stratum all = adult(Requires.shippedData("adult/adult-complete.csv.gz"));
        FairnessAssessment.Group women = Rows.get(all.groups(), "Female");
        FairnessAssessment.Group men = Rows.get(all.groups(), "Male");
        assertThat(List.of(women.n(), women.positives(), men.n(), men.positives()))
                .containsExactly(14695L, 1669L, 30527L, 9539L);
        Estimate.Interval ratio = (Estimate.Interval)
                Rows.get(Rows.get(all.disparities(), "base_rate"), "ratio").estimate();
        assertThat(ratio.value()).isCloseTo(1669 / 14695.0 / (9539 / 30527.0), within(1e-15));
        assertThat(ratio.high()).isLessThan(0.8);
        assertThat(ratio.n()).isEqualTo(14695);
    }

    @Test
    void adultWithMissingValuesBySex() throws Exception {
        FairnessAssessment.Stratum all = adult(Requires.sharedData("adult.csv"));
        assertThat(Rows.value(Rows.get(all.groups(), "Female").metrics(), "base_rate"))
                .isCloseTo(0.10946, within(5e-6));
        assertThat(Rows.value(Rows.get(all.groups(), "Male").metrics(), "base_rate"))
                .isCloseTo(0.30574, within(5e-6));
    }

    @Test
    void compasByRace() throws Exception {
        Csv csv = Csv.file(Requires.sharedData("compas-two-years.csv"));
        List<@Nullable String> label = csv.column("two_year_recid");
        List<@Nullable String> decile = csv.column("decile_score");
        int n = label.size();
        int[] y = new int[n];
        int[] d = new int[n];
        for (int i = 0; i < n; i++) {
            y[i] = "1".equals(label.get(i)) ? 1 : 0;
            d[i] = Integer.parseInt(String.valueOf(decile.get(i))) >= 5 ? 1 : 0;
        }
        Table table = new Table(List.of(CategoricalColumn.of("race", csv.column("race"))));
        Predictions.Binary predictions = new Predictions.Binary(y, d);
        FairnessAssessment a = FairnessAssessment.of(FairnessPlan.of("race"), table, predictions);
        FairnessAssessment.Stratum all = Rows.get(Rows.get(a.features(), "race").strata(), "all");
        assertThat(cell(all, "African-American")).isEqualTo(new Confusion(1369, 805, 990, 532));
        assertThat(cell(all, "Caucasian")).isEqualTo(new Confusion(505, 349, 1139, 461));
        assertThat(cell(all, "Hispanic")).isEqualTo(new Confusion(103, 87, 318, 129));
        assertThat(cell(all, "Other")).isEqualTo(new Confusion(43, 36, 208, 90));
        assertThat(cell(all, "Asian")).isEqualTo(new Confusion(6, 2, 21, 3));
        assertThat(cell(all, "Native American")).isEqualTo(new Confusion(9, 3, 5, 1));
        assertThat(all.small()).containsExactly("Native American");
        Estimate.Interval fpr =
                (Estimate.Interval) Rows.get(Rows.get(all.disparities(), "false_positive_rate"), "difference")
                        .estimate();
        assertThat(fpr.n()).isEqualTo(8);
        assertThat(fpr.interval()).isEqualTo("Miettinen-Nurminen, studentised range over 6 groups");
        assertThat(fpr.low()).isGreaterThan(0.1);
    }

    /** Counts back from the rates, which are exact ratios of them. */
    private static Confusion cell(FairnessAssessment.Stratum all, String group) {
        FairnessAssessment.Group g = Rows.get(all.groups(), group);
        long negatives = g.n() - g.positives();
        long tp = Math.round(Rows.value(g.metrics(), "true_positive_rate") * g.positives());
        long fp = Math.round(Rows.value(g.metrics(), "false_positive_rate") * negatives);
        return new Confusion(tp, fp, negatives - fp, g.positives() - tp);
    }

    private static FairnessAssessment.Stratum adult(Path file) throws Exception {
        Csv csv = Csv.file(file);
        List<@Nullable String> income = csv.column("income");
        int[] y = new int[income.size()];
        for (int i = 0; i < y.length; i++) y[i] = ">50K".equals(income.get(i)) ? 1 : 0;
        Table table = new Table(List.of(CategoricalColumn.of("sex", csv.column("sex"))));
        FairnessAssessment a = FairnessAssessment.of(FairnessPlan.of("sex"), table, new Predictions.Binary(y, y));
        return Rows.get(Rows.get(a.features(), "sex").strata(), "all");
    }
}
