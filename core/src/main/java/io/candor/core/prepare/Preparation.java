package io.candor.core.prepare;

import io.candor.core.model.Input;
import java.util.List;

/**
 * How raw inputs become the columns that a model sees. Thread-safe.
 *
 * @param inputs raw, as tables have them
 * @param columns one per input of the model, in its order
 */
public record Preparation(List<Input> inputs, List<PreparedColumn> columns) {
    /** @throws IllegalArgumentException if a column reads what is not there, or levels as numbers */
    public Preparation {
        inputs = List.copyOf(inputs);
        columns = List.copyOf(columns);
        for (PreparedColumn column : columns) {
            for (int input : column.reads()) {
                if (input < 0 || input >= inputs.size()) throw new IllegalArgumentException("no such raw input");
            }
            if (column instanceof PreparedColumn.Chain chain) check(chain, inputs);
            if (column instanceof PreparedColumn.Product product) {
                for (PreparedColumn.Chain factor : product.factors())
                    checkNumber(factor, inputs, "factor of a product");
            }
            if (column instanceof PreparedColumn.Sum sum) {
                for (PreparedColumn.Chain term : sum.terms()) checkNumber(term, inputs, "term of a sum");
            }
        }
    }

    private static void checkNumber(PreparedColumn.Chain chain, List<Input> inputs, String what) {
        check(chain, inputs);
        if (inputs.get(chain.input()).kind() == Input.Kind.CATEGORY
                && chain.steps().isEmpty()) {
            throw new IllegalArgumentException("a category is no " + what);
        }
    }

    private static void check(PreparedColumn.Chain chain, List<Input> inputs) {
        if (chain.steps().isEmpty()) return;
        Input input = inputs.get(chain.input());
        boolean category = input.kind() == Input.Kind.CATEGORY;
        boolean missing = chain.steps().get(0) instanceof Step.Missing;
        if (!missing && chain.steps().get(0).takesLevels() != category) {
            throw new IllegalArgumentException("'" + input.name() + "' is a " + (category ? "category" : "number")
                    + ", its first step takes none");
        }
    }

    /** Whether a column is a category as it is. */
    boolean isCategory(int column) {
        return columns.get(column) instanceof PreparedColumn.Chain chain
                && chain.steps().isEmpty()
                && inputs.get(chain.input()).kind() == Input.Kind.CATEGORY;
    }

    /** Writes the columns of a raw encoded row. */
    public void prepare(double[] raw, double[] out) {
        for (int c = 0; c < out.length; c++) out[c] = columns.get(c).of(raw);
    }
}
