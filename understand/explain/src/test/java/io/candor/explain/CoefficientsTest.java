package io.candor.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import org.junit.jupiter.api.Test;

class CoefficientsTest {
    private final Evidence evidence = new Coefficients(Example.linear()).evidence(Example.SUBJECTS);

    private Estimate at(String pointer) {
        return Estimate.fromJson((Json.Obj) evidence.result().at(pointer).orElseThrow());
    }

    @Test
    void everyCoefficientStandsAtItsNameWithItsInterval() {
        assertThat(evidence.predicateType()).isEqualTo("urn:candor:evidence:explain.coefficients:v1");
        assertThat(evidence.result().text("output")).isEqualTo("log-odds");
        assertThat(at("/intercept/b")).isEqualTo(new Estimate.Interval(-0.25, -2, 2, 32, "Wald, normal"));
        assertThat(at("/terms/age/slope/a")).isEqualTo(new Estimate.Interval(0.02, 0, 0.5, 29, "Wald, normal"));
        assertThat(at("/terms/age/per_deviation/a")).isEqualTo(new Estimate.Interval(0.2, 0, 5, 29, "Wald, normal"));
        assertThat(at("/terms/sex/levels/Male/a")).isEqualTo(new Estimate.Interval(-2, -3, -1, 20, "Wald, normal"));
    }

    @Test
    void theWholeModelStandsBesideItsIntervals() {
        Json.Obj model = evidence.result().object("model");
        assertThat(model.array("intercept")).hasSize(3);
        assertThat(model.array("effects")).hasSameSizeAs(model.array("inputs"));
        assertThat(evidence.result().at("/model/effects/0/slope/0")).contains(Json.of(0.02));
        assertThat(evidence.result().at("/model/inputs/1/name")).contains(Json.of("sex"));
        assertThat(evidence.result().at("/model/effects/1/unseen")).isPresent();
    }

    @Test
    void whatTheDataSayNothingAboutHasNoInterval() {
        assertThat(at("/terms/age/missing/c")).isEqualTo(new Estimate.Point(-0.3, 3));
        assertThat(evidence.result().at("/terms/sex/missing")).isEmpty();
        assertThat(evidence.disclosure().minCell()).isEqualTo(3);
    }
}
