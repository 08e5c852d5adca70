package io.candor.cli;

import io.candor.core.CandorException;
import io.candor.core.file.AtomicFile;
import io.candor.core.json.Json;
import io.candor.report.HtmlReport;
import io.candor.report.MarkdownSummary;
import io.candor.results.Results;
import io.candor.results.ResultsFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code candor report}. */
@Command(
        name = "report",
        header = "Render a run again, from results.json alone.",
        footer = {"", "Example:", "  candor report --from candor-out/<run>/results.json --format html --out report.html"
        })
final class ReportCommand extends Verb {
    @Option(names = "--from", paramLabel = "F", description = "results.json (default: the newest below candor-out).")
    @Nullable
    Path from;

    @Option(
            names = "--format",
            paramLabel = "X",
            defaultValue = "html",
            description = "html, md or json (default: html).")
    String format = "html";

    @Option(
            names = "--out",
            paramLabel = "F",
            description = "Where to write (default: report.html, summary.md or results.json beside it).")
    @Nullable
    Path out;

    @Override
    public Integer call() {
        Path file = from != null ? from : CheckCommand.newest();
        Results results = ResultsFile.read(file);
        String name;
        byte[] bytes;
        switch (format) {
            case "html" -> {
                name = "report.html";
                bytes = HtmlReport.render(results).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            }
            case "md" -> {
                name = "summary.md";
                bytes = MarkdownSummary.render(results).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            }
            case "json" -> {
                name = "results.json";
                bytes = ResultsFile.bytes(results);
            }
            default ->
                throw CandorException.user(
                        "CND-U011",
                        "there is no format '" + format + "' in this release",
                        "html, md or json",
                        "choose one of them");
        }
        Path target = out != null ? out : file.resolveSibling(name);
        AtomicFile.write(target, bytes);
        global.terminal()
                .print(
                        target + "  (" + (bytes.length + 1023) / 1024 + " KiB)",
                        Json.object()
                                .put("out", target.toString())
                                .put("bytes", bytes.length)
                                .build());
        return 0;
    }
}
