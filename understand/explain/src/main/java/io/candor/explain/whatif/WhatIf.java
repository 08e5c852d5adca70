package io.candor.explain.whatif;

import io.candor.core.data.Table;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.model.Decider;
import io.candor.core.model.Input;
import io.candor.core.model.Scores;
import io.candor.core.model.Task;
import io.candor.explain.ExplainedRows;
import io.candor.explain.blackbox.BlackBox;
import io.candor.explain.effect.PartialDependence;
import io.candor.explain.effect.RowCurve;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What any model answers when a row is changed, before and after, and along curves around the changed row; as evidence {@code
 * explain.what-if} v1. Nothing is estimated: the model is asked.
 *
 * <pre>{@code
 * BlackBox box = new BlackBox(model, false, ForkJoinPool.commonPool());
 * Evidence older = new WhatIf(box, new ThresholdDecider(0.5))
 *         .evidence(table, 3, List.of(new Change("age", "40")), List.of("age"), subjects);
 * }</pre>
 *
 * @param model its predictions, not log-odds
 * @param decider of two classes
 */
public record WhatIf(BlackBox model, Decider decider) {

    /**
     * @param table the row, and rows whose values are met on the curves
     * @param curves inputs to vary around the changed row, may be none
     * @throws io.candor.core.CandorException {@code CND-E003} if there is no such row, {@code CND-E037} and {@code CND-E038} for
     *     changes that don't fit the model
     */
    public Evidence evidence(Table table, int row, List<Change> changes, List<String> curves, List<Subject> subjects) {
        ExplainedRows.check(table, new int[] {row});
        List<Input> inputs = model.model().inputs();
        for (String name : curves) ChangedRow.input(inputs, name);
        Table own = table.select(new int[] {row});
        BlackBox asked = model.to("change row " + row);
        double[] before = asked.score(own);
        ChangedRow changed = ChangedRow.of(inputs, table, row, changes);
        double[] after = asked.score(changed.row());
        double[] difference = new double[before.length];
        for (int k = 0; k < before.length; k++) difference[k] = after[k] - before[k];
        Json.Obj result = Json.object()
                .put("method", "what-if")
                .put("output", model.outputs().scale())
                .put("outputs", Json.texts(model.outputs().names()))
                .put("row", row)
                .put("changes", changes(own, changed.row(), changes))
                .put("before", answer(before, own))
                .put("after", answer(after, changed.row()))
                .put("difference", model.outputs().numbers(difference))
                .put("remarks", Json.texts(changed.remarks()))
                .put("curves", curves(table, changed.row(), curves))
                .build();
        return new Evidence(
                "explain.what-if",
                1,
                subjects,
                new Evidence.Method("changed row", 1, "Goldstein et al. 2015 for the curves"),
                Json.object().put("points", PartialDependence.POINTS).build(),
                result,
                List.of(
                        "Says what the model would answer, not what would become of a person who changed.",
                        "Other inputs stay as they are, also those that would change along in life.",
                        "Where no row of the data is near, the model guesses."),
                Disclosure.rows());
    }

    private static Json changes(Table own, Table changed, List<Change> changes) {
        List<Json> json = new ArrayList<>();
        for (Change change : changes) {
            json.add(Json.object()
                    .put("input", change.input())
                    .put("from", text(own.column(change.input()).text(0)))
                    .put("to", text(changed.column(change.input()).text(0)))
                    .build());
        }
        return Json.array(json);
    }

    private static Json text(@Nullable String cell) {
        return cell == null ? Json.NULL : Json.of(cell);
    }

    private Json answer(double[] scores, Table row) {
        Json.Builder json = Json.object().put("score", model.outputs().numbers(scores));
        Task task = model.model().task();
        if (task == Task.REGRESSION) return json.build();
        Scores all = new Scores(scores, 1, scores.length, model.model().scale());
        int decided = task == Task.BINARY ? decider.decide(all, row)[0] : all.mostProbable()[0];
        return json.put("decision", model.model().classes().get(decided)).build();
    }

    private Json curves(Table table, Table changed, List<String> names) {
        Json.Builder json = Json.object();
        for (String name : names) {
            Input input = ChangedRow.input(model.model().inputs(), name);
            RowCurve curve = RowCurve.of(model, table, changed, input, PartialDependence.POINTS);
            Json.Builder values = Json.object();
            for (int k = 0; k < curve.values().length; k++)
                values.put(model.outputs().names().get(k), Json.numbers(curve.values()[k]));
            json.put(
                    name,
                    Json.object()
                            .put("kind", curve.number() ? "number" : "category")
                            .put("points", curve.points())
                            .put("values", values.build())
                            .build());
        }
        return json.build();
    }
}
