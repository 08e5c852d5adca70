package io.candor.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountQueryTest {
    @Test
    void groupsAreTheProductOfTheDeclaredValuesInOrder() {
        Map<String, List<String>> by = new LinkedHashMap<>();
        by.put("sex", List.of("Female", "Male"));
        by.put("race", List.of("White", "Black"));
        assertThat(CountQuery.of(by, "0.1").groups())
                .containsExactly(
                        Map.of("sex", "Female", "race", "White"),
                        Map.of("sex", "Female", "race", "Black"),
                        Map.of("sex", "Male", "race", "White"),
                        Map.of("sex", "Male", "race", "Black"));
    }

    @Test
    void aPlainCountHasOneEmptyGroup() {
        assertThat(CountQuery.ofRows("1").groups()).containsExactly(Map.of());
    }

    @Test
    void epsilonIsKeptExactlyAndPlainly() {
        assertThat(CountQuery.ofRows("0.10").epsilon().toPlainString()).isEqualTo("0.1");
        assertThat(CountQuery.ofRows("1e-6").epsilon().toPlainString()).isEqualTo("0.000001");
        assertThat(CountQuery.ofRows("2E1").epsilon()).isEqualTo(new BigDecimal("20"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "0.0000001",
                "20.1",
                "1e999999999",
                "1e-999999999",
                "NaN",
                "Infinity",
                "",
                "x",
                "0.1234567890123"
            })
    void anEpsilonOutOfRangeIsRefused(String epsilon) {
        assertThatThrownBy(() -> CountQuery.ofRows(epsilon)).hasMessageStartingWith("CND-P001");
    }

    @Test
    void groupsThatAreNoPartitionAreRefused() {
        assertThatThrownBy(() -> CountQuery.of(Map.of("sex", List.of()), "1")).hasMessageStartingWith("CND-P002");
        assertThatThrownBy(() -> CountQuery.of(Map.of("sex", List.of("F", "F")), "1"))
                .hasMessageStartingWith("CND-P002");
        assertThatThrownBy(() -> CountQuery.of(Map.of(" ", List.of("F")), "1")).hasMessageStartingWith("CND-P002");
        List<String> many = IntStream.range(0, 101).mapToObj(Integer::toString).toList();
        assertThatThrownBy(() -> CountQuery.of(Map.of("a", many, "b", many), "1"))
                .hasMessageStartingWith("CND-P002");
    }
}
