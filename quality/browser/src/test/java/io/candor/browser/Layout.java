package io.candor.browser;

import io.candor.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What is wrong with how a page lies: cut texts, overlaps, sideways scrolling. */
final class Layout {
    private Layout() {}

    static List<String> faults(Tab tab) throws IOException, InterruptedException {
        try (InputStream in = Layout.class.getResourceAsStream("layout.js")) {
            String script = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return ((Json.Arr) tab.evaluate(script))
                    .items().stream().map(f -> ((Json.Str) f).value()).toList();
        }
    }
}
