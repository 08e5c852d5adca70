package io.candor.core.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceTest {
    private final Evidence evidence = new Evidence(
            "fairness.assessment",
            1,
            List.of(new Subject("data:adult/test", "a".repeat(64))),
            new Evidence.Method("disaggregated metrics", 1, "Hardt et al. 2016"),
            Json.object().build(),
            Json.object().put("rows", 3).build(),
            List.of("one limit"),
            Disclosure.aggregate(10));

    @Test
    void isAnInTotoStatementInCanonicalForm() {
        assertThat(new String(evidence.canonicalBytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"_type\":\"https://in-toto.io/Statement/v1\",\"predicate\":{\"disclosure\":"
                        + "{\"level\":\"aggregate\",\"minCell\":10},\"limits\":[\"one limit\"],\"method\":"
                        + "{\"name\":\"disaggregated metrics\",\"source\":\"Hardt et al. 2016\",\"version\":1},"
                        + "\"parameters\":{},\"result\":{\"rows\":3}},\"predicateType\":"
                        + "\"urn:candor:evidence:fairness.assessment:v1\",\"subject\":[{\"digest\":{\"sha256\":\""
                        + "a".repeat(64) + "\"},\"name\":\"data:adult/test\"}]}");
    }

    @Test
    void readsBackToTheSameIdentity() {
        assertThat(Evidence.fromJson(evidence.toJson())).isEqualTo(evidence);
        assertThat(Evidence.fromJson(evidence.toJson()).id()).isEqualTo(evidence.id());
    }

    @Test
    void keepsTheThreeShapesOfAnEstimate() {
        for (Estimate estimate : List.of(
                new Estimate.Interval(0.5, 0.4, 0.6, 10, "Wilson"),
                new Estimate.Point(0.5, 10),
                Estimate.undefined("no positives", 0))) {
            assertThat(Estimate.fromJson(estimate.toJson())).isEqualTo(estimate);
        }
    }
}
