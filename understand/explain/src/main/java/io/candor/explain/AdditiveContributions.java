package io.candor.explain;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.math.ExactSum;
import io.candor.core.model.Additive;
import io.candor.core.model.Input;
import io.candor.core.model.RowEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What each term of an additive model adds to single predictions, read off the model: exact, no sampling, no background
 * data. The base value is the intercept, which for terms that are centred on the training rows is their mean score.
 *
 * <pre>{@code
 * Evidence why = new AdditiveContributions(model).evidence(table, new int[] {0, 5}, subjects);
 * }</pre>
 */
public final class AdditiveContributions {
    private final Additive model;
    private final ModelOutputs outputs;

    /**
     * One explained prediction.
     *
     * @param row index in the table
     * @param predictions per output: probability of the positive class or of each class, or the value
     * @param values per input, then output: its own terms, and its equal share of each term with several inputs
     * @param terms per term, then output
     * @param residuals per output, explained score − base value − Σ values: rounding, about 1e-16
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Row(int row, double[] predictions, double[][] values, double[][] terms, double[] residuals) {}

    public AdditiveContributions(Additive model) {
        this.model = model;
        this.outputs = ModelOutputs.of(model);
    }

    /**
     * Explains some rows.
     *
     * @param rows indices into the table, from 0
     * @throws CandorException {@code CND-E003} if there is no such row
     */
    public List<Row> of(Table table, int[] rows) {
        ExplainedRows.check(table, rows);
        RowEncoder encoder = new RowEncoder(model.inputs(), table.select(rows));
        double[] encoded = new double[model.inputs().size()];
        List<Row> explained = new ArrayList<>(rows.length);
        for (int i = 0; i < rows.length; i++) {
            encoder.encode(i, encoded);
            explained.add(explain(rows[i], encoded));
        }
        return explained;
    }

    /**
     * Explains some rows as evidence {@code explain.contributions} v1.
     *
     * @param subjects digests of the model and of the data
     * @throws CandorException {@code CND-E003} if there is no such row
     */
    public Evidence evidence(Table table, int[] rows, List<Subject> subjects) {
        List<String> names = model.inputs().stream().map(Input::name).toList();
        Json.Obj result = Json.object()
                .put("method", "additive contributions")
                .put("output", outputs.scale())
                .put("outputs", Json.texts(outputs.names()))
                .put("baseValue", outputs.numbers(model.intercept()))
                .put("features", Json.texts(names))
                .put(
                        "terms",
                        Json.array(IntStream.range(0, model.termCount())
                                .mapToObj(this::names)
                                .toList()))
                .put(
                        "rows",
                        Json.array(of(table, rows).stream()
                                .map(r -> json(r, table, names))
                                .toList()))
                .build();
        return new Evidence(
                "explain.contributions",
                1,
                subjects,
                new Evidence.Method("additive contributions", 1, "Hastie & Tibshirani 1986; Lou et al. 2012"),
                Json.object().put("interactions", "split equally among inputs").build(),
                result,
                List.of(
                        "Says how the model came to its score, not what would happen to a person whose values changed.",
                        "Inputs that go together share what they explain in a way that the training decided."),
                Disclosure.rows());
    }

    private Row explain(int row, double[] encoded) {
        int n = model.outputs();
        double[] scores = new double[n];
        double[][] terms = new double[model.termCount()][n];
        double[][] values = new double[encoded.length][n];
        double[] residuals = new double[n];
        for (int k = 0; k < n; k++) {
            ExactSum[] shares = new ExactSum[encoded.length];
            Arrays.setAll(shares, i -> new ExactSum());
            for (int t = 0; t < terms.length; t++) {
                terms[t][k] = model.contribution(t, encoded, k);
                int[] inputs = model.termInputs(t);
                for (int input : inputs) shares[input].add(terms[t][k] / inputs.length);
            }
            scores[k] = model.additiveScore(encoded, k);
            ExactSum rest = new ExactSum();
            rest.add(scores[k]);
            rest.add(-model.intercept()[k]);
            for (int j = 0; j < values.length; j++) {
                values[j][k] = shares[j].value();
                rest.add(-values[j][k]);
            }
            residuals[k] = rest.value();
        }
        model.link().invert(scores, 0, n);
        return new Row(row, scores, values, terms, residuals);
    }

    private Json names(int term) {
        return Json.texts(Arrays.stream(model.termInputs(term))
                .mapToObj(i -> model.inputs().get(i).name())
                .toList());
    }

    private Json json(Row row, Table table, List<String> names) {
        return Json.object()
                .put("row", row.row())
                .put("prediction", outputs.numbers(row.predictions()))
                .put("values", perOutput(row.values()))
                .put("terms", perOutput(row.terms()))
                .put("residual", outputs.numbers(row.residuals()))
                .put("data", Cells.of(table, names, row.row()))
                .build();
    }

    private Json perOutput(double[][] values) {
        return Json.array(Arrays.stream(values).map(outputs::numbers).toList());
    }
}
