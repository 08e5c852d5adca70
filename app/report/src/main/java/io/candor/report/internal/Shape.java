package io.candor.report.internal;

import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A main effect made ready to draw and to tabulate, for one output or several: neighbouring bins that agree are joined, and a
 * very fine one is joined further, by weight, into at most {@link #MAX_BINS} bins. The full table stays in results.json.
 *
 * @param levels names of the bins of a category; empty for a number
 * @param bins data bins
 * @param fullBins how many there were before they were joined
 * @param missing the bin of missing values; null in files that do not tell
 * @param unseen the bin of levels that training did not see; likewise
 */
record Shape(
        List<String> levels,
        List<Bin> bins,
        int fullBins,
        @Nullable Bin missing,
        @Nullable Bin unseen) {
    /** What a drawing of 370 points can show. */
    static final int MAX_BINS = 120;

    /** Bins with less than this share of the rows do not stretch an axis with their uncertainty. */
    private static final double RARE = 0.005;

    /**
     * What is added for one output.
     *
     * @param low of the spread over bags
     * @param high likewise
     * @param jackknifeLow of the 95 % jackknife interval; NaN without one
     * @param jackknifeHigh likewise
     */
    record Value(double score, double low, double high, double jackknifeLow, double jackknifeHigh) {
        boolean hasJackknife() {
            return !Double.isNaN(jackknifeLow);
        }

        /** Where every number is the mean of both, weighted. */
        private Value joined(double own, Value other, double weight) {
            double all = own + weight;
            double share = all > 0 ? weight / all : 0.5;
            return new Value(
                    score + share * (other.score - score),
                    low + share * (other.low - low),
                    high + share * (other.high - high),
                    jackknifeLow + share * (other.jackknifeLow - jackknifeLow),
                    jackknifeHigh + share * (other.jackknifeHigh - jackknifeHigh));
        }
    }

    /** @param values one per output */
    record Bin(double from, double to, double weight, List<Value> values) {
        private Bin joined(Bin next) {
            List<Value> both = new ArrayList<>();
            for (int k = 0; k < values.size(); k++) {
                Value mine = values.get(k);
                Value other = next.values.get(k);
                both.add(mine.equals(other) ? mine : mine.joined(weight, other, next.weight));
            }
            return new Bin(from, next.to, weight + next.weight, both);
        }
    }

    /** @param outputs names of the outputs, of which several have a table each */
    static Shape of(Json.Obj term, List<String> outputs) {
        List<Json.Obj> tables = new ArrayList<>();
        if (term.get("outputs") instanceof Json.Obj several) {
            for (String output : outputs) tables.add(several.object(output));
        } else tables.add(term);
        boolean nominal = term.get("levels") != null;
        List<String> levels = new ArrayList<>();
        if (nominal) for (Json level : term.array("levels")) levels.add(((Json.Str) level).value());
        double[] cuts = nominal ? new double[0] : numbers(term, "cuts");
        double[] weights = numbers(term, "weights");
        double min = term.get("min") instanceof Json.Num m ? m.value() : cuts.length > 0 ? cuts[0] - 1 : 0;
        double max =
                term.get("max") instanceof Json.Num m ? m.value() : cuts.length > 0 ? cuts[cuts.length - 1] + 1 : 1;
        List<Bin> bins = new ArrayList<>();
        for (int b = 0; b < weights.length; b++) {
            double from = nominal ? b : b == 0 ? min : cuts[b - 1];
            double to = nominal ? b + 1 : b == cuts.length ? max : cuts[b];
            bins.add(new Bin(from, Math.max(from, to), weights[b], values(tables, b)));
        }
        return new Shape(
                levels, nominal ? bins : joined(bins), weights.length, edge(tables, "missing"), edge(tables, "unseen"));
    }

    private static List<Value> values(List<Json.Obj> tables, int bin) {
        List<Value> values = new ArrayList<>();
        for (Json.Obj table : tables) {
            boolean jackknife = table.get("jackknife_low") != null;
            values.add(new Value(
                    at(table, "scores", bin),
                    at(table, table.get("low") == null ? "scores" : "low", bin),
                    at(table, table.get("high") == null ? "scores" : "high", bin),
                    jackknife ? at(table, "jackknife_low", bin) : Double.NaN,
                    jackknife ? at(table, "jackknife_high", bin) : Double.NaN));
        }
        return values;
    }

    private static @Nullable Bin edge(List<Json.Obj> tables, String which) {
        List<Value> values = new ArrayList<>();
        double weight = 0;
        for (Json.Obj table : tables) {
            if (!(table.get(which) instanceof Json.Obj bin)) return null;
            double score = bin.number("score");
            weight = bin.number("weight");
            values.add(new Value(
                    score,
                    or(bin, "low", score),
                    or(bin, "high", score),
                    or(bin, "jackknife_low", Double.NaN),
                    or(bin, "jackknife_high", Double.NaN)));
        }
        return new Bin(Double.NaN, Double.NaN, weight, values);
    }

    private static List<Bin> joined(List<Bin> bins) {
        double total = 0;
        for (Bin bin : bins) total += bin.weight();
        boolean fine = bins.size() > MAX_BINS;
        double share = fine ? total / (MAX_BINS / 2.0) : 0;
        List<Bin> joined = new ArrayList<>();
        for (Bin bin : bins) {
            Bin last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            boolean same = last != null && last.values().equals(bin.values());
            boolean light = fine && last != null && last.weight() + bin.weight() <= share;
            if (last != null && (same || light)) joined.set(joined.size() - 1, last.joined(bin));
            else joined.add(bin);
        }
        return joined;
    }

    private static double[] numbers(Json.Obj term, String member) {
        return PerformanceSection.numbers(term.array(member));
    }

    private static double at(Json.Obj table, String list, int bin) {
        return ((Json.Num) table.array(list).get(bin)).value();
    }

    private static double or(Json.Obj bin, String member, double otherwise) {
        return bin.get(member) instanceof Json.Num n ? n.value() : otherwise;
    }

    boolean nominal() {
        return !levels.isEmpty();
    }

    boolean hasJackknife() {
        return bins.get(0).values().get(0).hasJackknife();
    }

    double min() {
        return bins.get(0).from();
    }

    double max() {
        return bins.get(bins.size() - 1).to();
    }

    double heaviest() {
        double heaviest = 0;
        for (Bin bin : bins) heaviest = Math.max(heaviest, bin.weight());
        return heaviest;
    }

    /**
     * What a vertical axis has to show: all scores, 0, and the uncertainty of all but rare bins: of one output both bands, of
     * several the spread.
     */
    double[] range() {
        double total = 0;
        for (Bin bin : bins) total += bin.weight();
        double[] range = {0, 0};
        for (Bin bin : bins) stretch(range, bin, bin.weight() >= RARE * total);
        for (Bin edge : new Bin[] {missing, unseen}) if (edge != null) stretch(range, edge, false);
        return range;
    }

    private static void stretch(double[] range, Bin bin, boolean bands) {
        for (Value v : bin.values()) {
            range[0] = Math.min(range[0], v.score());
            range[1] = Math.max(range[1], v.score());
            if (!bands) continue;
            boolean both = v.hasJackknife() && bin.values().size() == 1;
            range[0] = Math.min(range[0], both ? Math.min(v.low(), v.jackknifeLow()) : v.low());
            range[1] = Math.max(range[1], both ? Math.max(v.high(), v.jackknifeHigh()) : v.high());
        }
    }

    String name(int bin) {
        if (nominal()) return levels.get(bin);
        return "[" + Numbers.bound(bins.get(bin).from()) + ", "
                + Numbers.bound(bins.get(bin).to()) + (bin + 1 == bins.size() ? "]" : ")");
    }
}
