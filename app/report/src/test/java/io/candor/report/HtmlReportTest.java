package io.candor.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.candor.core.CandorException;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Sha256;
import io.candor.core.json.Json;
import io.candor.results.Results;
import io.candor.results.ResultsFile;
import io.candor.testkit.Gen;
import io.candor.testkit.Property;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The page is one file that needs nothing else, says the same each time, and can't be broken by what data are called. */
class HtmlReportTest {
    private static final String PAYLOAD = "<img src=x onerror=alert(1)>";

    /** What somebody may call a column, level, model, run or gate, or write into a datasheet. */
    static final List<String> HOSTILE = List.of(
            "</script><script>alert(1)</script>",
            "\">" + PAYLOAD,
            "'>" + PAYLOAD,
            "</style></title></textarea>" + PAYLOAD,
            "<!--" + PAYLOAD,
            "]]>" + PAYLOAD,
            "`${alert(1)}`",
            "javascript:alert(1)",
            "https://evil.example/x",
            "//evil.example",
            "url(https://evil.example)",
            "@import 'x'",
            "&lt;b&gt; &amp;amp; &#60;",
            "ab\u202Etxt.exe",
            "\u2066\u2069\u2069\u202Eover",
            "😀👩‍👩‍👧 naïve ſ",
            "null\u0000 and \u0007 and \u001b[31m and \u0085",
            "line\nbreak\r\nand\ttab",
            "=1+1",
            "\uFFFE\uFFFF\u2028\u2029\uFEFF",
            " ",
            "#/a/b~c",
            "x".repeat(3_000),
            "<".repeat(5_000));

    private static final Set<String> ELEMENTS = Set.of(
            ("html head meta title style body div header h1 p code bdi nav ul li a main section h2 h3 span svg circle path rect line"
                            + " text table caption thead tbody tr th td figure figcaption strong details summary footer script b"
                            + " br")
                    .split(" "));
    private static final Set<String> ATTRIBUTES = Set.of(
            ("lang charset data-label http-equiv content name class aria-label aria-labelledby aria-hidden href id tabindex scope title role open"
                            + " viewBox width height x y x1 y1 x2 y2 cx cy r d text-anchor transform")
                    .split(" "));

    @Test
    void equalResultsGiveEqualBytes() {
        assertThat(HtmlReport.render(Sample.plain())).isEqualTo(HtmlReport.render(Sample.plain()));
    }

    @Test
    void theFileGivesTheSamePageAsTheRunThatWroteIt() {
        Results read = ResultsFile.parse(ResultsFile.bytes(Sample.plain()), "results.json");
        assertThat(HtmlReport.render(read)).isEqualTo(HtmlReport.render(Sample.plain()));
    }

    @Test
    void thePageNamesNoAddressOutsideItself() {
        String html = HtmlReport.render(Sample.plain());
        assertThat(html.toLowerCase(java.util.Locale.ROOT))
                .doesNotContain("http:", "https:", "//", "src=", "@import", "url(", "<iframe", "<object", "<link");
        for (Page.Element link : new Page(html).named("a")) {
            assertThat(link.attribute("href")).startsWith("#");
        }
    }

    @Test
    void thePolicyAllowsThePagesOwnStyleAndScriptOnly() {
        Page page = new Page(HtmlReport.render(Sample.plain()));
        Page.Element meta = page.where(e -> "Content-Security-Policy".equals(e.attribute("http-equiv")))
                .get(0);
        String policy = meta.attribute("content");
        assertThat(policy).startsWith("default-src 'none'").contains("base-uri 'none'", "form-action 'none'");
        assertThat(policy).doesNotContain("unsafe", "*", "data:");
        assertThat(page.named("style")).hasSize(1);
        assertThat(page.named("script")).hasSize(1);
        assertThat(policy).contains("style-src '" + hash(page.named("style").get(0)) + "'");
        assertThat(policy).contains("script-src '" + hash(page.named("script").get(0)) + "'");
        assertThat(page.where(e -> e.attributes().containsKey("style"))).isEmpty();
        assertThat(page.named("head").get(0).children().indexOf(meta))
                .as("before anything it governs")
                .isLessThan(page.named("head")
                        .get(0)
                        .children()
                        .indexOf(page.named("style").get(0)));
    }

    @ParameterizedTest
    @FieldSource("HOSTILE")
    void whatThingsAreCalledStaysText(String hostile) {
        Page page = new Page(HtmlReport.render(Sample.of(token -> hostile + token)));
        assertThat(page.all.stream().map(Page.Element::name)).allMatch(ELEMENTS::contains);
        assertThat(page.all.stream().flatMap(e -> e.attributes().keySet().stream()))
                .allMatch(ATTRIBUTES::contains);
        Page plain = new Page(HtmlReport.render(Sample.plain()));
        assertThat(page.named("script").get(0).allText())
                .isEqualTo(plain.named("script").get(0).allText());
        assertThat(page.named("style").get(0).allText())
                .isEqualTo(plain.named("style").get(0).allText());
        assertThat(page.html
                        .allText()
                        .codePoints()
                        .noneMatch(c -> c < 0x20 && c != '\n' && c != '\t'
                                || c >= 0x202A && c <= 0x202E
                                || c >= 0x2066 && c <= 0x2069))
                .isTrue();
        sound(page);
    }

    @Test
    void aShortHostileNameIsShownAsItIs() {
        Page page = new Page(HtmlReport.render(Sample.of(token -> token + PAYLOAD)));
        assertThat(page.html.allText()).contains("@column" + PAYLOAD, "@group" + PAYLOAD, "@gate" + PAYLOAD);
        assertThat(page.named("title").get(0).allText()).isEqualTo("Candor: @run" + PAYLOAD);
    }

    @Test
    void anyMixOfHostilePiecesStaysText() {
        Property.forAll(
                5,
                60,
                Gen.hostileStrings(),
                text -> sound(new Page(HtmlReport.render(Sample.of(token -> text + token)))));
    }

    @Test
    void headingsIdsLinksTablesAndDrawingsAreSound() {
        Page page = new Page(HtmlReport.render(Sample.plain()));
        sound(page);
        assertThat(page.named("section")).hasSize(12);
        assertThat(page.named("h1")).hasSize(1);
    }

    @Test
    void aReportOfNothingIsStillAReport() {
        Results bare = new Results(
                Sample.plain().run(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Json.object().build(),
                Optional.empty());
        Page page = new Page(HtmlReport.render(bare));
        sound(page);
        assertThat(page.html.allText()).contains("No policy was given");
    }

    @Test
    void exactNumbersBesidePrivateOnesCarryABanner() {
        String text = new Page(HtmlReport.render(Sample.plain())).html.allText();
        assertThat(text).contains("The exact aggregates here are not private");
        Results alone = with(Sample.plain().all("privacy.release"));
        assertThat(HtmlReport.render(alone)).doesNotContain("The exact aggregates here are not private");
    }

    @Test
    void aManyTermedModelKeepsThePageSmall() {
        Json.Builder terms = Json.object();
        List<Json> bins = new ArrayList<>();
        List<Json> cuts = new ArrayList<>();
        for (int b = 0; b < 1000; b++) {
            bins.add(Json.of((b * 37 % 100) / 50.0));
            if (b > 0) cuts.add(Json.of(b));
        }
        for (int t = 0; t < 100; t++) {
            terms.put(
                    "term " + t,
                    Json.object()
                            .put("inputs", Json.texts(List.of("term " + t)))
                            .put("kind", "continuous")
                            .put("min", 0)
                            .put("max", 1000)
                            .put("cuts", Json.array(cuts))
                            .put("scores", Json.array(bins))
                            .put("low", Json.array(bins))
                            .put("high", Json.array(bins))
                            .put("weights", Json.array(bins))
                            .build());
        }
        String html = HtmlReport.render(with(List.of(evidence(
                "explain.shapes",
                Json.object()
                        .put("output", "log-odds")
                        .put("terms", terms.build())
                        .build()))));
        assertThat(html.length()).isLessThan(HtmlReport.SOFT_LIMIT);
        assertThat(html).contains("most important of 100 are drawn");
    }

    @Test
    void extremeNumbersAreDrawn() {
        for (double v : new double[] {0, 1e300, -1.7e308, 4.9e-324, 1e17, 1e-300, 123456789.125}) {
            for (double w : new double[] {v, -v, Math.nextUp(v), 1.7e308, 0}) {
                double low = Math.min(v, w);
                double high = Math.max(v, w);
                Json.Obj term = Json.object()
                        .put("inputs", Json.texts(List.of("x")))
                        .put("kind", "continuous")
                        .put("min", low)
                        .put("max", high)
                        .put("cuts", Json.numbers())
                        .put("scores", Json.numbers(low))
                        .put("low", Json.numbers(low))
                        .put("high", Json.numbers(high))
                        .put("weights", Json.numbers(5))
                        .build();
                Json.Obj result = Json.object()
                        .put("output", "value")
                        .put("terms", Json.object().put("x", term).build())
                        .build();
                sound(new Page(HtmlReport.render(with(List.of(evidence("explain.shapes", result))))));
            }
        }
    }

    @Test
    void evidenceOfAnotherShapeIsRefusedWithACode() {
        Results results = with(List.of(evidence(
                "evaluation.performance", Json.object().put("rows", "many").build())));
        for (java.util.function.Function<Results, String> page :
                List.<java.util.function.Function<Results, String>>of(HtmlReport::render, MarkdownSummary::render)) {
            CandorException e = catchThrowableOfType(CandorException.class, () -> page.apply(results));
            assertThat(e.code()).isEqualTo("CND-O001");
        }
    }

    /** Headings in order, ids unique, links that lead somewhere, tables with captions, drawings with a role and a label. */
    private static void sound(Page page) {
        int level = 0;
        for (Page.Element heading : page.where(e -> e.name().matches("h[1-6]"))) {
            int next = heading.name().charAt(1) - '0';
            assertThat(next).as(heading.allText()).isLessThanOrEqualTo(level + 1);
            level = next;
        }
        Set<String> ids = new HashSet<>();
        for (Page.Element e : page.where(e -> e.attributes().containsKey("id"))) {
            assertThat(ids.add(e.attribute("id"))).as(e.attribute("id")).isTrue();
            assertThat(e.attribute("id")).matches("[\\x21-\\x7e]+");
        }
        for (Page.Element link : page.named("a")) {
            assertThat(ids).contains(link.attribute("href").substring(1));
        }
        for (Page.Element e : page.where(e -> e.attributes().containsKey("aria-labelledby"))) {
            assertThat(ids).contains(e.attribute("aria-labelledby"));
        }
        for (Page.Element table : page.named("table")) {
            assertThat(table.has("caption")).isTrue();
        }
        for (Page.Element svg : page.named("svg")) {
            boolean decoration = "true".equals(svg.attribute("aria-hidden"));
            assertThat(decoration || svg.attribute("role").equals("img")).isTrue();
            assertThat(decoration || !svg.attribute("aria-label").isEmpty()).isTrue();
        }
    }

    private static String hash(Page.Element element) {
        byte[] digest = Sha256.start().digest(element.text().toString().getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }

    private static Evidence evidence(String kind, Json.Obj result) {
        return new Evidence(
                kind,
                1,
                List.of(),
                new Evidence.Method("m", 1, "s"),
                Json.object().build(),
                result,
                List.of(),
                Disclosure.aggregate(1));
    }

    private static Results with(List<Evidence> evidence) {
        Results r = Sample.plain();
        return new Results(
                r.run(),
                r.models(),
                r.datasets(),
                evidence,
                List.of(),
                Optional.empty(),
                r.ledger(),
                r.environment(),
                r.trail());
    }
}
