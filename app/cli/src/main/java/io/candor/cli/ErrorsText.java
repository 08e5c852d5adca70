package io.candor.cli;

import io.candor.core.data.Cohort;
import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where a model is wrong, as text: the tree, its worst leaves, the map. */
final class ErrorsText {
    private static final int WORST = 5;

    private ErrorsText() {}

    /** @param found the tree, and the map if there is one */
    static String of(List<Evidence> found) {
        Evidence tree = found.get(0);
        StringBuilder out = new StringBuilder();
        Json.Obj result = tree.result();
        out.append(result.text("words"))
                .append(' ')
                .append(Figures.of(Estimate.fromJson(result.object("value"))))
                .append(" over ")
                .append(Figures.of(result.number("rows")))
                .append(honest(tree) ? " rows that were measured; as many chose the tree\n\n" : " rows\n\n");
        out.append(tree(result)).append("\n\n");
        out.append(worst(result));
        out.append(ranked(result));
        if (found.size() > 1) out.append('\n').append(map(found.get(1)));
        return out.toString().stripTrailing();
    }

    private static boolean honest(Evidence evidence) {
        return evidence.parameters().get("honest") instanceof Json.Bool b && b.value();
    }

    private static TextTable tree(Json.Obj result) {
        TextTable table = new TextTable("node", "rows with", "rows", result.text("words"), "share of errors", "lift");
        for (Json item : result.array("nodes")) {
            Json.Obj node = (Json.Obj) item;
            table.row(
                    Figures.of(node.number("node")),
                    "  ".repeat((int) node.number("depth")) + node.text("text"),
                    Figures.of(node.number("rows")),
                    estimate(node),
                    share(node, "coverage"),
                    number(node, "lift"));
        }
        return table;
    }

    /** Leaves with enough rows that are surely worse than all rows, the worst first. */
    private static String worst(Json.Obj result) {
        String better = result.text("better");
        Estimate all = Estimate.fromJson(result.object("value"));
        if (!(all instanceof Estimate.Interval overall)) return "";
        List<Json.Obj> leaves = new ArrayList<>();
        for (Json item : result.array("nodes")) {
            Json.Obj node = (Json.Obj) item;
            if (!(node.get("leaf") instanceof Json.Bool leaf) || !leaf.value()) continue;
            if (!(Estimate.fromJson(node.object("value")) instanceof Estimate.Interval own)) continue;
            boolean farther = Math.abs(own.value()) > Math.abs(overall.value());
            boolean above = own.low() > overall.value();
            boolean below = own.high() < overall.value();
            if (better.equals("zero") ? farther && (above || below) : better.equals("higher") ? below : above)
                leaves.add(node);
        }
        if (leaves.isEmpty()) return "no leaf is worse than all rows beyond its interval\n";
        leaves.sort(Comparator.comparingDouble((Json.Obj n) -> -n.number("lift")));
        StringBuilder out = new StringBuilder("worse than all rows beyond the interval:\n");
        for (Json.Obj leaf : leaves.subList(0, Math.min(WORST, leaves.size()))) {
            Cohort cohort = Cohort.fromJson("node", leaf.need("conditions"), "node");
            out.append("  ")
                    .append(Figures.of(leaf.number("node")))
                    .append(": ")
                    .append(TextTable.printable(cohort.text()))
                    .append(": ")
                    .append(estimate(leaf))
                    .append('\n');
        }
        return out.toString();
    }

    private static String ranked(Json.Obj result) {
        StringBuilder out = new StringBuilder("most informative of errors (bits):");
        int shown = 0;
        for (Json item : result.array("features")) {
            Json.Obj feature = (Json.Obj) item;
            if (feature.number("information") == 0 || shown == WORST) break;
            out.append(shown++ == 0 ? " " : ", ")
                    .append(TextTable.printable(feature.text("name")))
                    .append(' ')
                    .append(Figures.of(feature.number("information")));
        }
        return out.append(shown == 0 ? " none\n" : "\n").toString();
    }

    private static String map(Evidence evidence) {
        Json.Obj result = evidence.result();
        List<Json> sides = result.array("features");
        Json.Obj first = (Json.Obj) sides.get(0);
        Json.Obj second = (Json.Obj) sides.get(sides.size() - 1);
        boolean two = sides.size() == 2;
        List<String> headers = new ArrayList<>(List.of("", first.text("name")));
        int across = two ? second.array("bins").size() : 1;
        for (int b = 0; b < across; b++) headers.add(two ? b + ": " + label(second, b) : result.text("words"));
        TextTable table = new TextTable(headers.toArray(String[]::new));
        for (int a = 0; a < first.array("bins").size(); a++) {
            List<String> cells = new ArrayList<>(List.of(Integer.toString(a), label(first, a)));
            for (int b = 0; b < across; b++) cells.add(cell(result, a * across + b));
            table.row(cells.toArray(String[]::new));
        }
        return result.text("words") + " by " + TextTable.printable(first.text("name"))
                + (two ? " and " + TextTable.printable(second.text("name")) : "")
                + ", rows in parentheses" + (honest(evidence) ? ", of the half that was measured\n" : "\n") + table
                + "\nintervals and shares of errors are in --json and --report\n";
    }

    private static String cell(Json.Obj result, int at) {
        Json.Obj cell = (Json.Obj) result.array("cells").get(at);
        if (cell.number("rows") == 0) return "";
        String rows = " (" + Figures.of(cell.number("rows")) + ")";
        Estimate value = Estimate.fromJson(cell.object("value"));
        if (value instanceof Estimate.Interval i) return rounded(i.value()) + rows;
        return value instanceof Estimate.Point p ? rounded(p.value()) + rows : "–" + rows;
    }

    private static String label(Json.Obj side, int bin) {
        return TextTable.printable(((Json.Obj) side.array("bins").get(bin)).text("label"));
    }

    private static String estimate(Json.Obj json) {
        Estimate value = Estimate.fromJson(json.object("value"));
        if (value instanceof Estimate.Undefined u) return u.reason();
        if (value instanceof Estimate.Interval i)
            return rounded(i.value()) + " [" + rounded(i.low()) + ", " + rounded(i.high()) + "]";
        return rounded(((Estimate.Point) value).value());
    }

    /** Three significant digits are as many as a rate of some hundred rows has. */
    private static String rounded(double v) {
        return Figures.of(
                new java.math.BigDecimal(v).round(new java.math.MathContext(3)).doubleValue());
    }

    private static String share(Json.Obj json, String member) {
        return json.get(member) instanceof Json.Num n ? Figures.of(Math.rint(1000 * n.value()) / 10) + " %" : "–";
    }

    private static String number(Json.Obj json, String member) {
        return json.get(member) instanceof Json.Num n ? Figures.of(Math.rint(100 * n.value()) / 100) : "–";
    }
}
