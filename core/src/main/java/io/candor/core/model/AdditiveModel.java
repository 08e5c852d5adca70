package io.candor.core.model;

import io.candor.core.data.Table;
import java.util.List;
import java.util.Optional;

/**
 * A sum of tables: prediction = inverse link of intercept plus one table entry per term (a generalised additive model with
 * interactions). The neutral form of explainable boosting machines. Thread-safe.
 *
 * @param outputs 1 for binary and regression, else one per class
 * @param intercept one per output
 * @param bags what each outer bag learnt; empty if that was not kept
 */
public record AdditiveModel(
        Task task,
        String target,
        List<Input> inputs,
        List<String> classes,
        Link link,
        int outputs,
        double[] intercept,
        List<Term> terms,
        List<Bag> bags)
        implements Additive {
    private static final int FEW_ROWS = 64;

    public AdditiveModel {
        inputs = List.copyOf(inputs);
        classes = List.copyOf(classes);
        terms = List.copyOf(terms);
        bags = List.copyOf(bags);
        if (intercept.length != outputs) throw new IllegalArgumentException("one intercept per output");
        int expected = task == Task.MULTICLASS ? classes.size() : 1;
        if (outputs != expected) throw new IllegalArgumentException(expected + " outputs, not " + outputs);
        if (classes.size() < 2 != (task == Task.REGRESSION)) throw new IllegalArgumentException("classes and task");
        for (Term term : terms) check(term, inputs, outputs);
        for (Bag bag : bags) check(bag, terms, outputs);
    }

    /** Without bags. */
    public AdditiveModel(
            Task task,
            String target,
            List<Input> inputs,
            List<String> classes,
            Link link,
            int outputs,
            double[] intercept,
            List<Term> terms) {
        this(task, target, inputs, classes, link, outputs, intercept, terms, List.of());
    }

    /** The same prediction task, from other inputs, intercepts, terms and bags. */
    public AdditiveModel with(
            List<Input> otherInputs, double[] intercepts, List<Term> otherTerms, List<Bag> otherBags) {
        return new AdditiveModel(task, target, otherInputs, classes, link, outputs, intercepts, otherTerms, otherBags);
    }

    private static void check(Term term, List<Input> inputs, int outputs) {
        if (term.scores().length != term.weights().length * outputs) {
            throw new IllegalArgumentException("one score per cell and output");
        }
        for (int d = 0; d < term.inputs().length; d++) {
            Input input = inputs.get(term.inputs()[d]);
            boolean fits = term.bins().get(d) instanceof Bins.Levels levels
                    ? input.kind() == Input.Kind.CATEGORY
                            && levels.binOfLevel().length == input.levels().size()
                    : input.kind() == Input.Kind.NUMBER;
            if (!fits) throw new IllegalArgumentException("bins of '" + input.name() + "' do not fit the input");
        }
    }

    private static void check(Bag bag, List<Term> terms, int outputs) {
        if (bag.intercept().length != outputs || bag.scores().size() != terms.size()) {
            throw new IllegalArgumentException("a bag has one intercept per output and one table per term");
        }
        for (int t = 0; t < terms.size(); t++) {
            if (bag.scores().get(t).length != terms.get(t).scores().length) {
                throw new IllegalArgumentException("a bag's tables are shaped like the terms'");
            }
        }
    }

    @Override
    public int termCount() {
        return terms.size();
    }

    @Override
    public int[] termInputs(int term) {
        return terms.get(term).inputs();
    }

    @Override
    public double contribution(int term, double[] row, int output) {
        Term t = terms.get(term);
        return t.scores()[t.cell(row) * outputs + output];
    }

    /** Few rows are scored one by one: preparing would cost more than it saves. */
    @Override
    public Scores score(Table rows) {
        if (rows.rows() > FEW_ROWS) {
            return new Scores(new BatchScoring(this, rows).scores(), rows.rows(), outputs, scale());
        }
        RowEncoder encoder = new RowEncoder(inputs, rows);
        double[] row = new double[inputs.size()];
        double[] values = new double[rows.rows() * outputs];
        for (int i = 0; i < rows.rows(); i++) {
            encoder.encode(i, row);
            add(row, values, i * outputs);
        }
        return new Scores(values, rows.rows(), outputs, scale());
    }

    /**
     * What each term adds for each row: term by term, each over rows, then outputs; so {@code (term · rows + row) · outputs + output}
     * is the index of one.
     *
     * @throws ArithmeticException if rows × terms × outputs passes 2^31: then take fewer rows at a time
     * @throws io.candor.core.CandorException as {@link #score} does
     */
    public double[] contributions(Table rows) {
        return new BatchScoring(this, rows).contributions();
    }

    @Override
    public Optional<RowScorer> rowScorer() {
        return Optional.of(new ScoringPlan(this).rowScorer());
    }

    /**
     * What each term adds for single encoded rows, without allocating: {@code term · outputs + output} is the index of one. The sum
     * from the intercept over the terms has the bits of the score before the link.
     */
    public RowScorer rowContributions() {
        return new ScoringPlan(this).rowContributions();
    }

    private void add(double[] row, double[] out, int at) {
        for (int k = 0; k < outputs; k++) out[at + k] = intercept[k];
        for (Term term : terms) {
            int from = term.cell(row) * outputs;
            for (int k = 0; k < outputs; k++) out[at + k] += term.scores()[from + k];
        }
        link.invert(out, at, outputs);
    }
}
