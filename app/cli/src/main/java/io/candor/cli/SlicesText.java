package io.candor.cli;

import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.Map;

/** The worst slices, as text. */
final class SlicesText {
    private SlicesText() {}

    static String of(Evidence evidence) {
        Json.Obj r = evidence.result();
        boolean all = evidence.parameters().get("all_rows") instanceof Json.Bool b && b.value();
        StringBuilder out = new StringBuilder();
        String metric = TextTable.printable(r.text("metric"));
        out.append(metric).append(", ").append(r.text("worse")).append(" is worse: ");
        out.append(Figures.of(Estimate.fromJson(r.object("overall"))))
                .append(" in all ")
                .append(Figures.of(r.number("measured_rows")))
                .append(" rows measured\n");
        out.append(Figures.of(r.number("searched"))).append(" slices searched in ");
        out.append(Figures.of(r.number("searched_rows"))).append(" rows, combinations of conditions on ");
        out.append(TextTable.printable(words(r.array("columns")))).append('\n');
        for (Map.Entry<String, Json> left : r.object("left_out").members().entrySet())
            out.append("left out: ")
                    .append(TextTable.printable(left.getKey()))
                    .append(", ")
                    .append(((Json.Str) left.getValue()).value())
                    .append('\n');
        if (r.array("slices").size() == 0)
            return out.append("\nno slice is worse than the rest").toString();
        out.append('\n').append(all ? whole(r) : half(r)).append('\n');
        similar(r, out);
        out.append('\n').append(all ? said(r, evidence) : HALF);
        return out.toString().stripTrailing();
    }

    private static final String HALF =
            "measured on rows that were not searched; intervals (95 %) and p (Holm) hold for the slices listed together;\n"
                    + "'looked like' is the difference in the rows that were searched, which chose the slices";

    private static String said(Json.Obj r, Evidence evidence) {
        return Figures.of(r.number("significant")) + " of the slices searched have p up to 0.05; p counts all of them ("
                + Figures.of(evidence.parameters().number("replicates")) + " permutations)\n"
                + "differences are those of the rows searched and look larger than they are; 'at least' holds for all slices, approximately";
    }

    private static TextTable half(Json.Obj r) {
        TextTable table = new TextTable("slice", "n", "inside", "outside", "difference", "p", "looked like");
        for (Json item : r.array("slices")) {
            Json.Obj s = (Json.Obj) item;
            Estimate inside = Estimate.fromJson(s.object("inside"));
            table.row(
                    s.text("where"),
                    Long.toString(inside.n()),
                    value(inside),
                    value(Estimate.fromJson(s.object("outside"))),
                    Figures.of(Estimate.fromJson(s.object("difference"))),
                    p(s.number("p")),
                    s.get("looked_like") == null ? "–" : Figures.of(s.number("looked_like")));
        }
        return table;
    }

    private static TextTable whole(Json.Obj r) {
        TextTable table = new TextTable("slice", "n", "inside", "outside", "difference", "at least", "p");
        for (Json item : r.array("slices")) {
            Json.Obj s = (Json.Obj) item;
            Estimate inside = Estimate.fromJson(s.object("inside"));
            table.row(
                    s.text("where"),
                    Long.toString(inside.n()),
                    value(inside),
                    value(Estimate.fromJson(s.object("outside"))),
                    Figures.of(Estimate.fromJson(s.object("difference"))),
                    s.get("at_least") == null ? "–" : Figures.of(Math.max(0, s.number("at_least"))),
                    p(s.number("p")));
        }
        return table;
    }

    private static void similar(Json.Obj r, StringBuilder out) {
        for (Json item : r.array("slices")) {
            Json.Obj s = (Json.Obj) item;
            int n = (int) s.number("similar_slices");
            if (n == 0) continue;
            String first = ((Json.Str) s.array("similar").get(0)).value();
            out.append("told under '")
                    .append(TextTable.printable(s.text("where")))
                    .append("': ")
                    .append(n == 1 ? "one slice like it, " : n + " slices like it, the first ")
                    .append('\'')
                    .append(TextTable.printable(first))
                    .append("'\n");
        }
    }

    private static String p(double p) {
        return p < 1e-6 ? "< 1e-6" : Figures.of(p);
    }

    private static String value(Estimate estimate) {
        if (estimate instanceof Estimate.Interval i) return Figures.of(i.value());
        return Figures.of(estimate);
    }

    private static String words(java.util.List<Json> names) {
        return String.join(", ", names.stream().map(n -> ((Json.Str) n).value()).toList());
    }
}
