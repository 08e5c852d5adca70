package io.candor.io.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Builds an ONNX model: opset 17 of the standard operators and 3 of {@code ai.onnx.ml}, intermediate representation 8 (ONNX 1.12
 * and later read it). Field numbers are those of {@code onnx.proto}. Values that are computed get names that no input has.
 * Not thread-safe.
 */
final class OnnxGraph {
    static final int INT64 = 7;
    static final int STRING = 8;
    static final int DOUBLE = 11;

    private static final String ML = "ai.onnx.ml";

    private final List<Protobuf> nodes = new ArrayList<>();
    private final List<Protobuf> constants = new ArrayList<>();
    private final List<Protobuf> ins = new ArrayList<>();
    private final List<Protobuf> outs = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private int next;

    /** An input of one column, {@code rows × 1}. */
    void input(String name, int type) {
        names.add(name);
        ins.add(value(name, type, 1));
    }

    /** An output that is {@code from}, {@code rows × columns}; gets another name if an input has this one. */
    void output(String name, String from, int type, int columns) {
        String free = name;
        while (!names.add(free)) free += "_";
        nodes.add(new Protobuf().text(1, from).text(2, free).text(4, "Identity"));
        outs.add(value(free, type, columns));
    }

    private static Protobuf value(String name, int type, int columns) {
        Protobuf shape =
                new Protobuf().message(1, new Protobuf().text(2, "rows")).message(1, new Protobuf().number(1, columns));
        Protobuf tensor = new Protobuf().number(1, type).message(2, shape);
        return new Protobuf().text(1, name).message(2, new Protobuf().message(1, tensor));
    }

    /** A node of the standard operators with one output; gives its name. */
    String node(String operator, List<Protobuf> attributes, String... from) {
        return node("", operator, attributes, from);
    }

    String node(String operator, String... from) {
        return node("", operator, List.of(), from);
    }

    private String node(String domain, String operator, List<Protobuf> attributes, String... from) {
        String name = fresh();
        Protobuf node = new Protobuf();
        for (String input : from) node.text(1, input);
        node.text(2, name).text(4, operator);
        for (Protobuf attribute : attributes) node.message(5, attribute);
        if (!domain.isEmpty()) node.text(7, domain);
        nodes.add(node);
        return name;
    }

    /** Texts to integers. */
    String labels(String from, Map<String, Integer> codes, long otherwise) {
        Protobuf keys = new Protobuf().text(1, "keys_strings");
        Protobuf values = new Protobuf().text(1, "values_int64s");
        codes.forEach((key, code) -> {
            keys.text(9, key);
            values.number(8, code);
        });
        return node(
                ML,
                "LabelEncoder",
                List.of(
                        keys.number(20, 8), // STRINGS
                        values.number(20, 7), // INTS
                        integer("default_int64", otherwise)),
                from);
    }

    static Protobuf integer(String name, long value) {
        return new Protobuf().text(1, name).number(3, value).number(20, 2);
    }

    String constant(double[] values, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) raw.putDouble(value);
        return constant(DOUBLE, raw.array(), shape);
    }

    String constant(long[] values, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) raw.putLong(value);
        return constant(INT64, raw.array(), shape);
    }

    private String constant(int type, byte[] raw, long... shape) {
        String name = fresh();
        constants.add(
                new Protobuf().numbers(1, shape).number(2, type).text(8, name).bytes(9, raw));
        return name;
    }

    private String fresh() {
        String name;
        do name = "#" + next++;
        while (!names.add(name));
        return name;
    }

    /** The file's bytes. */
    byte[] model(String description, Map<String, String> metadata) {
        Protobuf graph = new Protobuf();
        nodes.forEach(n -> graph.message(1, n));
        graph.text(2, "additive model");
        constants.forEach(c -> graph.message(5, c));
        ins.forEach(i -> graph.message(11, i));
        outs.forEach(o -> graph.message(12, o));
        Protobuf model = new Protobuf()
                .number(1, 8)
                .text(2, "candor")
                .text(6, description)
                .message(7, graph)
                .message(8, new Protobuf().text(1, "").number(2, 17))
                .message(8, new Protobuf().text(1, ML).number(2, 3));
        metadata.forEach(
                (key, value) -> model.message(14, new Protobuf().text(1, key).text(2, value)));
        return model.toBytes();
    }
}
