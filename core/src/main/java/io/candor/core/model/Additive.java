package io.candor.core.model;

/**
 * A model whose score is an intercept plus one number per term, so that it explains itself exactly. Terms are added in their
 * order, from the intercept on, wherever a score is made: the same model gives the same bits everywhere.
 */
public interface Additive extends Model {
    Link link();

    /** 1 for two classes and for a number, else one per class. */
    int outputs();

    /** One per output. */
    double[] intercept();

    int termCount();

    /** Indices into {@link #inputs()} of what a term reads, ascending; several for an interaction. */
    int[] termInputs(int term);

    /** What one term adds for an encoded row. */
    double contribution(int term, double[] row, int output);

    /** The term's name: its inputs, joined by {@code " & "}. */
    default String termName(int term) {
        StringBuilder name = new StringBuilder();
        for (int input : termInputs(term)) {
            if (name.length() > 0) name.append(" & ");
            name.append(inputs().get(input).name());
        }
        return name.toString();
    }

    /** Intercept plus all terms, before the link. */
    default double additiveScore(double[] row, int output) {
        double sum = intercept()[output];
        for (int t = 0; t < termCount(); t++) sum += contribution(t, row, output);
        return sum;
    }

    /** The scale on which terms add up. */
    default Scores.Scale additiveScale() {
        return link().additiveScale();
    }

    @Override
    default Scores.Scale scale() {
        return link().scale();
    }
}
