package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.results.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happens to predictions when one feature moves: partial dependence with single rows, and accumulated local effects. */
public final class EffectSection {
    private EffectSection() {}

    /** Empty without evidence. */
    public static Optional<Markup> of(Results results) {
        List<Evidence> all = results.all("explain.effects");
        return all.isEmpty() ? Optional.empty() : Optional.of(of(all));
    }

    static Markup of(List<Evidence> all) {
        Markup section = Section.of(
                "effects",
                "Effects of single features",
                "What does the model do when one feature moves and all others stay?");
        for (Evidence evidence : all) {
            Markup grid = el("div").cls("grid2");
            for (Map.Entry<String, Json> feature :
                    evidence.result().object("features").members().entrySet()) {
                Json.Obj own = (Json.Obj) feature.getValue();
                if (!(own.get("points") instanceof Json.Arr points)
                        || points.items().isEmpty()) continue; // a pair
                for (Json output : evidence.result().array("outputs")) {
                    grid.add(figure(evidence.result(), feature.getKey(), own, ((Json.Str) output).value()));
                }
            }
            section.add(grid).add(Section.source(evidence.id()));
        }
        return section;
    }

    private static Markup figure(Json.Obj result, String name, Json.Obj own, String output) {
        EffectPlot.Effect effect = effect(own, output);
        boolean several = result.array("outputs").size() > 1;
        String method = result.text("method");
        String title = (method.equals("ale") ? "Accumulated effect of " : "Mean prediction over ")
                + name
                + (several ? ", " + output : "");
        String scale = result.optionalText("output").orElse("output");
        String summary = switch (method) {
            case "ale" ->
                "Changes of the " + scale
                        + " between neighbouring values, of the rows that lie there, added up; 0 is the mean. Trust it where features go together.";
            case "ice" ->
                "The bold line is the mean " + scale
                        + " with its 95 % interval when all rows are given the value; each thin line is one of "
                        + effect.curves().size() + " rows. Rows may be asked about that can't be.";
            default ->
                "The mean " + scale
                        + " with its 95 % interval when all rows are given the value. Rows may be asked about that can't be.";
        };
        List<List<String>> table = new ArrayList<>();
        for (int i = 0; i < effect.points().length; i++) {
            table.add(List.of(
                    effect.number()
                            ? Numbers.bound(effect.points()[i])
                            : effect.levels().get(i),
                    shown(effect.values()[i]),
                    shown(effect.low()[i]),
                    shown(effect.high()[i]),
                    Numbers.value(((Json.Num) own.array("n").get(i)).value())));
        }
        return Figure.of(
                Section.anchor(method, name, several ? output : ""),
                title,
                summary,
                EffectPlot.of(title, name, effect),
                List.of(name, "Effect", "95 % low", "95 % high", "Rows"),
                table);
    }

    /** What the model says of one row over values of one input. */
    static Markup curve(String name, Json.Obj own, String output) {
        EffectPlot.Effect effect = effect(own, output);
        String title = "Prediction of " + output + " over " + name;
        List<List<String>> table = new ArrayList<>();
        for (int i = 0; i < effect.points().length; i++) {
            table.add(List.of(
                    effect.number()
                            ? Numbers.bound(effect.points()[i])
                            : effect.levels().get(i),
                    shown(effect.values()[i])));
        }
        return Figure.of(
                Section.anchor("curve", name, output),
                title,
                "The changed row with other values of this input, and all else as it is.",
                EffectPlot.of(title, name, effect),
                List.of(name, "Prediction"),
                table);
    }

    private static String shown(double v) {
        return Double.isNaN(v) ? "–" : Numbers.value(v);
    }

    private static EffectPlot.Effect effect(Json.Obj own, String output) {
        List<Json> points = own.array("points");
        boolean number = own.text("kind").equals("number");
        double[] at = new double[points.size()];
        List<String> levels = new ArrayList<>();
        for (int i = 0; i < at.length; i++) {
            at[i] = number && points.get(i) instanceof Json.Num n ? n.value() : i;
            if (!number) levels.add(points.get(i) instanceof Json.Str s ? s.value() : "missing");
        }
        List<double[]> curves = new ArrayList<>();
        if (own.get("curves") instanceof Json.Arr rows) {
            for (Json row : rows.items()) curves.add(line(((Json.Obj) row).need("values"), output, at.length));
        }
        return new EffectPlot.Effect(
                at,
                levels,
                line(own.need("values"), output, at.length),
                line(own.get("low"), output, at.length),
                line(own.get("high"), output, at.length),
                curves);
    }

    private static double[] line(@Nullable Json perOutput, String output, int count) {
        List<Json> items =
                perOutput instanceof Json.Obj of && of.get(output) instanceof Json.Arr all ? all.items() : List.of();
        double[] line = new double[count];
        for (int i = 0; i < count; i++) {
            line[i] = i < items.size() && items.get(i) instanceof Json.Num n ? n.value() : Double.NaN;
        }
        return line;
    }
}
