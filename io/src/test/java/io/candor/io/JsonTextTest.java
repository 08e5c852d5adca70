package io.candor.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.core.CandorException;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.testkit.Gen;
import io.candor.testkit.Property;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonTextTest {
    @Test
    void readsBackWhatTheCanonicalWriterWrote() {
        Property.forAll(9, 2_000, Gen.lists(Gen.hostileStrings(), 0, 10), texts -> {
            Json.Builder object = Json.object().put("x", -0.1).put("y", 1e21);
            for (String text : texts) object.put(text, Json.texts(texts));
            Json value = object.build();
            assertThat(JsonText.parse(CanonicalJson.text(value), "test")).isEqualTo(value);
            assertThat(JsonText.parse(CanonicalJson.pretty(value), "test")).isEqualTo(value);
        });
    }

    @Test
    void everyFiniteNumberIsReadBack() {
        Property.forAll(10, 5_000, Gen.doubles(), v -> {
            for (double x : new double[] {v, Math.nextUp(v), Math.rint(v * 1e16), 1e17 + 16 * Math.rint(v)}) {
                if (Double.isInfinite(x)) continue;
                Json number = Json.of(x == 0 ? 0 : x);
                assertThat(JsonText.parse(CanonicalJson.text(number), "test")).isEqualTo(number);
            }
        });
    }

    @Test
    void namesThePlaceOfAMistake() {
        assertThatThrownBy(() -> JsonText.parse("{\n  \"a\": 1,\n  \"b\" 2}", "results.json"))
                .hasMessageStartingWith("CND-J001: results.json, line 3");
    }

    @Test
    void refusesMembersThatStandTwiceDepthAndTrailingText() {
        assertThatThrownBy(() -> JsonText.parse("{\"a\":1,\"a\":2}", "t")).hasMessageStartingWith("CND-J001");
        assertThatThrownBy(() -> JsonText.parse("[".repeat(200) + "]".repeat(200), "t"))
                .hasMessageStartingWith("CND-J001");
        assertThatThrownBy(() -> JsonText.parse("1 2", "t")).hasMessageStartingWith("CND-J001");
        assertThatThrownBy(() -> JsonText.parse("9007199254740993", "t")).hasMessageContaining("2^53");
        for (String half : new String[] {"\"\\ud800\"", "\"a\\udc00b\"", "{\"\\ud800x\": 1}"}) {
            assertThatThrownBy(() -> JsonText.parse(half, "t")).hasMessageContaining("surrogate");
            assertThatThrownBy(() -> YamlText.parse(half.getBytes(StandardCharsets.UTF_8), "t"))
                    .hasMessageStartingWith("CND-J002");
        }
        assertThatThrownBy(() -> JsonText.parse("", "t")).hasMessageStartingWith("CND-J001");
    }

    @Test
    void readsYamlIntoTheSameValues() {
        Json yaml = YamlText.parse("a: 1\nb: [x, 'y']\nc: {d: true}\n".getBytes(StandardCharsets.UTF_8), "candor.yaml");
        assertThat(yaml).isEqualTo(JsonText.parse("{\"a\":1,\"b\":[\"x\",\"y\"],\"c\":{\"d\":true}}", "t"));
        assertThatThrownBy(() -> YamlText.parse("a: 1\na: 2\n".getBytes(StandardCharsets.UTF_8), "candor.yaml"))
                .hasMessageStartingWith("CND-J002: candor.yaml");
        assertThatThrownBy(() -> YamlText.parse("a: [1\nb: 2".getBytes(StandardCharsets.UTF_8), "candor.yaml"))
                .hasMessageStartingWith("CND-J002: candor.yaml, line");
    }

    @Test
    void neverFailsWithoutACodeOnArbitraryText() {
        Gen<String> text = (random, size) -> {
            String likely = "{}[]\":,-0.1e\\u\n ab&*!|>#";
            StringBuilder s = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) s.append(likely.charAt(random.nextInt(likely.length())));
            return s.toString();
        };
        Property.forAll(23, 5_000, text, t -> {
            for (boolean yaml : new boolean[] {false, true}) {
                try {
                    if (yaml) YamlText.parse(t.getBytes(StandardCharsets.UTF_8), "t");
                    else JsonText.parse(t, "t");
                } catch (CandorException expected) {
                    assertThat(expected.code()).startsWith("CND-J");
                }
            }
        });
    }
}
