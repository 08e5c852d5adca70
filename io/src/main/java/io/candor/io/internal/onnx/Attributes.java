package io.candor.io.internal.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The attributes of one operator, read when they are asked for. Field numbers are those of {@code onnx.proto}. */
final class Attributes {
    private static final int FLOAT = 1;
    private static final int DOUBLE = 11;

    private final Map<String, Message> messages = new HashMap<>();

    void add(Message attribute) {
        Message fields = attribute.rewound();
        while (fields.next()) {
            if (fields.field() != 1) continue;
            if (messages.put(fields.text(), attribute) != null) {
                throw new IllegalArgumentException("an attribute is there twice");
            }
        }
    }

    boolean has(String name) {
        return messages.containsKey(name);
    }

    long integer(String name, long otherwise) {
        long value = otherwise;
        Message fields = fields(name);
        while (fields != null && fields.next()) if (fields.field() == 3) value = fields.number();
        return value;
    }

    String text(String name, String otherwise) {
        String value = otherwise;
        Message fields = fields(name);
        while (fields != null && fields.next()) if (fields.field() == 4) value = fields.text();
        return value;
    }

    List<String> texts(String name) {
        List<String> values = new ArrayList<>();
        Message fields = fields(name);
        while (fields != null && fields.next()) if (fields.field() == 9) values.add(fields.text());
        return values;
    }

    /** Whole numbers of any size. */
    double[] integers(String name) {
        NumberList values = new NumberList();
        Message fields = fields(name);
        while (fields != null && fields.next()) if (fields.field() == 8) fields.integers(values);
        return values.toArray();
    }

    int[] indices(String name) {
        NumberList values = new NumberList();
        Message fields = fields(name);
        while (fields != null && fields.next()) if (fields.field() == 8) fields.integers(values);
        return values.toIndices();
    }

    /** Floats, or doubles where {@code name_as_tensor} has them. */
    double[] reals(String name) {
        NumberList values = new NumberList();
        Message fields = fields(name);
        while (fields != null && fields.next()) if (fields.field() == 7) fields.floats(values);
        Message tensor = fields(name + "_as_tensor");
        while (tensor != null && tensor.next()) if (tensor.field() == 5) tensor(tensor.message(), values);
        return values.toArray();
    }

    /** Adds the numbers of a tensor of floats or doubles. */
    static void tensor(Message tensor, NumberList out) {
        long type = 0;
        Message fields = tensor.rewound();
        while (fields.next()) if (fields.field() == 2) type = fields.number();
        if (type != FLOAT && type != DOUBLE) throw new IllegalArgumentException("a tensor is of no real numbers");
        fields = tensor.rewound();
        while (fields.next()) {
            switch (fields.field()) {
                case 4 -> fields.floats(out);
                case 10 -> fields.doubles(out);
                case 9 -> {
                    if (type == FLOAT) fields.floats(out);
                    else fields.doubles(out);
                }
                default -> {}
            }
        }
    }

    private @Nullable Message fields(String name) {
        Message message = messages.get(name);
        return message == null ? null : message.rewound();
    }
}
