package io.candor.glassbox.edit;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import io.candor.core.json.Json;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Bag;
import io.candor.core.model.Bins;
import io.candor.core.model.Input;
import io.candor.core.model.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A model and what was changed in it since its training. Every edit gives a new value; the bags follow the scores, so that
 * their mean stays the model and their spread is what it was (or scaled with it).
 *
 * @param edits oldest first, each good enough to make it again: {@code {"edit": "scale", "term": "age", "factor": 0.5}}
 */
public record EditedModel(AdditiveModel model, List<Json.Obj> edits) {
    public EditedModel {
        edits = List.copyOf(edits);
    }

    /** Nothing is changed yet. */
    public static EditedModel of(AdditiveModel model) {
        return new EditedModel(model, List.of());
    }

    /**
     * Without some terms; inputs stay.
     *
     * @param names of terms, as {@link AdditiveModel#termName}
     * @throws CandorException {@code CND-G018} if there is no such term
     */
    public EditedModel removeTerms(List<String> names) {
        Set<Integer> out = new HashSet<>();
        for (String name : names) out.add(find(name));
        return new EditedModel(without(out), with(edit("remove-terms").put("terms", Json.texts(names))));
    }

    /**
     * Without some inputs and every term that reads them.
     *
     * @throws CandorException {@code CND-G018} if there is no such input
     */
    public EditedModel removeInputs(List<String> names) {
        List<String> all = model.inputs().stream().map(Input::name).toList();
        for (String name : names) if (!all.contains(name)) throw missing("input", name, all);
        Set<Integer> out = new HashSet<>();
        for (int t = 0; t < model.terms().size(); t++) {
            for (int i : model.terms().get(t).inputs()) if (names.contains(all.get(i))) out.add(t);
        }
        AdditiveModel less = without(out);
        List<Input> kept =
                model.inputs().stream().filter(i -> !names.contains(i.name())).toList();
        int[] place = new int[all.size()];
        for (int i = 0; i < place.length; i++)
            place[i] = kept.indexOf(model.inputs().get(i));
        List<Term> terms = less.terms().stream()
                .map(t -> new Term(
                        Arrays.stream(t.inputs()).map(i -> place[i]).toArray(),
                        t.bins(),
                        t.scores(),
                        t.deviations(),
                        t.weights()))
                .toList();
        return new EditedModel(
                model.with(kept, less.intercept(), terms, less.bags()),
                with(edit("remove-inputs").put("inputs", Json.texts(names))));
    }

    /**
     * Every score of a term times a factor.
     *
     * @throws CandorException {@code CND-G018} if there is no such term
     */
    public EditedModel scale(String term, double factor) {
        if (Double.isNaN(factor) || Double.isInfinite(factor)) throw new IllegalArgumentException("factor");
        UnaryOperator<double[]> times =
                table -> Arrays.stream(table).map(v -> v * factor).toArray();
        Term old = model.terms().get(find(term));
        double[] deviations =
                Arrays.stream(old.deviations()).map(v -> v * Math.abs(factor)).toArray();
        Term scaled = new Term(old.inputs(), old.bins(), times.apply(old.scores()), deviations, old.weights());
        return new EditedModel(
                replace(find(term), scaled, times),
                with(edit("scale").put("term", term).put("factor", factor)));
    }

    /**
     * Sets some cells of a term's table.
     *
     * @param from per input of the term, the first bin; 0 is missing, the last is unseen
     * @param to per input, the bin after the last
     * @param output index of the class; 0 with one output
     * @throws CandorException {@code CND-G018} if there is no such term or bin
     */
    public EditedModel set(String term, int[] from, int[] to, int output, double score) {
        int at = find(term);
        Term old = model.terms().get(at);
        boolean fits = from.length == old.bins().size() && to.length == from.length;
        for (int d = 0; fits && d < from.length; d++) {
            fits = from[d] >= 0 && from[d] < to[d] && to[d] <= old.bins().get(d).count();
        }
        if (!fits || output < 0 || output >= model.outputs() || Double.isNaN(score) || Double.isInfinite(score)) {
            throw CandorException.user(
                    "CND-G018",
                    "the term '" + term + "' has no such bins or output, or the score is not finite",
                    "for each of its inputs a first bin and one after the last, and a number",
                    "look at its bins with 'candor model info'");
        }
        double[] wanted = old.scores().clone();
        for (int cell = 0; cell < old.weights().length; cell++) {
            boolean inside = true;
            for (int d = from.length - 1, rest = cell; d >= 0; d--) {
                int bin = rest % old.bins().get(d).count();
                rest /= old.bins().get(d).count();
                inside &= bin >= from[d] && bin < to[d];
            }
            if (inside) wanted[cell * model.outputs() + output] = score;
        }
        Json.Builder json = edit("set")
                .put("term", term)
                .put("from", numbers(from))
                .put("to", numbers(to))
                .put("output", output)
                .put("score", score);
        return new EditedModel(shiftTo(at, wanted), with(json));
    }

    /**
     * The nearest table that never falls (or never rises) from bin to bin: isotonic regression by the training weights
     * (pool adjacent violators; Barlow et al. 1972). Its weighted mean is the same; missing and unseen stay.
     *
     * @param direction +1 or −1
     * @throws CandorException {@code CND-G018} if there is no such term, {@code CND-G020} if it has no order or several
     *     outputs
     */
    public EditedModel monotonise(String term, int direction) {
        int at = find(term);
        Term old = model.terms().get(at);
        if (direction != 1 && direction != -1) throw new IllegalArgumentException("direction is +1 or -1");
        if (old.bins().size() != 1 || !(old.bins().get(0) instanceof Bins.Cuts) || model.outputs() != 1) {
            throw CandorException.user(
                    "CND-G020",
                    "the term '" + term + "' can't be made monotone",
                    "the main effect of a number, in a model with one output",
                    "choose another term, or set its scores");
        }
        double[] wanted = Isotonic.fit(old.scores(), old.weights(), 1, old.scores().length - 1, direction);
        return new EditedModel(
                shiftTo(at, wanted), with(edit("monotonise").put("term", term).put("direction", direction)));
    }

    /**
     * Moves what interactions say of fewer inputs into the terms of fewer inputs, see {@link Purification}; predictions stay.
     */
    public EditedModel purify() {
        return new EditedModel(Purification.of(model), with(edit("purify")));
    }

    /** Without terms that are 0 everywhere. */
    public EditedModel sweep() {
        Set<Integer> out = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (int t = 0; t < model.terms().size(); t++) {
            if (Arrays.stream(model.terms().get(t).scores()).allMatch(v -> v == 0)) {
                out.add(t);
                names.add(model.termName(t));
            }
        }
        return new EditedModel(without(out), with(edit("sweep").put("terms", Json.texts(names))));
    }

    /** A table becomes another, and every bag's moves by the same differences. */
    private AdditiveModel shiftTo(int at, double[] wanted) {
        Term old = model.terms().get(at);
        Term now = new Term(old.inputs(), old.bins(), wanted, old.deviations(), old.weights());
        return replace(at, now, table -> {
            double[] moved = table.clone();
            for (int i = 0; i < moved.length; i++) moved[i] += wanted[i] - old.scores()[i];
            return moved;
        });
    }

    private AdditiveModel replace(int at, Term now, UnaryOperator<double[]> inBags) {
        List<Term> terms = new ArrayList<>(model.terms());
        terms.set(at, now);
        List<Bag> bags = new ArrayList<>();
        for (Bag bag : model.bags()) {
            List<double[]> tables = new ArrayList<>(bag.scores());
            tables.set(at, inBags.apply(tables.get(at)));
            bags.add(new Bag(bag.weight(), bag.intercept(), tables));
        }
        return model.with(model.inputs(), model.intercept(), terms, bags);
    }

    private AdditiveModel without(Set<Integer> out) {
        List<Term> terms = new ArrayList<>();
        for (int t = 0; t < model.terms().size(); t++)
            if (!out.contains(t)) terms.add(model.terms().get(t));
        List<Bag> bags = new ArrayList<>();
        for (Bag bag : model.bags()) {
            List<double[]> tables = new ArrayList<>();
            for (int t = 0; t < bag.scores().size(); t++)
                if (!out.contains(t)) tables.add(bag.scores().get(t));
            bags.add(new Bag(bag.weight(), bag.intercept(), tables));
        }
        return model.with(model.inputs(), model.intercept(), terms, bags);
    }

    private int find(String term) {
        List<String> names = new ArrayList<>();
        for (int t = 0; t < model.terms().size(); t++) names.add(model.termName(t));
        int at = names.indexOf(term);
        if (at < 0) throw missing("term", term, names);
        return at;
    }

    private static CandorException missing(String what, String name, List<String> names) {
        return CandorException.user(
                "CND-G018",
                "the model has no " + what + " '" + name + "'",
                "one of its own",
                Suggestions.remedy(name, names));
    }

    private static Json.Builder edit(String name) {
        return Json.object().put("edit", name);
    }

    private List<Json.Obj> with(Json.Builder edit) {
        List<Json.Obj> all = new ArrayList<>(edits);
        all.add(edit.build());
        return all;
    }

    private static Json numbers(int[] values) {
        return Json.numbers(Arrays.stream(values).asDoubleStream().toArray());
    }
}
