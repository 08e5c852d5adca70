package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.Map;

/** A tree that learnt the predictions, with how much of them it tells. */
final class SurrogateSection {
    private SurrogateSection() {}

    /** @param found evidence {@code explain.surrogate} */
    static Markup of(Evidence found) {
        Markup section = Section.of(
                "surrogate",
                "A surrogate",
                "How would a small tree say what the model does, and how much does it miss?");
        for (Map.Entry<String, Json> output :
                found.result().object("outputs").members().entrySet()) {
            Json.Obj own = (Json.Obj) output.getValue();
            Estimate fidelity = Estimate.fromJson(own.object("fidelity"));
            section.add(el("p").data("Of the spread of '" + output.getKey() + "' the tree tells " + words(fidelity)
                    + " (R² on rows that it has not seen)."));
            if (own.get("tree") instanceof Json.Obj tree) {
                section.add(TreeFigure.of(
                        Section.anchor("surrogate", output.getKey()), "Surrogate of " + output.getKey(), tree));
            }
        }
        return section.add(Section.source(found.id()));
    }

    private static String words(Estimate fidelity) {
        if (fidelity instanceof Estimate.Interval i) {
            return Numbers.value(i.value()) + " [" + Numbers.value(i.low()) + ", " + Numbers.value(i.high()) + "]";
        }
        return fidelity instanceof Estimate.Point p ? Numbers.value(p.value()) : "nothing that could be measured";
    }
}
