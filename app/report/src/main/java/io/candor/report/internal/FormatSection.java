package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tables in the form that a named policy prescribes, with what people must write. */
final class FormatSection {
    private FormatSection() {}

    /** @param evidence of kind {@code fairness.report} */
    static Markup of(Evidence evidence) {
        Json.Obj result = evidence.result();
        Markup section = Section.of(
                Section.anchor("format", result.text("policy")),
                evidence.method().name(),
                "Tables in the form of " + evidence.method().source() + ".");
        if (evidence.parameters().get("given") instanceof Json.Obj given) given(section, given);
        for (Json item : result.array("sections")) table(section, (Json.Obj) item);
        List<Json> blanks = result.array("to_be_written");
        if (!blanks.isEmpty()) {
            Markup list = el("ul");
            for (Json blank : blanks) list.add(el("li").data(((Json.Str) blank).value()));
            section.add(el("h3", "To be written by people")).add(list);
        }
        return section.add(Section.source(evidence.id()));
    }

    private static void given(Markup section, Json.Obj given) {
        List<List<String>> rows = new ArrayList<>();
        for (Map.Entry<String, Json> text : given.members().entrySet()) {
            String value = ((Json.Str) text.getValue()).value();
            if (value.isEmpty() && text.getKey().startsWith("reason")) continue;
            rows.add(List.of(text.getKey(), value.isEmpty() ? "(to be written)" : value));
        }
        if (!rows.isEmpty()) section.add(Figure.table("As given", List.of("What", "Text"), rows));
    }

    private static void table(Markup section, Json.Obj part) {
        section.add(el("h3").data(part.text("title")));
        List<String> columns =
                part.array("columns").stream().map(c -> ((Json.Str) c).value()).toList();
        List<List<String>> rows = new ArrayList<>();
        for (Json item : part.array("rows")) {
            List<String> row = new ArrayList<>();
            for (String column : columns) row.add(cell(((Json.Obj) item).get(column)));
            rows.add(row);
        }
        if (!rows.isEmpty()) section.add(Figure.table(part.text("title"), columns, rows));
        for (Json note : part.array("notes")) section.add(el("p").cls("soft").data(((Json.Str) note).value()));
    }

    private static String cell(@org.jspecify.annotations.Nullable Json value) {
        if (value instanceof Json.Str s) return s.value();
        if (value instanceof Json.Num n) return Numbers.value(n.value());
        return value instanceof Json.Obj o ? Estimates.sentence(Estimate.fromJson(o)) : "–";
    }
}
