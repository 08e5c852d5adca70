package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Coefficients of a linear model: a dot with its interval for each, most important features first, and all in a table. */
final class CoefficientFigure {
    /** What one drawing can show. */
    private static final int MOST = 40;

    private CoefficientFigure() {}

    /** @param order names of features, most important first */
    static void add(Markup section, Evidence evidence, List<String> order) {
        Json.Obj result = evidence.result();
        String scale = result.optionalText("output").orElse("output");
        section.add(el("h3", "Coefficients"));
        section.add(el(
                "p",
                "What each input adds to the prediction, on the scale of " + scale
                        + ": a number by one standard deviation, a level from the mean row. Intervals at 95 %: "
                        + result.optionalText("interval").orElse("none")
                        + "."));
        for (Json output : result.array("outputs")) {
            section.add(figure(result, ((Json.Str) output).value(), order));
        }
        section.add(Section.source(evidence.id()));
    }

    private static Markup figure(Json.Obj result, String output, List<String> order) {
        Json.Obj terms = result.object("terms");
        Set<String> names = new LinkedHashSet<>(order);
        names.retainAll(terms.members().keySet());
        names.addAll(terms.members().keySet());
        List<IntervalPlot.Row> dots = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        rows.add(line("(intercept)", estimate(result.object("intercept"), output)));
        for (String name : names) {
            Json.Obj term = terms.object(name);
            if (term.get("slope") instanceof Json.Obj slope) {
                dots.add(dot(name, estimate(term.object("per_deviation"), output)));
                rows.add(line(name + ", per unit", estimate(slope, output)));
                rows.add(line(
                        name + ", per " + Numbers.bound(term.number("deviation")),
                        estimate(term.object("per_deviation"), output)));
            }
            if (term.get("levels") instanceof Json.Obj levels) {
                for (Map.Entry<String, Json> level : levels.members().entrySet()) {
                    Estimate e = estimate((Json.Obj) level.getValue(), output);
                    dots.add(dot(name + " = " + level.getKey(), e));
                    rows.add(line(name + " = " + level.getKey(), e));
                }
            }
            if (term.get("missing") instanceof Json.Obj missing) {
                dots.add(dot(name + " missing", estimate(missing, output)));
                rows.add(line(name + " missing", estimate(missing, output)));
            }
        }
        int apart = 0;
        int intervals = 0;
        for (IntervalPlot.Row dot : dots) {
            if (!(dot.estimate() instanceof Estimate.Interval i)) continue;
            intervals++;
            if (i.low() > 0 || i.high() < 0) apart++;
        }
        String summary = apart + " of " + intervals + " intervals do not hold 0."
                + (intervals < dots.size()
                        ? " The rows do not say how large the other " + (dots.size() - intervals) + " are."
                        : "")
                + (dots.size() > MOST ? " The first " + MOST + " are drawn." : "");
        List<IntervalPlot.Row> drawn = dots.subList(0, Math.min(MOST, dots.size()));
        String title = "Coefficients for " + output;
        return Figure.of(
                Section.anchor("coefficients", output),
                title,
                summary,
                IntervalPlot.wide(title, drawn, 0.0),
                List.of("Coefficient", "Value", "95 % low", "95 % high", "Weight"),
                rows);
    }

    private static Estimate estimate(Json.Obj byOutput, String output) {
        return Estimate.fromJson(byOutput.object(output));
    }

    private static IntervalPlot.Row dot(String name, Estimate estimate) {
        return new IntervalPlot.Row(name, estimate, false);
    }

    private static List<String> line(String name, Estimate estimate) {
        if (estimate instanceof Estimate.Interval i) {
            return List.of(
                    name,
                    Numbers.signed(i.value()),
                    Numbers.signed(i.low()),
                    Numbers.signed(i.high()),
                    Numbers.value(i.n()));
        }
        String value = estimate instanceof Estimate.Point p ? Numbers.signed(p.value()) : "–";
        return List.of(name, value, "–", "–", Numbers.value(estimate.n()));
    }
}
