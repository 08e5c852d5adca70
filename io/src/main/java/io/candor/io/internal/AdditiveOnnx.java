package io.candor.io.internal;

import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Bins;
import io.candor.core.model.Input;
import io.candor.core.model.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An additive model as an ONNX graph. A number's bin is the count of cuts that are not above it, 0 for NaN; where cuts are many
 * they are counted in blocks: first the blocks that begin at or below the number, then the cuts of the last of those. A
 * category's bin comes from a LabelEncoder. A term is a Gather from its table. Everything is double and is added in the model's
 * order, so the additive score has the same bits.
 */
public final class AdditiveOnnx {
    private static final int FEW_CUTS = 64;

    private final AdditiveModel model;
    private final OnnxGraph graph = new OnnxGraph();
    private final List<List<Known>> known = new ArrayList<>(); // by input

    /** A binning that the graph has, and the value that holds a row's bins: rows × 1. */
    private record Known(Bins bins, String value) {}

    private AdditiveOnnx(AdditiveModel model) {
        this.model = model;
    }

    /** @return the file's bytes */
    public static byte[] write(AdditiveModel model) {
        return new AdditiveOnnx(model).bytes();
    }

    private byte[] bytes() {
        boolean[] used = new boolean[model.inputs().size()];
        for (Term term : model.terms()) for (int input : term.inputs()) used[input] = true;
        for (int j = 0; j < used.length; j++) {
            known.add(new ArrayList<>());
            Input input = model.inputs().get(j);
            if (!used[j]) continue;
            graph.input(input.name(), input.kind() == Input.Kind.NUMBER ? OnnxGraph.DOUBLE : OnnxGraph.STRING);
        }
        int outputs = model.outputs();
        String sum =
                outputs == 1 ? graph.constant(model.intercept(), 1) : graph.constant(model.intercept(), 1, 1, outputs);
        for (Term term : model.terms()) sum = graph.node("Add", sum, term(term));
        if (outputs > 1) sum = graph.node("Squeeze", sum, graph.constant(new long[] {1}, 1));
        String score = switch (model.link()) {
            case IDENTITY -> sum;
            case LOG -> graph.node("Exp", sum);
            case LOGIT -> graph.node("Sigmoid", sum);
            case SOFTMAX -> graph.node("Softmax", List.of(OnnxGraph.integer("axis", -1)), sum);
        };
        graph.output("score", score, OnnxGraph.DOUBLE, outputs);
        graph.output("additive", sum, OnnxGraph.DOUBLE, outputs);
        return graph.model(
                "Additive model exported by Candor. Numbers are doubles, NaN is missing; categories are texts, empty is missing.",
                Map.of("candor.model", CanonicalJson.text(described(used))));
    }

    private Json described(boolean[] used) {
        List<Json> inputs = new ArrayList<>();
        for (int j = 0; j < used.length; j++) {
            Input input = model.inputs().get(j);
            if (!used[j]) continue;
            boolean number = input.kind() == Input.Kind.NUMBER;
            Json.Builder json = Json.object().put("name", input.name()).put("kind", number ? "number" : "category");
            if (!number) json.put("levels", Json.texts(input.levels()));
            inputs.add(json.build());
        }
        return Json.object()
                .put("task", model.task().label())
                .put("target", model.target())
                .put("classes", Json.texts(model.classes()))
                .put("inputs", Json.array(inputs))
                .build();
    }

    private String term(Term term) {
        String cell = bins(term.inputs()[0], term.bins().get(0));
        for (int d = 1; d < term.inputs().length; d++) {
            Bins bins = term.bins().get(d);
            String count = graph.constant(new long[] {bins.count()}, 1);
            cell = graph.node("Add", graph.node("Mul", cell, count), bins(term.inputs()[d], bins));
        }
        int outputs = model.outputs();
        String table = outputs == 1
                ? graph.constant(term.scores(), term.scores().length)
                : graph.constant(term.scores(), term.weights().length, outputs);
        return graph.node("Gather", table, cell);
    }

    private String bins(int input, Bins bins) {
        for (Known k : known.get(input)) if (SharedBins.same(k.bins(), bins)) return k.value();
        Input column = model.inputs().get(input);
        String value = bins instanceof Bins.Cuts cuts
                ? cuts(column.name(), cuts.cuts())
                : graph.labels(column.name(), codes(column, (Bins.Levels) bins), bins.count() - 1L);
        known.get(input).add(new Known(bins, value));
        return value;
    }

    private static Map<String, Integer> codes(Input input, Bins.Levels bins) {
        Map<String, Integer> codes = new LinkedHashMap<>();
        for (int l = 0; l < input.levels().size(); l++) codes.put(input.levels().get(l), bins.binOfLevel()[l]);
        codes.putIfAbsent("", 0);
        return codes;
    }

    private String cuts(String x, double[] cuts) {
        String counted = cuts.length == 0
                ? graph.constant(new long[] {0}, 1)
                : cuts.length <= FEW_CUTS ? count(x, graph.constant(cuts, 1, cuts.length)) : blocks(x, cuts);
        String one = graph.constant(new long[] {1}, 1);
        String zero = graph.constant(new long[] {0}, 1);
        return graph.node("Where", graph.node("IsNaN", x), zero, graph.node("Add", counted, one));
    }

    /** How many of a row's cuts (1 or rows × cuts) its number reaches: rows × 1. */
    private String count(String x, String cuts) {
        String reached = graph.node("GreaterOrEqual", x, cuts);
        String ones = graph.node("Cast", List.of(OnnxGraph.integer("to", OnnxGraph.INT64)), reached);
        return graph.node("ReduceSum", ones, graph.constant(new long[] {1}, 1));
    }

    private String blocks(String x, double[] cuts) {
        int width = (int) Math.ceil(Math.sqrt(cuts.length));
        int blocks = (cuts.length + width - 1) / width;
        double[] starts = new double[blocks - 1];
        for (int b = 1; b < blocks; b++) starts[b - 1] = cuts[b * width];
        double[] padded = Arrays.copyOf(cuts, blocks * width);
        Arrays.fill(padded, cuts.length, padded.length, Double.POSITIVE_INFINITY);
        String block = count(x, graph.constant(starts, 1, starts.length));
        String flat = graph.node("Squeeze", block, graph.constant(new long[] {1}, 1));
        String within = count(x, graph.node("Gather", graph.constant(padded, blocks, width), flat));
        String before = graph.node("Mul", block, graph.constant(new long[] {width}, 1));
        String all = graph.constant(new long[] {cuts.length}, 1); // an infinite number reaches the padding
        return graph.node("Min", graph.node("Add", before, within), all);
    }
}
