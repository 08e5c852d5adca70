package io.candor.report;

import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.report.internal.ErrorWords;
import io.candor.report.internal.Numbers;
import io.candor.report.internal.Rendering;
import io.candor.report.internal.VerdictSection;
import io.candor.results.Results;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A summary for build pages and pull requests: Markdown, at most 60 KB. */
public final class MarkdownSummary {
    private static final int LIMIT = 60_000;
    /** Of those, kept for metrics and the last line. */
    private static final int METRICS = 12_000;
    /** Characters of a cell: enough for any honest name or sentence. */
    private static final int CELL = 500;

    private MarkdownSummary() {}

    public static String render(Results results) {
        return Rendering.of(results, (canonical, digest) -> write(canonical));
    }

    private static String write(Results results) {
        StringBuilder out = new StringBuilder();
        out.append("# ").append(cell(results.run().name())).append("\n\n");
        out.append(cell(VerdictSection.sentence(results))).append("\n\n");
        gates(results, out);
        results.first("evaluation.performance").ifPresent(e -> metrics(e, out));
        results.first("explain.error-tree")
                .ifPresent(e -> out.append(cell(ErrorWords.sentence(e))).append("\n\n"));
        out.append("Run `")
                .append(results.run().id())
                .append("`, seed ")
                .append(results.run().seed());
        results.models().stream()
                .limit(20)
                .forEach(m -> out.append(", model `").append(m.digest(), 0, 12).append("`"));
        return out.append(".\n").toString();
    }

    private static void gates(Results results, StringBuilder out) {
        if (results.gates().isEmpty()) return;
        out.append("| gate | state | requirement | measured | why |\n|---|---|---|---|---|\n");
        int left = results.gates().size();
        int bytes = bytes(out.toString());
        for (Json.Obj gate : VerdictSection.ordered(results)) {
            String row = "| " + cell(VerdictSection.title(gate)) + " | " + VerdictSection.word(gate) + " | "
                    + cell(gate.text("requirement")) + " | " + cell(VerdictSection.measured(gate)) + " | "
                    + cell(gate.text("reason")) + " |\n";
            bytes += bytes(row);
            if (bytes > LIMIT - METRICS) {
                out.append("\n").append(left).append(" more gates are in results.json.\n");
                break;
            }
            out.append(row);
            left--;
        }
        out.append('\n');
    }

    private static void metrics(Evidence evidence, StringBuilder out) {
        out.append("| metric | value | 95 % interval | n |\n|---|---|---|---|\n");
        int most = out.length() + METRICS / 8; // leaves room for a last row, and for four bytes a character
        for (Map.Entry<String, Json> metric :
                evidence.result().object("metrics").members().entrySet()) {
            if (out.length() > most) {
                out.append("\nMore metrics are in results.json.\n");
                break;
            }
            Estimate estimate = Estimate.fromJson((Json.Obj) metric.getValue());
            out.append("| ").append(cell(metric.getKey())).append(" | ");
            if (estimate instanceof Estimate.Interval i) {
                out.append(number(i.value()))
                        .append(" | ")
                        .append(number(i.low()))
                        .append(" to ")
                        .append(number(i.high()));
            } else if (estimate instanceof Estimate.Point p) {
                out.append(number(p.value())).append(" | none");
            } else {
                out.append("undefined: ")
                        .append(cell(((Estimate.Undefined) estimate).reason()))
                        .append(" | none");
            }
            out.append(" | ").append(estimate.n()).append(" |\n");
        }
        out.append('\n');
    }

    private static String number(double v) {
        return Numbers.value(v);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * Text that cannot become markup, a link, a mention, a new cell or a new line, nor turn the direction of what follows. An
     * escaped {@code @} would still call somebody, so a word joiner follows it.
     */
    private static String cell(String text) {
        StringBuilder out = new StringBuilder();
        int[] all = text.codePoints().limit(CELL + 1L).toArray();
        for (int i = 0; i < Math.min(CELL, all.length); i++) {
            int c = all[i];
            int type = Character.getType(c);
            if (c == '\n' || c == '\r' || c == '\t') out.append(' ');
            else if (c == '@') out.append("@\u2060");
            else if (c < 128 && "\\`*_{}[]<>()#!|&~$:".indexOf(c) >= 0)
                out.append('\\').appendCodePoint(c);
            else if (c == '\u200D' || c == '\u200C') out.appendCodePoint(c); // joins emoji and letters
            else if (type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.SURROGATE
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR) out.append('\uFFFD');
            else out.appendCodePoint(c);
        }
        return all.length > CELL ? out.append('…').toString() : out.toString();
    }
}
