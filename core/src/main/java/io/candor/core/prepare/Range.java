package io.candor.core.prepare;

import io.candor.core.model.Trees;
import java.util.List;
import java.util.Optional;

/**
 * A column that is one thing inside a range of its number and another outside.
 *
 * @param low from which on a number is inside
 * @param high from which on it is outside again
 * @param after what is done with the 1 of inside and the 0 of outside
 */
record Range(double low, double high, List<Step> after) {
    /** Empty if it is not one range of a number that only rises or falls before. */
    static Optional<Range> of(PreparedColumn.Chain chain) {
        for (int s = 0; s < chain.steps().size(); s++) {
            Step step = chain.steps().get(s);
            if (step.direction() != Step.Direction.NONE) continue;
            if (!(step instanceof Step.Between between)) return Optional.empty();
            PreparedColumn.Chain before =
                    new PreparedColumn.Chain(chain.input(), chain.steps().subList(0, s));
            boolean rises = before.direction() == Step.Direction.UP;
            double reaches = Halving.first(v -> rises ? before.of(v) >= between.from() : before.of(v) < between.to());
            double leaves = Halving.first(v -> rises ? before.of(v) >= between.to() : before.of(v) < between.from());
            return Optional.of(new Range(
                    reaches, leaves, chain.steps().subList(s + 1, chain.steps().size())));
        }
        return Optional.empty();
    }

    /** The child to which a number goes that is inside (1) or outside (0). */
    int next(Trees trees, int node, int inputs, double inside) {
        double value = inside;
        for (Step step : after) value = step.of(value);
        double[] row = new double[inputs];
        row[trees.feature()[node]] = value;
        return trees.next(node, row);
    }
}
