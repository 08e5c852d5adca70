package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.results.Results;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        shapes.ifPresent(e -> shapes(section, e, order(importance), maxShapes));
        return Optional.of(section);
    }

    private static Markup importance(Evidence evidence) {
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
                List.of("Feature", "Importance", "95 % low", "95 % high"),
                rows);
    }

    private static List<String> order(Optional<Evidence> importance) {
        List<String> names = new ArrayList<>();
        importance.ifPresent(e -> e.result().array("features").forEach(f -> names.add(((Json.Obj) f).text("name"))));
        return names;
    }

    private static void shapes(Markup section, Evidence evidence, List<String> order, int maxShapes) {
        Map<String, Json.Obj> terms = new LinkedHashMap<>();
        Map<String, Json> all = evidence.result().object("terms").members();
        for (String name : order) if (all.get(name) instanceof Json.Obj term) terms.put(name, term);
        for (Map.Entry<String, Json> term : all.entrySet())
            terms.putIfAbsent(term.getKey(), (Json.Obj) term.getValue());
        Map<String, Shape> shapes = new LinkedHashMap<>();
        double low = 0;
        double high = 0;
        for (Map.Entry<String, Json.Obj> term : terms.entrySet()) {
            if (shapes.size() == maxShapes) break;
            if (term.getValue().array("scores").isEmpty()) continue;
            Shape shape = Shape.of(term.getValue());
            shapes.put(term.getKey(), shape);
            for (int b = 0; b < shape.bins(); b++) {
                low = Math.min(low, shape.low(b));
                high = Math.max(high, shape.high(b));
            }
        }
        String output = evidence.result().optionalText("output").orElse("output");
        section.add(el("h3", "Shape functions"));
        section.add(
                el(
                        "p",
                        "What each feature adds to the prediction, on the scale of " + output
                                + ", with the same vertical scale everywhere. The band is ±1.96 standard deviations over outer bags: it shows stability and is not a confidence interval. Grey: where the training rows are."));
        if (shapes.size() < terms.size()) {
            section.add(el(
                    "p",
                    "The " + shapes.size() + " most important of " + terms.size()
                            + " are drawn; the rest are in results.json."));
        }
        Markup grid = el("div").cls("grid2");
        for (Map.Entry<String, Shape> shape : shapes.entrySet()) {
            grid.add(shape(
                    shape.getKey(),
                    shape.getValue(),
                    terms.getOrDefault(shape.getKey(), Json.object().build()),
                    low,
                    high));
        }
        section.add(grid).add(Section.source(evidence.id()));
    }

    private static Markup shape(String name, Shape shape, Json.Obj term, double low, double high) {
        int top = 0;
        int bottom = 0;
        for (int b = 0; b < shape.bins(); b++) {
            if (shape.score(b) > shape.score(top)) top = b;
            if (shape.score(b) < shape.score(bottom)) bottom = b;
        }
        List<List<String>> rows = new ArrayList<>(shape.rows());
        String summary = "Highest, " + Numbers.signed(shape.score(top)) + ", for "
                + rows.get(top).get(0) + "; lowest, " + Numbers.signed(shape.score(bottom)) + ", for "
                + rows.get(bottom).get(0) + ".";
        special(term, "missing", rows);
        special(term, "unseen", rows);
        if (shape.bins() < shape.fullBins())
            summary += " " + shape.fullBins() + " bins joined into " + shape.bins() + ".";
        return Figure.of(
                Section.anchor("shape", name),
                name,
                summary,
                ShapePlot.of("Shape function of " + name, shape, low, high),
                List.of("Bin", "Adds", "−1.96 sd", "+1.96 sd", "Weight"),
                rows);
    }

    private static void special(Json.Obj term, String which, List<List<String>> rows) {
        if (term.get(which) instanceof Json.Obj bin && bin.number("weight") > 0) {
            rows.add(List.of(
                    "(" + which + ")",
                    Numbers.signed(bin.number("score")),
                    "–",
                    "–",
                    Numbers.value(bin.number("weight"))));
        }
    }
}
