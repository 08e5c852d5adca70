package io.candor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.json.Json;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of fairness that stand alone are laid out as well as a report is, run nothing and ask for nothing. */
class FairnessInBrowserTest {
    @Test
    void pagesAreLaidOutAndComplainOfNothing(@TempDir Path folder) throws Exception {
        String layout;
        try (InputStream in = FairnessInBrowserTest.class.getResourceAsStream("layout.js")) {
            layout = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
        try (Browser browser = Browser.start(Files.createDirectory(folder.resolve("profile")))) {
            for (Path page : new Runs(folder).fairness()) {
                for (Look look : new Look[] {
                    Look.at(Look.DESK), Look.at(Look.PHONE), Look.at(Look.PHONE).inTheDark()
                }) {
                    try (Tab tab = browser.open(page, look)) {
                        tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
                        assertThat(tab.evaluate(layout))
                                .as(page + " " + look)
                                .isEqualTo(Json.array(java.util.List.of()));
                        assertThat(tab.complaints()).isEmpty();
                        assertThat(tab.requests()).containsExactly(page.toUri().toString());
                    }
                }
            }
        }
    }
}
