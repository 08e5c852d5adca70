package io.candor.fairness.format;

import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * A report in the form that a policy asks for.
 *
 * @param policy its name, for example {@code ll144}
 * @param title for people
 * @param source where the policy stands
 * @param given what was given as text and is printed as given, by name
 * @param sections tables
 * @param blanks what has to be written by people, one item each
 * @param limits what may not be concluded
 * @param minCell the smallest count behind a number
 */
public record FormatReport(
        String policy,
        String title,
        String source,
        Json.Obj given,
        List<Section> sections,
        List<String> blanks,
        List<String> limits,
        long minCell) {
    public FormatReport {
        sections = List.copyOf(sections);
        blanks = List.copyOf(blanks);
        limits = List.copyOf(limits);
    }

    /**
     * A table.
     *
     * @param columns names, unique
     * @param rows cells in the order of the columns: a text, a number, an estimate, or null for none
     * @param notes sentences below it
     */
    public record Section(String title, List<String> columns, List<List<Json>> rows, List<String> notes) {
        public Section {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
            notes = List.copyOf(notes);
        }

        Json.Obj toJson() {
            List<Json> all = new ArrayList<>();
            for (List<Json> row : rows) {
                Json.Builder cells = Json.object();
                for (int c = 0; c < columns.size(); c++)
                    if (!(row.get(c) instanceof Json.Null)) cells.put(columns.get(c), row.get(c));
                all.add(cells.build());
            }
            return Json.object()
                    .put("title", title)
                    .put("columns", Json.texts(columns))
                    .put("rows", Json.array(all))
                    .put("notes", Json.texts(notes))
                    .build();
        }
    }

    /** Evidence {@code fairness.report} v1. */
    public Evidence evidence(List<Subject> subjects) {
        return new Evidence(
                "fairness.report",
                1,
                subjects,
                new Evidence.Method(title, 1, source),
                Json.object().put("policy", policy).put("given", given).build(),
                Json.object()
                        .put("policy", policy)
                        .put(
                                "sections",
                                Json.array(
                                        sections.stream().map(Section::toJson).toList()))
                        .put("to_be_written", Json.texts(blanks))
                        .build(),
                limits,
                Disclosure.aggregate(minCell));
    }
}
