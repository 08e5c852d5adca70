package io.candor.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values, not intervals, against Fairlearn; see {@code fairlearn/README.md} for how the vectors were made. */
class FairlearnOracleTest {
    @Test
    void valuesEqualFairlearnsAndEveryIntervalHoldsItsValue() throws Exception {
        Evidence binary = assess(true);
        Evidence regression = assess(false);
        int checked = 0;
        for (String[] v : Csv.resource("fairlearn/fairlearn-values.csv").rows()) {
            Json.Obj result = (v[0].equals("binary") ? binary : regression).result();
            double expected = Double.parseDouble(v[4]);
            Json.Obj estimate = (Json.Obj) result.at(pointer(v[1], v[2], v[3])).orElseThrow();
            String what = String.join(" ", v);
            if (v[3].startsWith("ratio") && expected < 0) {
                assertThat(estimate.get("undefined")).as(what).isNotNull();
                continue;
            }
            assertThat(estimate.number("value")).as(what).isCloseTo(expected, within(1e-12));
            Estimate.Interval interval = (Estimate.Interval) Estimate.fromJson(estimate);
            assertThat(interval.value()).as(what).isBetween(interval.low() - 1e-9, interval.high() + 1e-9);
            checked++;
        }
        assertThat(checked).isGreaterThan(330);
    }

    private static String pointer(String stratum, String metric, String name) {
        String base = "/features/g/strata/" + stratum + "/";
        if (name.equals("composite")) return base + "composites/" + metric;
        if (name.startsWith("group ")) return base + "groups/" + name.substring(6) + "/metrics/" + metric;
        return base + "disparities/" + metric + "/" + name;
    }

    private static Evidence assess(boolean binary) throws Exception {
        Csv csv = Csv.resource("fairlearn/fairlearn-rows.csv");
        int n = csv.rows().size();
        List<String> g = new ArrayList<>();
        List<String> c = new ArrayList<>();
        int[] labels = new int[n];
        int[] decisions = new int[n];
        double[] scores = new double[n];
        double[] y = new double[n];
        double[] p = new double[n];
        for (int i = 0; i < n; i++) {
            String[] row = csv.rows().get(i);
            g.add(row[0]);
            c.add(row[1]);
            labels[i] = Integer.parseInt(row[2]);
            scores[i] = Double.parseDouble(row[3]);
            decisions[i] = scores[i] >= 0.5 ? 1 : 0;
            y[i] = Double.parseDouble(row[4]);
            p[i] = Double.parseDouble(row[5]);
        }
        Table table = new Table(List.of(CategoricalColumn.of("g", g), CategoricalColumn.of("c", c)));
        Predictions predictions =
                binary ? new Predictions.Binary(labels, scores, decisions) : new Predictions.Regression(y, p);
        return FairnessAssessment.of(FairnessPlan.of("g").withControls("c"), table, predictions)
                .evidence(List.of());
    }

    /** Fairlearn's user guide, 18 rows. */
    @Test
    void theUserGuidesSelectionRates() {
        FairnessAssessment.Stratum all = Rows.of("bbabbaaabababbabbb", "011110101000111111", "001011100111100110")
                .assess();
        assertThat(Rows.value(all.overall(), "selection_rate")).isCloseTo(0.555556, within(1e-6));
        assertThat(Rows.value(Rows.get(all.groups(), "a").metrics(), "selection_rate"))
                .isCloseTo(0.714286, within(1e-6));
        assertThat(Rows.value(Rows.get(all.groups(), "b").metrics(), "selection_rate"))
                .isCloseTo(0.454545, within(1e-6));
        assertThat(Rows.get(all.groups(), "a").n()).isEqualTo(7);
        assertThat(all.small()).containsExactly("a", "b");
    }
}
