package io.candor.report.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.testkit.Gen;
import io.candor.testkit.Property;
import org.junit.jupiter.api.Test;

class LettersTest {
    @Test
    void whatFitsIsLeftWhole() {
        assertThat(Letters.cut("Female", 60)).isEqualTo("Female");
        assertThat(Letters.cut("", 60)).isEmpty();
    }

    @Test
    void whatDoesNotFitIsCutToTheWidthOfItsLetters() {
        assertThat(Letters.cut("W".repeat(40), 130)).isEqualTo("W".repeat(9) + "…");
        assertThat(Letters.cut("i".repeat(40), 130)).isEqualTo("i".repeat(28) + "…");
    }

    @Test
    void aCutNameFitsAndBeginsLikeTheWholeOne() {
        Property.forAll(7, 500, Gen.hostileStrings(), name -> {
            String shown = Letters.cut(name, 40);
            assertThat(Letters.width(shown)).isLessThanOrEqualTo(40);
            if (shown.equals(name)) return;
            assertThat(shown).endsWith("…");
            assertThat(name).startsWith(shown.substring(0, shown.length() - 1));
            assertThat(shown.codePoints().noneMatch(c -> Character.isSurrogate((char) c) && c < 0x10000))
                    .isTrue();
        });
    }
}
