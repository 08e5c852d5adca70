package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The terms of an additive model, drawn: main effects as shape functions, interactions as heat maps, most important first. */
final class ShapeFigures {
    private ShapeFigures() {}

    /**
     * @param order names of terms, the most important first
     * @param most how many are drawn
     */
    static void add(Markup section, Evidence evidence, List<String> order, int most) {
        Map<String, Json> all = evidence.result().object("terms").members();
        Map<String, Json.Obj> terms = new LinkedHashMap<>();
        List<String> names = new ArrayList<>(order);
        if (evidence.result().get("order") instanceof Json.Arr own) {
            for (Json name : own.items()) names.add(((Json.Str) name).value()); // main effects before pairs
        }
        for (String name : names) if (all.get(name) instanceof Json.Obj term) terms.putIfAbsent(name, term);
        all.forEach((name, term) -> terms.putIfAbsent(name, (Json.Obj) term));
        terms.values().removeIf(ShapeFigures::empty);
        List<String> outputs = outputs(evidence);
        Map<String, Shape> mains = new LinkedHashMap<>();
        double[] widest = {0, 0};
        terms.entrySet().stream().limit(most).filter(t -> !pair(t.getValue())).forEach(term -> {
            Shape shape = Shape.of(term.getValue(), outputs);
            mains.put(term.getKey(), shape);
            widest[0] = Math.min(widest[0], shape.range()[0]);
            widest[1] = Math.max(widest[1], shape.range()[1]);
        });
        section.add(el("h3", "Shape functions"));
        section.add(el("p").data(introduction(evidence, mains)));
        if (terms.values().stream().anyMatch(ShapeFigures::pair)) section.add(el("p", PAIRS));
        if (most < terms.size()) {
            section.add(el(
                    "p",
                    "The " + most + " most important of " + terms.size()
                            + " are drawn; the rest are in results.json."));
        }
        double factor =
                evidence.parameters().get("jackknife_over_spread") instanceof Json.Num n ? n.value() : Double.NaN;
        Markup grid = el("div").cls("grid2");
        terms.entrySet().stream().limit(most).forEach(term -> {
            Shape shape = mains.get(term.getKey());
            grid.add(
                    shape == null
                            ? PairFigure.of(term.getKey(), term.getValue(), outputs, factor)
                            : main(term.getKey(), shape, outputs, widest));
        });
        section.add(grid).add(Section.source(evidence.id()));
    }

    private static final String PAIRS =
            "Pairs add to what both features add by themselves: warm cells add, cold ones, with a dash in them, take away."
                    + " Smaller cells had no training rows. M is missing, U unseen.";

    private static String introduction(Evidence evidence, Map<String, Shape> mains) {
        String output = evidence.result().optionalText("output").orElse("output");
        boolean jackknife = mains.values().stream().anyMatch(Shape::hasJackknife);
        return "What each feature adds to the prediction, on the scale of " + output
                + ". Each chart has a vertical scale of its own: the dark part of the bar at its right is its share of the"
                + " widest range of all charts. The dark band (thick whisker) is the spread over bags, ±1.96 standard"
                + " deviations: stability, not confidence."
                + (jackknife
                        ? " The light band (thin whisker) is the 95 % jackknife interval, for the expected result of training"
                                + " on other rows like these."
                        : "")
                + " Grey: where the training rows are; dashed lines: the training range. At the right, apart: what is added"
                + " for a missing value and for an unseen one; hollow if no training row was there.";
    }

    private static boolean empty(Json.Obj term) {
        return !pair(term) && term.array("weights").isEmpty();
    }

    private static boolean pair(Json.Obj term) {
        return term.optionalText("kind").orElse("").equals("pair");
    }

    /** Names of the outputs; one without a name in files that do not tell. */
    static List<String> outputs(Evidence evidence) {
        if (!(evidence.result().get("outputs") instanceof Json.Arr names)) return List.of("");
        return names.items().stream().map(n -> ((Json.Str) n).value()).toList();
    }

    private static Markup main(String name, Shape shape, List<String> outputs, double[] widest) {
        String label = "Shape function of " + name;
        boolean several = outputs.size() > 1;
        Markup chart = several
                ? SeriesPlot.of(label, shape, outputs, shape.range(), widest)
                : ShapePlot.of(label, shape, shape.range(), widest);
        String joined = shape.bins().size() < shape.fullBins()
                ? " " + shape.fullBins() + " bins joined into " + shape.bins().size() + "."
                : "";
        return Figure.of(
                Section.anchor("shape", name),
                name,
                (several ? several(shape, outputs) : extremes(shape)) + joined,
                chart,
                ShapeTable.headers(shape, outputs),
                ShapeTable.rows(shape));
    }

    private static String extremes(Shape shape) {
        int top = extreme(shape, 0, 1);
        int bottom = extreme(shape, 0, -1);
        return "Highest, " + Numbers.signed(score(shape, top, 0)) + ", for " + shape.name(top) + "; lowest, "
                + Numbers.signed(score(shape, bottom, 0)) + ", for " + shape.name(bottom) + ".";
    }

    private static String several(Shape shape, List<String> outputs) {
        List<String> parts = new ArrayList<>();
        List<Integer> drawn = SeriesPlot.drawn(shape, outputs.size());
        for (int k : drawn) {
            int top = extreme(shape, k, 1);
            parts.add(outputs.get(k) + " most, " + Numbers.signed(score(shape, top, k)) + ", for " + shape.name(top));
        }
        String rest = drawn.size() < outputs.size()
                ? " Drawn are the " + drawn.size() + " of " + outputs.size() + " classes that it moves most."
                : "";
        return "Speaks for " + String.join("; ", parts) + "." + rest;
    }

    private static int extreme(Shape shape, int output, int sign) {
        int best = 0;
        for (int b = 1; b < shape.bins().size(); b++)
            if (sign * score(shape, b, output) > sign * score(shape, best, output)) best = b;
        return best;
    }

    private static double score(Shape shape, int bin, int output) {
        return shape.bins().get(bin).values().get(output).score();
    }
}
