package io.candor.explain;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.math.ExactSum;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Input;
import io.candor.core.model.RowEncoder;
import io.candor.core.model.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What each term of an additive model adds to single predictions, read off its tables: exact, no sampling, no background
 * data. The base value is the intercept, which for terms that are centred on the training rows is their mean score.
 */
public final class AdditiveContributions {
    private final AdditiveModel model;
    private final ModelOutput output;

    /**
     * One explained prediction.
     *
     * @param row index in the table
     * @param prediction probability of the positive class, or the value
     * @param values one per input: its own terms, and its equal share of each term with several inputs
     * @param terms one per term
     * @param residual explained score − base value − Σ values: rounding, about 1e-16
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Row(int row, double prediction, double[] values, double[] terms, double residual) {}

    /** @throws CandorException {@code CND-E001} for a model with several outputs */
    public AdditiveContributions(AdditiveModel model) {
        this.model = model;
        this.output = ModelOutput.of(model);
    }

    /**
     * Explains some rows.
     *
     * @param rows indices into the table, from 0
     * @throws CandorException {@code CND-E003} if there is no such row
     */
    public List<Row> of(Table table, int[] rows) {
        for (int row : rows) if (row < 0 || row >= table.rows()) throw noSuchRow(row, table.rows());
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
                .put("output", output.scale())
                .put("outputs", Json.texts(List.of(output.name())))
                .put("baseValue", model.intercept()[0])
                .put("features", Json.texts(names))
                .put("terms", Json.array(model.terms().stream().map(this::names).toList()))
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
        double[] terms = new double[model.terms().size()];
        ExactSum[] shares = new ExactSum[encoded.length];
        Arrays.setAll(shares, i -> new ExactSum());
        for (int t = 0; t < terms.length; t++) {
            terms[t] = model.contribution(t, encoded, 0);
            int[] inputs = model.terms().get(t).inputs();
            for (int input : inputs) shares[input].add(terms[t] / inputs.length);
        }
        double score = model.additiveScore(encoded, 0);
        double[] values = new double[encoded.length];
        ExactSum rest = new ExactSum();
        rest.add(score);
        rest.add(-model.intercept()[0]);
        for (int j = 0; j < values.length; j++) {
            values[j] = shares[j].value();
            rest.add(-values[j]);
        }
        return new Row(row, model.link().inverse(score), values, terms, rest.value());
    }

    private Json names(Term term) {
        return Json.texts(Arrays.stream(term.inputs())
                .mapToObj(i -> model.inputs().get(i).name())
                .toList());
    }

    private static Json json(Row row, Table table, List<String> names) {
        List<Json> cells = new ArrayList<>();
        for (String name : names) {
            String text = table.column(name).text(row.row());
            cells.add(text == null ? Json.NULL : Json.of(text));
        }
        return Json.object()
                .put("row", row.row())
                .put("prediction", row.prediction())
                .put("values", Json.numbers(row.values()))
                .put("terms", Json.numbers(row.terms()))
                .put("residual", row.residual())
                .put("data", Json.array(cells))
                .build();
    }

    private static CandorException noSuchRow(int row, int rows) {
        return CandorException.user(
                "CND-E003",
                "there is no row " + row,
                "the data has " + rows + " rows, counted from 0",
                "name rows of the data");
    }
}
