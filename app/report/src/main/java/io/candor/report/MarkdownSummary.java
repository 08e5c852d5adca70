package io.candor.report;

import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.report.internal.VerdictSection;
import io.candor.results.Results;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A summary for build pages and pull requests: Markdown, at most 60 KB. */
public final class MarkdownSummary {
    private static final int LIMIT = 60_000;

    private MarkdownSummary() {}

    public static String render(Results results) {
        StringBuilder out = new StringBuilder();
        out.append("# ").append(cell(results.run().name())).append("\n\n");
        out.append(cell(VerdictSection.sentence(results))).append("\n\n");
        gates(results, out);
        results.first("evaluation.performance").ifPresent(e -> metrics(e, out));
        out.append("Run `")
                .append(results.run().id())
                .append("`, seed ")
                .append(results.run().seed());
        results.models()
                .forEach(m -> out.append(", model `").append(m.digest(), 0, 12).append("`"));
        return out.append(".\n").toString();
    }

    private static void gates(Results results, StringBuilder out) {
        if (results.gates().isEmpty()) return;
        out.append("| gate | state | requirement | measured | why |\n|---|---|---|---|---|\n");
        int left = results.gates().size();
        for (Json.Obj gate : VerdictSection.ordered(results)) {
            String row = "| " + cell(VerdictSection.title(gate)) + " | " + VerdictSection.word(gate) + " | "
                    + cell(gate.text("requirement")) + " | " + cell(VerdictSection.measured(gate)) + " | "
                    + cell(gate.text("reason")) + " |\n";
            if (out.toString().getBytes(StandardCharsets.UTF_8).length + row.length() > LIMIT - 4_000) {
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
        for (Map.Entry<String, Json> metric :
                evidence.result().object("metrics").members().entrySet()) {
            Estimate estimate = Estimate.fromJson((Json.Obj) metric.getValue());
            out.append("| ").append(metric.getKey()).append(" | ");
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
        return io.candor.report.internal.Numbers.value(v);
    }

    /** Text that cannot become markup, a new cell or a new line. */
    private static String cell(String text) {
        StringBuilder out = new StringBuilder();
        String shown = text.length() <= 500 ? text : text.substring(0, 500) + "…";
        for (char c : shown.toCharArray()) {
            if (c == '\n' || c == '\r') out.append(' ');
            else if ("\\`*_{}[]<>()#!|&~".indexOf(c) >= 0) out.append('\\').append(c);
            else if (c >= 0x20) out.append(c);
        }
        return out.toString();
    }
}
