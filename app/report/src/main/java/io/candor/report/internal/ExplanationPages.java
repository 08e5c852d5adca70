package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import io.candor.core.evidence.Evidence;
import java.util.List;
import java.util.Optional;

/** Explanations that were asked for by themselves, each kind as the report of a run shows it. */
public final class ExplanationPages {
    private ExplanationPages() {}

    /** Empty for a kind that has no picture. */
    public static Optional<Markup> of(Evidence evidence) {
        return switch (evidence.kind()) {
            case "explain.attributions" -> Optional.of(AttributionSection.of(List.of(evidence)));
            case "explain.effects" -> Optional.of(EffectSection.of(List.of(evidence)));
            case "explain.counterfactuals" -> Optional.of(RecourseSection.of(evidence));
            case "explain.what-if" -> Optional.of(ChangeSection.of(evidence));
            case "explain.surrogate" -> Optional.of(SurrogateSection.of(evidence));
            case "explain.importance" ->
                Optional.of(el("section")
                        .attr("id", "importance")
                        .add(ExplanationSection.importance(evidence))
                        .add(Section.source(evidence.id())));
            case "explain.contributions" -> Optional.of(LocalSection.of(evidence));
            default -> Optional.empty();
        };
    }
}
