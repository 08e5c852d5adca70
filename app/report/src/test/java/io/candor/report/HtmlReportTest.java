package io.candor.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.candor.core.CandorException;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Sha256;
import io.candor.core.json.Json;
import io.candor.io.JsonText;
import io.candor.results.Results;
import io.candor.results.ResultsFile;
import io.candor.testkit.Gen;
import io.candor.testkit.Property;
import java.nio.ByteBuffer;
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
            ("html head meta title style body div header h1 p code bdi nav ul li a main section h2 h3 h4 span svg circle path rect line"
                            + " text table caption thead tbody tr th td figure figcaption strong details summary footer script b"
                            + " br")
                    .split(" "));
    private static final Set<String> ATTRIBUTES = Set.of(
            ("lang charset type hidden data-label http-equiv content name class aria-label aria-labelledby aria-hidden href id tabindex scope title role open"
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
        assertThat(page.named("script")).hasSize(3);
        assertThat(scripts(page)).hasSize(2);
        assertThat(policy).contains("style-src '" + hash(page.named("style").get(0)) + "'");
        assertThat(policy)
                .contains("script-src '" + hash(scripts(page).get(0)) + "' '"
                        + hash(scripts(page).get(1)) + "';");
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
        for (int s = 0; s < 2; s++) {
            assertThat(scripts(page).get(s).allText())
                    .isEqualTo(scripts(plain).get(s).allText());
        }
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
        assertThat(page.named("section")).hasSize(26);
        assertThat(page.named("h1")).hasSize(1);
    }

    @Test
    void evidenceOfFairnessIsAPageOfItsOwn() {
        List<Evidence> found = Sample.plain().evidence().stream()
                .filter(e -> e.kind().startsWith("fairness."))
                .toList();
        Page page = new Page(HtmlReport.fairness("census", found));
        sound(page);
        assertThat(page.html.allText()).contains("Mitigation", "Monitoring", "Curves by group", "Slices", "Limits");
        assertThat(HtmlReport.fairness("census", found)).isEqualTo(HtmlReport.fairness("census", found));
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
    void anEditIsDrawnBeforeAndAfter() {
        Page page = new Page(HtmlReport.render(Sample.plain()));
        String text = page.html.allText();
        assertThat(text)
                .contains("1. Scaled age by 0.5", "2. Removed with all of their terms: sex")
                .contains("Changed most, by +1.500, for [17, 20.5)", "Intercept before: -1.200; after: -1.000.");
        List<String> drawn = page.named("svg").stream()
                .map(s -> String.valueOf(s.attribute("aria-label")))
                .toList();
        assertThat(drawn)
                .contains("Before and after: age", "Before and after: sex")
                .contains("Heat map of Shows what it does., before", "Heat map of Shows what it does., after");
        Evidence edits = Sample.plain().first("explain.edits").orElseThrow();
        assertThat(HtmlReport.edits("census", edits)).contains("2. Removed", "not whether that is right");
    }

    /** The model in the page has every number of the evidence, to the last bit, in the order in which the script reads. */
    @Test
    void theWhatIfModelIsTheEvidencesModel() {
        Json.Obj model = model(HtmlReport.render(Sample.plain()));
        assertThat(model.need("intercept")).isEqualTo(Json.numbers(-1.2));
        assertThat(model.number("threshold")).isEqualTo(0.5);
        List<Json> terms = model.array("terms");
        assertThat(terms).hasSize(4);
        assertThat(scores((Json.Obj) terms.get(0))).containsExactly(0.1, -1.5, -0.2, 0.6, 0.4, 0);
        assertThat(scores((Json.Obj) terms.get(1))).containsExactly(0, -0.4, 0.2, 0.03);
        Json.Obj pair = (Json.Obj) terms.get(3);
        assertThat(pair.need("inputs")).isEqualTo(Json.numbers(1, 0));
        assertThat(pair.need("bins").at("/0/levels")).contains(Json.numbers(1, 2));
        assertThat(scores(pair)).hasSize(20).startsWith(0, 0, 0, 0, 0, 0.01, -0.3);
        Json.Obj row = (Json.Obj) model.array("rows").get(1);
        assertThat(row.text("name")).isEqualTo("Row 7");
        assertThat(row.need("values")).isEqualTo(Json.array(List.of(Json.NULL, Json.of("Male"), Json.of("0.25"))));
        assertThat(model.need("typical"))
                .isEqualTo(Json.array(List.of(Json.of("46.5"), Json.of("Male"), Json.of("1"))));
    }

    @Test
    void aModelThatIsNotWholeOrTooLargeHasNoPanelButALine() {
        Results sample = Sample.plain();
        Json.Obj shapes = sample.first("explain.shapes").orElseThrow().result();
        Json.Builder partial = Json.object();
        shapes.members().forEach(partial::put);
        String html = HtmlReport.render(with(List.of(
                evidence("explain.shapes", partial.put("complete", false).build()))));
        assertThat(html).contains("more terms than its evidence shows").doesNotContain("type=\"module\"");
        double[] many = new double[40_000];
        Json.Obj wide = Json.object()
                .put("inputs", Json.texts(List.of("age")))
                .put("kind", "nominal")
                .put("levels", Json.array(java.util.Collections.nCopies(many.length, Json.of("x"))))
                .put("bin_of_level", Json.numbers(many))
                .put("scores", Json.numbers(many))
                .put("low", Json.numbers(many))
                .put("high", Json.numbers(many))
                .put("weights", Json.numbers(many))
                .put("missing", Json.object().put("score", 0).put("weight", 0).build())
                .put("unseen", Json.object().put("score", 0).put("weight", 0).build())
                .build();
        Json.Builder large = Json.object();
        shapes.members().forEach(large::put);
        large.put("terms", Json.object().put("age", wide).build()).put("order", Json.texts(List.of("age")));
        assertThat(HtmlReport.render(with(List.of(evidence("explain.shapes", large.build())))))
                .contains("more than the 300 KB that a page can carry")
                .doesNotContain("type=\"module\"");
    }

    @Test
    void treesHaveAPanelThatTellsQuestionsOrInputsAndALineWhereTheyAreTooLarge() {
        Json.Builder trees = Json.object()
                .put("task", "binary")
                .put("target", "income")
                .put("classes", Json.texts(List.of("no", "yes")))
                .put("outputs", Json.texts(List.of("yes")))
                .put("link", "logit")
                .put("base", Json.numbers(-0.5))
                .put("inputs", Json.array(List.of()))
                .put("typical", Json.array(List.of()));
        Json.Obj one = Json.object().put("roots", Json.numbers(0)).build();
        String single = HtmlReport.render(
                with(List.of(evidence("explain.trees", trees.put("trees", one).build()))));
        assertThat(model(single).need("trees")).isEqualTo(one);
        assertThat(model(single).need("intercept")).isEqualTo(Json.numbers(-0.5));
        assertThat(single).contains("What the tree asked").doesNotContain("What each changed input adds<");
        Json.Obj two = Json.object().put("roots", Json.numbers(0, 1)).build();
        String several = HtmlReport.render(
                with(List.of(evidence("explain.trees", trees.put("trees", two).build()))));
        assertThat(several).contains("What each changed input adds<").doesNotContain("What the tree asked");
        Json.Obj large = Json.object()
                .put("complete", false)
                .put("count", 500)
                .put("nodes", 60_200)
                .build();
        assertThat(HtmlReport.render(with(List.of(evidence("explain.trees", large)))))
                .contains("trees have 60,200 nodes (500 trees)")
                .doesNotContain("type=\"module\"");
    }

    private static Json.Obj model(String html) {
        Page.Element element = new Page(html)
                .where(e -> "what-if-model".equals(e.attribute("id")))
                .get(0);
        return (Json.Obj) JsonText.parse(element.allText(), "model");
    }

    private static double[] scores(Json.Obj term) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(term.text("scores")));
        double[] scores = new double[bytes.remaining() / 8];
        bytes.asDoubleBuffer().get(scores);
        return scores;
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

    /** Those that run. */
    private static List<Page.Element> scripts(Page page) {
        return page.where(e -> e.name().equals("script") && !e.attribute("type").equals("application/json"));
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
