package io.candor.explain;

import io.candor.core.json.Json;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Bins;
import io.candor.core.model.Input;
import io.candor.core.model.Term;
import io.candor.evaluation.Bounds;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** One term of an additive model as a part of evidence {@code explain.shapes}. */
final class TermTables {
    private final AdditiveModel model;
    private final JackknifeIntervals intervals;
    private final List<String> outputs;

    TermTables(AdditiveModel model, JackknifeIntervals intervals, List<String> outputs) {
        this.model = model;
        this.intervals = intervals;
        this.outputs = outputs;
    }

    /** A main effect: data bins in lists, the bins for missing and unseen beside them. */
    Json.Obj main(int t) {
        Term term = model.terms().get(t);
        Json.Builder json = Json.object();
        json.put("inputs", names(term));
        axis(json, term, 0);
        double[] weights = term.weights();
        json.put("weights", Json.numbers(Arrays.copyOfRange(weights, 1, weights.length - 1)));
        if (outputs.size() == 1) return table(json, t, 0).build();
        Json.Builder tables = Json.object();
        for (int k = 0; k < outputs.size(); k++) {
            tables.put(outputs.get(k), table(Json.object(), t, k).build());
        }
        return json.put("outputs", tables.build()).build();
    }

    /** An interaction of two inputs: matrices over all bins of both, those for missing (first) and unseen (last) among them. */
    Json.Obj pair(int t) {
        Term term = model.terms().get(t);
        List<Json> axes = new ArrayList<>();
        for (int d = 0; d < 2; d++) {
            Json.Builder axis = Json.object().put("input", name(term, d));
            axis(axis, term, d);
            axes.add(axis.build());
        }
        Json.Builder json = Json.object()
                .put("inputs", names(term))
                .put("kind", "pair")
                .put("axes", Json.array(axes))
                .put("weights", matrix(term, cell -> term.weights()[cell]));
        if (outputs.size() == 1) return matrices(json, t, 0).build();
        Json.Builder tables = Json.object();
        for (int k = 0; k < outputs.size(); k++) {
            tables.put(outputs.get(k), matrices(Json.object(), t, k).build());
        }
        return json.put("outputs", tables.build()).build();
    }

    private void axis(Json.Builder json, Term term, int dimension) {
        axis(json, model.inputs().get(term.inputs()[dimension]), term.bins().get(dimension));
    }

    /** Where the bins of an input lie. */
    static void axis(Json.Builder json, Input input, Bins bins) {
        if (bins instanceof Bins.Cuts cuts) {
            json.put("kind", "continuous");
            if (!Double.isNaN(cuts.min())) json.put("min", cuts.min()).put("max", cuts.max());
            json.put("cuts", Json.numbers(cuts.cuts()));
        } else if (bins instanceof Bins.Levels levels) {
            json.put("kind", "nominal").put("levels", Json.texts(labels(input, levels)));
            json.put(
                    "bin_of_level",
                    Json.numbers(
                            Arrays.stream(levels.binOfLevel()).asDoubleStream().toArray()));
        }
    }

    private Json.Builder table(Json.Builder json, int t, int output) {
        int last = model.terms().get(t).weights().length - 1;
        JackknifeIntervals.Uncertain[] cells = new JackknifeIntervals.Uncertain[last + 1];
        for (int b = 0; b <= last; b++) cells[b] = intervals.of(t, b, output);
        json.put("scores", data(cells, JackknifeIntervals.Uncertain::score));
        json.put("low", data(cells, c -> c.spread().low()))
                .put("high", data(cells, c -> c.spread().high()));
        if (intervals.jackknife().defined()) {
            json.put("jackknife_low", data(cells, c -> jackknife(c).low()));
            json.put("jackknife_high", data(cells, c -> jackknife(c).high()));
        }
        return json.put("missing", edge(t, 0, cells[0])).put("unseen", edge(t, last, cells[last]));
    }

    private Json.Builder matrices(Json.Builder json, int t, int output) {
        Term term = model.terms().get(t);
        json.put("scores", matrix(term, cell -> intervals.of(t, cell, output).score()));
        json.put("spread", matrix(term, cell -> spread(intervals.of(t, cell, output))));
        return json;
    }

    /** To three significant digits: there are thousands of them, and nobody needs a width to more. */
    private static double spread(JackknifeIntervals.Uncertain cell) {
        return new BigDecimal(JackknifeIntervals.DEVIATIONS * cell.deviation())
                .round(new MathContext(3))
                .doubleValue();
    }

    private Json edge(int t, int bin, JackknifeIntervals.Uncertain cell) {
        Json.Builder edge = Json.object()
                .put("score", cell.score())
                .put("weight", model.terms().get(t).weights()[bin])
                .put("low", cell.spread().low())
                .put("high", cell.spread().high());
        cell.jackknife().ifPresent(j -> edge.put("jackknife_low", j.low()).put("jackknife_high", j.high()));
        return edge.build();
    }

    private static Bounds jackknife(JackknifeIntervals.Uncertain cell) {
        return cell.jackknife().orElseThrow();
    }

    /** Without the bins for missing and unseen. */
    private static Json data(
            JackknifeIntervals.Uncertain[] cells, ToDoubleFunction<JackknifeIntervals.Uncertain> number) {
        double[] numbers = new double[cells.length - 2];
        for (int b = 0; b < numbers.length; b++) numbers[b] = number.applyAsDouble(cells[b + 1]);
        return Json.numbers(numbers);
    }

    /** Gives the number of a cell. */
    private interface OfCell {
        double of(int cell);
    }

    private static Json matrix(Term term, OfCell number) {
        int columns = term.bins().get(1).count();
        List<Json> rows = new ArrayList<>();
        for (int r = 0; r < term.bins().get(0).count(); r++) {
            double[] row = new double[columns];
            for (int c = 0; c < columns; c++) row[c] = number.of(r * columns + c);
            rows.add(Json.numbers(row));
        }
        return Json.array(rows);
    }

    private Json names(Term term) {
        List<String> names = new ArrayList<>();
        for (int d = 0; d < term.inputs().length; d++) names.add(name(term, d));
        return Json.texts(names);
    }

    private String name(Term term, int dimension) {
        return model.inputs().get(term.inputs()[dimension]).name();
    }

    /** One label per data bin; levels that share a bin are joined by {@code " | "}. */
    private static List<String> labels(Input input, Bins.Levels levels) {
        List<String> labels = new ArrayList<>();
        for (int bin = 1; bin < levels.count() - 1; bin++) {
            List<String> members = new ArrayList<>();
            for (int l = 0; l < levels.binOfLevel().length; l++) {
                if (levels.binOfLevel()[l] == bin) members.add(input.levels().get(l));
            }
            labels.add(String.join(" | ", members));
        }
        return labels;
    }
}
