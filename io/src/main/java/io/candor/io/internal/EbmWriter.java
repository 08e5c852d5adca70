package io.candor.io.internal;

import io.candor.core.json.EcmaNumber;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Bag;
import io.candor.core.model.Bins;
import io.candor.core.model.Input;
import io.candor.core.model.Link;
import io.candor.core.model.Task;
import io.candor.core.model.Term;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes InterpretML's EBM JSON with every member that its reader wants ({@code UNTESTED_from_jsonable} of interpret 0.7.8).
 * What a Candor model does not keep is said as follows: distinct values are the bins that hold data; a histogram has one bar,
 * the range; the label's range is the range of the model's predictions; steps are an empty list; without bags the model is its
 * own only bag.
 */
public final class EbmWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final AdditiveModel model;
    private final List<Bag> bags;
    private final JsonGenerator json;

    private EbmWriter(AdditiveModel model, JsonGenerator json) {
        this.model = SharedBins.of(model);
        this.bags = this.model.bags().isEmpty()
                ? List.of(new Bag(
                        1,
                        model.intercept(),
                        this.model.terms().stream().map(Term::scores).toList()))
                : this.model.bags();
        this.json = json;
    }

    /** UTF-8; the stream stays open. */
    public static void write(AdditiveModel model, OutputStream out) {
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), new Unclosed(out))) {
            new EbmWriter(model, json).document();
        }
    }

    private void document() {
        json.writeStartObject();
        json.writeStringProperty("version", "1.0");
        json.writeObjectPropertyStart("ebm");
        json.writeArrayPropertyStart("outputs");
        output();
        json.writeEndArray();
        numbers("intercept", model.intercept());
        json.writeArrayPropertyStart("bagged_intercept");
        for (Bag bag : bags) {
            if (model.outputs() == 1) number(bag.intercept()[0]);
            else numbers(bag.intercept());
        }
        json.writeEndArray();
        numbers("bag_weights", bags.stream().mapToDouble(Bag::weight).toArray());
        numbers("best_iteration");
        json.writeStringProperty("implementation", "candor");
        json.writeObjectPropertyStart("implementation_params");
        json.writeEndObject();
        json.writeArrayPropertyStart("features");
        for (int j = 0; j < model.inputs().size(); j++) feature(j);
        json.writeEndArray();
        json.writeArrayPropertyStart("terms");
        for (int t = 0; t < model.terms().size(); t++) term(t);
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private void output() {
        json.writeStartObject();
        json.writeStringProperty("name", model.target());
        boolean regression = model.task() == Task.REGRESSION;
        json.writeStringProperty("task", regression ? "regression" : "classification");
        if (regression) range();
        else classes(model.classes());
        json.writeStringProperty(
                "link",
                switch (model.link()) {
                    case IDENTITY -> "identity";
                    case LOG -> "log";
                    case LOGIT -> "logit";
                    case SOFTMAX -> "mlogit";
                });
        json.writeStringProperty("link_param", "nan");
        json.writeEndObject();
    }

    private void range() {
        double low = model.intercept()[0];
        double high = low;
        for (Term term : model.terms()) {
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (double score : term.scores()) {
                least = Math.min(least, score);
                most = Math.max(most, score);
            }
            low += least;
            high += most;
        }
        Link link = model.link();
        json.writeName("min_target");
        number(Math.min(link.inverse(low), Double.MAX_VALUE));
        json.writeName("max_target");
        number(Math.min(link.inverse(high), Double.MAX_VALUE));
    }

    /** Integers and truth values are what they are called, as the peer keeps them. */
    private void classes(List<String> classes) {
        boolean integers = classes.stream().allMatch(c -> c.matches("0|-?[1-9][0-9]{0,14}"));
        boolean flags = classes.equals(List.of("false", "true"));
        json.writeArrayPropertyStart("classes");
        for (String name : classes) {
            if (integers) json.writeNumber(Long.parseLong(name));
            else if (flags) json.writeBoolean(name.equals("true"));
            else json.writeString(name);
        }
        json.writeEndArray();
    }

    private void feature(int j) {
        Input input = model.inputs().get(j);
        List<Bins> resolutions = resolutions(j);
        boolean number = input.kind() == Input.Kind.NUMBER;
        json.writeStartObject();
        json.writeStringProperty("name", input.name());
        json.writeStringProperty("type", number ? "continuous" : "nominal");
        json.writeNumberProperty(
                "num_unique_vals",
                resolutions.isEmpty() ? 0 : resolutions.get(0).count() - 2);
        json.writeArrayPropertyStart(number ? "cuts" : "categories");
        for (Bins bins : resolutions) {
            if (bins instanceof Bins.Cuts cuts) numbers(cuts.cuts());
            else categories(input, (Bins.Levels) bins);
        }
        json.writeEndArray();
        if (number) bounds(j, resolutions);
        json.writeEndObject();
    }

    /** Per size of term up to the largest, then without repetitions at the end: the peer takes the last for larger terms. */
    private List<Bins> resolutions(int input) {
        TreeMap<Integer, Bins> bySize = new TreeMap<>();
        for (Term term : model.terms()) {
            for (int d = 0; d < term.inputs().length; d++) {
                if (term.inputs()[d] == input)
                    bySize.put(term.inputs().length, term.bins().get(d));
            }
        }
        List<Bins> resolutions = new ArrayList<>();
        if (bySize.isEmpty()) return resolutions;
        for (int size = 1; size <= bySize.lastKey(); size++) {
            Map.Entry<Integer, Bins> next = bySize.ceilingEntry(size);
            if (next != null) resolutions.add(next.getValue());
        }
        while (resolutions.size() > 1
                && SharedBins.same(resolutions.get(resolutions.size() - 1), resolutions.get(resolutions.size() - 2))) {
            resolutions.remove(resolutions.size() - 1);
        }
        return resolutions;
    }

    private void categories(Input input, Bins.Levels bins) {
        List<List<String>> groups = new ArrayList<>();
        for (int bin = 1; bin < bins.count() - 1; bin++) groups.add(new ArrayList<>());
        boolean flags = input.levels().equals(List.of("false", "true"));
        for (int l = 0; l < input.levels().size(); l++) {
            int group = bins.binOfLevel()[l] - 1;
            if (group == groups.size()) continue; // as good as unseen
            groups.get(group).add(input.levels().get(l));
            if (flags) groups.get(group).add(Integer.toString(l)); // how the peer reads a column of truth values
        }
        json.writeStartArray();
        for (List<String> group : groups) {
            if (group.size() == 1) {
                json.writeString(group.get(0));
                continue;
            }
            json.writeStartArray();
            group.forEach(json::writeString);
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private void bounds(int input, List<Bins> resolutions) {
        double min = Double.NaN;
        double max = Double.NaN;
        if (!resolutions.isEmpty() && resolutions.get(0) instanceof Bins.Cuts cuts) {
            min = cuts.min();
            max = cuts.max();
        }
        json.writeName("min");
        number(min);
        json.writeName("max");
        number(max);
        @Nullable Term main = null;
        for (Term term : model.terms()) if (term.inputs().length == 1 && term.inputs()[0] == input) main = term;
        double missing = main == null ? 0 : main.weights()[0];
        double unseen = main == null ? 0 : main.weights()[main.weights().length - 1];
        double all = 0;
        if (main != null) for (double weight : main.weights()) all += weight;
        numbers("histogram_weights", missing, all - missing - unseen, unseen);
    }

    private void term(int t) {
        Term term = model.terms().get(t);
        json.writeStartObject();
        json.writeArrayPropertyStart("term_features");
        for (int input : term.inputs())
            json.writeString(model.inputs().get(input).name());
        json.writeEndArray();
        int outputs = model.outputs();
        json.writeName("scores");
        table(term, term.scores(), outputs, 0, 0);
        json.writeName("standard_deviations");
        table(term, term.deviations(), outputs, 0, 0);
        json.writeArrayPropertyStart("bagged_scores");
        for (Bag bag : bags) table(term, bag.scores().get(t), outputs, 0, 0);
        json.writeEndArray();
        json.writeName("bin_weights");
        table(term, term.weights(), 1, 0, 0);
        json.writeEndObject();
    }

    private void table(Term term, double[] values, int outputs, int axis, int cell) {
        if (axis == term.bins().size() && outputs == 1) {
            number(values[cell]);
            return;
        }
        json.writeStartArray();
        if (axis == term.bins().size()) {
            for (int k = 0; k < outputs; k++) number(values[cell * outputs + k]);
        } else {
            int count = term.bins().get(axis).count();
            for (int b = 0; b < count; b++) table(term, values, outputs, axis + 1, cell * count + b);
        }
        json.writeEndArray();
    }

    private void numbers(String name, double... values) {
        json.writeName(name);
        numbers(values);
    }

    private void numbers(double... values) {
        json.writeStartArray();
        for (double value : values) number(value);
        json.writeEndArray();
    }

    private void number(double value) {
        if (Double.isNaN(value)) json.writeString("nan");
        else if (Double.isInfinite(value)) json.writeString(value > 0 ? "+inf" : "-inf");
        else json.writeNumber(EcmaNumber.format(value));
    }

    /** Jackson closes what it writes to. */
    private static final class Unclosed extends java.io.FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int n) throws java.io.IOException {
            out.write(bytes, from, n);
        }

        @Override
        public void close() throws java.io.IOException {
            flush();
        }
    }
}
