package io.candor.io.internal.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An ONNX model's graph, as far as telling its form and reading its trees needs it. Field numbers are those of {@code onnx.proto}. */
final class Graph {
    static final int FLOAT = 1;
    static final int DOUBLE = 11;

    /** An operator. */
    record Node(String domain, String operator, List<String> from, List<String> to, Attributes attributes) {}

    /**
     * An input.
     *
     * @param type of its elements
     * @param width columns; 0 if not said
     */
    record Tensor(String name, int type, long width) {}

    final List<Node> nodes = new ArrayList<>();
    final List<Tensor> inputs = new ArrayList<>();
    final Map<String, Message> constants = new HashMap<>();
    final Map<String, String> metadata = new HashMap<>();

    /** @throws IllegalArgumentException if it is no model */
    Graph(byte[] file) {
        Message model = new Message(file);
        Message graph = null;
        while (model.next()) {
            switch (model.field()) {
                case 7 -> graph = model.message();
                case 14 -> metadata(model.message());
                case 20, 25 -> throw new IllegalArgumentException("it has functions or training of its own");
                default -> {}
            }
        }
        if (graph == null) throw new IllegalArgumentException("it has no graph");
        Set<String> named = new HashSet<>();
        List<Tensor> given = new ArrayList<>();
        while (graph.next()) {
            switch (graph.field()) {
                case 1 -> nodes.add(node(graph.message()));
                case 5 -> constant(graph.message());
                case 11 -> given.add(input(graph.message()));
                default -> {}
            }
        }
        for (Tensor input : given) {
            if (constants.containsKey(input.name)) continue;
            if (!named.add(input.name)) throw new IllegalArgumentException("two inputs have one name");
            inputs.add(input);
        }
    }

    private void metadata(Message entry) {
        String key = "";
        String value = "";
        while (entry.next()) {
            if (entry.field() == 1) key = entry.text();
            if (entry.field() == 2) value = entry.text();
        }
        metadata.put(key, value);
    }

    private static Node node(Message fields) {
        String domain = "";
        String operator = "";
        List<String> from = new ArrayList<>();
        List<String> to = new ArrayList<>();
        Attributes attributes = new Attributes();
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> from.add(fields.text());
                case 2 -> to.add(fields.text());
                case 4 -> operator = fields.text();
                case 5 -> attributes.add(fields.message());
                case 7 -> domain = fields.text();
                default -> {}
            }
        }
        return new Node(domain, operator, from, to, attributes);
    }

    private void constant(Message tensor) {
        Message fields = tensor.rewound();
        while (fields.next()) if (fields.field() == 8) constants.put(fields.text(), tensor);
    }

    private static Tensor input(Message fields) {
        String name = "";
        long[] typeAndWidth = new long[2];
        while (fields.next()) {
            if (fields.field() == 1) name = fields.text();
            if (fields.field() == 2) type(fields.message(), typeAndWidth);
        }
        return new Tensor(name, (int) typeAndWidth[0], typeAndWidth[1]);
    }

    private static void type(Message type, long[] typeAndWidth) {
        while (type.next()) {
            if (type.field() != 1) continue;
            Message tensor = type.message();
            while (tensor.next()) {
                if (tensor.field() == 1) typeAndWidth[0] = tensor.number();
                if (tensor.field() == 2) typeAndWidth[1] = width(tensor.message());
            }
        }
    }

    /** The second of two dimensions. */
    private static long width(Message shape) {
        int dimensions = 0;
        long last = 0;
        while (shape.next()) {
            if (shape.field() != 1) continue;
            dimensions++;
            last = 0;
            Message dimension = shape.message();
            while (dimension.next()) if (dimension.field() == 1) last = dimension.number();
        }
        return dimensions == 2 ? last : 0;
    }
}
