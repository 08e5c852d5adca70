package io.candor.report.internal;

import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.results.Results;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * An additive model as {@code what-if.js} reads it, made of evidence {@code explain.shapes}: every table with its bins for
 * missing and unseen, row-major, outputs innermost, as bytes of doubles.
 */
final class WhatIfModel {
    private final Json.Obj shapes;
    private final List<String> outputs;

    WhatIfModel(Evidence shapes) {
        this.shapes = shapes.result();
        this.outputs = ShapeFigures.outputs(shapes);
    }

    /** Whether the evidence holds the whole model. */
    boolean complete() {
        return Json.of(true).equals(shapes.get("complete"));
    }

    Json.Obj json(Results results) {
        List<String> names = new ArrayList<>();
        List<Json> inputs = new ArrayList<>();
        List<Json> typical = new ArrayList<>();
        for (Json input : shapes.array("inputs")) names.add(((Json.Obj) input).text("name"));
        for (Json input : shapes.array("inputs")) {
            TypicalValue value = TypicalValue.of((Json.Obj) input, shapes.object("terms"));
            inputs.add(value.input());
            typical.add(value.value());
        }
        List<Json> terms = new ArrayList<>();
        for (Json name : shapes.array("order")) terms.add(term(((Json.Str) name).value(), names));
        Json.Builder json = Json.object()
                .put("task", shapes.text("task"))
                .put("target", shapes.text("target"))
                .put("classes", shapes.need("classes"))
                .put("link", shapes.text("link"))
                .put("outputs", Json.texts(outputs))
                .put(
                        "intercept",
                        shapes.need("intercept") instanceof Json.Arr several
                                ? several
                                : Json.array(List.of(shapes.need("intercept"))))
                .put("inputs", Json.array(inputs))
                .put("terms", Json.array(terms))
                .put("rows", Json.array(rows(results, names)))
                .put("typical", Json.array(typical));
        results.first("evaluation.performance")
                .filter(e -> e.result().get("threshold") != null)
                .ifPresent(e -> json.put("threshold", e.result().need("threshold")));
        return json.build();
    }

    private Json term(String name, List<String> names) {
        Json.Obj term = shapes.object("terms").object(name);
        List<Json> inputs = new ArrayList<>();
        List<Json> bins = new ArrayList<>();
        for (Json input : term.array("inputs")) inputs.add(Json.of((long) names.indexOf(((Json.Str) input).value())));
        boolean pair = term.text("kind").equals("pair");
        if (pair) for (Json axis : term.array("axes")) bins.add(bins((Json.Obj) axis));
        else bins.add(bins(term));
        double[][] tables = new double[outputs.size()][];
        for (int k = 0; k < tables.length; k++) {
            Json.Obj table = term.get("outputs") instanceof Json.Obj several ? several.object(outputs.get(k)) : term;
            tables[k] = pair ? matrix(table) : list(table);
        }
        return Json.object()
                .put("name", name)
                .put("inputs", Json.array(inputs))
                .put("bins", Json.array(bins))
                .put("scores", encoded(tables))
                .build();
    }

    private static Json bins(Json.Obj axis) {
        if (axis.get("levels") != null) {
            return Json.object()
                    .put("levels", axis.need("bin_of_level"))
                    .put("count", axis.array("levels").size() + 2)
                    .build();
        }
        return Json.object()
                .put("cuts", axis.need("cuts"))
                .put("count", axis.array("cuts").size() + 3)
                .build();
    }

    private static double[] list(Json.Obj table) {
        double[] data = PerformanceSection.numbers(table.array("scores"));
        double[] all = new double[data.length + 2];
        all[0] = table.object("missing").number("score");
        System.arraycopy(data, 0, all, 1, data.length);
        all[all.length - 1] = table.object("unseen").number("score");
        return all;
    }

    private static double[] matrix(Json.Obj table) {
        return table.array("scores").stream()
                .flatMap(row -> ((Json.Arr) row).items().stream())
                .mapToDouble(v -> ((Json.Num) v).value())
                .toArray();
    }

    private static String encoded(double[][] tables) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * tables.length * tables[0].length);
        for (int cell = 0; cell < tables[0].length; cell++) for (double[] table : tables) bytes.putDouble(table[cell]);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
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
