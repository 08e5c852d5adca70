package io.candor.cli;

import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What data say of groups, as text. */
final class DataText {
    private static final int MOST = 10;

    private DataText() {}

    static String of(Evidence evidence) {
        Json.Obj result = evidence.result();
        StringBuilder out = new StringBuilder();
        for (Map.Entry<String, Json> feature :
                result.object("features").members().entrySet()) {
            out.append("\nby ").append(TextTable.printable(feature.getKey())).append(", ");
            out.append(Figures.of(result.number("rows"))).append(" rows\n");
            feature((Json.Obj) feature.getValue(), result, out);
        }
        return out.toString().strip();
    }

    private static void feature(Json.Obj f, Json.Obj result, StringBuilder out) {
        boolean number = result.text("task").equals("regression");
        String what = number ? "mean label" : "positive";
        TextTable groups = new TextTable(
                "group", "n", "share", what + " [95 % interval]", "rest − group [95 % interval]", number ? "KS" : "JS");
        for (Map.Entry<String, Json> entry : f.object("groups").members().entrySet()) {
            Json.Obj g = (Json.Obj) entry.getValue();
            Json.Obj balance = g.object("balance");
            groups.row(
                    entry.getKey(),
                    Figures.of(g.number("n")),
                    Figures.of(g.object("share").number("value"))
                            + (g.get("reference") == null ? "" : " of " + Figures.of(g.number("reference"))),
                    estimate(g.get("label")),
                    estimate(balance.get("label_difference")),
                    figure(balance.get(number ? "ks" : "js")));
        }
        out.append(groups).append('\n');
        if (f.number("unknown") > 0) out.append(Figures.of(f.number("unknown"))).append(" rows have no value\n");
        Json.Obj label = f.object("label");
        if (label.get("difference") instanceof Json.Obj gap)
            gap(number ? "mean label" : "rate of the positive label", gap, out);
        else
            label.members()
                    .forEach((name, of) ->
                            gap("rate of " + TextTable.printable(name), ((Json.Obj) of).object("difference"), out));
        Json.Obj shares = f.object("representation");
        out.append("shares against ")
                .append(shares.text("against").equals("reference") ? "the reference" : "equal ones")
                .append(": p ")
                .append(p(shares.number("p")))
                .append('\n');
        missing(f.array("missing"), out);
        proxies(f, out);
    }

    private static void gap(String what, Json.Obj gap, StringBuilder out) {
        out.append("largest gap in ").append(what).append(": ").append(Figures.of(Estimate.fromJson(gap)));
        if (gap.get("lowest") != null)
            out.append(", ")
                    .append(TextTable.printable(gap.text("lowest")))
                    .append(" lowest, ")
                    .append(TextTable.printable(gap.text("highest")))
                    .append(" highest");
        out.append('\n');
    }

    private static void missing(List<Json> columns, StringBuilder out) {
        if (columns.isEmpty()) {
            out.append("no other column has missing values\n");
            return;
        }
        TextTable table = new TextTable("missing in", "rate", "largest gap [95 % interval]", "q");
        for (Json item : columns) {
            Json.Obj c = (Json.Obj) item;
            table.row(
                    c.text("column"),
                    Figures.of(c.object("rate").number("value")),
                    Figures.of(Estimate.fromJson(c.object("largest_gap"))),
                    p(c.number("q")));
        }
        out.append('\n').append(table).append('\n');
    }

    private static void proxies(Json.Obj f, StringBuilder out) {
        List<Json> all = f.array("proxies");
        if (all.isEmpty()) return;
        TextTable table = new TextTable("proxy", "association", "information", "AUC", "q");
        for (Json item : all.subList(0, Math.min(MOST, all.size()))) {
            Json.Obj c = (Json.Obj) item;
            table.row(
                    c.text("column"),
                    Figures.of(c.number("association")),
                    Figures.of(c.number("information")),
                    c.get("auc") == null ? "–" : estimate(c.get("auc")),
                    p(c.number("q")));
        }
        out.append('\n').append(table).append('\n');
        if (all.size() > MOST) out.append(all.size() - MOST).append(" more columns are in --json\n");
        out.append(
                "association: Cramér's V of values or tenths, 0 to 1; information in bits; both without what chance adds\n");
        if (!(f.get("together") instanceof Json.Obj together)) return;
        out.append("all inputs together (")
                .append(together.text("algorithm"))
                .append(", rows not learnt from): AUC ")
                .append(Figures.of(together.number("macro_auc")));
        Map<String, Json> groups = together.object("groups").members();
        if (groups.size() > 2) {
            out.append(" on average; ");
            out.append(String.join(
                    ", ",
                    groups.entrySet().stream()
                            .map(e -> TextTable.printable(e.getKey()) + " " + estimate(e.getValue()))
                            .toList()));
        } else groups.values().stream().skip(1).findFirst().ifPresent(e -> out.append(interval(e)));
        out.append('\n');
    }

    private static String interval(Json estimate) {
        return Estimate.fromJson((Json.Obj) estimate) instanceof Estimate.Interval i
                ? " [" + Figures.of(i.low()) + ", " + Figures.of(i.high()) + "]"
                : "";
    }

    private static String estimate(@Nullable Json json) {
        return json instanceof Json.Obj o ? Figures.of(Estimate.fromJson(o)) : "–";
    }

    private static String figure(@Nullable Json json) {
        return json instanceof Json.Num n ? Figures.of(n.value()) : "–";
    }

    private static String p(double p) {
        return p < 1e-6 ? "< 1e-6" : Figures.of(p);
    }
}
