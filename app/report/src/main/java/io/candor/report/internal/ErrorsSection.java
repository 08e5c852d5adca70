package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.results.Results;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the model is wrong: the tree of errors and the map. */
public final class ErrorsSection {
    private ErrorsSection() {}

    public static Optional<Markup> of(Results results) {
        List<Evidence> found = Stream.of("explain.error-tree", "explain.error-map")
                .flatMap(kind -> results.first(kind).stream())
                .toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(of(found));
    }

    /** @param found evidence of kinds {@code explain.error-tree} and {@code explain.error-map} */
    public static Markup of(List<Evidence> found) {
        Markup section = Section.of("errors", "Errors", "On which rows is the model wrong more often than on others?");
        Markup figures = el("div").cls("grid2");
        for (Evidence evidence : found)
            figures.add(tree(evidence) ? ErrorTreeFigure.of(evidence) : ErrorMapFigure.of(evidence));
        section.add(figures);
        for (Evidence evidence : found) {
            if (tree(evidence)) section.add(el("p").cls("soft").data(informative(evidence.result())));
            section.add(Section.source(evidence.id()));
        }
        return section;
    }

    private static boolean tree(Evidence evidence) {
        return evidence.kind().equals("explain.error-tree");
    }

    private static String informative(Json.Obj tree) {
        StringBuilder text = new StringBuilder();
        int shown = 0;
        for (Json item : tree.array("features")) {
            Json.Obj feature = (Json.Obj) item;
            if (feature.number("information") <= 0 || shown++ == 5) break;
            text.append(text.isEmpty() ? "Columns that say most of the errors, in bits: " : ", ")
                    .append(feature.text("name"))
                    .append(' ')
                    .append(Numbers.value(feature.number("information")));
        }
        return text.isEmpty()
                ? "No column says anything of the errors."
                : text.append('.').toString();
    }
}
