package io.candor.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.json.Json;
import io.candor.results.Results;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Short, and markup of its own only. */
class MarkdownSummaryTest {
    static final List<String> HOSTILE = HtmlReportTest.HOSTILE;

    @Test
    void gatesComeWithThoseNotMetFirst() {
        String text = MarkdownSummary.render(Sample.plain());
        assertThat(text).startsWith("# census incomes\n\nPolicy Shows what it does., 6 gates\\: 2 met, 1 not met, ");
        assertThat(text).contains("| Selection rates by sex 2 | not met | \\>= 0.8 | 0.370 \\[0.100, 0.900\\] | ");
        assertThat(text.indexOf("| not met |")).isLessThan(text.indexOf("| met |"));
        assertThat(text).contains("| undecided, which fails |");
    }

    @Test
    void fiveThousandGatesOfLongNamesStayBelowTheLimit() {
        for (String name : List.of("g", "a gate with a name of the usual length", "😀".repeat(600), "&".repeat(600))) {
            List<Json.Obj> gates = new ArrayList<>();
            for (int g = 0; g < 5000; g++) gates.add(Sample.gate("g" + g, name + g, "not_met", "fail", "fail"));
            String text = MarkdownSummary.render(Sample.withGates(gates));
            assertThat(text.getBytes(StandardCharsets.UTF_8).length).isLessThan(60_000);
            assertThat(text).contains("more gates are in results.json");
            assertThat(text).endsWith("`.\n");
        }
    }

    @ParameterizedTest
    @FieldSource("HOSTILE")
    void whatThingsAreCalledCannotBecomeMarkup(String hostile) {
        Results results = Sample.of(token -> hostile + token);
        String text = MarkdownSummary.render(results);
        String unescaped = text.replaceAll("\\\\[\\\\`*_{}\\[\\]<>()#!|&~$:]", "");
        assertThat(unescaped.replaceAll("(?m)^\\| .* \\|$|^\\|[-|]+$", "").replace("# ", ""))
                .as("outside tables")
                .doesNotContain("|", "<", "[", "*", "#", "://")
                .doesNotMatch("(?s).*@[A-Za-z].*");
        for (String line : unescaped.lines().filter(l -> l.startsWith("|")).toList()) {
            assertThat(line.chars().filter(c -> c == '|').count()).as(line).isIn(5L, 6L);
            assertThat(line).doesNotContain("<", "[", "`", "*");
        }
        assertThat(text.codePoints().noneMatch(c -> c < 0x20 && c != '\n' || c >= 0x202A && c <= 0x202E))
                .isTrue();
        assertThat(text.getBytes(StandardCharsets.UTF_8).length).isLessThan(60_000);
        assertThat(text.lines().filter(l -> l.startsWith("# ")).count()).isEqualTo(1);
    }

    @Test
    void equalResultsGiveEqualBytes() {
        assertThat(MarkdownSummary.render(Sample.plain())).isEqualTo(MarkdownSummary.render(Sample.plain()));
    }
}
