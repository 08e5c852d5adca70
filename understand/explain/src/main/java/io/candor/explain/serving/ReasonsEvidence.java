package io.candor.explain.serving;

import io.candor.core.data.Table;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.model.RowEncoder;
import io.candor.explain.ExplainedRows;
import java.util.ArrayList;
import java.util.List;

/** The reasons of rows of a table, as evidence {@code explain.reasons} v1: the same that the serving process gives. */
public final class ReasonsEvidence {
    private final ServedExplainer explainer;

    public ReasonsEvidence(ServedExplainer explainer) {
        this.explainer = explainer;
    }

    /**
     * @param rows indices into the table
     * @param subjects digests of the model and of the data
     * @throws io.candor.core.CandorException {@code CND-E003} if there is no such row
     */
    public Evidence of(Table table, int[] rows, List<Subject> subjects) {
        ExplainedRows.check(table, rows);
        RowEncoder encoder = new RowEncoder(explainer.model().inputs(), table);
        double[] row = new double[explainer.model().inputs().size()];
        List<Json> all = new ArrayList<>();
        for (int i : rows) {
            encoder.encode(i, row);
            List<Json> reasons = new ArrayList<>();
            for (Reason reason : explainer.reasons(row)) {
                reasons.add(Json.object()
                        .put("name", reason.name())
                        .put("inputs", Json.texts(reason.inputs()))
                        .put("value", reason.value())
                        .put("reference", reason.reference())
                        .put("difference", reason.difference())
                        .put("text", reason.text())
                        .build());
            }
            all.add(Json.object()
                    .put("row", i)
                    .put("difference", explainer.difference(row))
                    .put("reasons", Json.array(reasons))
                    .build());
        }
        Reference reference = explainer.reference();
        return new Evidence(
                "explain.reasons",
                1,
                subjects,
                new Evidence.Method("differences of attributions from a reference's mean", 1, "12 CFR 1002.9(b)(2)"),
                Json.object()
                        .put("favourable", explainer.rules().favourable())
                        .put("count", explainer.rules().count())
                        .put("reference", reference.name())
                        .put("reference_rows", reference.rows())
                        .put("reference_digest", reference.digest())
                        .build(),
                Json.object().put("rows", Json.array(all)).build(),
                List.of(
                        "Another reference gives other reasons.",
                        "Says how the model came to its score, not what would change a decision: that is what counterfactuals say."),
                Disclosure.rows());
    }
}
