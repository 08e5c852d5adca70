package io.candor.onnx.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * The names of classes that a graph's classifier (LinearClassifier, TreeEnsembleClassifier, SVMClassifier) or ZipMap carries as an
 * attribute, or that stand in an initializer called {@code classes}. ONNX Runtime shows neither, so the file's protobuf is
 * walked: ModelProto.graph (7); its nodes (1) and their attributes (5) with a name (1) and integers (8) or strings (9); its
 * initializers (5) with a name (8) and strings (6) or integers (5, 7). Everything else is skipped.
 */
final class ClassLabels {
    /** A larger file is a network, which has no such attributes. */
    private static final long LARGEST = 64L << 20;

    private final byte[] bytes;
    private final List<String> labels = new ArrayList<>();

    private ClassLabels(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The labels in the order of the probabilities; of several lists the last one, which is the one nearest to the output. Empty
     * if there are none, or not {@code width} different ones.
     *
     * @param width of the scores; 0 if any number will do
     * @throws IllegalArgumentException if the file is no protobuf
     */
    static List<String> of(Path file, int width) {
        try {
            if (Files.size(file) > LARGEST) return List.of();
            ClassLabels found = new ClassLabels(Files.readAllBytes(file));
            found.walk();
            List<String> labels = found.labels;
            boolean fits = (width == 0 || labels.size() == width) && new HashSet<>(labels).size() == labels.size();
            return fits ? List.copyOf(labels) : List.of();
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static final int GRAPH = 7;
    private static final int NODE = 1;
    private static final int ATTRIBUTE = 5;
    private static final int INITIALIZER = 5;

    private void walk() {
        for (Field graph : fields(0, bytes.length)) {
            if (!graph.is(GRAPH)) continue;
            for (Field part : fields(graph.start, graph.end)) {
                if (part.is(INITIALIZER)) list(part, 8, "classes", 6, 5, 7);
                if (!part.is(NODE)) continue;
                for (Field inner : fields(part.start, part.end)) {
                    if (inner.is(ATTRIBUTE)) list(inner, 1, "classlabels", 9, 8, 8);
                }
            }
        }
    }

    /** A message with a name and a list of strings or integers: kept if the name begins as wanted. */
    private void list(Field message, int name, String wanted, int strings, int integers, int alsoIntegers) {
        String found = "";
        List<String> values = new ArrayList<>();
        for (Field field : fields(message.start, message.end)) {
            if (field.is(name)) found = text(field);
            else if (field.is(strings)) values.add(text(field));
            else if (field.number == integers || field.number == alsoIntegers) {
                if (field.wire == 0) values.add(Long.toString(field.value));
                else if (field.wire == 2) values.addAll(packed(field));
            }
        }
        if (!found.startsWith(wanted) || values.isEmpty()) return;
        labels.clear();
        labels.addAll(values);
    }

    private List<String> packed(Field field) {
        List<String> values = new ArrayList<>();
        for (int at = field.start; at < field.end; ) {
            Field number = varint(0, at, field.end);
            values.add(Long.toString(number.value));
            at = number.end;
        }
        return values;
    }

    private List<Field> fields(int from, int to) {
        List<Field> fields = new ArrayList<>();
        for (int at = from; at < to; ) {
            Field field = field(at, to);
            fields.add(field);
            at = field.end;
        }
        return fields;
    }

    private String text(Field field) {
        return new String(bytes, field.start, field.end - field.start, StandardCharsets.UTF_8);
    }

    /** One field: its content stands from {@code start} to {@code end}; a varint's is {@code value}. */
    private record Field(int number, int wire, int start, int end, long value) {
        /** Whether it is a message, a text or a list of that number. */
        boolean is(int wanted) {
            return wire == 2 && number == wanted;
        }
    }

    private Field field(int at, int to) {
        Field tag = varint(0, at, to);
        int number = (int) (tag.value >>> 3);
        int start = tag.end;
        return switch ((int) (tag.value & 7)) {
            case 0 -> varint(number, start, to);
            case 1 -> within(new Field(number, 1, start, start + 8, 0), to);
            case 2 -> {
                Field length = varint(number, start, to);
                if (length.value < 0 || length.value > to - length.end) throw new IllegalArgumentException("length");
                yield new Field(number, 2, length.end, length.end + (int) length.value, 0);
            }
            case 5 -> within(new Field(number, 5, start, start + 4, 0), to);
            default -> throw new IllegalArgumentException("wire type");
        };
    }

    private static Field within(Field field, int to) {
        if (field.end > to) throw new IllegalArgumentException("truncated");
        return field;
    }

    private Field varint(int number, int at, int to) {
        long value = 0;
        for (int shift = 0; shift < 64 && at < to; shift += 7) {
            byte b = bytes[at++];
            value |= (long) (b & 127) << shift;
            if (b >= 0) return new Field(number, 0, at, at, value);
        }
        throw new IllegalArgumentException("number");
    }
}
