package io.candor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.json.Json;
import io.candor.testkit.Requires;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A report can be read on a desk and on a phone, by day and by night, without scripts and on paper, and runs nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportInBrowserTest {
    private static final Path PICTURES = Path.of("target/pictures");
    private static final List<String> REPORTS = List.of("demo", "diabetes", "kinds", "hostile", "tree", "boosted");
    private static final String TEXT = "document.body.innerText";

    /** The one part that scripts fill. */
    private static final String WITHOUT_PANEL = "document.getElementById('what-if').remove()";

    private final Map<String, Path> reports = new LinkedHashMap<>();

    @SuppressWarnings("NullAway.Init")
    private Browser browser;

    @BeforeAll
    void runAndStart(@TempDir Path folder) throws IOException, InterruptedException {
        browser = Browser.start(Files.createDirectory(folder.resolve("profile")));
        Runs runs = new Runs(folder);
        reports.put("demo", runs.demo());
        reports.put("diabetes", runs.diabetes());
        reports.put("kinds", runs.kinds());
        reports.put("hostile", runs.hostile());
        reports.put("tree", runs.hostileTree());
        reports.put("boosted", runs.boostedKinds());
        Files.createDirectories(PICTURES);
    }

    @AfterAll
    void stop() throws IOException, InterruptedException {
        if (browser != null) browser.close();
    }

    static Stream<Arguments> looks() {
        List<Arguments> looks = new ArrayList<>();
        for (String report : REPORTS) {
            for (int width : List.of(Look.DESK, Look.PHONE)) {
                looks.add(Arguments.of(report, Look.at(width)));
                looks.add(Arguments.of(report, Look.at(width).inTheDark()));
            }
            looks.add(Arguments.of(report, Look.at(Look.PHONE).withoutScripts()));
        }
        return looks.stream();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void nothingIsCutOverlapsOrScrollsSideways(String report, Look look) throws Exception {
        try (Tab tab = open(report, look)) {
            assertThat(Layout.faults(tab)).isEmpty();
            tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
            assertThat(Layout.faults(tab)).as("with every table open").isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    void thePageComplainsOfNothingAndAsksForNothing(String report, Look look) throws Exception {
        try (Tab tab = open(report, look)) {
            tab.evaluate("new Promise(done => setTimeout(done, 200))");
            assertThat(tab.complaints()).isEmpty();
            assertThat(tab.requests()).containsExactly(page(report).toUri().toString());
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    void thePictureIsOfThePageInItsColours(String report, Look look) throws Exception {
        try (Tab tab = open(report, look)) {
            Picture picture = tab.picture(PICTURES.resolve(report + "-" + look + ".png"));
            assertThat(picture.image().getWidth()).isEqualTo(look.width()).isEqualTo(picture.width());
            assertThat(picture.image().getHeight()).isEqualTo(picture.height()).isGreaterThan(3_000);
            for (int top = 0; top + 900 <= picture.height(); top += 900) {
                assertThat(picture.ink(top, top + 900)).as("ink below " + top).isBetween(0.01, 0.97);
            }
            if (look.dark()) assertThat(picture.brightness()).isLessThan(0.05);
            else assertThat(picture.brightness()).isGreaterThan(0.9);
        }
    }

    @ParameterizedTest
    @FieldSource("REPORTS")
    void withoutScriptsThePageSaysTheSame(String report) throws Exception {
        try (Tab with = open(report, Look.at(Look.DESK));
                Tab without = open(report, Look.at(Look.DESK).withoutScripts())) {
            assertThat(without.text(TEXT)).contains("With scripts on, this panel scores the model");
            for (Tab tab : List.of(with, without)) tab.evaluate(WITHOUT_PANEL);
            assertThat(with.text(TEXT)).isEqualTo(without.text(TEXT)).contains("Policy ", "Verdict", "Provenance");
        }
    }

    @ParameterizedTest
    @FieldSource("REPORTS")
    void noNameRunsAsAScript(String report) throws Exception {
        try (Tab tab = open(report, Look.at(Look.DESK))) {
            String name = tab.text("document.querySelector('h1').textContent");
            assertThat(tab.text("document.title")).isEqualTo("Candor: " + name);
            assertThat(tab.evaluate("document.scripts.length")).isEqualTo(Json.of(3)); // one of them is data
            assertThat(tab.evaluate("document.images.length")).isEqualTo(Json.of(0));
            if (report.equals("hostile") || report.equals("tree")) {
                assertThat(name).isEqualTo(Runs.SCRIPT);
                assertThat(tab.text(TEXT)).contains("Selection rates by " + Runs.SCRIPT);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("REPORTS")
    void printingGivesAFewPagesWithTheVerdict(String report) throws Exception {
        Path pdfinfo = Requires.program("apt-get install poppler-utils", "pdfinfo");
        Path pdftotext = Requires.program("apt-get install poppler-utils", "pdftotext");
        Path pdf = PICTURES.resolve(report + ".pdf").toAbsolutePath();
        String verdict;
        try (Tab tab = open(report, Look.at(Look.DESK).inTheDark())) {
            verdict = tab.text("document.querySelector('.verdict').textContent");
            tab.print(pdf);
        }
        String info = output(pdfinfo, pdf.toString());
        int pages = Integer.parseInt(info.replaceAll("(?s).*Pages:\\s+(\\d+).*", "$1"));
        assertThat(pages).isBetween(4, 30);
        assertThat(info).contains("(A4)");
        String text = output(pdftotext, pdf.toString(), "-").replaceAll("\\s+", " ");
        assertThat(verdict).matches("Policy .+ gates: .+");
        assertThat(text).contains(verdict.replaceAll("\\s+", " "));
    }

    private Tab open(String report, Look look) throws IOException, InterruptedException {
        return browser.open(page(report), look);
    }

    private Path page(String report) {
        return Objects.requireNonNull(reports.get(report), report);
    }

    private static String output(Path program, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(program.toString()));
        line.addAll(List.of(arguments));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
