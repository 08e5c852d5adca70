package io.candor.report.internal;

import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * Errors over the bins of two columns as a table of shaded cells with the number in each, or over those of one column as dots with
 * intervals. Deeper is more error; a cell with too few rows has a dash and no shade.
 */
final class ErrorMapFigure {
    /** Steps of shade; a deeper one would drown the numbers. */
    private static final int STEPS = 3;

    private static final double LEFT = 104;
    private static final double TOP = 22;
    private static final double ROW = 28;
    private static final double WIDEST = 64;
    private static final double LABEL = 92;
    private static final double TILT = Math.toRadians(40);

    /** Columns that a number has room in. */
    private static final int MOST = 14;

    private ErrorMapFigure() {}

    static Markup of(Evidence evidence) {
        Json.Obj map = evidence.result();
        List<Json> sides = map.array("features");
        Json.Obj first = (Json.Obj) sides.get(0);
        boolean two = sides.size() == 2;
        Json.Obj second = (Json.Obj) sides.get(sides.size() - 1);
        String title =
                ErrorTreeFigure.measure(map) + " by " + first.text("name") + (two ? " and " + second.text("name") : "");
        List<String> headers = new ArrayList<>(List.of(first.text("name")));
        if (two) headers.add(second.text("name"));
        headers.addAll(
                List.of("Rows", ErrorTreeFigure.measure(map), "95 % low", "95 % high", "Share of errors", "Lift"));
        return Figure.of(
                "fig-error-map",
                title,
                summary(evidence, first, second, two),
                two ? cells(title, map, first, second) : dots(title, map, first),
                headers,
                rows(map, first, second, two));
    }

    private static String summary(Evidence evidence, Json.Obj first, Json.Obj second, boolean two) {
        Json.Obj map = evidence.result();
        Json.Obj worst = null;
        for (Json item : map.array("cells")) {
            Json.Obj cell = (Json.Obj) item;
            if (Estimates.of(cell.need("value")) instanceof Estimate.Undefined) continue;
            if (worst == null || ErrorWords.size(cell) > ErrorWords.size(worst)) worst = cell;
        }
        String chosen = evidence.parameters().get("chosen") instanceof Json.Bool b && b.value()
                ? "The column that says most of the errors, and the one that adds most to it. "
                : "";
        if (worst == null) return chosen + "No cell has enough rows.";
        return chosen + "Most error for " + first.text("name") + " " + label(first, worst, 0)
                + (two ? " and " + second.text("name") + " " + label(second, worst, 1) : "") + ": "
                + Estimates.sentence(Estimates.of(worst.need("value"))) + ", over "
                + Numbers.grouped((long) worst.number("rows"))
                + " rows. Cells with too few rows have a dash, those without rows nothing.";
    }

    private static String label(Json.Obj side, Json.Obj cell, int at) {
        int bin = (int) ((Json.Num) cell.array("bins").get(at)).value();
        return label(side, bin);
    }

    private static String label(Json.Obj side, int bin) {
        return ((Json.Obj) side.array("bins").get(bin)).text("label");
    }

    private static Markup dots(String title, Json.Obj map, Json.Obj side) {
        List<IntervalPlot.Row> rows = new ArrayList<>();
        for (Json item : map.array("cells")) {
            Json.Obj cell = (Json.Obj) item;
            rows.add(new IntervalPlot.Row(label(side, cell, 0), Estimates.of(cell.need("value")), false));
        }
        Estimate all = Estimates.of(map.need("value"));
        return IntervalPlot.of(title, rows, all instanceof Estimate.Interval i ? (Double) i.value() : null);
    }

    private static Markup cells(String title, Json.Obj map, Json.Obj first, Json.Obj second) {
        int across = second.array("bins").size();
        int down = first.array("bins").size();
        boolean numbers = across <= MOST;
        double width = Math.min(WIDEST, (Svg.WIDTH - LEFT - 6) / across);
        double bottom = TOP + down * ROW;
        double longest = 0;
        for (int b = 0; b < across; b++) longest = Math.max(longest, Letters.width(label(second, b)));
        double below = bottom + 20 + Math.min(LABEL, longest) * Math.sin(TILT);
        double most = 0;
        for (Json item : map.array("cells"))
            if (enough((Json.Obj) item)) most = Math.max(most, ErrorWords.size((Json.Obj) item));
        Markup svg = Svg.canvas(Svg.WIDTH, below + 18, title);
        svg.add(Svg.label(4, 12, "start", first.text("name"), LEFT));
        for (int a = 0; a < down; a++) {
            double y = TOP + a * ROW;
            svg.add(Svg.label(LEFT - 6, y + ROW / 2 + 4, "end", label(first, a), LEFT - 10));
            for (int b = 0; b < across; b++) {
                cell(svg, (Json.Obj) map.array("cells").get(a * across + b), LEFT + b * width, y, width, most, numbers);
            }
        }
        for (int b = 0; b < across; b++) {
            double x = LEFT + (b + 0.5) * width + 4;
            String turn = "rotate(-40 " + Numbers.coordinate(x) + " " + Numbers.coordinate(bottom + 12) + ")";
            double room = Math.min(LABEL, x / Math.cos(TILT));
            svg.add(Svg.label(x, bottom + 12, "end", label(second, b), room).attr("transform", turn));
        }
        double middle = LEFT + across * width / 2;
        svg.add(Svg.label(middle, below + 12, "middle", second.text("name"), Svg.WIDTH - LEFT));
        return svg;
    }

    private static void cell(
            Markup svg, Json.Obj cell, double x, double y, double width, double most, boolean numbers) {
        svg.add(Svg.rect(x, y, width, ROW, "box"));
        if (cell.number("rows") == 0) return;
        boolean enough = enough(cell);
        int step = enough && most > 0 ? (int) Math.ceil(STEPS * ErrorWords.size(cell) / most - 1e-9) : 0;
        if (step > 0) svg.add(Svg.rect(x + 0.5, y + 0.5, width - 1, ROW - 1, "positive heat" + step));
        Estimate value = Estimates.of(cell.need("value"));
        double number =
                value instanceof Estimate.Interval i ? i.value() : value instanceof Estimate.Point p ? p.value() : 0;
        if (enough && !numbers) return;
        svg.add(Svg.text(x + width / 2, y + ROW / 2 + 4, "middle", "cell", enough ? shortest(number, width) : "–"));
    }

    /** As many decimals as there is room for: .25 rather than 0.25 where cells are narrow. */
    private static String shortest(double v, double width) {
        if (v < 0 || v > 1) return Letters.cut(Numbers.value(v), width - 2);
        String two = Numbers.fixed(v, 2);
        return width < 30 && two.startsWith("0") ? two.substring(1) : two;
    }

    private static boolean enough(Json.Obj cell) {
        return !(Estimates.of(cell.need("value")) instanceof Estimate.Undefined);
    }

    private static List<List<String>> rows(Json.Obj map, Json.Obj first, Json.Obj second, boolean two) {
        List<List<String>> rows = new ArrayList<>();
        for (Json item : map.array("cells")) {
            Json.Obj cell = (Json.Obj) item;
            if (cell.number("rows") == 0) continue;
            List<String> cells = new ArrayList<>(List.of(label(first, cell, 0)));
            if (two) cells.add(label(second, cell, 1));
            cells.addAll(ErrorTreeFigure.counted(cell));
            rows.add(cells);
        }
        return rows;
    }
}
