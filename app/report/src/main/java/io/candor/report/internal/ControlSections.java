package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.results.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Trail, lineage and datasheet. */
public final class ControlSections {
    private ControlSections() {}

    public static Optional<Markup> trail(Results results) {
        return results.trail().map(trail -> {
            Markup section = Section.of(
                    "trail",
                    "Trail",
                    "Was every step written into an append-only log, and can that be checked without trusting this report?");
            List<List<String>> rows = new ArrayList<>();
            trail.members().forEach((name, value) -> rows.add(List.of(name, plain(value))));
            return section.add(Figure.table(
                            "State of the log after the evidence of this run was written",
                            List.of("What", "Value"),
                            rows))
                    .add(
                            el("p").text("Check it with ")
                                    .add(el("code", "candor trail verify --key <the log's public key> results.json"))
                                    .text(
                                            ": it recomputes the log, its signature and every digest. The log proves what was written and that nothing was changed since; it does not prove that everything was written, nor that the clock was right."));
        });
    }

    public static Optional<Markup> lineage(Results results) {
        if (results.models().isEmpty() && results.datasets().isEmpty()) return Optional.empty();
        Markup section = Section.of(
                "lineage", "Lineage", "Which data made which model, and which evidence was taken from them?");
        List<LineagePlot.Box> data = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (Results.DatasetEntry d : results.datasets()) {
            data.add(new LineagePlot.Box(
                    d.name() + " (" + d.role() + ")", d.tableDigest().substring(0, 12)));
            rows.add(List.of(
                    "data " + d.name() + " (" + d.role() + ")", Numbers.grouped(d.rows()) + " rows", d.tableDigest()));
        }
        List<LineagePlot.Box> models = new ArrayList<>();
        for (Results.ModelEntry m : results.models()) {
            models.add(new LineagePlot.Box(m.name(), m.digest().substring(0, 12)));
            rows.add(List.of("model " + m.name(), m.algorithm(), m.digest()));
        }
        List<LineagePlot.Box> evidence = new ArrayList<>();
        for (Evidence e : results.evidence()) {
            if (evidence.size() < 10) evidence.add(new LineagePlot.Box(e.kind(), e.id().substring(0, 12)));
            rows.add(List.of("evidence", e.kind(), e.id()));
        }
        List<List<LineagePlot.Box>> columns = new ArrayList<>();
        for (List<LineagePlot.Box> column : List.of(data, models, evidence)) if (!column.isEmpty()) columns.add(column);
        return Optional.of(section.add(Figure.of(
                "fig-lineage",
                "Data, model, evidence",
                "Each box is named by the first digits of its digest; the table has them whole.",
                LineagePlot.of("Lineage", columns),
                List.of("What", "Kind", "Digest"),
                rows)));
    }

    public static Optional<Markup> datasheet(Results results) {
        return results.first("datasheet.model").map(evidence -> {
            Json.Obj result = evidence.result();
            Markup section = Section.of("datasheet", "Datasheet", "What should somebody know before using this model?");
            section.add(el("p").cls("verdict")
                    .text(Numbers.value(result.number("filled")) + " of " + Numbers.value(result.number("asked"))
                            + " fields are filled."));
            for (Json heading : result.object("headings").members().values()) heading(section, (Json.Obj) heading);
            if (result.get("tags") instanceof Json.Obj tags && !tags.members().isEmpty()) {
                List<List<String>> rows = new ArrayList<>();
                tags.members().forEach((tag, value) -> rows.add(List.of(tag, plain(value))));
                section.add(Figure.table("Tags", List.of("Tag", "Value"), rows));
            }
            return section.add(Section.source(evidence.id()));
        });
    }

    private static void heading(Markup section, Json.Obj heading) {
        List<List<String>> rows = new ArrayList<>();
        for (Map.Entry<String, Json> entry : heading.object("fields").members().entrySet()) {
            Json.Obj field = (Json.Obj) entry.getValue();
            boolean filled = field.get("value") != null;
            rows.add(List.of(
                    field.optionalText("title").orElse(entry.getKey()),
                    filled
                            ? plain(field.need("value"))
                            : "(missing) asked of the "
                                    + field.optionalText("asked_of").orElse("owner"),
                    field.optionalText("evidence")
                            .map(a -> a.substring(0, Math.min(12, a.length())))
                            .orElse(filled ? field.optionalText("source").orElse("–") : "–")));
        }
        section.add(el("h3").data(heading.text("title")));
        section.add(Figure.table(heading.text("title"), List.of("Field", "Value", "Source"), rows));
    }

    /** A JSON value as text for people. */
    static String plain(Json value) {
        if (value instanceof Json.Str s) return s.value();
        if (value instanceof Json.Num n) return Numbers.value(n.value());
        if (value instanceof Json.Bool b) return b.value() ? "yes" : "no";
        if (value instanceof Json.Arr a)
            return String.join(
                    ", ", a.items().stream().map(ControlSections::plain).toList());
        if (value instanceof Json.Obj o && (o.get("value") instanceof Json.Num || o.get("undefined") != null))
            return Estimates.sentence(Estimates.of(o));
        if (value instanceof Json.Obj o) {
            return String.join(
                    "; ",
                    o.members().entrySet().stream()
                            .map(e -> e.getKey() + ": " + plain(e.getValue()))
                            .toList());
        }
        return "–";
    }
}
