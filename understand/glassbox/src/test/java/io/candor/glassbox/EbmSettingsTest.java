package io.candor.glassbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.core.model.Task;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EbmSettingsTest {
    private final EbmSettings defaults = EbmSettings.interpret(Task.BINARY);

    @Test
    void defaultsAreThoseOfInterpret078() {
        assertThat(defaults.learningRate()).isEqualTo(0.015);
        assertThat(defaults.smoothingRounds()).isEqualTo(75);
        assertThat(EbmSettings.interpret(Task.REGRESSION).learningRate()).isEqualTo(0.04);
        assertThat(EbmSettings.interpret(Task.REGRESSION).smoothingRounds()).isEqualTo(500);
        assertThat(EbmSettings.interpret(Task.REGRESSION).minHessian()).isZero();
    }

    @Test
    void manyRowsAreLearntFromWithFewerAndLongerSteps() {
        assertThat(EbmSettings.defaults(Task.BINARY, EbmSettings.MANY_ROWS - 1)).isEqualTo(defaults);
        EbmSettings many = EbmSettings.defaults(Task.BINARY, EbmSettings.MANY_ROWS);
        assertThat(many.learningRate()).isEqualTo(0.04);
        assertThat(many.outerBags()).isEqualTo(8);
        assertThat(EbmSettings.of(Task.BINARY, EbmSettings.MANY_ROWS, Map.of("preset", "interpret")))
                .isEqualTo(defaults);
        assertThat(EbmSettings.of(Task.BINARY, 100, Map.of("outer_bags", "3")).outerBags())
                .isEqualTo(3);
        assertThatThrownBy(() -> EbmSettings.of(Task.BINARY, 100, Map.of("preset", "fast")))
                .hasMessageContaining("candor or interpret");
    }

    @Test
    void changesAreReadByName() {
        EbmSettings changed = defaults.with(Map.of("max_bins", "32", "learning_rate", "5e-2", "missing", "gain"));
        assertThat(changed.maxBins()).isEqualTo(32);
        assertThat(changed.learningRate()).isEqualTo(0.05);
        assertThat(changed.missing()).isEqualTo(EbmSettings.Missing.GAIN);
        assertThat(changed.outerBags()).isEqualTo(14);
    }

    @Test
    void noChangesChangeNothing() {
        assertThat(defaults.with(Map.of())).isEqualTo(defaults);
    }

    @Test
    void anUnknownNameIsAnErrorThatNamesTheNearest() {
        assertThatThrownBy(() -> defaults.with(Map.of("max_bin", "32")))
                .hasMessageStartingWith("CND-G001")
                .hasMessageContaining("did you mean 'max_bins'?");
    }

    @Test
    void aValueOutOfItsRangeIsAnError() {
        for (Map<String, String> bad : java.util.List.of(
                Map.of("max_bins", "2"),
                Map.of("max_bins", "1e3"),
                Map.of("outer_bags", "0"),
                Map.of("learning_rate", "0"),
                Map.of("learning_rate", "NaN"),
                Map.of("validation_size", "1"),
                Map.of("max_leaves", "1"),
                Map.of("cyclic_progress", "-0.1"),
                Map.of("missing", "left"),
                Map.of("max_rounds", ""))) {
            assertThatThrownBy(() -> defaults.with(bad)).as(bad.toString()).hasMessageStartingWith("CND-G002");
        }
    }

    @Test
    void jsonHoldsEverySettingByName() {
        assertThat(defaults.toJson().number("early_stopping_tolerance")).isEqualTo(1e-5);
        assertThat(defaults.toJson().text("missing")).isEqualTo("separate");
        assertThat(defaults.toJson().members()).hasSize(26);
    }
}
