package io.candor.fairness.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.model.GroupDecider;
import io.candor.core.model.ScoreRule;
import io.candor.core.model.ScoreRule.Operation;
import io.candor.fairness.Criterion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Against every combination of constraint and objective of fairlearn 0.15; resources/fairlearn/README.md says how its numbers were made. */
class GridThresholdsTest {
    private static final Small NINE = Small.of("000001111", "101110111", 0, .25, .5, .75, 1, 0, .25, .5, .75);
    private static final Small TWENTY = new Small(
            "AAAAAAABBBBBBBCCCCCC",
            "00112330001111011112".chars().mapToDouble(c -> (c - '0') / 4.0).toArray(),
            "01101000010111000111".chars().map(c -> c - '0').toArray(),
            null);

    private static List<String[]> lines() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                GridThresholdsTest.class.getResourceAsStream("/fairlearn/threshold-optimizer.csv"))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().skip(1).map(line -> line.split(",", -1)).toList();
        }
    }

    private static GridThresholds asked(String[] line) {
        String constraint = line[1].equals("demographic_parity") || line[1].equals("selection_rate_parity")
                ? "demographic-parity"
                : line[1].replace("_parity", "").replace('_', '-');
        return new GridThresholds(
                Criterion.of(constraint),
                line[2].replace("_score", ""),
                Integer.parseInt(line[3]),
                line[4].equals("True"),
                line[5].isEmpty() ? 0 : Double.parseDouble(line[5]));
    }

    /** Scores of the table are whole numbers; here they are a quarter of that, which keeps every threshold exact. */
    private static double quarter(String threshold) {
        return Double.parseDouble(threshold.replace("inf", "Infinity")) / 4;
    }

    @Test
    void everyRuleIsThatOfFairlearn() throws IOException {
        int rules = 0;
        for (String[] line : lines()) {
            Small rows = line[0].equals("nine") ? NINE : TWENTY;
            GroupDecider decider = asked(line).fit(rows.rows(), ForkJoinPool.commonPool());
            ScoreRule rule = decider.groups().stream()
                    .filter(g -> g.name().equals(line[6]))
                    .findFirst()
                    .orElseThrow()
                    .rule();
            String where = String.join(",", line);
            for (int o = 0; o < 2; o++) {
                Operation operation = rule.operations().get(o);
                assertThat(operation.chance()).as(where).isCloseTo(Double.parseDouble(line[7 + 3 * o]), within(1e-12));
                assertThat(operation.above()).as(where).isEqualTo(line[8 + 3 * o].equals(">"));
                assertThat(operation.threshold()).as(where).isEqualTo(quarter(line[9 + 3 * o]));
            }
            assertThat(rule.ignore()).as(where).isCloseTo(Double.parseDouble(line[13]), within(1e-12));
            assertThat(rule.constant()).as(where).isCloseTo(Double.parseDouble(line[14]), within(1e-12));
            rules++;
        }
        assertThat(rules).isEqualTo(126);
    }

    @Test
    void exactThresholdsAreNeverWorseThanTheGrid() {
        for (Small rows : List.of(NINE, TWENTY)) {
            Stream.of(Criterion.values()).filter(c -> c != Criterion.ERROR_RATE).forEach(criterion -> {
                for (boolean flip : new boolean[] {false, true}) {
                    GroupDecider grid = new GridThresholds(criterion, "accuracy", 1000, flip, 0)
                            .fit(rows.rows(), ForkJoinPool.commonPool());
                    ThresholdPlan plan = ThresholdPlan.of(criterion, 0);
                    ThresholdFit fit = rows.fit(flip ? plan.flipping() : plan);
                    ThresholdFit asGrid =
                            new ThresholdFit(plan, fit.points(), 0, fit.gaps(), fit.proof(), grid, fit.rows(), 0);
                    assertThat(fit.objective()).isGreaterThanOrEqualTo(rows.accuracy(asGrid) - 1e-9);
                }
            });
        }
    }

    @Test
    void whatFairlearnHasNotIsRefused() {
        assertThatThrownBy(() -> new GridThresholds(Criterion.EQUALIZED_ODDS, "accuracy", 1000, false, 0.1))
                .hasMessageContaining("CND-F046");
        assertThatThrownBy(() -> new GridThresholds(Criterion.ERROR_RATE, "accuracy", 1000, false, 0))
                .hasMessageContaining("CND-F046");
        assertThatThrownBy(() -> new GridThresholds(Criterion.DEMOGRAPHIC_PARITY, "f1", 1000, false, 0))
                .hasMessageContaining("CND-F046");
        Small one = Small.of("AAAABBB", "0101111", .2, .4, .6, .8, .1, .3, .5);
        assertThatThrownBy(() -> new GridThresholds(Criterion.DEMOGRAPHIC_PARITY, "accuracy", 10, false, 0)
                        .fit(one.rows(), ForkJoinPool.commonPool()))
                .hasMessageContaining("CND-F042");
    }
}
