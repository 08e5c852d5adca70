package io.candor.io.internal.onnx;

import io.candor.core.model.Input;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A graph that is one tree ensemble: its input is a matrix, or columns that are put side by side; what comes after it renames,
 * casts or wraps its outputs, which changes no score.
 *
 * @param node the ensemble
 * @param real in doubles, else in floats
 */
record TreeGraph(Graph.Node node, List<Input> inputs, boolean real) {
    private static final String ML = "ai.onnx.ml";
    private static final int MOST_FEATURES = 100_000;
    private static final Set<Integer> NUMBERS = Set.of(Graph.FLOAT, Graph.DOUBLE, 6, 7); // and integers

    /** @throws OtherGraph if the graph is of another form */
    static TreeGraph of(Graph graph) {
        if (graph.metadata.containsKey("candor.model")) throw new OtherGraph("it is described by itself");
        Graph.Node ensemble = null;
        for (Graph.Node node : graph.nodes) {
            if (!isEnsemble(node)) continue;
            if (ensemble != null) throw new OtherGraph("it has several tree ensembles");
            ensemble = node;
        }
        if (ensemble == null || ensemble.from().size() != 1) throw new OtherGraph("it has no tree ensemble");
        Reading reading = new Reading(graph, ensemble);
        return new TreeGraph(ensemble, reading.inputs, reading.real);
    }

    private static boolean isEnsemble(Graph.Node node) {
        return node.domain().equals(ML)
                && (node.operator().equals("TreeEnsembleClassifier")
                        || node.operator().equals("TreeEnsembleRegressor"));
    }

    boolean classifies() {
        return node.operator().equals("TreeEnsembleClassifier");
    }

    /** Sorts the other operators into those before the ensemble and those after it. */
    private static final class Reading {
        private final Graph graph;
        private final Map<String, Graph.Node> makers = new HashMap<>();
        private final Set<Graph.Node> before = new HashSet<>();
        private final List<Input> inputs = new ArrayList<>();
        private boolean real;

        Reading(Graph graph, Graph.Node ensemble) {
            this.graph = graph;
            for (Graph.Node node : graph.nodes) for (String made : node.to()) makers.put(made, node);
            boolean cast = columns(ensemble.from().get(0), 0);
            boolean doubles = graph.inputs.stream().anyMatch(i -> i.type() == Graph.DOUBLE);
            boolean floats = graph.inputs.stream().allMatch(i -> i.type() == Graph.FLOAT);
            if (!cast && !floats && !doubles) throw new OtherGraph("its inputs are whole numbers");
            real = doubles && !cast;
            if (new HashSet<>(inputs).size() < inputs.size()) throw new OtherGraph("an input is taken twice");
            Set<String> made = new HashSet<>(ensemble.to());
            for (Graph.Node node : graph.nodes) {
                if (node == ensemble || before.contains(node)) continue;
                if (!changesNothing(node, made)) throw new OtherGraph("it also has the operator " + node.operator());
                made.addAll(node.to());
            }
        }

        /** Collects the columns behind a value; whether they were cast to floats on the way. */
        private boolean columns(String name, int depth) {
            if (depth > 8) throw new OtherGraph("its inputs are prepared");
            for (Graph.Tensor input : graph.inputs) {
                if (!input.name().equals(name)) continue;
                add(input);
                return false;
            }
            Graph.Node maker = makers.get(name);
            if (maker == null || !maker.domain().isEmpty() || !before.add(maker)) {
                throw new OtherGraph("its inputs are prepared");
            }
            switch (maker.operator()) {
                case "Identity", "Cast" -> {
                    boolean casts = maker.operator().equals("Cast");
                    if (casts && maker.attributes().integer("to", 0) != Graph.FLOAT
                            || maker.from().size() != 1) {
                        throw new OtherGraph("its inputs are prepared");
                    }
                    return columns(maker.from().get(0), depth + 1) | casts;
                }
                case "Concat" -> {
                    long axis = maker.attributes().integer("axis", 0);
                    if (axis != 1 && axis != -1) throw new OtherGraph("its inputs are prepared");
                    int casts = 0;
                    for (String from : maker.from()) if (columns(from, depth + 1)) casts++;
                    if (casts != 0 && casts != maker.from().size()) throw new OtherGraph("its inputs are prepared");
                    return casts > 0;
                }
                default -> throw new OtherGraph("its inputs are prepared");
            }
        }

        private void add(Graph.Tensor input) {
            if (!NUMBERS.contains(input.type())) throw new OtherGraph("its inputs are no numbers");
            boolean only = graph.inputs.size() == 1;
            if (!only || input.width() == 1) {
                if (input.width() != 1) throw new OtherGraph("it has several matrices");
                inputs.add(Input.number(input.name()));
                return;
            }
            if (input.width() < 1 || input.width() > MOST_FEATURES) throw new OtherGraph("its width is unknown");
            String[] names = graph.metadata.getOrDefault("feature_names", "").split(",");
            for (int i = 0; i < input.width(); i++) {
                inputs.add(Input.number(names.length == input.width() ? names[i].strip() : "f" + i));
            }
        }

        private boolean changesNothing(Graph.Node node, Set<String> made) {
            if (node.from().isEmpty() || !made.contains(node.from().get(0))) return false;
            if (node.domain().equals(ML)) return node.operator().equals("ZipMap");
            return switch (node.operator()) {
                case "Identity", "Cast" -> true;
                case "Mul" ->
                    node.from().size() == 2
                            && isOne(graph.constants.get(node.from().get(1)));
                default -> false;
            };
        }

        private static boolean isOne(@Nullable Message tensor) {
            if (tensor == null) return false;
            NumberList values = new NumberList();
            Attributes.tensor(tensor, values);
            return values.toArray().length == 1 && values.toArray()[0] == 1;
        }
    }
}
