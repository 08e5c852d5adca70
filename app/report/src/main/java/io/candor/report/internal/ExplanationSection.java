package io.candor.report.internal;

import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.results.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the model learnt: importance of features, then coefficients, the tree, the rules, or shape
 * functions, most important first. */
public final class ExplanationSection {
    private static final int TOP = 10;

    private ExplanationSection() {}

    /** @param maxShapes how many shape functions to draw */
    public static Optional<Markup> of(Results results, int maxShapes) {
        Optional<Evidence> importance = results.first("explain.importance");
        Optional<Evidence> shapes = results.first("explain.shapes");
        Optional<Evidence> coefficients = results.first("explain.coefficients");
        Optional<Evidence> tree = results.first("explain.tree");
        Optional<Evidence> rules = results.first("explain.rules");
        if (List.of(importance, shapes, coefficients, tree, rules).stream().allMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        Markup section = Section.of(
                "explanation",
                "What the model learnt",
                "Which features drive its predictions, and in which direction?");
        importance.ifPresent(e -> section.add(importance(e)).add(Section.source(e.id())));
        coefficients.ifPresent(e -> CoefficientFigure.add(section, e, order(importance)));
        tree.ifPresent(e -> TreeFigure.add(section, e));
        rules.ifPresent(e -> RuleFigure.add(section, e));
        shapes.ifPresent(e -> ShapeFigures.add(section, e, order(importance), maxShapes));
        results.first("explain.edits").ifPresent(e -> EditFigures.add(section, e, maxShapes));
        return Optional.of(section);
    }

    static Markup importance(Evidence evidence) {
        List<BarPlot.Bar> bars = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        double rest = 0;
        int others = 0;
        for (Json item : evidence.result().array("features")) {
            Json.Obj feature = (Json.Obj) item;
            double value = feature.number("importance");
            double low = feature.get("low") instanceof Json.Num n ? n.value() : value;
            double high = feature.get("high") instanceof Json.Num n ? n.value() : value;
            rows.add(List.of(feature.text("name"), Numbers.value(value), Numbers.value(low), Numbers.value(high)));
            if (bars.size() < TOP) {
                bars.add(new BarPlot.Bar(feature.text("name"), value, low, high));
            } else {
                rest += value;
                others++;
            }
        }
        if (others > 0) bars.add(new BarPlot.Bar(others + " others, summed", rest, rest, rest));
        String output = evidence.result().optionalText("output").orElse("the output");
        String method = evidence.result().optionalText("method").orElse("importance");
        String first = bars.isEmpty() ? "" : bars.get(0).name() + " moves predictions most. ";
        return Figure.of(
                "fig-importance",
                "Importance of features",
                first + "The " + method + " of each" + (output.equals("share") ? "" : ", on the scale of " + output)
                        + ".",
                BarPlot.of("Importance of features", bars),
                List.of("Feature or pair", "Importance", "95 % low", "95 % high"),
                rows);
    }

    private static List<String> order(Optional<Evidence> importance) {
        List<String> names = new ArrayList<>();
        importance.ifPresent(e -> e.result().array("features").forEach(f -> names.add(((Json.Obj) f).text("name"))));
        return names;
    }
}
