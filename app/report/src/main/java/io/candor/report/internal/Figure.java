package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import java.util.List;

/** A chart with its title, a sentence that says what it shows, and the table behind it. */
final class Figure {
    /** Tables of at most so many rows are opened in print; the longer ones would make a book of a report. */
    private static final int SHORT = 12;

    private static final int SENTENCE = 40;
    private static final int WORD = 24;

    private Figure() {}

    /**
     * @param id permanent anchor
     * @param headers of the table
     * @param rows of the table, as texts
     */
    static Markup of(
            String id, String title, String summary, Markup chart, List<String> headers, List<List<String>> rows) {
        return el("figure")
                .attr("id", id)
                .add(el("figcaption")
                        .add(el("strong").data(title))
                        .add(el("p").cls("summary").data(summary)))
                .add(el("div").cls("chart").add(chart))
                .add(el("details")
                        .cls(rows.size() <= SHORT ? "short" : "long")
                        .add(el("summary", "View data"))
                        .add(table(title, headers, rows)));
    }

    /**
     * A table whose first column names its rows. Columns of numbers are right-aligned; a table with sentences in it becomes
     * one block per row where the page is narrow, so that nobody reads sideways.
     */
    static Markup table(String caption, List<String> headers, List<List<String>> rows) {
        boolean sentences = rows.stream().anyMatch(r -> r.stream().skip(1).anyMatch(c -> c.length() > SENTENCE));
        boolean[] numbers = new boolean[headers.size()];
        Markup head = el("tr");
        for (int c = 0; c < headers.size(); c++) {
            int column = c;
            numbers[c] = c > 0 && !rows.isEmpty() && rows.stream().allMatch(r -> isNumber(r.get(column)));
            Markup th = el("th").attr("scope", "col").data(headers.get(c));
            head.add(numbers[c] ? th.cls("number") : th);
        }
        Markup body = el("tbody");
        for (List<String> row : rows) {
            Markup line = el("tr").add(named(el("th").attr("scope", "row"), row.get(0)));
            for (int c = 1; c < row.size(); c++) {
                Markup td = sentences ? el("td").attr("data-label", headers.get(c)) : el("td");
                line.add(numbers[c] ? td.cls("number").text(row.get(c)) : named(td, row.get(c)));
            }
            body.add(line);
        }
        Markup table = sentences ? el("table").cls("stack") : el("table");
        return el("div")
                .cls("scroll")
                .attr("tabindex", "0")
                .add(table.add(el("caption").data(caption))
                        .add(el("thead").add(head))
                        .add(body));
    }

    /** A cell with a text from data. Words that no column has room for (digests, hostile names) may break anywhere. */
    static Markup named(Markup cell, String text) {
        int word = 0;
        for (String part : text.split("[\\s-]", -1)) word = Math.max(word, part.length());
        return (word > WORD ? cell.cls("long") : cell).data(text);
    }

    private static boolean isNumber(String cell) {
        return cell.matches("[-+]?[0-9][0-9.,eE+-]*( ?%)?|–");
    }
}
