package io.candor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.evidence.Estimate;
import io.candor.core.random.RandomStreams;
import io.candor.testkit.Gen;
import io.candor.testkit.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalsTest {
    /** statsmodels 0.14 proportion_confint(method="wilson"); the first two also in Newcombe 1998. */
    @ParameterizedTest
    @CsvSource({
        "81,263,0.2552885198782742,0.36620957698280004",
        "15,148,0.06238639953073628,0.16048724172330803",
        "0,20,0,0.1611251580528194",
        "29,29,0.8830302015002592,1",
        "1,2,0.09453120573423068,0.9054687942657693"
    })
    void wilsonAgreesWithPublishedIntervals(long x, long n, double low, double high) {
        Bounds b = Intervals.wilson(x, n, 0.05);
        assertThat(b.low()).isCloseTo(low, within(1e-12));
        assertThat(b.high()).isCloseTo(high, within(1e-12));
    }

    /** SciPy 1.x: ttest_ind(equal_var=False).confidence_interval and t.interval. */
    @Test
    void meansAgreeWithScipy() {
        Moments a = Moments.of(1, 2, 4, 8, 3);
        Moments b = Moments.of(2, 2.5, 7, 9, 11, 12);
        assertThat(Intervals.welch(a, b, 0.05).low()).isCloseTo(-8.465662995230291, within(1e-9));
        assertThat(Intervals.welch(a, b, 0.05).high()).isCloseTo(1.1656629952302908, within(1e-9));
        assertThat(Intervals.mean(a, 0.05).low()).isCloseTo(0.24520861507334502, within(1e-9));
        assertThat(Intervals.mean(a, 0.05).high()).isCloseTo(6.954791384926655, within(1e-9));
    }

    @Test
    void nothingIsClaimedWithoutRows() {
        assertThat(Intervals.rate(0, 0, "no positives")).isEqualTo(Estimate.undefined("no positives", 0));
        assertThat(Intervals.mean(Moments.of(), "no rows")).isInstanceOf(Estimate.Undefined.class);
        assertThat(Intervals.mean(Moments.of(3), "no rows")).isEqualTo(new Estimate.Point(3, 1));
    }

    @Test
    void mergedMomentsEqualTheWholeToTheLastBit() {
        Property.forAll(3, 100, Gen.lists(Gen.doubles().map(x -> x % 1e6), 2, 40), values -> {
            Moments whole = new Moments();
            Moments left = new Moments();
            Moments right = new Moments();
            for (int i = 0; i < values.size(); i++) {
                whole.add(values.get(i));
                (i % 3 == 0 ? left : right).add(values.get(values.size() - 1 - i));
            }
            left.add(right);
            assertThat(left.mean()).isEqualTo(whole.mean());
            assertThat(left.variance()).isEqualTo(whole.variance());
        });
    }

    @Test
    void theRestOfASampleIsTheSampleWithoutAPart() {
        Moments rest = Moments.of(1, 2, 4, 8).without(Moments.of(2, 8));
        assertThat(rest.n()).isEqualTo(2);
        assertThat(rest.mean()).isEqualTo(2.5);
        assertThat(rest.variance()).isEqualTo(4.5);
    }

    @Test
    void boundsFoldAtZeroAndAtOne() {
        assertThat(new Bounds(-0.2, 0.1).absolute()).isEqualTo(new Bounds(0, 0.2));
        assertThat(new Bounds(-0.2, -0.1).absolute()).isEqualTo(new Bounds(0.1, 0.2));
        assertThat(new Bounds(0.5, 4).belowOne()).isEqualTo(new Bounds(0.25, 1));
        assertThat(new Bounds(2, 4).belowOne()).isEqualTo(new Bounds(0.25, 0.5));
        assertThat(new Bounds(2, Double.POSITIVE_INFINITY).belowOne()).isEqualTo(new Bounds(0, 0.5));
    }

    @Test
    void theBootstrapIsSeededAndCentred() {
        double[] x = new double[200];
        for (int i = 0; i < x.length; i++) x[i] = i;
        Bootstrap.Statistic mean = rows -> {
            double sum = 0;
            for (int row : rows) sum += x[row];
            return sum / rows.length;
        };
        Estimate one = new Bootstrap(new RandomStreams(7), "test").estimate(99.5, 200, mean);
        assertThat(new Bootstrap(new RandomStreams(7), "test").estimate(99.5, 200, mean))
                .isEqualTo(one);
        assertThat(new Bootstrap(new RandomStreams(8), "test").estimate(99.5, 200, mean))
                .isNotEqualTo(one);
        Estimate.Interval interval = (Estimate.Interval) one;
        double se = 57.9 / Math.sqrt(200);
        assertThat(interval.low()).isCloseTo(99.5 - 1.96 * se, within(1.5));
        assertThat(interval.high()).isCloseTo(99.5 + 1.96 * se, within(1.5));
    }

    @Test
    void aStatisticThatOftenDoesNotExistGetsNoBootstrapInterval() {
        Estimate e = new Bootstrap(new RandomStreams(7), "test").estimate(1, 10, rows -> rows[0] == 0 ? Double.NaN : 1);
        assertThat(e).isEqualTo(new Estimate.Point(1, 10));
    }
}
