package io.candor.fairness.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.data.Condition;
import io.candor.fairness.Criterion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/** Beside fairlearn's grid and error-parity's linear program; resources/thresholds/README.md says how their numbers were made. */
class PeerOptimaTest {
    private static final List<String> GROUPS = List.of("FO", "FW", "MO", "MW");

    private static List<String[]> lines(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(PeerOptimaTest.class.getResourceAsStream("/thresholds/" + name))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().skip(1).map(line -> line.split(",")).toList();
        }
    }

    private static GroupThresholds adult() throws IOException {
        List<String[]> lines = lines("adult-rows.csv");
        List<ScoredRows.Group> groups = GROUPS.stream()
                .map(g -> new ScoredRows.Group(g, List.of(Condition.in("group", List.of(g)))))
                .toList();
        ScoredRows rows = new ScoredRows(
                groups,
                lines.stream().mapToInt(l -> GROUPS.indexOf(l[0])).toArray(),
                lines.stream().mapToDouble(l -> Double.parseDouble(l[2])).toArray(),
                lines.stream().mapToInt(l -> Integer.parseInt(l[1])).toArray());
        return GroupThresholds.of(rows, ForkJoinPool.commonPool());
    }

    @Test
    void noPeerIsBetterAndTheSameProgramIsHardlyWorse() throws IOException {
        GroupThresholds adult = adult();
        List<String[]> peers = lines("adult-peers.csv");
        assertThat(peers).hasSize(26);
        for (String[] peer : peers) {
            double tolerance = Double.parseDouble(peer[2]);
            ThresholdFit fit = adult.fit(ThresholdPlan.of(Criterion.of(peer[1]), tolerance));
            double theirs = Double.parseDouble(peer[3]);
            String what = String.join(" ", peer);
            assertThat(fit.gap()).as(what).isLessThanOrEqualTo(tolerance + 1e-9);
            assertThat(fit.objective()).as(what).isGreaterThanOrEqualTo(theirs - 1e-8); // their solver's slack
            if (peer[0].equals("error-parity")) {
                assertThat(fit.objective()).as(what).isLessThanOrEqualTo(theirs + 1e-4); // they leave some points out
            }
        }
    }
}
