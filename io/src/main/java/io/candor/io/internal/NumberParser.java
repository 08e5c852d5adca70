package io.candor.io.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads numbers and rectangular arrays of them from Jackson's tokens straight into arrays, eight bytes each. All that one parser
 * reads counts against one allowance, so a file cannot take more memory than is there. Not thread-safe.
 *
 * <p>The strings {@code "nan"}, {@code "+inf"} and {@code "-inf"} are numbers, as InterpretML writes them.
 */
final class NumberParser {
    private static final int MOST_AXES = 16;

    private final JsonParser parser;
    private long left;
    private double[] values = new double[0];
    private int count;

    /** @param most numbers that may be read in all */
    NumberParser(JsonParser parser, long most) {
        this.parser = parser;
        this.left = most;
    }

    /** The number at the current token. */
    double number() {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
            double value = parser.getDoubleValue();
            if (Double.isInfinite(value)) throw new IllegalArgumentException("a number is out of range");
            return value;
        }
        if (token == JsonToken.VALUE_STRING) {
            switch (parser.getString()) {
                case "nan" -> {
                    return Double.NaN;
                }
                case "+inf" -> {
                    return Double.POSITIVE_INFINITY;
                }
                case "-inf" -> {
                    return Double.NEGATIVE_INFINITY;
                }
                default -> {}
            }
        }
        throw new IllegalArgumentException("a number was expected, not " + named(token));
    }

    /** The array at the current token, of any number of axes, all finite. */
    Tensor tensor() {
        count = 0;
        List<Integer> shape = new ArrayList<>();
        array(shape, 0);
        Tensor tensor = new Tensor(
                Arrays.copyOf(values, count), shape.stream().mapToInt(i -> i).toArray());
        values = new double[0];
        for (double v : tensor.values()) {
            if (Double.isNaN(v) || Double.isInfinite(v)) {
                throw new IllegalArgumentException("a number in a table is not finite");
            }
        }
        return tensor;
    }

    /** The array of numbers at the current token. */
    double[] numbers() {
        Tensor tensor = tensor();
        if (tensor.shape().length != 1) throw new IllegalArgumentException("a list of numbers was expected");
        return tensor.values();
    }

    private void array(List<Integer> shape, int axis) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new IllegalArgumentException("an array was expected, not " + named(parser.currentToken()));
        }
        if (axis == MOST_AXES) throw new IllegalArgumentException("an array has more than " + MOST_AXES + " axes");
        boolean first = axis == shape.size();
        if (first) shape.add(-1); // its length is known at its end
        int length = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            boolean nested = parser.currentToken() == JsonToken.START_ARRAY;
            boolean leaf = shape.size() == axis + 1;
            if (nested && leaf && length > 0 || nested && leaf && !first || !nested && !leaf) {
                throw new IllegalArgumentException("an array is not rectangular");
            }
            if (nested) array(shape, axis + 1);
            else add(number());
            length++;
        }
        if (first) shape.set(axis, length);
        else if (shape.get(axis) != length) throw new IllegalArgumentException("an array is not rectangular");
    }

    private void add(double value) {
        if (--left < 0) throw new IllegalArgumentException("it holds more numbers than fit into memory");
        if (count == values.length) values = Arrays.copyOf(values, Math.max(16, count + (count >> 1)));
        values[count++] = value;
    }

    private static String named(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a text";
            case VALUE_NULL -> "null";
            case VALUE_TRUE, VALUE_FALSE -> "a truth value";
            default -> "this";
        };
    }
}
