package io.candor.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
    @Test
    void writesTheExampleOfRfc8785() {
        Json value = Json.object()
                .put("numbers", Json.numbers(333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001))
                .put("string", "€$" + (char) 0x0f + "\nA'B\"\\\\\"/")
                .put("literals", Json.array(List.of(Json.NULL, Json.of(true), Json.of(false))))
                .build();
        assertThat(CanonicalJson.text(value))
                .isEqualTo("{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    @Test
    void sortsMembersByUtf16CodeUnitsAsRfc8785Does() {
        Json value = Json.object()
                .put("\u20ac", "Euro Sign")
                .put("\r", "Carriage Return")
                .put("\ufb33", "Hebrew Letter Dalet With Dagesh")
                .put("1", "One")
                .put("\ud83d\ude00", "Emoji: Grinning Face")
                .put("\u0080", "Control")
                .put("\u00f6", "Latin Small Letter O With Diaeresis")
                .build();
        assertThat(CanonicalJson.text(value))
                .isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
                        + "\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    @Test
    void refusesALoneSurrogate() {
        assertThatThrownBy(() -> CanonicalJson.text(Json.of("\ud800"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void findsValuesByPointer() {
        Json value = Json.object()
                .put(
                        "a/b",
                        Json.array(List.of(
                                Json.of(1), Json.object().put("m~n", "x").build())))
                .build();
        assertThat(value.at("/a~1b/1/m~0n")).contains(Json.of("x"));
        assertThat(value.at("/a~1b/2")).isEmpty();
        assertThat(value.at("")).contains(value);
    }

    @Test
    void keepsIntegersBeyondTwoToThe53Out() {
        assertThatThrownBy(() -> Json.of((1L << 53) + 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
