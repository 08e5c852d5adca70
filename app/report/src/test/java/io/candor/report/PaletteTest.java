package io.candor.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Marks can be told from the page and text can be read, in light, dark and print (WCAG 2.2, 1.4.3 and 1.4.11). */
class PaletteTest {
    /** Colours that draw something that has a meaning. */
    private static final List<String> MARKS =
            List.of("blue", "brown", "positive", "negative", "met", "attention", "bad", "soft", "ink");

    private static final List<String> TEXTS = List.of("ink", "soft", "link");

    @Test
    void marksStandOutFromEveryPage() throws IOException {
        palettes().forEach((mode, colours) -> {
            for (String page : List.of("page", "panel")) {
                for (String mark : MARKS) {
                    assertThat(contrast(colours.getOrDefault(mark, ""), colours.getOrDefault(page, "")))
                            .as(mark + " on " + page + ", " + mode)
                            .isGreaterThanOrEqualTo(3);
                }
            }
        });
    }

    @Test
    void textsCanBeRead() throws IOException {
        palettes().forEach((mode, colours) -> {
            for (String page : List.of("page", "panel")) {
                for (String text : TEXTS) {
                    assertThat(contrast(colours.getOrDefault(text, ""), colours.getOrDefault(page, "")))
                            .as(text + " on " + page + ", " + mode)
                            .isGreaterThanOrEqualTo(4.5);
                }
            }
        });
    }

    @Test
    void everyColourIsUsedAndEveryUsedColourIsDefined() throws IOException {
        String css = css();
        Matcher uses = Pattern.compile("var\\(--([a-z]+)\\)").matcher(css);
        List<String> used = uses.results().map(m -> m.group(1)).distinct().toList();
        assertThat(palettes().getOrDefault("light", Map.of()).keySet()).containsExactlyInAnyOrderElementsOf(used);
    }

    private static Map<String, Map<String, String>> palettes() throws IOException {
        String css = css();
        Map<String, String> light =
                variables(css.substring(0, css.indexOf("@media screen and (prefers-color-scheme:dark)")));
        Map<String, String> dark = new HashMap<>(light);
        int at = css.indexOf("@media screen and (prefers-color-scheme:dark)");
        dark.putAll(variables(css.substring(at, css.indexOf("}}", at))));
        int print = css.indexOf("@media print");
        String printed = css.substring(print, css.indexOf('}', print));
        Map<String, String> paper = new HashMap<>(light); // dark colours are for screens only
        paper.putAll(variables(printed));
        Map<String, Map<String, String>> palettes = new LinkedHashMap<>();
        palettes.put("light", light);
        palettes.put("dark", dark);
        palettes.put("print", paper);
        return palettes;
    }

    private static Map<String, String> variables(String css) {
        Map<String, String> variables = new HashMap<>();
        Matcher m = Pattern.compile("--([a-z]+):(#[0-9a-fA-F]{3,6})").matcher(css);
        while (m.find()) variables.put(m.group(1), m.group(2));
        return variables;
    }

    private static double contrast(String a, String b) {
        double lighter = Math.max(luminance(a), luminance(b));
        double darker = Math.min(luminance(a), luminance(b));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(String hex) {
        String digits = hex.substring(1);
        if (digits.length() == 3) digits = digits.replaceAll("(.)", "$1$1");
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int c = 0; c < 3; c++) {
            double v = Integer.parseInt(digits.substring(2 * c, 2 * c + 2), 16) / 255.0;
            sum += weights[c] * (v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    private static String css() throws IOException {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
            if (in == null) throw new IllegalStateException("report.css");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
