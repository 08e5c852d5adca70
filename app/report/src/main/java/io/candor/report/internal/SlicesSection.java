package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The slices of the rows in which a metric is worst, beside all rows. */
final class SlicesSection {
    private SlicesSection() {}

    /** @param evidence of kind {@code fairness.slices} */
    static Markup of(Evidence evidence) {
        Json.Obj result = evidence.result();
        String metric = Estimates.metric(result.text("metric"));
        Markup section =
                Section.of("fairness-slices", "Slices", "In which combinations of conditions is a metric worst?");
        boolean all = evidence.parameters().get("all_rows") instanceof Json.Bool b && b.value();
        section.add(el("p").data(Numbers.value(result.number("searched")) + " slices were searched in "
                + Numbers.value(result.number("searched_rows")) + " rows for the "
                + (result.text("worse").equals("higher") ? "highest " : "lowest ") + metric
                + (all
                        ? "; the figures are of the same rows, which makes them look worse than they are. p is over all slices searched."
                        : "; the figures are of " + Numbers.value(result.number("measured_rows"))
                                + " other rows. p is over the slices listed.")));
        List<IntervalPlot.Row> rows = new ArrayList<>();
        List<List<String>> inside = new ArrayList<>();
        List<List<String>> table = new ArrayList<>();
        for (Json item : result.array("slices")) {
            Json.Obj slice = (Json.Obj) item;
            Estimate estimate = Estimates.of(slice.need("inside"));
            rows.add(new IntervalPlot.Row(slice.text("where"), estimate, false));
            List<String> line = new ArrayList<>(List.of(slice.text("where")));
            line.addAll(Estimates.cells(estimate));
            inside.add(line);
            table.add(List.of(
                    slice.text("where"),
                    Estimates.sentence(estimate),
                    Estimates.sentence(Estimates.of(slice.need("outside"))),
                    Estimates.sentence(Estimates.of(slice.need("difference"))),
                    number(slice.get("looked_like")),
                    number(slice.get("p")),
                    similar(slice)));
        }
        if (rows.isEmpty()) return section.add(el("p", "No slice was found.")).add(Section.source(evidence.id()));
        List<String> headers = new ArrayList<>(List.of("Slice"));
        headers.addAll(Estimates.HEADERS);
        String title = Estimates.title(metric) + " in the worst slices";
        section.add(Figure.of(
                Section.anchor("slices", result.text("metric")),
                title,
                "Dashed: all rows.",
                IntervalPlot.wide(title, rows, overall(result)),
                headers,
                inside));
        section.add(Figure.table(
                "Slices, worst first",
                List.of("Slice", "Inside", "Outside", "Difference", "Looked like", "p", "Much the same rows"),
                table));
        return section.add(Section.source(evidence.id()));
    }

    private static @Nullable Double overall(Json.Obj result) {
        Estimate estimate = Estimates.of(result.need("overall"));
        if (estimate instanceof Estimate.Interval i) return i.value();
        return estimate instanceof Estimate.Point p ? p.value() : null;
    }

    private static String number(@Nullable Json value) {
        return value instanceof Json.Num n ? Numbers.value(n.value()) : "–";
    }

    private static String similar(Json.Obj slice) {
        if (!(slice.get("similar") instanceof Json.Arr names) || names.items().isEmpty()) return "–";
        return String.join(
                "; ", names.items().stream().map(n -> ((Json.Str) n).value()).toList());
    }
}
