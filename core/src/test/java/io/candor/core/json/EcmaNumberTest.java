package io.candor.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.testkit.Gen;
import io.candor.testkit.Property;
import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;

class EcmaNumberTest {
    /** RFC 8785 appendix B: bits in hexadecimal, then the expected text. */
    private static final String[][] RFC_8785_APPENDIX_B = {
        {"0000000000000000", "0"},
        {"8000000000000000", "0"},
        {"0000000000000001", "5e-324"},
        {"8000000000000001", "-5e-324"},
        {"7fefffffffffffff", "1.7976931348623157e+308"},
        {"ffefffffffffffff", "-1.7976931348623157e+308"},
        {"4340000000000000", "9007199254740992"},
        {"c340000000000000", "-9007199254740992"},
        {"4430000000000000", "295147905179352830000"},
        {"44b52d02c7e14af5", "9.999999999999997e+22"},
        {"44b52d02c7e14af6", "1e+23"},
        {"44b52d02c7e14af7", "1.0000000000000001e+23"},
        {"444b1ae4d6e2ef4e", "999999999999999700000"},
        {"444b1ae4d6e2ef4f", "999999999999999900000"},
        {"444b1ae4d6e2ef50", "1e+21"},
        {"3eb0c6f7a0b5ed8c", "9.999999999999997e-7"},
        {"3eb0c6f7a0b5ed8d", "0.000001"},
        {"41b3de4355555553", "333333333.3333332"},
        {"41b3de4355555554", "333333333.33333325"},
        {"41b3de4355555555", "333333333.3333333"},
        {"41b3de4355555556", "333333333.3333334"},
        {"41b3de4355555557", "333333333.33333343"},
        {"becbf647612f3696", "-0.0000033333333333333333"},
        {"43143ff3c1cb0959", "1424953923781206.2"},
    };

    @Test
    void formatsTheVectorsOfRfc8785() {
        for (String[] vector : RFC_8785_APPENDIX_B) {
            double value = Double.longBitsToDouble(Long.parseUnsignedLong(vector[0], 16));
            assertThat(EcmaNumber.format(value)).as(vector[0]).isEqualTo(vector[1]);
        }
    }

    @Test
    void formatsWhatDoubleToStringGetsWrongOnJdk17() {
        assertThat(EcmaNumber.format(2e23)).isEqualTo("2e+23");
        assertThat(EcmaNumber.format(2.0E-3)).isEqualTo("0.002");
        assertThat(EcmaNumber.format(1.0E23)).isEqualTo("1e+23");
        assertThat(EcmaNumber.format(4.8726570057E288)).isEqualTo("4.8726570057e+288");
    }

    @Test
    void readsBackAsTheSameNumberAndNoShorterTextDoes() {
        Property.forAll(7, 20_000, Gen.doubles(), value -> {
            String text = EcmaNumber.format(value);
            assertThat(Double.parseDouble(text)).isEqualTo(value == 0 ? 0.0 : value);
            int digits = new BigDecimal(text).stripTrailingZeros().precision();
            if (digits > 1) {
                BigDecimal shorter = new BigDecimal(value).round(new MathContext(digits - 1));
                assertThat(shorter.doubleValue()).isNotEqualTo(value);
            }
        });
    }

    @Test
    void refusesWhatJsonDoesNotHave() {
        assertThatThrownBy(() -> EcmaNumber.format(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EcmaNumber.format(Double.POSITIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
