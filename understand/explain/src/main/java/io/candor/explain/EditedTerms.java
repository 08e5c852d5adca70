package io.candor.explain;

import io.candor.core.json.Json;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Bins;
import io.candor.core.model.Input;
import io.candor.core.model.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an edit changed in an additive model: the tables of every term that is not the same, before and after, over the bins of
 * both. A term that one of them lacks adds 0 there. Terms of more than two inputs, and tables past {@link #MOST} entries, are only named.
 */
public final class EditedTerms {
    /** Entries of tables kept for one edit: about a megabyte. */
    static final int MOST = 50_000;

    private final AdditiveModel before;
    private final AdditiveModel after;
    private final List<String> outputs;

    private EditedTerms(AdditiveModel before, AdditiveModel after) {
        this.before = before;
        this.after = after;
        this.outputs = ModelOutputs.of(after).names();
    }

    /** {@code {"terms": {...}, "left_out": [...], "intercept": {...}}}, as evidence {@code explain.edits} has it. */
    public static Json.Obj of(AdditiveModel before, AdditiveModel after) {
        return new EditedTerms(before, after).json();
    }

    private Json.Obj json() {
        Map<String, Term> old = named(before);
        Map<String, Term> now = named(after);
        Set<String> names = new LinkedHashSet<>(old.keySet());
        names.addAll(now.keySet());
        Json.Builder terms = Json.object();
        List<String> leftOut = new ArrayList<>();
        long entries = 0;
        for (String name : names) {
            Pair pair = new Pair(inputs(name, old, now), old.get(name), now.get(name));
            if (pair.same()) continue;
            entries += 2L * pair.cells() * outputs.size();
            if (pair.inputs.size() > 2 || entries > MOST) leftOut.add(name);
            else terms.put(name, pair.json());
        }
        Json.Builder json = Json.object().put("terms", terms.build()).put("left_out", Json.texts(leftOut));
        if (!Arrays.equals(before.intercept(), after.intercept())) {
            json.put(
                    "intercept",
                    Json.object()
                            .put("before", Json.numbers(before.intercept()))
                            .put("after", Json.numbers(after.intercept()))
                            .build());
        }
        return json.build();
    }

    private static Map<String, Term> named(AdditiveModel model) {
        Map<String, Term> terms = new TreeMap<>();
        for (int t = 0; t < model.termCount(); t++)
            terms.put(model.termName(t), model.terms().get(t));
        return terms;
    }

    private List<Input> inputs(String name, Map<String, Term> old, Map<String, Term> now) {
        AdditiveModel from = old.containsKey(name) ? before : after;
        Term term = old.containsKey(name) ? old.get(name) : now.get(name);
        List<Input> inputs = new ArrayList<>();
        for (int i : term == null ? new int[0] : term.inputs())
            inputs.add(from.inputs().get(i));
        return inputs;
    }

    /** One term before and after. */
    private final class Pair {
        final List<Input> inputs;
        final @Nullable Term old;
        final @Nullable Term now;
        final List<Bins> bins = new ArrayList<>();

        Pair(List<Input> inputs, @Nullable Term old, @Nullable Term now) {
            this.inputs = inputs;
            this.old = old;
            this.now = now;
            for (int d = 0; d < inputs.size(); d++) {
                Bins a = old == null ? null : old.bins().get(d);
                Bins b = now == null ? null : now.bins().get(d);
                bins.add(CommonBins.of(inputs.get(d), a, b));
            }
        }

        boolean same() {
            return old != null && now != null && Arrays.equals(old.scores(), now.scores());
        }

        long cells() {
            long cells = 1;
            for (Bins b : bins) cells *= b.count();
            return cells;
        }

        Json.Obj json() {
            Json.Builder json = Json.object()
                    .put("inputs", Json.texts(inputs.stream().map(Input::name).toList()));
            double[] weights = weights();
            boolean main = inputs.size() == 1;
            if (main) {
                TermTables.axis(json, inputs.get(0), bins.get(0));
                json.put("weights", Json.numbers(Arrays.copyOfRange(weights, 1, weights.length - 1)));
            } else {
                List<Json> axes = new ArrayList<>();
                for (int d = 0; d < 2; d++) {
                    Json.Builder axis = Json.object().put("input", inputs.get(d).name());
                    TermTables.axis(axis, inputs.get(d), bins.get(d));
                    axes.add(axis.build());
                }
                json.put("kind", "pair").put("axes", Json.array(axes)).put("weights", matrix(weights));
            }
            Json.Builder byOutput = Json.object();
            for (int k = 0; k < outputs.size(); k++) {
                double[] was = scores(old, k);
                double[] is = scores(now, k);
                if (Arrays.equals(was, is)) continue;
                byOutput.put(
                        outputs.get(k),
                        Json.object()
                                .put("before", main ? table(was, weights) : matrices(was))
                                .put("after", main ? table(is, weights) : matrices(is))
                                .build());
            }
            return json.put("outputs", byOutput.build()).build();
        }

        private double[] scores(@Nullable Term term, int output) {
            double[] scores = new double[(int) cells()];
            if (term == null) return scores;
            int[] cell = cellsOf(term);
            for (int c = 0; c < scores.length; c++) scores[c] = term.scores()[cell[c] * outputs.size() + output];
            return scores;
        }

        /** A bin that was divided shares its weight evenly. */
        private double[] weights() {
            Term term = now == null ? old : now;
            if (term == null) return new double[0];
            int[] cell = cellsOf(term);
            int[] parts = new int[term.weights().length];
            for (int c : cell) parts[c]++;
            double[] weights = new double[cell.length];
            for (int c = 0; c < weights.length; c++) weights[c] = term.weights()[cell[c]] / parts[cell[c]];
            return weights;
        }

        /** Per cell over the common bins, the cell of the term. */
        private int[] cellsOf(Term term) {
            int[] cells = {0};
            for (int d = 0; d < bins.size(); d++) {
                int[] own = CommonBins.within(term.bins().get(d), bins.get(d));
                int[] longer = new int[cells.length * own.length];
                for (int i = 0; i < longer.length; i++)
                    longer[i] = cells[i / own.length] * term.bins().get(d).count() + own[i % own.length];
                cells = longer;
            }
            return cells;
        }

        private Json table(double[] scores, double[] weights) {
            int last = scores.length - 1;
            return Json.object()
                    .put("scores", Json.numbers(Arrays.copyOfRange(scores, 1, last)))
                    .put("missing", edge(scores[0], weights[0]))
                    .put("unseen", edge(scores[last], weights[last]))
                    .build();
        }

        private Json edge(double score, double weight) {
            return Json.object().put("score", score).put("weight", weight).build();
        }

        private Json matrices(double[] scores) {
            return Json.object().put("scores", matrix(scores)).build();
        }

        private Json matrix(double[] cells) {
            int columns = bins.get(1).count();
            List<Json> rows = new ArrayList<>();
            for (int from = 0; from < cells.length; from += columns)
                rows.add(Json.numbers(Arrays.copyOfRange(cells, from, from + columns)));
            return Json.array(rows);
        }
    }
}
