package io.candor.fairness.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.model.Scores;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Against aif360 0.6.1; resources/aif360/README.md says how its numbers were made. */
class RejectOptionTest {
    private static List<String[]> lines(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(RejectOptionTest.class.getResourceAsStream("/aif360/" + name))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().skip(1).map(line -> line.split(",")).toList();
        }
    }

    private static Small rows() throws IOException {
        List<String[]> lines = lines("reject-option-rows.csv");
        StringBuilder groups = new StringBuilder();
        for (String[] line : lines) groups.append(line[0]);
        return new Small(
                groups.toString(),
                lines.stream().mapToDouble(l -> Double.parseDouble(l[2])).toArray(),
                lines.stream().mapToInt(l -> (int) Double.parseDouble(l[1])).toArray(),
                null);
    }

    @Test
    void thresholdAndMarginAreThoseOfAif360() throws IOException {
        Small rows = rows();
        int n = rows.labels().length;
        for (String[] line : lines("reject-option.csv")) {
            RejectOption.Difference difference = switch (line[0]) {
                case "Statistical parity difference" -> RejectOption.Difference.SELECTION_RATE;
                case "Average odds difference" -> RejectOption.Difference.AVERAGE_ODDS;
                default -> RejectOption.Difference.TRUE_POSITIVE_RATE;
            };
            RejectOption.Result result = RejectOption.of(Set.of("0"), difference, Double.parseDouble(line[1]))
                    .fit(rows.rows());
            assertThat(result.threshold()).isCloseTo(Double.parseDouble(line[2]), within(1e-12));
            assertThat(result.margin()).isCloseTo(Double.parseDouble(line[3]), within(1e-12));
            int[] decisions =
                    result.decider().decide(new Scores(rows.scores(), n, 1, Scores.Scale.PROBABILITY), rows.table());
            int[] selected = new int[2];
            for (int i = 0; i < n; i++) selected[rows.groups().charAt(i) - '0'] += decisions[i];
            assertThat(selected).containsExactly(Integer.parseInt(line[4]), Integer.parseInt(line[5]));
        }
    }

    @Test
    void whatCanNotBeIsRefused() {
        Small s = Small.of("AAABBB", "010101", .2, .4, .6, .8, .9, .9);
        assertThatThrownBy(() -> RejectOption.of(Set.of("C"), RejectOption.Difference.SELECTION_RATE, 0.1)
                        .fit(s.rows()))
                .hasMessageContaining("CND-F046");
        assertThatThrownBy(() -> RejectOption.of(Set.of("A", "B"), RejectOption.Difference.SELECTION_RATE, 0.1)
                        .fit(s.rows()))
                .hasMessageContaining("CND-F044");
        Small uneven = Small.of("AAABB", "01010", .2, .4, .6, .8, .9);
        assertThatThrownBy(() -> new RejectOption(Set.of("A"), RejectOption.Difference.SELECTION_RATE, 0, 2, 2)
                        .fit(Small.of("AAABBB", "010010", 0, .4, 1, .98, .985, .3)
                                .rows()))
                .hasMessageContaining("CND-F048");
        assertThatThrownBy(() -> RejectOption.of(Set.of("A"), RejectOption.Difference.SELECTION_RATE, 2))
                .hasMessageContaining("CND-F046");
        assertThat(RejectOption.of(Set.of("A"), RejectOption.Difference.SELECTION_RATE, 1)
                        .fit(uneven.rows())
                        .balancedAccuracy())
                .isGreaterThan(0.5);
    }
}
