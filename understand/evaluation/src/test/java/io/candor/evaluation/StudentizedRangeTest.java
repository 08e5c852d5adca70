package io.candor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentizedRangeTest {
    /** Upper points for infinite degrees of freedom, as tabulated since Harter (1960). */
    @ParameterizedTest
    @CsvSource({
        "2, 0.05, 2.772",
        "3, 0.05, 3.314",
        "6, 0.05, 4.030",
        "10, 0.05, 4.474",
        "20, 0.05, 5.012",
        "3, 0.01, 4.120",
        "10, 0.01, 5.157"
    })
    void equalsTheTables(int k, double alpha, double q) {
        assertThat(StudentizedRange.probability(q, k)).isCloseTo(1 - alpha, within(1.5e-4));
        double z = Intervals.z(StudentizedRange.pairLevel(k, alpha));
        assertThat(z * Math.sqrt(2)).isCloseTo(q, within(6e-4));
    }

    @Test
    void liesBetweenOnePairAndBonferroni() {
        for (int k = 3; k <= 100; k++) {
            double level = StudentizedRange.pairLevel(k, 0.05);
            assertThat(level).isBetween(0.05 / (k * (k - 1) / 2.0), 0.05);
        }
        assertThat(StudentizedRange.pairLevel(2, 0.05)).isEqualTo(0.05);
    }
}
