package io.candor.cli;

import io.candor.core.evidence.Estimate;
import io.candor.core.json.EcmaNumber;
import io.candor.core.json.Json;
import io.candor.fairness.format.FormatReport;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A report by a named policy as text, Markdown, CSV or HTML. */
final class FormatFile {
    private static final String BLANK = "to be written";

    private final FormatReport report;

    FormatFile(FormatReport report) {
        this.report = report;
    }

    String text() {
        List<String> parts = new ArrayList<>();
        parts.add(report.title() + "\n" + report.source());
        String given = given("", ": ");
        if (!given.isEmpty()) parts.add(given);
        for (FormatReport.Section section : report.sections()) {
            TextTable table = new TextTable(section.columns().toArray(String[]::new));
            for (List<Json> row : section.rows())
                table.row(row.stream().map(FormatFile::cell).toArray(String[]::new));
            List<String> lines = new ArrayList<>(List.of(section.title()));
            if (!section.rows().isEmpty()) lines.add(table.toString());
            lines.addAll(section.notes());
            parts.add(String.join("\n", lines));
        }
        if (!report.blanks().isEmpty())
            parts.add("to be written by people:\n- " + String.join("\n- ", report.blanks()));
        parts.add("what this does not say:\n- " + String.join("\n- ", report.limits()));
        return String.join("\n\n", parts);
    }

    String markdown() {
        StringBuilder out = new StringBuilder("# " + plain(report.title()) + "\n\nPolicy: `" + report.policy() + "`, "
                + plain(report.source()) + "\n");
        String given = given("- ", ": ");
        if (!given.isEmpty()) out.append('\n').append(given).append('\n');
        for (FormatReport.Section section : report.sections()) {
            out.append("\n## ").append(plain(section.title())).append('\n');
            if (!section.rows().isEmpty()) {
                out.append('\n').append(line(section.columns()));
                out.append("|")
                        .append(" --- |".repeat(section.columns().size()))
                        .append('\n');
                for (List<Json> row : section.rows())
                    out.append(line(row.stream().map(FormatFile::cell).toList()));
            }
            for (String note : section.notes())
                out.append('\n').append(plain(note)).append('\n');
        }
        list(out, "To be written by people", report.blanks());
        list(out, "What this does not say", report.limits());
        return out.toString();
    }

    /** One header of all tables' columns; an estimate has columns for its bounds. */
    String csv() {
        Set<String> estimates = new LinkedHashSet<>();
        Set<String> columns = new LinkedHashSet<>();
        for (FormatReport.Section section : report.sections()) {
            columns.addAll(section.columns());
            for (List<Json> row : section.rows())
                for (int c = 0; c < row.size(); c++)
                    if (row.get(c) instanceof Json.Obj)
                        estimates.add(section.columns().get(c));
        }
        List<String> header = new ArrayList<>(List.of("table"));
        for (String column : columns) {
            header.add(column);
            if (estimates.contains(column)) header.addAll(List.of(column + " low", column + " high"));
        }
        StringBuilder out = new StringBuilder(record(header));
        for (FormatReport.Section section : report.sections()) {
            for (List<Json> row : section.rows()) {
                List<String> cells = new ArrayList<>(List.of(section.title()));
                for (String column : columns) {
                    int at = section.columns().indexOf(column);
                    values(at < 0 ? Json.NULL : row.get(at), estimates.contains(column), cells);
                }
                out.append(record(cells));
            }
        }
        return out.toString();
    }

    String html() {
        StringBuilder out = new StringBuilder(
                "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>"
                        + escaped(report.title())
                        + "</title>\n<style>body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;"
                        + "padding:0 1rem;color:#1a1a1a;background:#fff}table{border-collapse:collapse;margin:1rem 0}"
                        + "th,td{padding:.3rem .7rem;border-bottom:1px solid #bbb;text-align:left;vertical-align:top}</style></head><body>\n");
        out.append("<h1>").append(escaped(report.title())).append("</h1>\n<p>Policy: ");
        out.append(escaped(report.policy() + ", " + report.source())).append("</p>\n");
        String given = given("", ": ");
        if (!given.isEmpty()) list(out, given.lines().toList());
        for (FormatReport.Section section : report.sections()) {
            out.append("<h2>").append(escaped(section.title())).append("</h2>\n");
            if (!section.rows().isEmpty()) {
                out.append("<table><thead>");
                row(out, "th", section.columns());
                out.append("</thead><tbody>\n");
                for (List<Json> row : section.rows())
                    row(out, "td", row.stream().map(FormatFile::cell).toList());
                out.append("</tbody></table>\n");
            }
            for (String note : section.notes())
                out.append("<p>").append(escaped(note)).append("</p>\n");
        }
        if (!report.blanks().isEmpty()) {
            out.append("<h2>To be written by people</h2>\n");
            list(out, report.blanks());
        }
        out.append("<h2>What this does not say</h2>\n");
        list(out, report.limits());
        return out.append("</body></html>\n").toString();
    }

    private String given(String before, String between) {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, Json> g : report.given().members().entrySet()) {
            String value = ((Json.Str) g.getValue()).value();
            boolean optional = g.getKey().startsWith("reason");
            if (value.isEmpty() && optional) continue;
            String shown = value.isEmpty() ? "(" + BLANK + ")" : value;
            lines.add(before + g.getKey() + between + shown.replaceAll("\\R", " "));
        }
        return String.join("\n", lines);
    }

    private static String cell(Json value) {
        if (value instanceof Json.Str s) return s.value();
        if (value instanceof Json.Num n) return Figures.of(n.value());
        return value instanceof Json.Obj o ? Figures.of(Estimate.fromJson(o)) : "–";
    }

    private static void values(Json value, boolean estimate, List<String> out) {
        if (value instanceof Json.Obj o) {
            for (String part : List.of("value", "low", "high"))
                out.add(o.get(part) instanceof Json.Num n ? EcmaNumber.format(n.value()) : "");
            return;
        }
        out.add(
                value instanceof Json.Str s
                        ? s.value()
                        : value instanceof Json.Num n ? EcmaNumber.format(n.value()) : "");
        if (estimate) out.addAll(List.of("", ""));
    }

    /** A text that a spreadsheet would take for a formula gets an apostrophe before it. */
    private static String record(List<String> cells) {
        StringBuilder out = new StringBuilder();
        for (String cell : cells) {
            boolean formula = cell.matches("(?s)[=+\\-@\\t].*") && !cell.matches("-?[0-9.eE+-]+");
            if (out.length() > 0) out.append(',');
            out.append('"')
                    .append((formula ? "'" : "") + cell.replace("\"", "\"\""))
                    .append('"');
        }
        return out.append('\n').toString();
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells.stream().map(FormatFile::plain).toList()) + " |\n";
    }

    private static String plain(String text) {
        return TextTable.printable(text).replaceAll("([\\\\|`*_<\\[\\]])", "\\\\$1");
    }

    private static void list(StringBuilder out, String title, List<String> items) {
        if (items.isEmpty()) return;
        out.append("\n## ").append(title).append("\n\n");
        for (String item : items) out.append("- ").append(plain(item)).append('\n');
    }

    private static void list(StringBuilder out, List<String> items) {
        out.append("<ul>");
        for (String item : items) out.append("<li>").append(escaped(item)).append("</li>");
        out.append("</ul>\n");
    }

    private static void row(StringBuilder out, String tag, List<String> cells) {
        out.append("<tr>");
        for (String cell : cells)
            out.append('<')
                    .append(tag)
                    .append('>')
                    .append(escaped(cell))
                    .append("</")
                    .append(tag)
                    .append('>');
        out.append("</tr>\n");
    }

    private static String escaped(String text) {
        return TextTable.printable(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
