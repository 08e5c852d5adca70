package io.candor.fairness.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.core.model.GroupDecider;
import io.candor.core.model.RowDraws;
import io.candor.fairness.Criterion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class ThresholdEvidenceTest {
    @Test
    void aTradeOffIsOneCandidatePerToleranceWithoutTheKey() {
        Small s = Small.random(new SplittableRandom(2), 3, 20);
        ThresholdPlan plan =
                ThresholdPlan.of(Criterion.EQUALIZED_ODDS, 0).withDraws(new RowDraws("very-secret", List.of("id")));
        List<ThresholdFit> fits =
                GroupThresholds.of(s.rows(), ForkJoinPool.commonPool()).tradeOff(plan, 0, 0.1, 1);
        Evidence evidence = ThresholdEvidence.of(fits, List.of());
        List<Json> candidates = evidence.result().array("candidates");
        assertThat(candidates).hasSize(3);
        Json.Obj second = (Json.Obj) candidates.get(1);
        assertThat(second.number("bound")).isEqualTo(0.1);
        assertThat(second.number("objective")).isEqualTo(fits.get(1).objective());
        assertThat(GroupDecider.fromJson(second.object("decider")).groups())
                .isEqualTo(fits.get(1).decider().groups());
        assertThat(new String(evidence.canonicalBytes(), StandardCharsets.UTF_8))
                .doesNotContain("very-secret");
        assertThat(Evidence.fromJson(evidence.toJson())).isEqualTo(evidence);
    }

    @Test
    void theSameRowsGiveTheSameBytesOnAnyNumberOfThreads() {
        Small s = Small.random(new SplittableRandom(3), 5, 200);
        ThresholdPlan plan = ThresholdPlan.of(Criterion.EQUALIZED_ODDS, 0.03);
        ForkJoinPool one = new ForkJoinPool(1);
        ForkJoinPool eight = new ForkJoinPool(8);
        try {
            byte[] a = ThresholdEvidence.of(
                            List.of(GroupThresholds.of(s.rows(), one).fit(plan)), List.of())
                    .canonicalBytes();
            byte[] b = ThresholdEvidence.of(
                            List.of(GroupThresholds.of(s.rows(), eight).fit(plan)), List.of())
                    .canonicalBytes();
            assertThat(a).isEqualTo(b);
        } finally {
            one.shutdown();
            eight.shutdown();
        }
    }
}
