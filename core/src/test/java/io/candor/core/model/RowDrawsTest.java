package io.candor.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.data.TextColumn;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowDrawsTest {
    private static Table people(int n) {
        String[] ids = new String[n];
        double[] ages = new double[n];
        for (int i = 0; i < n; i++) {
            ids[i] = "p" + i;
            ages[i] = i % 7 == 0 ? Double.NaN : i % 90;
        }
        return new Table(List.of(new TextColumn("id", ids), new NumericColumn("age", ages)));
    }

    @Test
    void aRowDrawsTheSameInAnyBatch() {
        Table table = people(100);
        double[] all = new RowDraws("k", List.of("id", "age")).of(table);
        double[] some = new RowDraws("k", List.of("id", "age")).of(table.select(new int[] {42, 7}));
        assertThat(some).containsExactly(all[42], all[7]);
        assertThat(new RowDraws("other", List.of("id", "age")).of(table)).isNotEqualTo(all);
        assertThat(RowDraws.fromJson(new RowDraws("k", List.of("id")).toJson()))
                .isEqualTo(new RowDraws("k", List.of("id")));
    }

    /** Kolmogorov-Smirnov at a false-alarm rate of 10^-6: 2.7 / sqrt(n). */
    @Test
    void drawsAreUniform() {
        double[] draws = new RowDraws("k", List.of("id")).of(people(20_000));
        Arrays.sort(draws);
        double furthest = 0;
        for (int i = 0; i < draws.length; i++)
            furthest = Math.max(furthest, Math.abs(draws[i] - (i + 0.5) / draws.length));
        assertThat(furthest).isLessThan(2.7 / Math.sqrt(draws.length));
    }

    @Test
    void decidesAsOftenAsTheScoreSays() {
        Table table = people(20_000);
        double[] values = new double[table.rows()];
        Arrays.fill(values, 0.3);
        Scores scores = new Scores(values, values.length, 1, Scores.Scale.PROBABILITY);
        DrawDecider decider = new DrawDecider(new RowDraws("k", List.of("id")));
        assertThat(Arrays.stream(decider.decide(scores, table)).average().orElseThrow())
                .isCloseTo(0.3, within(0.016)); // 5 sd
        assertThat(decider.chances(scores, table)).containsOnly(0.3);
    }
}
