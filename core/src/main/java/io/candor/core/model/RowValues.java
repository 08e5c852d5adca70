package io.candor.core.model;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Encodes one row of named values, as a serving process has it, like {@link RowEncoder} encodes a table's: numbers as they are,
 * levels as indices into the model's own list, NaN for missing, −1 for a level the model has not seen. Thread-safe.
 *
 * <pre>{@code
 * double[] row = new RowValues(model.inputs()).encode(Map.of("age", 23, "sex", "Female"));
 * }</pre>
 */
public final class RowValues {
    private final List<Input> inputs;
    private final LevelIndex[] levels;

    public RowValues(List<Input> inputs) {
        this.inputs = List.copyOf(inputs);
        this.levels = new LevelIndex[inputs.size()];
        for (int j = 0; j < levels.length; j++)
            levels[j] = new LevelIndex(inputs.get(j).levels());
    }

    /**
     * @param values by name: a {@link Number}, a {@link Boolean}, a text, or null for missing; other names are not looked at
     * @return one number per input
     * @throws CandorException {@code CND-M004} if a name is not there, {@code CND-M005} for a text where the model takes a number
     */
    public double[] encode(Map<String, ? extends @Nullable Object> values) {
        double[] row = new double[inputs.size()];
        for (int j = 0; j < row.length; j++) row[j] = encode(inputs.get(j), levels[j], values);
        return row;
    }

    private static double encode(Input input, LevelIndex levels, Map<String, ? extends @Nullable Object> values) {
        Object value = values.get(input.name());
        if (value == null) {
            if (values.containsKey(input.name())) return Double.NaN;
            throw CandorException.user(
                    "CND-M004",
                    "the row has no value '" + input.name() + "'",
                    "the model needs it; null says that it is missing",
                    Suggestions.remedy(input.name(), List.copyOf(values.keySet())));
        }
        if (input.kind() == Input.Kind.CATEGORY) return levels.of(value);
        if (value instanceof Number number) return number.doubleValue();
        throw CandorException.user(
                "CND-M005",
                "'" + input.name() + "' is a " + value.getClass().getSimpleName(),
                "the model takes a number there",
                "give a number, or null for a missing one");
    }
}
