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
    private static final String CURVES = "fairness.curves";
    private static final List<String> KINDS = List.of(
            "fairness.data",
            "fairness.conditional",
            "fairness.tests",
            "fairness.bootstrap",
            "fairness.inequality",
            "fairness.consistency",
            "fairness.slices",
            "fairness.training",
            "fairness.mitigation",
            "fairness.monitoring",
            "fairness.report");

    private FairnessPages() {}

    /** Sections of a run, but for its assessment by group. */
    public static List<Optional<Markup>> of(Results results) {
        List<Evidence> assessed = results.first(ASSESSMENT).stream().toList();
        List<Evidence> curves = results.all(CURVES);
        return Stream.concat(
                        Stream.of(curves.isEmpty() ? Optional.<Markup>empty() : Optional.of(CurvesSection.of(curves))),
                        KINDS.stream().map(kind -> results.first(kind).flatMap(e -> section(e, assessed))))
                .toList();
    }

    /** Sections of evidence that was asked for by itself; a mitigation takes the assessments before and after it in. */
    public static List<Markup> of(List<Evidence> found) {
        List<Evidence> assessed =
                found.stream().filter(e -> e.kind().equals(ASSESSMENT)).toList();
        boolean mitigated = found.stream().anyMatch(e -> e.kind().equals("fairness.mitigation"));
        List<Evidence> curves =
                found.stream().filter(e -> e.kind().equals(CURVES)).toList();
        List<Markup> sections = new ArrayList<>();
        for (Evidence evidence : found) {
            if (evidence.kind().equals(ASSESSMENT)) {
                if (!mitigated) sections.add(FairnessSection.of(evidence));
            } else if (evidence.kind().equals(CURVES)) {
                if (evidence.equals(curves.get(0))) sections.add(CurvesSection.of(curves));
            } else section(evidence, assessed).ifPresent(sections::add);
        }
        return sections;
    }

    private static Optional<Markup> section(Evidence evidence, List<Evidence> assessed) {
        return switch (evidence.kind()) {
            case "fairness.data" -> Optional.of(BeforeTrainingSection.of(evidence));
            case "fairness.tests" -> Optional.of(GroupTestsSection.tests(evidence));
            case "fairness.bootstrap" -> Optional.of(GroupTestsSection.spread(evidence, assessed));
            case "fairness.conditional" -> Optional.of(ConditionalSection.of(evidence));
            case "fairness.inequality" -> Optional.of(IndividualSection.inequality(evidence));
            case "fairness.consistency" -> Optional.of(IndividualSection.consistency(evidence));
            case "fairness.slices" -> Optional.of(SlicesSection.of(evidence));
            case "fairness.training" -> Optional.of(TrainingSection.of(evidence));
            case "fairness.comparison" -> Optional.of(ComparisonSection.of(evidence));
            case "fairness.mitigation" -> Optional.of(MitigationSection.of(evidence, assessed));
            case "fairness.monitoring" -> Optional.of(MonitoringSection.of(evidence));
            case "fairness.report" -> Optional.of(FormatSection.of(evidence));
            default -> Optional.empty();
        };
    }
}
