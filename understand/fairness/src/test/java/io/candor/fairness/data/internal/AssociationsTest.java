package io.candor.fairness.data.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.json.Json;
import io.candor.fairness.internal.Discovery;
import org.junit.jupiter.api.Test;

/** Values of SciPy 1.17.1 (chi2_contingency without correction, entropy, jensenshannon², ks_2samp, false_discovery_control) and scikit-learn 1.9.1 (mutual_info_score). */
class AssociationsTest {
    private static final Contingency TABLE = new Contingency(new long[][] {{30, 10, 5}, {12, 22, 9}, {8, 14, 40}});

    @Test
    void chiSquareIsThatOfScipy() {
        assertThat(TABLE.chiSquare()).isCloseTo(55.8623150151467, within(1e-12));
        assertThat(TABLE.degrees()).isEqualTo(4);
        assertThat(TABLE.p()).isCloseTo(2.142980558125704e-11, within(1e-20));
    }

    @Test
    void emptyLevelsCountForNothing() {
        Contingency padded =
                new Contingency(new long[][] {{30, 10, 0, 5}, {0, 0, 0, 0}, {12, 22, 0, 9}, {8, 14, 0, 40}});
        assertThat(padded.degrees()).isEqualTo(4);
        assertThat(padded.cramer()).isEqualTo(TABLE.cramer());
        assertThat(padded.information()).isCloseTo(TABLE.information(), within(1e-15));
    }

    @Test
    void cramersVHasNoBias() {
        assertThat(TABLE.cramer()).isCloseTo(0.418492189727559, within(1e-12));
        assertThat(new Contingency(new long[][] {{50, 50}, {50, 50}}).cramer()).isZero();
        assertThat(new Contingency(new long[][] {{500, 0}, {0, 500}}).cramer()).isCloseTo(1, within(1e-12));
    }

    @Test
    void informationIsThatOfScikitLearnLessItsBias() {
        double nats = 0.18267374816485965 - 4 / (2.0 * 150);
        assertThat(TABLE.information()).isCloseTo(nats / Math.log(2), within(1e-12));
    }

    @Test
    void distancesAreThoseOfScipy() {
        Json.Builder json = Json.object();
        Distances.put(json, new double[] {.2, .5, .3}, new double[] {.4, .4, .2});
        Json.Obj d = json.build();
        assertThat(d.number("kl")).isCloseTo(0.0945818719775651, within(1e-14));
        assertThat(d.number("js")).isCloseTo(0.024807303850391826, within(1e-14));
        assertThat(d.number("lp")).isCloseTo(0.2449489742783178, within(1e-14));
        assertThat(d.number("tvd")).isCloseTo(0.2, within(1e-14));
        assertThat(d.number("ks")).isCloseTo(0.2, within(1e-14));
    }

    @Test
    void anInfiniteDivergenceIsLeftOut() {
        Json.Builder json = Json.object();
        Distances.put(json, new double[] {.5, .5}, new double[] {1, 0});
        assertThat(json.build().get("kl")).isNull();
    }

    @Test
    void theDistanceOfSamplesIsThatOfScipyWithTies() {
        assertThat(Distances.kolmogorov(new double[] {1, 2, 2, 3, 5, 8}, new double[] {2, 4, 4, 5, 9}))
                .isCloseTo(0.4666666666666667, within(1e-15));
    }

    @Test
    void adjustedValuesAreThoseOfScipy() {
        double[] q = Discovery.adjusted(new double[] {.01, .04, .03, .2});
        double[] scipy = {0.04, 0.05333333333333333, 0.05333333333333333, 0.2};
        for (int i = 0; i < 4; i++) assertThat(q[i]).isCloseTo(scipy[i], within(1e-15));
    }
}
