package io.candor.report.internal;

import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.core.json.PackedNumbers;
import io.candor.results.Results;
import java.util.ArrayList;
import java.util.List;

/**
 * An additive model as {@code what-if.js} reads it. Numbers of which there are many stand as bytes of doubles.
 *
 * @param task of the model, {@code target}, {@code classes} and {@code link}
 * @param intercept one per output
 * @param inputs name, kind, levels, and what is known of the training rows
 * @param typical a value of each input, as text; null for missing
 * @param terms in the order in which they are added
 */
record WhatIfModel(
        Json.Obj task, List<String> outputs, Json intercept, List<Json> inputs, List<Json> typical, List<Json> terms) {

    Json.Obj json(Results results) {
        List<String> names = new ArrayList<>();
        for (Json input : inputs) names.add(((Json.Obj) input).text("name"));
        Json.Builder json = Json.object();
        task.members().forEach(json::put);
        json.put("outputs", Json.texts(outputs))
                .put("intercept", intercept)
                .put("inputs", Json.array(inputs))
                .put("terms", Json.array(terms))
                .put("rows", Json.array(rows(results, names)))
                .put("typical", Json.array(typical));
        results.first("evaluation.performance")
                .filter(e -> e.result().get("threshold") != null)
                .ifPresent(e -> json.put("threshold", e.result().need("threshold")));
        return json.build();
    }

    /** @param from what has the members task, target and classes */
    static Json.Obj task(Json.Obj from, String link) {
        return Json.object()
                .put("task", from.text("task"))
                .put("target", from.text("target"))
                .put("classes", from.need("classes"))
                .put("link", link)
                .build();
    }

    /** Cell by cell, outputs innermost. */
    static Json packed(double[]... tables) {
        double[] all = new double[tables.length * tables[0].length];
        for (int k = 0; k < tables.length; k++) {
            for (int cell = 0; cell < tables[k].length; cell++) all[cell * tables.length + k] = tables[k][cell];
        }
        return PackedNumbers.of(all);
    }

    /** The rows that are explained in the report, with their values in the order of the inputs. */
    private static List<Json> rows(Results results, List<String> names) {
        List<Json> rows = new ArrayList<>();
        for (Evidence local : results.all("explain.contributions")) {
            List<String> features = local.result().array("features").stream()
                    .map(f -> ((Json.Str) f).value())
                    .toList();
            if (!features.containsAll(names)) continue;
            for (Json item : local.result().array("rows")) {
                Json.Obj row = (Json.Obj) item;
                List<Json> values = new ArrayList<>();
                for (String name : names) values.add(row.array("data").get(features.indexOf(name)));
                rows.add(Json.object()
                        .put("name", "Row " + Numbers.value(row.number("row")))
                        .put("values", Json.array(values))
                        .build());
            }
        }
        return rows;
    }
}
