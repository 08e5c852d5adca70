package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import io.candor.core.evidence.Evidence;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.results.Results;
import java.util.Optional;

/**
 * Other values, another prediction: a panel that scores an additive model, or trees, in the page. Only its place and the model are
 * written here; {@code what-if.js} fills it, so that a page without scripts lacks nothing else.
 */
public final class WhatIfSection {
    /** A model whose tables are longer would make the page too heavy for mail. */
    static final int LONGEST = 300_000;

    /** The id of the model in the page, which the script reads. */
    public static final String MODEL = "what-if-model";

    private WhatIfSection() {}

    /** Empty if no model was opened. */
    public static Optional<Markup> of(Results results) {
        Optional<Evidence> found = results.first("explain.shapes")
                .filter(e -> e.result().get("complete") != null)
                .or(() -> results.first("explain.coefficients").filter(CoefficientsWhatIf::complete))
                .or(() -> results.first("explain.trees"));
        if (found.isEmpty()) return Optional.empty();
        Evidence evidence = found.get();
        Markup section = Section.of(
                "what-if", "What if", "What would the model say of another person, or of this one with other values?");
        boolean shapes = evidence.kind().equals("explain.shapes");
        if (shapes && !ShapesWhatIf.complete(evidence)) {
            return Optional.of(
                    section.add(
                            el(
                                    "p",
                                    "There is no panel here: the model has more terms than its evidence shows; the limits name them.")));
        }
        boolean trees = evidence.kind().equals("explain.trees");
        if (trees && !TreesWhatIf.complete(evidence)) {
            return Optional.of(section.add(el(
                    "p",
                    "There is no panel here: the model's trees have "
                            + Numbers.grouped((long) evidence.result().number("nodes")) + " nodes ("
                            + Numbers.grouped((long) evidence.result().number("count"))
                            + " trees), and take more than the " + LONGEST / 1000 + " KB that a page can carry.")));
        }
        WhatIfModel model =
                shapes ? ShapesWhatIf.of(evidence) : trees ? TreesWhatIf.of(evidence) : CoefficientsWhatIf.of(evidence);
        Json.Obj json = model.json(results);
        int length = CanonicalJson.text(json).length();
        if (length > LONGEST) {
            return Optional.of(section.add(el(
                    "p",
                    "There is no panel here: the model's tables take " + Numbers.grouped(length / 1000)
                            + " KB, more than the " + LONGEST / 1000 + " KB that a page can carry.")));
        }
        section.add(el(
                        "p",
                        "With scripts on, this panel scores the model in the page: change a value and see what changes."
                                + " Everything else here needs no scripts.")
                .cls("off"));
        section.add(figure(trees, trees && TreesWhatIf.single(evidence)));
        section.add(el(
                        "p",
                        "A change here is a change of what the model is told. It does not say what would happen to a person"
                                + " whose life changed, and values that never go together can be combined.")
                .cls("soft"));
        return Optional.of(section.add(Markup.json(MODEL, json)).add(Section.source(evidence.id())));
    }

    /** What the script draws in, or for a single tree writes in. */
    private static Markup figure(boolean trees, boolean single) {
        String title = single ? "What the tree asked" : trees ? "What each changed input adds" : "What each term adds";
        String summary = single
                ? "From its first question to the prediction, each as it was answered; bold from where the two ways part."
                : trees
                        ? "By how much the score would fall, before the link, if one input alone went back to the start; inputs act together, so these need not add up."
                        : "On the scale on which terms add up; the frames are the start's.";
        Markup figure = el("figure")
                .attr("hidden", "")
                .add(el("figcaption")
                        .add(el("strong", title))
                        .add(el("p", summary).cls("summary")));
        return single ? figure : figure.add(Svg.canvas(Svg.WIDTH, 24, title));
    }
}
