package io.candor.core.model;

import io.candor.core.data.Table;
import java.util.List;
import java.util.Optional;

/**
 * A sum of tables: prediction = inverse link of intercept plus one table entry per term (a generalised additive model with
 * interactions). The neutral form of explainable boosting machines. Scores are added in the order of terms, so that the same
 * model gives the same bits everywhere. Thread-safe.
 *
 * @param outputs 1 for binary and regression
 * @param intercept one per output
 */
public record AdditiveModel(
        Task task,
        String target,
        List<Input> inputs,
        List<String> classes,
        Link link,
        int outputs,
        double[] intercept,
        List<Term> terms)
        implements Model {
    public AdditiveModel {
        inputs = List.copyOf(inputs);
        classes = List.copyOf(classes);
        terms = List.copyOf(terms);
        if (intercept.length != outputs) throw new IllegalArgumentException("one intercept per output");
        for (Term term : terms) {
            if (term.scores().length != term.weights().length * outputs) {
                throw new IllegalArgumentException("one score per cell and output");
            }
            for (int d = 0; d < term.inputs().length; d++) {
                Input input = inputs.get(term.inputs()[d]);
                boolean category = term.bins().get(d) instanceof Bins.Levels;
                if (category != (input.kind() == Input.Kind.CATEGORY)) {
                    throw new IllegalArgumentException("bins of '" + input.name() + "' do not fit its kind");
                }
            }
        }
    }

    /** The term's name: its inputs, joined by {@code " & "}. */
    public String termName(int term) {
        StringBuilder name = new StringBuilder();
        for (int input : terms.get(term).inputs()) {
            if (name.length() > 0) name.append(" & ");
            name.append(inputs.get(input).name());
        }
        return name.toString();
    }

    @Override
    public Scores.Scale scale() {
        return link == Link.LOGIT ? Scores.Scale.PROBABILITY : Scores.Scale.VALUE;
    }

    /** The scale on which terms add up: log-odds or value. */
    public Scores.Scale additiveScale() {
        return link == Link.LOGIT ? Scores.Scale.LOG_ODDS : Scores.Scale.VALUE;
    }

    /** Intercept plus all terms, before the link. */
    public double additiveScore(double[] row, int output) {
        double sum = intercept[output];
        for (Term term : terms) sum += term.scores()[term.cell(row) * outputs + output];
        return sum;
    }

    /** What one term adds for an encoded row. */
    public double contribution(int term, double[] row, int output) {
        Term t = terms.get(term);
        return t.scores()[t.cell(row) * outputs + output];
    }

    @Override
    public Scores score(Table rows) {
        RowEncoder encoder = new RowEncoder(inputs, rows);
        double[] row = new double[inputs.size()];
        double[] values = new double[rows.rows() * outputs];
        for (int i = 0; i < rows.rows(); i++) {
            encoder.encode(i, row);
            for (int k = 0; k < outputs; k++) values[i * outputs + k] = link.inverse(additiveScore(row, k));
        }
        return new Scores(values, rows.rows(), outputs, scale());
    }

    @Override
    public Optional<RowScorer> rowScorer() {
        return Optional.of((row, out) -> {
            for (int k = 0; k < outputs; k++) out[k] = link.inverse(additiveScore(row, k));
        });
    }
}
