package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import java.util.List;

/** A chart with its title, a sentence that says what it shows, and the table behind it. */
final class Figure {
    /** Tables of at most so many rows are opened in print; the longer ones would make a book of a report. */
    private static final int SHORT = 12;

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

    /** A table whose first column names its rows. Numbers are right-aligned. */
    static Markup table(String caption, List<String> headers, List<List<String>> rows) {
        Markup head = el("tr");
        for (int c = 0; c < headers.size(); c++) {
            Markup th = el("th").attr("scope", "col").data(headers.get(c));
            int column = c;
            boolean numbers = c > 0 && !rows.isEmpty() && rows.stream().allMatch(r -> isNumber(r.get(column)));
            head.add(numbers ? th.cls("number") : th);
        }
        Markup body = el("tbody");
        for (List<String> row : rows) {
            Markup line = el("tr");
            for (int c = 0; c < row.size(); c++) {
                String cell = row.get(c);
                Markup td = c == 0 ? el("th").attr("scope", "row") : el("td");
                if (c > 0 && isNumber(cell)) td.cls("number").text(cell);
                else td.data(cell);
                line.add(td);
            }
            body.add(line);
        }
        return el("div")
                .cls("scroll")
                .attr("tabindex", "0")
                .add(el("table")
                        .add(el("caption").data(caption))
                        .add(el("thead").add(head))
                        .add(body));
    }

    private static boolean isNumber(String cell) {
        return cell.matches("[-+]?[0-9][0-9.,eE+-]*( ?%)?|–");
    }
}
