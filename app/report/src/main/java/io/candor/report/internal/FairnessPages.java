package io.candor.report.internal;

import io.candor.core.evidence.Evidence;
import io.candor.results.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Evidence of fairness, each kind in a section of its own: as pages that stand alone, and below the groups in the report of a run. */
public final class FairnessPages {
    private static final String ASSESSMENT = "fairness.assessment";

    private FairnessPages() {}

    /** Sections of a run, but for its assessment by group. */
    public static List<Optional<Markup>> of(Results results) {
        List<Evidence> assessed = results.first(ASSESSMENT).stream().toList();
        return Stream.of(
                        "fairness.tests",
                        "fairness.bootstrap",
                        "fairness.mitigation",
                        "fairness.monitoring",
                        "fairness.report")
                .map(kind -> results.first(kind).flatMap(e -> section(e, assessed)))
                .toList();
    }

    /** Sections of evidence that was asked for by itself; a mitigation takes the assessments before and after it in. */
    public static List<Markup> of(List<Evidence> found) {
        List<Evidence> assessed =
                found.stream().filter(e -> e.kind().equals(ASSESSMENT)).toList();
        boolean mitigated = found.stream().anyMatch(e -> e.kind().equals("fairness.mitigation"));
        List<Markup> sections = new ArrayList<>();
        for (Evidence evidence : found) {
            if (evidence.kind().equals(ASSESSMENT)) {
                if (!mitigated) sections.add(FairnessSection.of(evidence));
            } else section(evidence, assessed).ifPresent(sections::add);
        }
        return sections;
    }

    private static Optional<Markup> section(Evidence evidence, List<Evidence> assessed) {
        return switch (evidence.kind()) {
            case "fairness.tests" -> Optional.of(GroupTestsSection.tests(evidence));
            case "fairness.bootstrap" -> Optional.of(GroupTestsSection.spread(evidence, assessed));
            case "fairness.mitigation" -> Optional.of(MitigationSection.of(evidence, assessed));
            case "fairness.monitoring" -> Optional.of(MonitoringSection.of(evidence));
            case "fairness.report" -> Optional.of(FormatSection.of(evidence));
            default -> Optional.empty();
        };
    }
}
