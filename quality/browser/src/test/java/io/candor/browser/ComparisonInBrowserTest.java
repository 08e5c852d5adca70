package io.candor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.json.Json;
import io.candor.io.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that are compared can be looked at one by one, with other thresholds, and all of them without scripts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComparisonInBrowserTest {
    private static final Path PICTURES = Path.of("target/pictures");
    private static final String PANELS =
            "[...document.querySelectorAll('article')].filter(a => !a.hidden).map(a => a.querySelector('h4').textContent).join('|')";
    private static final String TOLD = "document.querySelector('article:not([hidden]) .verdict').textContent";
    private static final String SLIDE =
            "(at => { const s = document.querySelector('article:not([hidden]) input'); s.value = at; s.dispatchEvent(new Event('input')); })";

    @SuppressWarnings("NullAway.Init")
    private Browser browser;

    @SuppressWarnings("NullAway.Init")
    private Path page;

    @SuppressWarnings("NullAway.Init")
    private Json.Obj result;

    @BeforeAll
    void runAndStart(@TempDir Path folder) throws IOException, InterruptedException {
        browser = Browser.start(Files.createDirectory(folder.resolve("profile")));
        page = new Runs(folder).comparison();
        Json.Obj statement = (Json.Obj) JsonText.read(folder.resolve("mitigations/comparison.json"));
        result = statement.object("predicate").object("result");
        Files.createDirectories(PICTURES);
    }

    @AfterAll
    void stop() throws IOException, InterruptedException {
        if (browser != null) browser.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {Look.DESK, Look.PHONE})
    void nothingIsCutOverlapsOrComplains(int width) throws Exception {
        for (Look look : List.of(
                Look.at(width), Look.at(width).inTheDark(), Look.at(width).withoutScripts())) {
            try (Tab tab = browser.open(page, look)) {
                assertThat(Layout.faults(tab)).isEmpty();
                tab.picture(PICTURES.resolve("comparison-" + look + ".png"));
                tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
                assertThat(Layout.faults(tab)).as("with every table open").isEmpty();
                assertThat(tab.complaints()).isEmpty();
                assertThat(tab.requests()).hasSize(1);
            }
        }
    }

    @Test
    void withoutScriptsAllModelsAndPicturesAreThere() throws Exception {
        int models = result.array("order").size();
        try (Tab tab = browser.open(page, Look.at(Look.DESK).withoutScripts())) {
            assertThat(tab.text(PANELS).split("\\|")).hasSize(models);
            assertThat(tab.evaluate("document.querySelectorAll('#comparison > figure').length"))
                    .isEqualTo(Json.of(result.array("axes").size()));
            assertThat(tab.evaluate("document.querySelectorAll('#comparison-0 svg a').length"))
                    .isEqualTo(Json.of(models));
        }
    }

    /** A click on a point leads to the model's groups. */
    @Test
    void aClickShowsTheModel() throws Exception {
        try (Tab tab = browser.open(page, Look.at(Look.DESK))) {
            assertThat(tab.text(PANELS)).isEqualTo("unmitigated");
            tab.evaluate(
                    "[...document.querySelectorAll('#comparison-0 svg a')]"
                            + ".find(a => a.getAttribute('aria-label') === 'reweighing').dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}))");
            assertThat(tab.text(PANELS)).isEqualTo("reweighing");
            assertThat(tab.text("document.querySelector('#comparison-0 a[aria-current]').getAttribute('aria-label')"))
                    .isEqualTo("reweighing");
            assertThat(tab.text("document.querySelector('article:not([hidden])').innerText"))
                    .contains("Made by: reweighing");
        }
    }

    /** What the slider says is what Java counted, in the figures chosen. */
    @Test
    void theSliderTellsWhatThresholdsDo() throws Exception {
        try (Tab tab = browser.open(page, Look.at(Look.DESK))) {
            Json.Obj sweep = result.object("candidates").object("unmitigated").object("sweep");
            List<Json> thresholds = sweep.array("thresholds");
            for (int at : new int[] {0, thresholds.size() / 3, thresholds.size() - 1}) {
                tab.evaluate(SLIDE + "(" + at + ")");
                assertThat(tab.text(TOLD))
                        .contains("Positive from " + fixed(thresholds.get(at)) + " on")
                        .contains("accuracy " + fixed(sweep.array("performance").get(at)))
                        .contains(fixed(gaps(sweep, "equalized_odds_difference").get(at)));
            }
            tab.evaluate("(s => { s.value = 1; s.dispatchEvent(new Event('change')); })"
                    + "(document.querySelector('#comparison-controls select'))");
            String second = ((Json.Obj) result.array("axes").get(1)).text("disparity");
            int at = thresholds.size() / 2;
            tab.evaluate(SLIDE + "(" + at + ")");
            assertThat(tab.text(TOLD)).contains(fixed(gaps(sweep, second).get(at)));
            assertThat(tab.evaluate("document.querySelectorAll('#comparison-1 svg .way').length"))
                    .isEqualTo(Json.of(2));
            assertThat(tab.complaints()).isEmpty();
        }
    }

    private static List<Json> gaps(Json.Obj sweep, String disparity) {
        return sweep.object("features")
                .object(Runs.SCRIPT)
                .object("disparities")
                .array(disparity);
    }

    private static String fixed(Json value) {
        return value instanceof Json.Num n ? String.format(Locale.ROOT, "%.3f", n.value()) : "undefined";
    }
}
