package io.candor.cli;

import io.candor.core.CandorException;
import io.candor.core.evidence.Evidence;
import io.candor.core.file.AtomicFile;
import io.candor.report.HtmlReport;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --report}: a page that draws what is told. */
final class PageOption {
    @Option(names = "--report", paramLabel = "F.html", description = "Also a page that draws it.")
    @Nullable
    Path report;

    /** @param model its path */
    void write(Terminal terminal, Path model, List<Evidence> found) {
        if (report == null) return;
        AtomicFile.write(report, HtmlReport.explanations(String.valueOf(model.getFileName()), found));
        if (!terminal.json()) terminal.note("report: " + report);
    }

    /** @param name of what was looked at */
    void fairness(Terminal terminal, String name, List<Evidence> found) {
        if (report == null) return;
        AtomicFile.write(report, HtmlReport.fairness(name, found));
        if (!terminal.json()) terminal.note("report: " + report);
    }

    /** @throws CandorException {@code CND-U033} if a page is wanted of several cohorts */
    void refuse(boolean cohorts) {
        if (report == null || !cohorts) return;
        throw CandorException.user(
                "CND-U033",
                "--report draws one explanation, not several cohorts",
                "--report without --cohort, --where and --by",
                "leave --report out, or give a file with the cohort's rows only");
    }
}
