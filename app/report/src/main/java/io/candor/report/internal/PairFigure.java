package io.candor.report.internal;

import static io.candor.report.internal.Markup.el;

import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;

/** The figure of an interaction: one heat map per output, and the matrix behind it. */
final class PairFigure {
    /** Bins of a number in the drawing, of which more could not be told apart, nor their dashes be seen. */
    private static final int DRAWN = 24;

    /** Bins of a number in the table; the matrix as it is stands in results.json. */
    private static final int COARSE = 10;

    private PairFigure() {}

    static Markup of(String name, Json.Obj term, List<String> outputs, double factor) {
        List<Json.Obj> tables = new ArrayList<>();
        List<String> shown = outputs;
        if (term.get("outputs") instanceof Json.Obj several) {
            shown = outputs.subList(0, Math.min(SeriesPlot.MOST, outputs.size()));
            for (String output : shown) tables.add(several.object(output));
        } else tables.add(term);
        List<Pair> pairs = Pair.of(term, tables, factor);
        double most = 0;
        for (Pair pair : pairs) most = Math.max(most, pair.largest());
        Markup charts = pairs.size() == 1 ? el("div") : el("div").cls("grid2");
        for (int p = 0; p < pairs.size(); p++) {
            Markup map = HeatMap.of(
                    "Heat map of " + name + of(shown, pairs, p), pairs.get(p).coarse(DRAWN), most);
            charts.add(
                    pairs.size() == 1
                            ? map
                            : el("div").add(el("p").data(shown.get(p))).add(map));
        }
        Pair first = pairs.get(0);
        List<String> headers = new ArrayList<>(
                List.of(first.across().name() + " ↓, " + first.up().name() + " →"));
        headers.addAll(first.coarse(COARSE).up().bins());
        List<List<String>> rows = new ArrayList<>();
        for (int p = 0; p < pairs.size(); p++) {
            String prefix = pairs.size() == 1 ? "" : shown.get(p) + ": ";
            rows.addAll(rows(prefix, pairs.get(p).coarse(COARSE)));
        }
        Markup figure = Figure.of(
                Section.anchor("shape", name), name, summary(pairs, shown, outputs.size()), charts, headers, rows);
        return pairs.size() == 1 ? figure : figure.cls("wide");
    }

    private static String of(List<String> shown, List<Pair> pairs, int p) {
        return pairs.size() == 1 ? "" : ", " + shown.get(p);
    }

    private static String summary(List<Pair> pairs, List<String> shown, int outputs) {
        Pair pair = pairs.get(0);
        for (Pair other : pairs) if (other.largest() > pair.largest()) pair = other;
        String which = pairs.size() == 1 ? "" : " (" + shown.get(pairs.indexOf(pair)) + ")";
        return "Beyond what both add by themselves: highest" + which + ", " + at(pair, pair.extreme(1)) + "; lowest, "
                + at(pair, pair.extreme(-1)) + "."
                + (shown.size() < outputs
                        ? " The first " + shown.size() + " of " + outputs + " classes are drawn."
                        : "");
    }

    private static String at(Pair pair, int[] cell) {
        return Numbers.signed(pair.cells()[cell[0]][cell[1]].score()) + ", for "
                + pair.across().name() + " " + pair.across().bins().get(cell[0]) + " and "
                + pair.up().name() + " " + pair.up().bins().get(cell[1]);
    }

    private static List<List<String>> rows(String prefix, Pair pair) {
        List<List<String>> rows = new ArrayList<>();
        for (int a = 0; a < pair.cells().length; a++) {
            List<String> row =
                    new ArrayList<>(List.of(prefix + pair.across().bins().get(a)));
            for (Pair.Cell cell : pair.cells()[a]) {
                double half = Double.isNaN(cell.jackknife()) ? cell.spread() : cell.jackknife();
                row.add(cell.weight() > 0 ? Numbers.signed(cell.score()) + ShapeTable.plusMinus(half) : "no rows");
            }
            rows.add(row);
        }
        return rows;
    }
}
