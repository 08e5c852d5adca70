package io.candor.core.model;

import io.candor.core.data.Table;
import java.util.List;
import java.util.Optional;

/**
 * A linear predictor: prediction = inverse link of intercept plus one effect per input. The neutral form of linear, logistic
 * and multinomial regression, penalised or not. One term per input, in the order of inputs. Thread-safe.
 *
 * @param outputs 1 for binary and regression, else one per class
 * @param intercept one per output
 * @param effects one per input
 * @param trainingWeight of all training rows: their number, as weights have a mean of 1
 * @param intervals uncertainty of the coefficients, if it was computed
 */
public record LinearModel(
        Task task,
        String target,
        List<Input> inputs,
        List<String> classes,
        Link link,
        int outputs,
        double[] intercept,
        List<Effect> effects,
        double trainingWeight,
        Optional<Intervals> intervals)
        implements Additive {

    /** What one input adds. */
    public sealed interface Effect {
        /** What an encoded value adds to one output. */
        double of(double value, int output);

        /** Coefficients without the output axis. */
        int coefficients();

        /** One coefficient of one output, in the order of {@link #coefficients}. */
        double coefficient(int index, int output);
    }

    /**
     * A number adds slope · (value − centre); a missing one adds a coefficient of its own. Coefficients: slope, missing.
     *
     * @param slope per output, on the scale of the raw values
     * @param centre mean of the training rows
     * @param deviation standard deviation of the training rows; 0 for a constant
     * @param missing per output
     * @param missingWeight training weight of the rows without a value
     */
    public record Slope(double[] slope, double centre, double deviation, double[] missing, double missingWeight)
            implements Effect {
        @Override
        public double of(double value, int output) {
            if (Double.isNaN(value)) return missing[output];
            return slope[output] == 0 ? 0 : slope[output] * (value - centre); // 0 · ∞ adds nothing
        }

        @Override
        public int coefficients() {
            return 2;
        }

        @Override
        public double coefficient(int index, int output) {
            return index == 0 ? slope[output] : missing[output];
        }
    }

    /**
     * A category adds one coefficient per level. Those of training add up to zero over the training rows, so each says how far
     * a level lies from the mean row, and no level hides as the reference. Coefficients: one per level, then missing.
     *
     * @param scores levels × outputs, row-major
     * @param missing per output
     * @param unseen per output, for a level that is not in the list
     * @param weights training weight per level
     * @param missingWeight training weight of the rows without a value
     */
    public record Levels(double[] scores, double[] missing, double[] unseen, double[] weights, double missingWeight)
            implements Effect {
        @Override
        public double of(double value, int output) {
            if (Double.isNaN(value)) return missing[output];
            int level = (int) value;
            return level < 0 || level >= weights.length ? unseen[output] : scores[level * missing.length + output];
        }

        @Override
        public int coefficients() {
            return weights.length + 1;
        }

        @Override
        public double coefficient(int index, int output) {
            return index == weights.length ? missing[output] : scores[index * missing.length + output];
        }
    }

    /**
     * 95 % intervals of all coefficients: the intercept, then those of the effects in order, each with its outputs. NaN where
     * the training rows say nothing about a coefficient.
     *
     * @param method its name, for people
     * @param errors standard errors
     */
    public record Intervals(String method, double[] errors, double[] low, double[] high) {
        public Intervals {
            if (low.length != errors.length || high.length != errors.length) {
                throw new IllegalArgumentException("one low and high end per standard error");
            }
        }
    }

    public LinearModel {
        inputs = List.copyOf(inputs);
        classes = List.copyOf(classes);
        effects = List.copyOf(effects);
        int expected = task == Task.MULTICLASS ? classes.size() : 1;
        if (outputs != expected) throw new IllegalArgumentException(expected + " outputs, not " + outputs);
        if (classes.size() < 2 != (task == Task.REGRESSION)) throw new IllegalArgumentException("classes and task");
        if ((link == Link.SOFTMAX) != (outputs > 1)) throw new IllegalArgumentException("link and outputs");
        if (intercept.length != outputs) throw new IllegalArgumentException("one intercept per output");
        if (effects.size() != inputs.size()) throw new IllegalArgumentException("one effect per input");
        int coefficients = 1;
        for (int j = 0; j < effects.size(); j++) {
            check(inputs.get(j), effects.get(j), outputs);
            coefficients += effects.get(j).coefficients();
        }
        int all = coefficients * outputs;
        intervals.ifPresent(i -> {
            if (i.errors().length != all) throw new IllegalArgumentException(all + " standard errors are needed");
        });
    }

    private static void check(Input input, Effect effect, int outputs) {
        boolean fits;
        if (effect instanceof Slope s) {
            fits = input.kind() == Input.Kind.NUMBER && s.slope.length == outputs && s.missing.length == outputs;
        } else {
            Levels l = (Levels) effect;
            fits = input.kind() == Input.Kind.CATEGORY
                    && l.weights.length == input.levels().size()
                    && l.scores.length == l.weights.length * outputs
                    && l.missing.length == outputs
                    && l.unseen.length == outputs;
        }
        if (!fits) throw new IllegalArgumentException("the effect of '" + input.name() + "' does not fit it");
    }

    @Override
    public int termCount() {
        return effects.size();
    }

    @Override
    public int[] termInputs(int term) {
        return new int[] {term};
    }

    @Override
    public double contribution(int term, double[] row, int output) {
        return effects.get(term).of(row[term], output);
    }

    @Override
    public Scores score(Table rows) {
        RowEncoder encoder = new RowEncoder(inputs, rows);
        double[] row = new double[inputs.size()];
        double[] values = new double[rows.rows() * outputs];
        for (int i = 0; i < rows.rows(); i++) {
            encoder.encode(i, row);
            add(row, values, i * outputs);
        }
        return new Scores(values, rows.rows(), outputs, scale());
    }

    @Override
    public Optional<RowScorer> rowScorer() {
        return Optional.of((row, out) -> add(row, out, 0));
    }

    private void add(double[] row, double[] out, int at) {
        for (int k = 0; k < outputs; k++) {
            double sum = intercept[k];
            for (int t = 0; t < row.length; t++) sum += effects.get(t).of(row[t], k);
            out[at + k] = sum;
        }
        link.invert(out, at, outputs);
    }
}
