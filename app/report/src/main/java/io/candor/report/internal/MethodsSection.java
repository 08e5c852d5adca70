package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import io.candor.core.evidence.Evidence;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.results.Results;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Methods and limits, then provenance: what is needed to check or repeat this. */
public final class MethodsSection {
    private MethodsSection() {}

    public static Markup methods(Results results) {
        Markup section = methods(results.evidence());
        Markup notes = el("ul");
        for (String note : results.run().notes()) notes.add(el("li").data(note));
        if (!results.run().notes().isEmpty())
            section.add(el("h3", "What the run decided by itself")).add(notes);
        return section;
    }

    /** Of evidence that stands alone. */
    public static Markup methods(List<Evidence> evidence) {
        Markup section =
                Section.of("methods", "Methods and limits", "How was it measured, and what may not be concluded?");
        List<List<String>> rows = new ArrayList<>();
        Set<String> limits = new LinkedHashSet<>();
        for (Evidence e : evidence) {
            rows.add(List.of(
                    e.kind(),
                    e.method().name() + " (version " + e.method().version() + ")",
                    e.method().source(),
                    parameters(e.parameters())));
            limits.addAll(e.limits());
        }
        section.add(Figure.table("Methods", List.of("Evidence", "Method", "Source", "Parameters"), rows));
        Markup list = el("ul");
        for (String limit : limits) list.add(el("li").data(limit));
        if (!limits.isEmpty()) section.add(el("h3", "Limits")).add(list);
        return section;
    }

    private static String parameters(Json.Obj parameters) {
        String text = CanonicalJson.text(parameters);
        return text.length() > 300 ? text.substring(0, 299) + "…" : text;
    }

    public static Markup provenance(Results results) {
        Markup section =
                Section.of("provenance", "Provenance", "Which run was this, with which files and which program?");
        Results.Run run = results.run();
        List<List<String>> rows = new ArrayList<>(List.of(
                List.of("run", run.id()),
                List.of("name", run.name()),
                List.of("started", run.started()),
                List.of("finished", run.finished()),
                List.of("seed", Long.toString(run.seed())),
                List.of("candor", run.candor())));
        for (String key : List.of("jdk", "os", "git")) {
            if (results.environment().get(key) != null)
                rows.add(
                        List.of(key, ControlSections.plain(results.environment().need(key))));
        }
        for (Results.DatasetEntry d : results.datasets())
            rows.add(List.of("data " + d.name() + " (" + d.role() + "), file", d.fileDigest()));
        return section.add(Figure.table("Run", List.of("What", "Value"), rows)).add(evidence(results.evidence()));
    }

    /** Ids of evidence, to which its sections lead. */
    public static Markup evidence(List<Evidence> evidence) {
        Markup head = el("tr").add(el("th", "Kind").attr("scope", "col"))
                .add(el("th", "Evidence id (SHA-256)").attr("scope", "col"))
                .add(el("th", "Disclosure").attr("scope", "col"));
        Markup body = el("tbody");
        Set<String> seen = new LinkedHashSet<>();
        for (Evidence e : evidence) {
            if (!seen.add(e.id())) continue;
            body.add(el("tr").attr("id", "evidence-" + e.id().substring(0, 12))
                    .add(el("th", e.predicateType()).attr("scope", "row"))
                    .add(el("td").add(el("code", e.id())))
                    .add(el("td", e.disclosure().level().label())));
        }
        return el("div")
                .cls("scroll")
                .attr("tabindex", "0")
                .add(el("table")
                        .add(el("caption", "Evidence"))
                        .add(el("thead").add(head))
                        .add(body));
    }
}
