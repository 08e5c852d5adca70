package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A rule list as what it is, a table: rules in order, their support, and what held-out rows say of each. */
final class RuleFigure {
    private RuleFigure() {}

    static void add(Markup section, Evidence evidence) {
        Json.Obj result = evidence.result();
        List<List<String>> rows = new ArrayList<>();
        List<Json> rules = result.array("rules");
        for (int r = 0; r < rules.size(); r++) {
            Json.Obj rule = (Json.Obj) rules.get(r);
            for (Map.Entry<String, Json> p : rule.object("prediction").members().entrySet())
                rows.add(row(r + 1, rule, p.getKey(), Estimate.fromJson((Json.Obj) p.getValue())));
        }
        section.add(el("h3", "Rules"));
        section.add(
                el(
                        "p",
                        "The first rule whose conditions all hold predicts, on the scale of "
                                + result.optionalText("output").orElse("output")
                                + ". A rule speaks of the rows that no rule before it caught. Intervals at 95 % are of held-out rows, which took no part in making the rules."));
        section.add(Figure.table(
                        "Rule list",
                        List.of("Rule", "If", "Rows", "Share", "Output", "Prediction", "Low", "High", "Held-out rows"),
                        rows)
                .attr("id", "fig-rules"));
        section.add(Section.source(evidence.id()));
    }

    private static List<String> row(int number, Json.Obj rule, String output, Estimate prediction) {
        String low = "–";
        String high = "–";
        String held = "–";
        String value = "–";
        if (prediction instanceof Estimate.Interval i) {
            value = Numbers.value(i.value());
            low = Numbers.value(i.low());
            high = Numbers.value(i.high());
            held = Numbers.grouped(i.n());
        } else if (prediction instanceof Estimate.Point p) {
            value = Numbers.value(p.value());
        }
        return List.of(
                Integer.toString(number),
                conditions(rule.array("conditions")),
                Numbers.value(rule.number("weight")),
                Numbers.fixed(100 * rule.number("share"), 1) + " %",
                output,
                value,
                low,
                high,
                held);
    }

    /** Joined by "and"; "else" if there are none. */
    static String conditions(List<Json> conditions) {
        if (conditions.isEmpty()) return "else";
        return String.join(
                " and ", conditions.stream().map(c -> ((Json.Str) c).value()).toList());
    }
}
