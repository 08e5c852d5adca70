package io.candor.report.internal;

import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * A shape function made ready to draw and to tabulate: neighbouring bins that agree are joined, and a very fine one is joined
 * further, by weight, into at most {@link #MAX_BINS} bins. The full table stays in results.json.
 */
final class Shape {
    /** What a drawing of 370 points can show. */
    static final int MAX_BINS = 120;

    private final List<String> levels;
    private final List<double[]> bins; // from, to, score, low, high, weight
    private final int fullBins;

    private Shape(List<String> levels, List<double[]> bins, int fullBins) {
        this.levels = levels;
        this.bins = bins;
        this.fullBins = fullBins;
    }

    static Shape of(Json.Obj term) {
        double[] scores = numbers(term, "scores");
        double[] low = numbers(term, "low");
        double[] high = numbers(term, "high");
        double[] weights = numbers(term, "weights");
        boolean nominal = term.get("levels") != null;
        List<String> levels = new ArrayList<>();
        if (nominal) for (Json level : term.array("levels")) levels.add(((Json.Str) level).value());
        double[] cuts = nominal ? new double[0] : numbers(term, "cuts");
        double min = term.get("min") instanceof Json.Num m ? m.value() : cuts.length > 0 ? cuts[0] - 1 : 0;
        double max =
                term.get("max") instanceof Json.Num m ? m.value() : cuts.length > 0 ? cuts[cuts.length - 1] + 1 : 1;
        List<double[]> bins = new ArrayList<>();
        for (int b = 0; b < scores.length; b++) {
            double from = nominal ? b : b == 0 ? min : cuts[b - 1];
            double to = nominal ? b + 1 : b == cuts.length ? max : cuts[b];
            bins.add(new double[] {from, Math.max(from, to), scores[b], low[b], high[b], weights[b]});
        }
        return new Shape(levels, nominal ? bins : joined(bins), scores.length);
    }

    private static List<double[]> joined(List<double[]> bins) {
        double total = 0;
        for (double[] bin : bins) total += bin[5];
        boolean fine = bins.size() > MAX_BINS;
        double share = fine ? total / (MAX_BINS / 2.0) : 0;
        List<double[]> joined = new ArrayList<>();
        for (double[] bin : bins) {
            double[] last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            boolean same = last != null && last[2] == bin[2] && last[3] == bin[3] && last[4] == bin[4];
            boolean light = fine && last != null && last[5] + bin[5] <= share;
            if (last == null || !same && !light) {
                joined.add(bin.clone());
                continue;
            }
            double weight = last[5] + bin[5];
            for (int v = 2; v < 5; v++) {
                last[v] = weight > 0 ? (last[v] * last[5] + bin[v] * bin[5]) / weight : (last[v] + bin[v]) / 2;
            }
            last[1] = bin[1];
            last[5] = weight;
        }
        return joined;
    }

    private static double[] numbers(Json.Obj term, String member) {
        List<Json> items = term.array(member);
        double[] values = new double[items.size()];
        for (int i = 0; i < values.length; i++) values[i] = ((Json.Num) items.get(i)).value();
        return values;
    }

    List<String> levels() {
        return levels;
    }

    int bins() {
        return bins.size();
    }

    int fullBins() {
        return fullBins;
    }

    double min() {
        return bins.get(0)[0];
    }

    double max() {
        return bins.get(bins.size() - 1)[1];
    }

    double from(int bin) {
        return bins.get(bin)[0];
    }

    double to(int bin) {
        return bins.get(bin)[1];
    }

    double score(int bin) {
        return bins.get(bin)[2];
    }

    double low(int bin) {
        return bins.get(bin)[3];
    }

    double high(int bin) {
        return bins.get(bin)[4];
    }

    double weight(int bin) {
        return bins.get(bin)[5];
    }

    /** The table behind the drawing. */
    List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (int b = 0; b < bins(); b++) {
            String name = levels.isEmpty()
                    ? "[" + Numbers.bound(from(b)) + ", " + Numbers.bound(to(b)) + (b + 1 == bins() ? "]" : ")")
                    : levels.get(b);
            rows.add(List.of(
                    name,
                    Numbers.signed(score(b)),
                    Numbers.signed(low(b)),
                    Numbers.signed(high(b)),
                    Numbers.value(weight(b))));
        }
        return rows;
    }
}
