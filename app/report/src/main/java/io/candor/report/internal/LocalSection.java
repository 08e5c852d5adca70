package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.results.Results;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Why single rows were scored as they were: exact contributions that add up. */
public final class LocalSection {
    private static final int TOP = 10;

    private LocalSection() {}

    public static Optional<Markup> of(Results results) {
        Optional<Evidence> found = results.first("explain.contributions");
        Optional<Evidence> fired = results.first("explain.rule");
        if (found.isEmpty() && fired.isEmpty()) return Optional.empty();
        Markup section = frame(found.isPresent());
        found.ifPresent(evidence -> contributions(section, evidence));
        fired.ifPresent(evidence -> rules(section, evidence));
        return Optional.of(section);
    }

    /** @param found evidence {@code explain.contributions} */
    static Markup of(Evidence found) {
        Markup section = frame(true);
        contributions(section, found);
        return section;
    }

    private static Markup frame(boolean adds) {
        Markup section = Section.of(
                "local",
                "Single predictions",
                "Why was this row scored as it was? "
                        + (adds
                                ? "Base value and contributions add up to the score."
                                : "The first rule whose conditions hold decides."));
        return section.add(el(
                        "p",
                        "These are rows of the data: this section discloses single people's values. 'local: 0' under 'explain' leaves it out.")
                .cls("banner"));
    }

    private static void contributions(Markup section, Evidence evidence) {
        Markup grid = el("div").cls("grid2");
        for (Json row : evidence.result().array("rows")) {
            for (int k = 0; k < outputs(evidence.result()); k++) grid.add(row(evidence.result(), (Json.Obj) row, k));
        }
        section.add(grid).add(Section.source(evidence.id()));
    }

    private static void rules(Markup section, Evidence evidence) {
        for (Json item : evidence.result().array("rows")) {
            Json.Obj row = (Json.Obj) item;
            List<List<String>> lines = new ArrayList<>();
            for (Json before : row.array("notFired")) {
                Json.Obj not = (Json.Obj) before;
                String number = Numbers.value(not.number("rule") + 1);
                lines.add(
                        List.of(number, "did not fire", RuleFigure.conditions(not.array("failed")) + " does not hold"));
            }
            String number = Numbers.value(row.number("fired") + 1);
            lines.add(List.of(number, "fired", RuleFigure.conditions(row.array("conditions"))));
            List<String> predictions = new ArrayList<>();
            List<Json> outputs = evidence.result().array("outputs");
            for (int k = 0; k < outputs.size(); k++) {
                String value = Numbers.value(of(row.need("prediction"), k));
                predictions.add(outputs.size() > 1 ? ((Json.Str) outputs.get(k)).value() + " " + value : value);
            }
            String title =
                    "Row " + Numbers.value(row.number("row")) + ": a prediction of " + String.join(", ", predictions);
            section.add(Figure.table(title, List.of("Rule", "", "Conditions"), lines));
        }
        section.add(Section.source(evidence.id()));
    }

    private static int outputs(Json.Obj result) {
        return result.get("outputs") instanceof Json.Arr outputs
                ? outputs.items().size()
                : 1;
    }

    /** The number of one output: the number itself where there is one output. */
    private static double of(Json json, int output) {
        return ((Json.Num) (json instanceof Json.Arr all ? all.items().get(output) : json)).value();
    }

    private static Markup row(Json.Obj result, Json.Obj row, int output) {
        List<Json> features = result.array("features");
        List<ContributionPlot.Step> steps = new ArrayList<>();
        for (int f = 0; f < features.size(); f++) {
            String name = ((Json.Str) features.get(f)).value();
            String value = row.array("data").get(f) instanceof Json.Str s ? s.value() : "missing";
            double contribution = of(row.array("values").get(f), output);
            steps.add(new ContributionPlot.Step(name + " = " + value, contribution));
        }
        steps.sort(Comparator.comparingDouble((ContributionPlot.Step s) -> -Math.abs(s.value()))
                .thenComparing(ContributionPlot.Step::name));
        List<List<String>> table = new ArrayList<>();
        for (ContributionPlot.Step step : steps) table.add(List.of(step.name(), Numbers.signed(step.value())));
        double base = of(result.need("baseValue"), output);
        double sum = base;
        for (ContributionPlot.Step step : steps) sum += step.value();
        List<ContributionPlot.Step> shown = new ArrayList<>(steps.subList(0, Math.min(TOP, steps.size())));
        if (steps.size() > TOP) {
            double rest = 0;
            for (ContributionPlot.Step step : steps.subList(TOP, steps.size())) rest += step.value();
            shown.add(new ContributionPlot.Step((steps.size() - TOP) + " others, summed", rest));
        }
        boolean several = outputs(result) > 1;
        String name = several ? ((Json.Str) result.array("outputs").get(output)).value() : "";
        String title = "Row " + Numbers.value(row.number("row")) + (several ? ", " + name : "");
        String scale = result.optionalText("output").orElse("output");
        String summary = "Base " + Numbers.fixed(base, 3) + " plus contributions " + Numbers.signed(sum - base) + " is "
                + Numbers.fixed(sum, 3) + " (" + scale + "), a prediction of "
                + Numbers.value(of(row.need("prediction"), output)) + "." + path(row);
        return Figure.of(
                Section.anchor("row", Numbers.value(row.number("row")) + (several ? "-" + output : "")),
                title,
                summary,
                ContributionPlot.of(title, base, shown),
                List.of("Feature = value", "Contribution"),
                table);
    }

    /** The questions that led a tree to its leaf. */
    private static String path(Json.Obj row) {
        if (!(row.get("path") instanceof Json.Arr path) || path.items().isEmpty()) return "";
        List<String> steps = new ArrayList<>();
        for (Json step : path.items()) steps.add(((Json.Str) step).value());
        return " Because: " + String.join("; ", steps) + ".";
    }
}
