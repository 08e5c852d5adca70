package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** There is no way to write raw markup. */
class MarkupTest {
    @Test
    void textAndAttributesAreEscaped() {
        assertThat(el("p", "<b> & \"'").attr("title", "\"><b>").render())
                .isEqualTo("<p title=\"&quot;&gt;&lt;b&gt;\">&lt;b&gt; &amp; &quot;&#39;</p>");
    }

    @Test
    void loneSurrogatesControlsAndDirectionMarksBecomeTheReplacementCharacter() {
        assertThat(el("p", "a\uD800b\uDC00c\u0000\u001b\u202E\u2067😀").render())
                .isEqualTo("<p>a\uFFFDb\uFFFDc\uFFFD\uFFFD\uFFFD\uFFFD😀</p>");
    }

    @Test
    void aMonstrousTextIsCutAndSaysSo() {
        String shown = el("p", "x".repeat(10_000_000)).render();
        assertThat(shown).hasSizeLessThan(5_000).contains("… (10,000,000 characters)");
    }

    @Test
    void namesThatDifferHaveAnchorsThatDiffer() {
        assertThat(Section.anchor("a-b", "c")).isNotEqualTo(Section.anchor("a", "b-c"));
        assertThat(Section.anchor("a.2d.")).isNotEqualTo(Section.anchor("a-"));
        assertThat(Section.anchor("é")).isNotEqualTo(Section.anchor("e"));
    }
}
