package io.candor.core.model;

import io.candor.core.data.Table;
import java.util.List;
import java.util.Optional;

/**
 * If-then rules in order; the first one whose conditions all hold predicts, and the last one has none ("else"). Predictions
 * are probabilities of classes, or a value. Thread-safe.
 */
public record RuleList(Task task, String target, List<Input> inputs, List<String> classes, List<Rule> rules)
        implements Model {

    /** Something that a row's value of one input may satisfy. */
    public sealed interface Condition {
        /** Index into the model's inputs. */
        int input();

        /** Whether an encoded value satisfies it. */
        boolean holds(double value);
    }

    /**
     * A number above {@code low} and up to {@code high}; infinite ends are open.
     *
     * @param orMissing whether a missing value satisfies it, too
     */
    public record Between(int input, double low, double high, boolean orMissing) implements Condition {
        public Between {
            if (!(low < high)) throw new IllegalArgumentException("no number is between the bounds");
        }

        @Override
        public boolean holds(double value) {
            return Double.isNaN(value) ? orMissing : value > low && value <= high;
        }
    }

    /**
     * A level that is one of some, or none of them; a level that the model has not seen is none of them.
     *
     * @param levels indices into the input's levels, ascending
     * @param in whether the level must be one of them
     * @param orMissing whether a missing value satisfies it, too
     */
    public record Among(int input, int[] levels, boolean in, boolean orMissing) implements Condition {
        public Among {
            for (int i = 1; i < levels.length; i++) {
                if (levels[i - 1] >= levels[i]) throw new IllegalArgumentException("levels do not ascend");
            }
        }

        @Override
        public boolean holds(double value) {
            if (Double.isNaN(value)) return orMissing;
            return java.util.Arrays.binarySearch(levels, (int) value) >= 0 == in;
        }
    }

    /** A value that is missing. */
    public record Missing(int input) implements Condition {
        @Override
        public boolean holds(double value) {
            return Double.isNaN(value);
        }
    }

    /**
     * One rule.
     *
     * @param conditions all of which must hold; empty for "else"
     * @param prediction one per output
     * @param weight of the training rows that it caught
     * @param check what rows that took no part in making the rules say of it, if there were any
     */
    public record Rule(List<Condition> conditions, double[] prediction, double weight, Optional<Check> check) {
        public Rule {
            conditions = List.copyOf(conditions);
            for (double p : prediction)
                if (Double.isNaN(p)) throw new IllegalArgumentException("a prediction is a number");
        }
    }

    /**
     * 95 % intervals of the mean label of held-out rows that a rule caught.
     *
     * @param method of the interval
     * @param low one per output
     * @param high one per output
     * @param rows how many there were
     */
    public record Check(String method, double[] low, double[] high, long rows) {}

    /** @throws IllegalArgumentException if the parts do not fit each other */
    public RuleList {
        inputs = List.copyOf(inputs);
        classes = List.copyOf(classes);
        rules = List.copyOf(rules);
        if (classes.size() < 2 != (task == Task.REGRESSION)) throw new IllegalArgumentException("classes and task");
        if (rules.isEmpty() || !rules.get(rules.size() - 1).conditions().isEmpty()) {
            throw new IllegalArgumentException("the last rule has no conditions");
        }
        int outputs = task == Task.MULTICLASS ? classes.size() : 1;
        for (Rule rule : rules) {
            if (rule.prediction.length != outputs) throw new IllegalArgumentException("one prediction per output");
            rule.check.ifPresent(c -> {
                if (c.low.length != outputs || c.high.length != outputs)
                    throw new IllegalArgumentException("one interval per output");
            });
            for (Condition condition : rule.conditions) check(condition, inputs);
        }
    }

    private static void check(Condition condition, List<Input> inputs) {
        if (condition.input() < 0 || condition.input() >= inputs.size()) {
            throw new IllegalArgumentException("a condition on no input");
        }
        Input input = inputs.get(condition.input());
        boolean category = input.kind() == Input.Kind.CATEGORY;
        if (condition instanceof Between && category || condition instanceof Among && !category) {
            throw new IllegalArgumentException("a condition does not fit '" + input.name() + "'");
        }
        if (!(condition instanceof Among among)) return;
        for (int level : among.levels) {
            if (level < 0 || level >= input.levels().size()) throw new IllegalArgumentException("no such level");
        }
    }

    public int outputs() {
        return task == Task.MULTICLASS ? classes.size() : 1;
    }

    /** Index of the rule that an encoded row fires. */
    public int fired(double[] row) {
        for (int r = 0; ; r++) if (holds(rules.get(r), row)) return r;
    }

    private static boolean holds(Rule rule, double[] row) {
        for (int c = 0; c < rule.conditions.size(); c++) {
            Condition condition = rule.conditions.get(c);
            if (!condition.holds(row[condition.input()])) return false;
        }
        return true;
    }

    @Override
    public Scores.Scale scale() {
        return task == Task.REGRESSION ? Scores.Scale.VALUE : Scores.Scale.PROBABILITY;
    }

    @Override
    public Scores score(Table rows) {
        RowEncoder encoder = new RowEncoder(inputs, rows);
        double[] row = new double[inputs.size()];
        int outputs = outputs();
        double[] values = new double[rows.rows() * outputs];
        for (int i = 0; i < rows.rows(); i++) {
            encoder.encode(i, row);
            System.arraycopy(rules.get(fired(row)).prediction, 0, values, i * outputs, outputs);
        }
        return new Scores(values, rows.rows(), outputs, scale());
    }

    @Override
    public Optional<RowScorer> rowScorer() {
        return Optional.of((row, out) -> System.arraycopy(rules.get(fired(row)).prediction, 0, out, 0, outputs()));
    }
}
