package io.candor.report.internal;

import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;

/** The model of evidence {@code explain.shapes}: every table with its bins for missing and unseen, row-major. */
final class ShapesWhatIf {
    private final Json.Obj shapes;
    private final List<String> outputs;
    private final List<String> names = new ArrayList<>();

    private ShapesWhatIf(Evidence evidence) {
        this.shapes = evidence.result();
        this.outputs = ShapeFigures.outputs(evidence);
        for (Json input : shapes.array("inputs")) names.add(((Json.Obj) input).text("name"));
    }

    /** Whether the evidence holds the whole model. */
    static boolean complete(Evidence evidence) {
        return Json.of(true).equals(evidence.result().get("complete"));
    }

    static WhatIfModel of(Evidence evidence) {
        return new ShapesWhatIf(evidence).model();
    }

    private WhatIfModel model() {
        List<Json> inputs = new ArrayList<>();
        List<Json> typical = new ArrayList<>();
        for (Json input : shapes.array("inputs")) {
            TypicalValue value = TypicalValue.of((Json.Obj) input, shapes.object("terms"));
            inputs.add(value.input());
            typical.add(value.value());
        }
        List<Json> terms = new ArrayList<>();
        for (Json name : shapes.array("order")) terms.add(term(((Json.Str) name).value()));
        Json intercept = shapes.need("intercept");
        return new WhatIfModel(
                WhatIfModel.task(shapes, shapes.text("link")),
                outputs,
                intercept instanceof Json.Arr several ? several : Json.array(List.of(intercept)),
                inputs,
                typical,
                terms);
    }

    private Json term(String name) {
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
                .put("scores", WhatIfModel.packed(tables))
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
}
