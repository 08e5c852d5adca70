package io.candor.report.internal;

import java.util.ArrayList;
import java.util.List;

/** The table behind the drawing of a {@link Shape}. */
final class ShapeTable {
    private ShapeTable() {}

    static List<String> headers(Shape shape, List<String> outputs) {
        List<String> headers = new ArrayList<>(List.of("Bin"));
        if (outputs.size() > 1) headers.addAll(outputs);
        else {
            headers.addAll(List.of("Adds", "Spread low", "Spread high"));
            if (shape.hasJackknife()) headers.addAll(List.of("95 % low", "95 % high"));
        }
        headers.add("Weight");
        return headers;
    }

    static List<List<String>> rows(Shape shape) {
        List<List<String>> rows = new ArrayList<>();
        for (int b = 0; b < shape.bins().size(); b++)
            rows.add(row(shape.name(b), shape.bins().get(b), shape.hasJackknife()));
        Shape.Bin missing = shape.missing();
        Shape.Bin unseen = shape.unseen();
        if (missing != null) rows.add(row("(missing)", missing, shape.hasJackknife()));
        if (unseen != null) rows.add(row("(unseen)", unseen, shape.hasJackknife()));
        return rows;
    }

    private static List<String> row(String name, Shape.Bin bin, boolean jackknife) {
        List<String> row = new ArrayList<>(List.of(name));
        if (bin.values().size() > 1) {
            for (Shape.Value v : bin.values()) {
                double half = v.hasJackknife() ? (v.jackknifeHigh() - v.jackknifeLow()) / 2 : (v.high() - v.low()) / 2;
                row.add(Numbers.signed(v.score()) + plusMinus(half));
            }
        } else {
            Shape.Value v = bin.values().get(0);
            row.addAll(List.of(Numbers.signed(v.score()), Numbers.signed(v.low()), Numbers.signed(v.high())));
            if (jackknife) row.addAll(List.of(signed(v.jackknifeLow()), signed(v.jackknifeHigh())));
        }
        row.add(Numbers.value(bin.weight()));
        return row;
    }

    /** Half an interval's width, where there is one. */
    static String plusMinus(double half) {
        return half > 0 ? " ± " + Numbers.fixed(half, 3) : "";
    }

    private static String signed(double v) {
        return Double.isNaN(v) ? "–" : Numbers.signed(v);
    }
}
